import { textOf } from "../operators";
import { isList, isMap, member, type Value } from "../value";

/** JSON as Terraform writes it: names in order, and characters that mean something in HTML escaped. */
export function jsonText(value: Value): string {
  return written(value).replace(
    /[<>&\u2028\u2029]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function written(value: Value): string {
  if (isList(value)) return `[${value.map(written).join(",")}]`;
  if (isMap(value)) {
    const names = Object.keys(value).sort();
    return `{${names.map((name) => `${JSON.stringify(name)}:${written(member(value, name) ?? null)}`).join(",")}}`;
  }
  return typeof value === "number" ? textOf(value) : JSON.stringify(value);
}
