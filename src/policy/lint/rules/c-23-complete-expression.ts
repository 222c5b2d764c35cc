import { type Assignment, type CsharpNode, type Expression } from "../../csharp/tree";
import { type CsharpView } from "../../csharp/view";
import { PolicySeverity } from "../../model/finding";
import { type LintExpression } from "../expressions";
import { COLLECTIONS } from "../reads";
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
      if (fault !== undefined) report(expression.path, { ...fault, position: expression.positionOf(fault.at) });
    }
  },
};

interface FormFault extends ReportedFinding {
  /** Where it is in the code. */
  readonly at: { readonly start: number };
}

const START = { start: 0 };

/** What is wrong with the form of an expression. */
export function faultOfForm(expression: LintExpression): FormFault | undefined {
  const { view } = expression;
  if (view === undefined) return undefined;
  return view.tree.root.kind === "block" ? faultOfBlock(view) : faultOfSingle(view, expression.attribute);
}

function faultOfSingle(view: CsharpView, attribute: string | undefined): FormFault | undefined {
  const { code, problems } = view.tree;
  if (isEmpty(code)) {
    return {
      message: "the expression is empty; expected C# that gives a value",
      fix: "write the value, or remove it",
      at: START,
    };
  }
  const statement = problems.find(({ start }) => /^(?:;|return\b)/.test(code.slice(start, start + "return ".length)));
  if (statement !== undefined) {
    return {
      at: statement,
      message: 'the expression @(…) holds a statement; expected one C# expression without ";" and "return"',
      fix: "remove the semicolon, or use @{ … } with return",
    };
  }
  const assignment = assignmentsIn(view, view.tree.root)[0];
  if (assignment === undefined || (attribute !== "condition" && !isFixed(assignment.target, view))) return undefined;
  return {
    message: 'the expression assigns with "="; expected a comparison',
    fix: 'compare with "=="',
    at: assignment,
  };
}

/** Whether there is nothing but comments between the brackets. */
function isEmpty(code: string): boolean {
  return (
    code
      .slice(2, -1)
      .replace(/\/\*[^]*?\*\/|\/\/[^\r\n]*/g, "")
      .trim() === ""
  );
}

/** The assignments in a part, without those in lambdas. */
function assignmentsIn(view: CsharpView, part: CsharpNode): Assignment[] {
  const found: Assignment[] = [];
  const [start, end] = view.rangeOf(part);
  for (let index = start; index < end; index++) {
    const node = view.nodes[index]!;
    if (node.kind === "lambda") index = view.rangeOf(node)[1] - 1;
    else if (node.kind === "assignment" && node.operator === "=") found.push(node);
  }
  return found;
}

/** Whether nothing can be assigned to it: what a call or a cast gives, and an entry of what the request holds. JSON can be changed. */
function isFixed(target: Expression, view: CsharpView): boolean {
  if (target.kind === "cast" || target.kind === "invocation") return true;
  if (target.kind !== "element") return view.pathOf(target) !== undefined;
  const list = view.meaningOf(target.target);
  return list.kind === "member" && COLLECTIONS.includes(list.name);
}

function faultOfBlock(view: CsharpView): FormFault | undefined {
  const { code, problems, root } = view.tree;
  if (isEmpty(code)) {
    return {
      message: "the expression is empty; expected statements that return a value",
      fix: "return the value, or remove it",
      at: START,
    };
  }
  // What a named value or a template puts in its place may hold the return.
  if (view.nodes.some(({ kind }) => kind === "place")) return undefined;
  for (const node of view.nodes) {
    const fault = node.kind === "if" || node.kind === "while" ? faultOfTest(view, node.condition) : undefined;
    if (fault !== undefined) return fault;
  }
  if (view.results.length === 0 && !view.nodes.some(({ kind }) => kind === "throwStatement" || kind === "throw")) {
    const isBare = view.nodes.some(({ kind }) => kind === "return");
    return {
      message: `the statements of @{…} ${isBare ? "return without a value" : "return nothing"}; expected them to return a value on every path`,
      fix: "add return and the value, or use @(…) for one expression",
      at: START,
    };
  }
  if (!problems.some(({ start, message }) => start >= root.end - 1 && message.includes('expected ";"')))
    return undefined;
  return {
    message: 'the last statement of @{…} does not end; expected ";" after it',
    fix: 'add ";" before the closing brace',
    at: { start: root.end - 1 },
  };
}

/** What is wrong with the test of an `if`, such as `a = "b"`. */
function faultOfTest(view: CsharpView, condition: Expression): FormFault | undefined {
  const literal = assignmentsIn(view, condition).find(({ value }) => LITERALS.includes(value.kind));
  if (literal === undefined) return undefined;
  const compiles = literal.value.kind === "boolean";
  return {
    message: `the test of an if assigns with "="${compiles ? ", so it decides nothing" : ""}; expected a comparison`,
    fix: 'compare with "=="',
    severity: compiles ? PolicySeverity.WARNING : PolicySeverity.ERROR,
    at: literal,
  };
}

const LITERALS: readonly string[] = ["boolean", "null", "number", "string"];
