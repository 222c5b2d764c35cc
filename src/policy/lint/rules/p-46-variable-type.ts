import { type HeldType, mismatchOf } from "../../csharp/check/held";
import { type Type } from "../../csharp/members/type";
import { type Block, type CsharpNode } from "../../csharp/tree";
import { type CsharpView } from "../../csharp/view";
import { PolicySeverity } from "../../model/finding";
import { type PolicyValue } from "../../model/value";
import { shown } from "../../text/errors";
import { type LintContext } from "../context";
import { csharpOf } from "../csharp-code";
import { type LintExpression } from "../expressions";
import { alwaysRuns } from "../flow";
import { NodeKind, type NodePath, statementOf } from "../node-path";
import { type NamedRead } from "../reads";
import { type LintRule, type ReportedFinding } from "../rule";
import { settersOf } from "../variables";
import { findingInCode } from "./csharp-finding";

/** An error where every caller certainly gets 500: the cast always runs, and nothing else sets the variable before it. */
export const VARIABLE_TYPE: LintRule = {
  id: "P-46",
  name: "variable-type",
  severities: [PolicySeverity.WARNING, PolicySeverity.ERROR],
  description: "A variable is read with the type that it was set with.",
  rationale:
    "A variable is an object, and a cast of an object converts nothing: the text true is no bool, and a value of JSON is no string. The cast throws, and the caller gets 500; as gives null, and GetValueOrDefault does not give the value. It is an error where that happens to every caller.",
  fix: "Read the variable with the type that it is set with, or convert the value where it is set.",
  url: "https://learn.microsoft.com/azure/api-management/set-variable-policy#allowed-types",
  examples: {
    wrong: `<fragment>
  <set-variable name="is-internal" value="true" />
  <choose>
    <when condition='@((bool)context.Variables["is-internal"])'>
      <set-header name="X-Internal" exists-action="override">
        <value>yes</value>
      </set-header>
    </when>
  </choose>
</fragment>`,
    right: `<fragment>
  <set-variable name="is-internal" value="@(true)" />
  <choose>
    <when condition='@((bool)context.Variables["is-internal"])'>
      <set-header name="X-Internal" exists-action="override">
        <value>yes</value>
      </set-header>
    </when>
  </choose>
</fragment>`,
  },
  checkDocument: (context, report) => {
    const held = new HeldTypes(context);
    if (held.isEmpty) return;
    for (const expression of context.expressions) {
      const found = mismatchIn(expression, held);
      if (found !== undefined) report(expression.path, found);
    }
  },
};

/** What the variables of a document hold, as far as all that sets one is known. */
class HeldTypes {
  private readonly types = new Map<string, readonly HeldType[]>();
  private readonly setters = new Map<string, NodePath[]>();
  /** The statements that may set any variable. */
  private readonly unknown: readonly NodePath[];

  public constructor({ paths, statements }: LintContext) {
    const setters = paths.flatMap(settersOf);
    this.unknown = statements.filter(({ name, kind }) => {
      return name === "include-fragment" || name === "base" || kind === NodeKind.UNKNOWN;
    });
    if (setters.some(({ name }) => name === undefined)) return;
    for (const { path, name } of setters) {
      const known = this.setters.get(name!);
      if (known === undefined) this.setters.set(name!, [path]);
      else known.push(path);
    }
    for (const [name, all] of this.setters) {
      const types = all.length > MAX_SETTERS ? [undefined] : all.map(typeSetBy);
      if (types.every((type) => type !== undefined)) this.types.set(name, types);
    }
  }

  public get isEmpty(): boolean {
    return this.types.size === 0;
  }

  public of(variable: string): readonly HeldType[] {
    return this.types.get(variable) ?? [];
  }

  /** Whether a variable surely has one of its values of this document where an element runs. */
  public isSetBefore(variable: string, path: NodePath): boolean {
    const [setter, ...others] = this.setters.get(variable) ?? [];
    const reader = statementOf(path);
    if (setter === undefined || others.length > 0 || setter.section !== reader.section || setter.order >= reader.order)
      return false;
    // The first condition decides whether the next one is asked.
    const isAsked = path.name !== "when" || path.parent?.children[0] === path;
    if (!isAsked || !alwaysRuns(setter) || !alwaysRuns(reader)) return false;
    return !this.unknown.some(({ order }) => order > setter.order && order < reader.order);
  }
}

/** More are not compared. */
const MAX_SETTERS = 20;

/** The type of what a statement sets a variable to; undefined if it is not known. */
function typeSetBy(path: NodePath): HeldType | undefined {
  if (path.name === "set-variable") return typeOfValue(path.tryAttribute("value")?.value);
  return SET_BY[path.name];
}

const SET_BY: Readonly<Record<string, string>> = {
  "validate-jwt": "Jwt",
  "validate-azure-ad-token": "Jwt",
  "send-request": "IResponse",
  "authentication-managed-identity": "string",
  "get-authorization-context": "Authorization",
};

function typeOfValue(value: PolicyValue | undefined): HeldType | undefined {
  if (value === undefined) return undefined;
  // A named value may be an expression.
  if (!value.isExpression) return value.isDynamic ? undefined : "string";
  const code = csharpOf(value);
  if (code === undefined || code.isWritten) return undefined;
  const types = (code.view?.results ?? []).map((result) => code.typeOf(result));
  const [first, ...others] = types;
  return others.length === 0 ? first : undefined;
}

function mismatchIn(expression: LintExpression, held: HeldTypes): ReportedFinding | undefined {
  const { csharp, path, position } = expression;
  for (const read of csharp.reads) {
    if (read.collection !== "Variables" || read.name === undefined || read.method === "ContainsKey") continue;
    const types = held.of(read.name);
    if (types.length === 0) continue;
    const typed = typedRead(read, expression);
    if (typed === undefined) continue;
    // Two names need no catalog of types, which takes long to load.
    const mismatches = types.map((type) => (type === typed.type ? undefined : mismatchOf(type, typed.type)));
    const [first] = mismatches;
    if (first === undefined || mismatches.includes(undefined)) continue;
    const message = `the variable ${shown(read.name)} is set as ${first.held} and read as ${first.read}, ${typed.effect}; expected the type that it is set with`;
    const fix = `read it as ${first.held}, or set it as ${first.read}`;
    if (typed.node === undefined) return { message, fix, position };
    const isSure = typed.throws && held.isSetBefore(read.name, path) && alwaysEvaluated(typed.node, csharp.view);
    return findingInCode(expression, { ...typed.node, message, fix, severity: isSure ? "error" : "warning" });
  }
  return undefined;
}

interface TypedRead {
  readonly type: HeldType;
  /** What happens if the variable holds another type. */
  readonly effect: string;
  readonly throws: boolean;
  readonly node?: CsharpNode;
}

const THROWS = "so the cast throws and the caller gets 500";

function typedRead({ node, type, method }: NamedRead, { csharp, view }: LintExpression): TypedRead | undefined {
  if (view === undefined || node === undefined) {
    return type === undefined ? undefined : { type, effect: THROWS, throws: true };
  }
  const parent = view.parentOf(node);
  const typeOf = (part: CsharpNode & { readonly kind: "cast" | "typeTest" | "invocation" }): Type | undefined =>
    csharp.typeOf(part);
  if (method !== "[]") {
    if (method !== "GetValueOrDefault" || node.kind !== "invocation") return undefined;
    const asked = typeOf(node);
    return asked === undefined ? undefined : { type: asked, effect: "so the value is not given", throws: false, node };
  }
  if (parent?.kind === "cast") {
    const asked = typeOf(parent);
    return asked === undefined ? undefined : { type: asked, effect: THROWS, throws: true, node: parent };
  }
  if (parent?.kind !== "typeTest" || parent.operator !== "as") return undefined;
  const asked = typeOf(parent);
  return asked === undefined
    ? undefined
    : { type: asked, effect: "so the result is null", throws: false, node: parent };
}

/** Whether a part runs whenever its expression does. */
function alwaysEvaluated(node: CsharpNode, view: CsharpView | undefined): boolean {
  if (view === undefined) return false;
  let inner = node;
  for (let outer = view.parentOf(inner); outer !== undefined; outer = view.parentOf(inner)) {
    if (outer.kind === "ternary" && outer.condition !== inner) return false;
    if (outer.kind === "binary" && SHORT.includes(outer.operator) && outer.left !== inner) return false;
    if (outer.kind === "conditionalAccess" && outer.target !== inner) return false;
    if (outer.kind === "if" && outer.condition !== inner) return false;
    if (SOMETIMES.includes(outer.kind) || (outer.kind === "block" && !reaches(outer, inner))) return false;
    inner = outer;
  }
  return true;
}

/** Whether every run of a block comes to one of its statements. */
function reaches({ statements }: Block, statement: CsharpNode): boolean {
  return statements.every(({ kind, start }) => start >= statement.start || PLAIN.includes(kind));
}

/** Statements after which the next one runs. */
const PLAIN: readonly string[] = ["variables", "expressionStatement", "localFunction", "empty"];

/** What is within these may run never, or an exception is caught there. */
const SOMETIMES: readonly string[] = [
  ...["for", "foreach", "while", "do", "switch", "try", "using", "lock", "lambda", "localFunction"],
];

const SHORT: readonly string[] = ["&&", "||", "??"];
