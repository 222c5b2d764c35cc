import { defineType } from "../contract/define";
import { exception } from "../contract/errors";

/**
 * The pattern for all types: the head with the full name, then the members with their signatures as the documentation of .NET writes them. Types in
 * signatures are found by name when they are needed, so that modules of types need not import each other. What is not there is left out: the
 * interpreter names it.
 */
export const BOOLEAN = defineType<boolean>("struct System.Boolean : IComparable", (type) => {
  type
    .staticProperty("string TrueString", () => "True")
    .staticProperty("string FalseString", () => "False")
    .static("bool Parse(string value)", (call) => {
      const value = readBoolean(call.text(0));
      if (value === undefined) {
        throw exception("FormatException", `String '${call.text(0)}' was not recognized as a valid Boolean.`);
      }
      return value;
    })
    .static("bool TryParse(string value, out bool result)", (call) => {
      const value = readBoolean(call.textOrNull(0) ?? "");
      call.set(1, value ?? false);
      return value !== undefined;
    })
    .method("string ToString(IFormatProvider provider)", (self) => (self ? "True" : "False"))
    .method("int CompareTo(bool value)", (self, call) => Number(self) - Number(call.boolean(0)));
});

/** `bool.Parse`: without regard to case and to spaces around; undefined if the text is neither. */
export function readBoolean(text: string): boolean | undefined {
  const value = text.replace(/^[\s\0]+|[\s\0]+$/g, "").toLowerCase();
  return value === "true" ? true : value === "false" ? false : undefined;
}
