import { type NetValue } from "../../../../src/policy/csharp/evaluate/contract/values";
import { type ContextDescription, MessageBody } from "../../../../src/policy/csharp/evaluate/context/description";
import { compileExpression } from "../../../../src/policy/csharp/evaluate/evaluate";
import { type RuntimeOptions } from "../../../../src/policy/csharp/evaluate/contract/runtime";
import { type EvaluationResult } from "../../../../src/policy/csharp/evaluate/result";
import { textOf } from "../../../../src/policy/csharp/evaluate/text/text-of";
import { parseCsharp } from "../../../../src/policy/csharp/parse";

/** A call with something in each part of `context`. */
export function someCall(variables: Record<string, NetValue> = {}): ContextDescription {
  return {
    requestId: "6f9619ff-8b86-d011-b42d-00c04fc964ff",
    request: {
      method: "POST",
      url: "https://api.contoso.com:8443/orders/7?tag=a&tag=b&page=3",
      originalUrl: "https://www.contoso.com/v1/orders/7",
      ipAddress: "203.0.113.9",
      headers: new Map([
        ["Authorization", ["Bearer abc"]],
        ["X-Many", ["a", "b"]],
      ]),
      matchedParameters: new Map([["id", "7"]]),
      body: new MessageBody("a text"),
    },
    response: { statusCode: 200, statusReason: "OK", headers: new Map([["Content-Type", ["application/json"]]]) },
    variables: new Map(Object.entries(variables)),
    api: { id: "orders", name: "Orders", path: "orders", serviceUrl: "http://backend.contoso.com/base" },
    user: { id: "1", email: "ada@contoso.com", groups: [{ id: "developers", name: "Developers" }] },
    lastError: { source: "validate-jwt", reason: "TokenNotPresent", message: "no token" },
  };
}

/** Evaluates an expression. Code without its `@(` or `@{` gets the one that it needs. */
export function evaluate(
  code: string,
  context: ContextDescription = someCall(),
  options: RuntimeOptions = {},
): EvaluationResult {
  const isBlock = /;\s*$|^(?:try|switch|while|return|object|string|int|var) /.test(code);
  const whole = /^@[({]/.test(code) ? code : isBlock ? `@{ ${code} }` : `@(${code})`;
  return compileExpression(parseCsharp(whole)).evaluate(context, options);
}

/** What comes of an expression as a text: `ToString()` of its value, or what went wrong. */
export function shown(code: string, context?: ContextDescription, options?: RuntimeOptions): string {
  const result = evaluate(code, context, options);
  switch (result.kind) {
    case "value":
      return result.value === null ? "null" : textOf(result.value);
    case "exception":
      return `${result.type}: ${result.message}`;
    case "unsupported":
      return `unsupported: ${result.feature}`;
    case "limit":
      return `limit: ${result.message}`;
  }
}
