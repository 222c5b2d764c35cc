import { csharpString } from "../csharp/literal";
import { expressionPartNotAllowed } from "../text/errors";
import { policyValueOf, PolicyValue } from "./value";

/** The type that a context variable is read as. */
export enum PolicyVariableType {
  /** Text. */
  STRING = "string",
  /** `true` or `false`. */
  BOOLEAN = "bool",
  /** A whole number of 32 bits. */
  INTEGER = "int",
  /** A number with decimals. */
  DOUBLE = "double",
}

/**
 * Expressions that are needed often.
 *
 * A name or a text that is passed in is data: it cannot end the C# string that holds it. For any other expression, use
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
   * @param defaultValue what the value is when the token does not carry the claim; empty when it is not given
   */
  public static claim(tokenVariable: string, claim: string, defaultValue: string = ""): PolicyValue {
    const token = `((Jwt)context.Variables[${csharpString(tokenVariable)}])`;
    return PolicyValue.expression(`${token}.Claims.GetValueOrDefault(${argumentList(claim, defaultValue)})`);
  }

  /**
   * A header of the request. Several values are joined with commas.
   *
   * @param name the name of the header, in any case
   * @param defaultValue what the value is when the request does not have the header; empty when it is not given
   */
  public static header(name: string, defaultValue: string = ""): PolicyValue {
    return PolicyValue.expression(`context.Request.Headers.GetValueOrDefault(${argumentList(name, defaultValue)})`);
  }

  /**
   * A query parameter of the request. Several values are joined with commas.
   *
   * @param name the name of the query parameter
   * @param defaultValue what the value is when the request does not have the parameter; empty when it is not given
   */
  public static queryParameter(name: string, defaultValue: string = ""): PolicyValue {
    return PolicyValue.expression(`context.Request.Url.Query.GetValueOrDefault(${argumentList(name, defaultValue)})`);
  }

  /**
   * A parameter in the path of the request.
   *
   * @param name the name of the parameter in the operation's URL template, without braces
   */
  public static pathParameter(name: string): PolicyValue {
    return PolicyValue.expression(`context.Request.MatchedParameters[${csharpString(name)}]`);
  }

  /**
   * A variable of the request's context. A variable that is not set, or is of another type, leads to the section `on-error`.
   *
   * @param name the name of the variable
   * @param variableType the type that the variable is read as; `PolicyVariableType.STRING` when it is not given
   */
  public static variable(name: string, variableType: PolicyVariableType = PolicyVariableType.STRING): PolicyValue {
    return PolicyValue.expression(`(${variableType})context.Variables[${csharpString(name)}]`);
  }

  /**
   * Texts and expressions one after the other, such as `Bearer ` and a token in a variable.
   *
   * @param parts strings, which are text, and single expressions
   * @throws when a part is a block of statements, or refers to a named value, whose text could end a C# string
   */
  public static concat(...parts: (string | PolicyValue)[]): PolicyValue {
    if (parts.length === 0) return PolicyValue.text("");
    const codes = parts.map((given) => {
      const part = policyValueOf(given, "a part of PolicyExpression.concat");
      if (part.isExpression && part.source.startsWith("@(")) return part.source.slice(2, -1);
      if (part.isExpression || part.namedValues.length > 0) throw expressionPartNotAllowed(part.source);
      return csharpString(part.source);
    });
    return PolicyValue.expression(`string.Concat(${codes.join(", ")})`);
  }

  private constructor() {
    // Only a name for the functions above.
  }
}

function argumentList(name: string, defaultValue: string): string {
  return `${csharpString(name)}, ${csharpString(defaultValue)}`;
}
