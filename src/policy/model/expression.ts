import { csharpString } from "../csharp/literal";
import { emptyExpressionName, expressionPartNotAllowed } from "../text/errors";
import { policyValueOf, PolicyValue } from "./value";
import { isWritten } from "./written";
import { writtenExpression } from "./written-value";

/** The type of a context variable. */
export enum PolicyVariableType {
  /** Text. */
  STRING = "string",
  /** `true` or `false`. */
  BOOLEAN = "bool",
  /** A 32-bit integer. */
  INTEGER = "int",
  /** A number with decimals. */
  DOUBLE = "double",
}

/**
 * Common expressions.
 *
 * A name or a text that is passed in is data: it cannot end the C# string that contains it. An empty name fails. For any other expression, use
 * {@link PolicyValue.expression}.
 *
 * @see https://learn.microsoft.com/azure/api-management/api-management-policy-expressions
 */
export class PolicyExpression {
  /**
   * A claim of a validated token. Several values are joined with commas.
   *
   * @param tokenVariable the variable that `validate-jwt` or `validate-azure-ad-token` put the token into
   * @param claim the name of the claim, such as `oid`
   * @param defaultValue the value if the token does not have the claim; empty by default
   */
  public static claim(tokenVariable: string, claim: string, defaultValue: string = ""): PolicyValue {
    const token = `((Jwt)context.Variables[${nameText("the variable of the token", tokenVariable)}])`;
    return writtenExpression(`${token}.Claims.GetValueOrDefault(${argumentList("the claim", claim, defaultValue)})`);
  }

  /**
   * A header of the request. Several values are joined with commas.
   *
   * @param name the name of the header, in any case
   * @param defaultValue the value if the request does not have the header; empty by default
   */
  public static header(name: string, defaultValue: string = ""): PolicyValue {
    return writtenExpression(
      `context.Request.Headers.GetValueOrDefault(${argumentList("the header", name, defaultValue)})`,
    );
  }

  /**
   * A query parameter of the request. Several values are joined with commas.
   *
   * @param name the name of the query parameter
   * @param defaultValue the value if the request does not have the parameter; empty by default
   */
  public static queryParameter(name: string, defaultValue: string = ""): PolicyValue {
    return writtenExpression(
      `context.Request.Url.Query.GetValueOrDefault(${argumentList("the query parameter", name, defaultValue)})`,
    );
  }

  /**
   * A parameter in the path of the request.
   *
   * @param name the name of the parameter in the operation's URL template, without braces
   */
  public static pathParameter(name: string): PolicyValue {
    return writtenExpression(`context.Request.MatchedParameters[${nameText("the path parameter", name)}]`);
  }

  /**
   * A variable of the request's context. A variable that is not set, or has another type, fails the request, which continues in section `on-error`.
   *
   * @param name the name of the variable
   * @param variableType the type of the variable; `PolicyVariableType.STRING` by default
   */
  public static variable(name: string, variableType: PolicyVariableType = PolicyVariableType.STRING): PolicyValue {
    return writtenExpression(`(${variableType})context.Variables[${nameText("the variable", name)}]`);
  }

  /**
   * Texts and expressions one after the other, such as `Bearer ` and a token in a variable.
   *
   * @param parts strings, which are text, and single expressions
   * @throws when a part is a block of statements, or refers to a named value, whose text could end a C# string
   */
  public static concat(...parts: (string | PolicyValue)[]): PolicyValue {
    if (parts.length === 0) return PolicyValue.text("");
    const values = parts.map((given) => policyValueOf(given, "a part of PolicyExpression.concat"));
    const codes = values.map((part) => {
      if (part.isExpression && part.source.startsWith("@(")) return part.source.slice(2, -1);
      if (part.isExpression || part.namedValues.length > 0) throw expressionPartNotAllowed(part.source);
      return csharpString(part.source);
    });
    const code = `string.Concat(${codes.join(", ")})`;
    const holdsCodeOfUser = values.some((part) => part.isExpression && !isWritten(part));
    return holdsCodeOfUser ? PolicyValue.expression(code) : writtenExpression(code);
  }

  private constructor() {
    // A namespace for the functions above, never instantiated.
  }
}

function argumentList(what: string, name: string, defaultValue: string): string {
  return `${nameText(what, name)}, ${csharpString(defaultValue)}`;
}

function nameText(what: string, name: string): string {
  const literal = csharpString(name);
  if (name.trim() === "") throw emptyExpressionName(what, name);
  return literal;
}
