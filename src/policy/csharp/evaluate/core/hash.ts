import { NetObject, type NetValue } from "../contract/values";

/** `GetHashCode()`. That of a string depends on the process in .NET; here it does not, so that a result can be repeated. */
export function hashOf(value: NetValue): number {
  if (value instanceof NetObject) return value.hashCode();
  if (typeof value === "string") return hashOfText(value);
  return Number(value);
}

function hashOfText(text: string): number {
  let [even, odd] = [5381, 5381];
  for (let index = 0; index < text.length; index += 2) {
    even = (((even << 5) + even) | 0) ^ text.charCodeAt(index);
    if (index + 1 < text.length) odd = (((odd << 5) + odd) | 0) ^ text.charCodeAt(index + 1);
  }
  return (even + Math.imul(odd, 1_566_083_941)) | 0;
}
