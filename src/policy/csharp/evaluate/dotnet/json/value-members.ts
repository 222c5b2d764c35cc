import { type TypeBuilder } from "../../contract/define";
import { NetObject } from "../../contract/values";
import { tokenOf, tokenTypeOf } from "./convert";
import { JValue } from "./tokens";
import { textOf } from "./value-text";
import { fromPlain } from "./content";

export function valueMembers(type: TypeBuilder<JValue>): void {
  for (const name of [
    "string",
    "bool",
    "long",
    "ulong",
    "double",
    "decimal",
    "DateTime",
    "Guid",
    "TimeSpan",
    "object",
  ]) {
    type.create(`(${name} value)`, (call) => fromPlain(call.value(0)));
  }
  type
    .create("(JValue other)", (call) => call.object(0, JValue).clone())
    .static("JValue CreateNull()", () => new JValue(null, "Null"))
    .static("JValue CreateUndefined()", () => new JValue(null, "Undefined"))
    .static("JValue CreateComment(string value)", (call) => new JValue(call.textOrNull(0), "Comment"))
    .static("JValue CreateString(string value)", (call) => new JValue(call.textOrNull(0), "String"))
    .property(
      "object Value",
      (self) => self.value,
      (self, call) => {
        self.tokenType = tokenTypeOf(call.value(0)) ?? tokenOf(call.value(0)).tokenType;
        self.value = call.value(0);
      },
    )
    .method("string ToString(string format)", (self, call) => self.format(call.textOrNull(0)))
    .method("string ToString(IFormatProvider formatProvider)", (self) => self.toText())
    .method("int CompareTo(JValue obj)", (self, call) => compareValues(self, call.objectOrNull(0, JValue)));
}

function compareValues(self: JValue, other: JValue | null): number {
  if (other === null) return 1;
  const [a, b] = [self.value, other.value];
  if (a instanceof NetObject && b instanceof NetObject) return Math.sign(a.compareTo(b) ?? 0);
  if (typeof a === "number" && typeof b === "number") return Math.sign(a - b);
  const [x, y] = [textOf(a), textOf(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}
