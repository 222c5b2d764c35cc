import { type CsharpTokens, TokenKind } from "../../csharp/tokens";
import { PolicySeverity } from "../../model/finding";
import { type LintExpression } from "../expressions";
import { type LintRule, type ReportedFinding } from "../rule";

/** An error where the code is no C#; a condition that assigns `true` is C# and always holds. */
export const COMPLETE_EXPRESSION: LintRule = {
  id: "C-23",
  name: "complete-expression",
  severities: [PolicySeverity.ERROR, PolicySeverity.WARNING],
  description: "An expression holds code that gives a value.",
  rationale:
    "The form @(…) takes one C# expression, and @{…} takes statements that return a value. Nothing else compiles, so the service refuses the document or no request passes. In an `if`, an assignment may compile, and then decides nothing: that is a warning.",
  fix: "Write one expression without a semicolon, or statements that return the value; compare with ==.",
  url: "https://learn.microsoft.com/azure/api-management/api-management-policy-expressions#syntax",
  examples: {
    wrong: `<fragment>
  <set-variable name="id" value="@{ var id = context.RequestId; }" />
</fragment>`,
    right: `<fragment>
  <set-variable name="id" value="@{ var id = context.RequestId; return id; }" />
</fragment>`,
  },
  checkDocument: ({ expressions }, report) => {
    for (const expression of expressions) {
      const fault = faultOfForm(expression);
      if (fault !== undefined) report(expression.path, { ...fault, position: expression.position });
    }
  },
};

/** What is wrong with the form of an expression. */
export function faultOfForm(expression: LintExpression): ReportedFinding | undefined {
  return expression.tokens.isBlock ? faultOfBlock(expression) : faultOfSingle(expression);
}

function faultOfSingle({ tokens, attribute }: LintExpression): ReportedFinding | undefined {
  if (tokens.length === 2) {
    return { message: "the expression is empty; expected C# that gives a value", fix: "write the value, or remove it" };
  }
  let mayAssign = false;
  for (let index = 1; index < tokens.length - 1; index++) {
    // Braces hold the statements of a lambda, or the properties of a new object.
    if (tokens.is(index, "{")) index = tokens.closing(index);
    else if (tokens.is(index, ";") || tokens.is(index, "return")) {
      return {
        message: 'the expression @(…) holds a statement; expected one C# expression without ";" and "return"',
        fix: "remove the semicolon, or use @{ … } with return",
      };
    } else if (tokens.is(index, "=>")) mayAssign = true;
    else if (tokens.is(index, "=") && !mayAssign) {
      if (attribute === "condition" || isFixed(tokens, index - 1)) {
        return { message: 'the expression assigns with "="; expected a comparison', fix: 'compare with "=="' };
      }
      mayAssign = true;
    }
  }
  return undefined;
}

/** Whether what ends at an index cannot be assigned: what a call or a cast gives, and an entry of what the request holds. JSON can be changed. */
function isFixed(tokens: CsharpTokens, end: number): boolean {
  if (tokens.is(end, ")")) return true;
  if (tokens.is(end, "]")) return tokens.is(tokens.opening(end) - 1, ...READ_ONLY);
  return tokens.is(tokens.startOfChain(end), "context");
}

const READ_ONLY: readonly string[] = ["Variables", "Headers", "Claims", "Query", "MatchedParameters"];

function faultOfBlock({ tokens, code }: LintExpression): ReportedFinding | undefined {
  if (tokens.length === 2) {
    return {
      message: "the expression is empty; expected statements that return a value",
      fix: "return the value, or remove it",
    };
  }
  // What a named value or a template puts in its place may hold the return.
  if (/\{\{|\$\{|%\{/.test(code)) return undefined;
  const last = tokens.length - 2;
  let returns = false;
  let bare = false;
  for (let index = 1; index <= last; index++) {
    if (tokens.is(index, "throw")) returns = true;
    else if (tokens.is(index, "return")) {
      if (tokens.is(index + 1, ";") || index === last) bare = true;
      else returns = true;
    } else if (tokens.is(index, "if") || tokens.is(index, "while")) {
      const fault = faultOfTest(tokens, index + 1);
      if (fault !== undefined) return fault;
    }
  }
  if (!returns) {
    return {
      message: `the statements of @{…} ${bare ? "return without a value" : "return nothing"}; expected them to return a value on every path`,
      fix: "add return and the value, or use @(…) for one expression",
    };
  }
  if (tokens.is(last, ";") || tokens.is(last, "}")) return undefined;
  return {
    message: 'the last statement of @{…} does not end; expected ";" after it',
    fix: 'add ";" before the closing brace',
  };
}

/** What is wrong with the test of an `if`, such as `a = "b"`. */
function faultOfTest(tokens: CsharpTokens, open: number): ReportedFinding | undefined {
  const close = tokens.closing(open);
  for (let index = open + 1; index < close; index = tokens.next(index)) {
    if (!tokens.is(index, "=") || !isLiteral(tokens, index + 1)) continue;
    const compiles = tokens.is(index + 1, "true", "false");
    return {
      message: `the test of an if assigns with "="${compiles ? ", so it decides nothing" : ""}; expected a comparison`,
      fix: 'compare with "=="',
      severity: compiles ? PolicySeverity.WARNING : PolicySeverity.ERROR,
    };
  }
  return undefined;
}

function isLiteral(tokens: CsharpTokens, index: number): boolean {
  const kind = tokens.kind(index);
  return kind === TokenKind.NUMBER || kind === TokenKind.STRING || tokens.is(index, "true", "false", "null");
}
