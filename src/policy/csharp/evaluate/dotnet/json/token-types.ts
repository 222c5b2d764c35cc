/** The namespace of the tokens. */
export const LINQ = "Newtonsoft.Json.Linq";

/** The values of `JTokenType`, in its order. */
export const TOKEN_TYPES = [
  "None",
  "Object",
  "Array",
  "Constructor",
  "Property",
  "Comment",
  "Integer",
  "Float",
  "String",
  "Boolean",
  "Null",
  "Undefined",
  "Date",
  "Raw",
  "Bytes",
  "Guid",
  "Uri",
  "TimeSpan",
] as const;

export type TokenType = (typeof TOKEN_TYPES)[number];
