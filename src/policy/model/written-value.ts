import { PolicyValue } from "./value";
import { markWritten } from "./written";

/** An expression that the library writes. What a user gives is in it as data in strings, or not at all. */
export function writtenExpression(code: string): PolicyValue {
  return markWritten(PolicyValue.expression(code));
}

/** A block of statements that the library writes. What a user gives is in it as data in strings, or not at all. */
export function writtenBlock(code: string): PolicyValue {
  return markWritten(PolicyValue.block(code));
}
