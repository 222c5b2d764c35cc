import { type TypeBuilder } from "../../contract/define";
import { exception } from "../../contract/errors";
import { double, long } from "../../contract/values";
import { argumentException, formatException } from "../errors";
import { TICKS_PER_DAY, TICKS_PER_HOUR, TICKS_PER_MILLISECOND, TICKS_PER_MINUTE, TICKS_PER_SECOND } from "./calendar";
import { parseTimeSpan, spanOf } from "./time-span";
import { NetTimeSpan } from "./values";
import { ints } from "./checked-time";
import { order, UNITS, comparisons } from "./clock-members";

export function spanMembers(type: TypeBuilder<NetTimeSpan>): void {
  type
    .create("()", () => new NetTimeSpan(0n))
    .create("(long ticks)", (call) => new NetTimeSpan(call.long(0)))
    .create("(int hours, int minutes, int seconds)", (call) => span(0, ...ints(call, 3)))
    .create("(int days, int hours, int minutes, int seconds)", (call) => span(...ints(call, 4)))
    .create("(int days, int hours, int minutes, int seconds, int milliseconds)", (call) => span(...ints(call, 5)))
    .staticProperty("TimeSpan Zero", () => new NetTimeSpan(0n))
    .staticProperty("TimeSpan MinValue", () => new NetTimeSpan(-(1n << 63n)))
    .staticProperty("TimeSpan MaxValue", () => new NetTimeSpan((1n << 63n) - 1n))
    .static("TimeSpan FromTicks(long value)", (call) => new NetTimeSpan(call.long(0)))
    .static("TimeSpan Parse(string s, IFormatProvider formatProvider)", (call) => spanIn(call.text(0)))
    .static("bool TryParse(string s, IFormatProvider formatProvider, out TimeSpan result)", (call) => {
      const ticks = parseTimeSpan(call.textOrNull(0) ?? "");
      call.set(2, new NetTimeSpan(ticks ?? 0n));
      return ticks !== undefined;
    })
    .static("TimeSpan Parse(string s)", (call) => spanIn(call.text(0)))
    .static("bool TryParse(string s, out TimeSpan result)", (call) => {
      const ticks = parseTimeSpan(call.textOrNull(0) ?? "");
      call.set(1, new NetTimeSpan(ticks ?? 0n));
      return ticks !== undefined;
    })
    .static("int Compare(TimeSpan t1, TimeSpan t2)", (call) => order(call))
    .property("long Ticks", (self) => long(self.ticks))
    .property("int Days", (self) => Number(self.ticks / TICKS_PER_DAY))
    .property("int Hours", (self) => Number((self.ticks / TICKS_PER_HOUR) % 24n))
    .property("int Minutes", (self) => Number((self.ticks / TICKS_PER_MINUTE) % 60n))
    .property("int Seconds", (self) => Number((self.ticks / TICKS_PER_SECOND) % 60n))
    .property("int Milliseconds", (self) => Number((self.ticks / TICKS_PER_MILLISECOND) % 1000n))
    .method(
      "TimeSpan Add(TimeSpan ts)",
      (self, call) => new NetTimeSpan(self.ticks + call.object(0, NetTimeSpan).ticks),
    )
    .method(
      "TimeSpan Subtract(TimeSpan ts)",
      (self, call) => new NetTimeSpan(self.ticks - call.object(0, NetTimeSpan).ticks),
    )
    .method("TimeSpan Negate()", (self) => new NetTimeSpan(-self.ticks))
    .method("TimeSpan Duration()", (self) => new NetTimeSpan(self.ticks < 0n ? -self.ticks : self.ticks))
    .method("string ToString()", (self) => self.toText())
    .method("string ToString(string format)", (self, call) => self.format(call.textOrNull(0)))
    .method("int CompareTo(TimeSpan value)", (self, call) => self.compareTo(call.object(0, NetTimeSpan)) ?? 0)
    .method("bool Equals(TimeSpan obj)", (self, call) => self.equals(call.value(0)))
    .operator(
      "TimeSpan operator +(TimeSpan t1, TimeSpan t2)",
      (call) => new NetTimeSpan(call.object(0, NetTimeSpan).ticks + call.object(1, NetTimeSpan).ticks),
    )
    .operator(
      "TimeSpan operator -(TimeSpan t1, TimeSpan t2)",
      (call) => new NetTimeSpan(call.object(0, NetTimeSpan).ticks - call.object(1, NetTimeSpan).ticks),
    )
    .operator("TimeSpan operator -(TimeSpan t)", (call) => new NetTimeSpan(-call.object(0, NetTimeSpan).ticks))
    .operator("TimeSpan operator *(TimeSpan timeSpan, double factor)", (call) =>
      scaled(call.object(0, NetTimeSpan), call.number(1)),
    )
    .operator("TimeSpan operator *(double factor, TimeSpan timeSpan)", (call) =>
      scaled(call.object(1, NetTimeSpan), call.number(0)),
    )
    .operator("TimeSpan operator /(TimeSpan timeSpan, double divisor)", (call) =>
      scaled(call.object(0, NetTimeSpan), 1 / call.number(1)),
    )
    .operator("double operator /(TimeSpan t1, TimeSpan t2)", (call) =>
      double(Number(call.object(0, NetTimeSpan).ticks) / Number(call.object(1, NetTimeSpan).ticks)),
    )
    .staticProperty("long TicksPerDay", () => long(TICKS_PER_DAY))
    .staticProperty("long TicksPerHour", () => long(TICKS_PER_HOUR))
    .staticProperty("long TicksPerMinute", () => long(TICKS_PER_MINUTE))
    .staticProperty("long TicksPerSecond", () => long(TICKS_PER_SECOND))
    .staticProperty("long TicksPerMillisecond", () => long(TICKS_PER_MILLISECOND));
  for (const [unit, ticks] of UNITS) {
    type
      .property(`double Total${unit}s`, (self) => double(Number(self.ticks) / Number(ticks)))
      .static(`TimeSpan From${unit}s(double value)`, (call) => {
        if (Number.isNaN(call.number(0)))
          throw argumentException("TimeSpan does not accept floating point Not-a-Number values.");
        const total = spanOf(call.number(0), ticks);
        if (total === undefined) {
          throw exception("OverflowException", "TimeSpan overflowed because the duration is too long.");
        }
        return new NetTimeSpan(total);
      });
  }
  comparisons(type, "TimeSpan");
}

function spanIn(text: string): NetTimeSpan {
  const ticks = parseTimeSpan(text);
  if (ticks === undefined) throw formatException(`String '${text}' was not recognized as a valid TimeSpan.`);
  return new NetTimeSpan(ticks);
}

function scaled({ ticks }: NetTimeSpan, factor: number): NetTimeSpan {
  if (Number.isNaN(factor)) throw argumentException("TimeSpan does not accept floating point Not-a-Number values.");
  const product = Number(ticks) * factor;
  if (!(Math.abs(product) < 2 ** 63)) {
    throw exception("OverflowException", "TimeSpan overflowed because the duration is too long.");
  }
  return new NetTimeSpan(BigInt(Math.round(product)));
}

function span(days = 0, hours = 0, minutes = 0, seconds = 0, fraction = 0): NetTimeSpan {
  const total = ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
  return new NetTimeSpan(BigInt(total) * TICKS_PER_SECOND + BigInt(fraction) * TICKS_PER_MILLISECOND);
}
