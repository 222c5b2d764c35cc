import { type Call } from "../../contract/call";
import { exception } from "../../contract/errors";
import { ticksOf } from "./calendar";

interface CheckedTime {
  readonly year: number | undefined;
  readonly month: number | undefined;
  readonly day: number | undefined;
  readonly hour: number | undefined;
  readonly minute: number | undefined;
  readonly second: number | undefined;
  readonly fraction: number;
}

export function checkedTicks({ year = 0, month = 0, day = 0, hour, minute, second, fraction }: CheckedTime): bigint {
  const ticks = ticksOf({ year, month, day, hour, minute, second, ticks: fraction * 10_000 });
  if (ticks === undefined || fraction < 0 || fraction > 999) {
    throw exception(
      "ArgumentOutOfRangeException",
      "Year, Month, and Day parameters describe an un-representable DateTime.",
    );
  }
  return ticks;
}

export function ints(call: Call, count: number): number[] {
  return Array.from({ length: count }, (_, index) => (typeof call.value(index) === "number" ? call.int(index) : 0));
}
