import { type PolicyDocument } from "../document";
import { type PolicyPosition, PolicyText } from "../model/node";
import { PolicySection } from "../model/section";
import { type PolicyValue } from "../model/value";
import { MAX_COMPARED_NAME, MAX_SUGGESTIONS } from "../text/bounds";
import { nearest } from "../text/errors";
import { csharpOf } from "./csharp-code";
import { LintExpression } from "./expressions";
import { type DocumentFacts, type ProgramFacts } from "./facts";
import { type NodePath } from "./node-path";
import { groupsByName } from "./groups";
import { RunningOrder } from "./running-order";
import { TokenCheck } from "./token-check";
import { CodePositions, type PlacedValue } from "../syntax/code-positions";
import { type LintComment, Walk } from "./walk";

/** A document as the rules see it. What several rules need is computed once. */
export class LintContext {
  /** All elements that have a meaning, in document order. */
  public readonly paths: readonly NodePath[];
  /** All policies that run, in document order. */
  public readonly statements: readonly NodePath[];
  public readonly comments: readonly LintComment[];

  private checks?: readonly TokenCheck[];
  private checkOrder?: RunningOrder;
  private possibleChecks?: RunningOrder;
  private checksByHeader?: ReadonlyMap<string, RunningOrder>;
  private foundExpressions?: readonly LintExpression[];
  private expressionsByPath?: ReadonlyMap<NodePath, readonly LintExpression[]>;
  /** The number of the last element with an expression of a kind, by what makes the kind. */
  private readonly lastOfKind = new Map<(expression: LintExpression) => boolean, number>();
  private suggestions = 0;
  private positions?: CodePositions;

  public constructor(
    public readonly document: PolicyDocument,
    public readonly options: ProgramFacts,
  ) {
    const walk = new Walk(document.root);
    this.paths = walk.paths;
    this.statements = walk.statements;
    this.comments = walk.comments;
  }

  public get root(): NodePath {
    return this.paths[0]!;
  }

  /** Whether the document is a fragment: what runs before and after it is not known. */
  public get isFragment(): boolean {
    return this.root.name === "fragment";
  }

  /** The statements that validate tokens of callers: those in the section inbound, and those of a fragment. */
  public get tokenChecks(): readonly TokenCheck[] {
    return (this.checks ??= this.statements
      .filter((path) => TokenCheck.isOne(path) && (path.section ?? PolicySection.INBOUND) === PolicySection.INBOUND)
      .map((path) => new TokenCheck(path)));
  }

  /** Which token checks run before or after other statements. */
  public get orderOfChecks(): RunningOrder {
    return (this.checkOrder ??= new RunningOrder(this.tokenChecks.map(({ path }) => path)));
  }

  /** The same for the checks whose token may be in a header, in lower case; undefined if there are none. */
  public orderOfChecksOf(header: string): RunningOrder | undefined {
    this.checksByHeader ??= orderByHeader(this.tokenChecks);
    return this.checksByHeader.get(header);
  }

  /** Whether a token may have been validated before a statement: also in a broader scope, in a fragment, or before this fragment. */
  public mayBeCheckedBefore(statement: NodePath): boolean {
    if (this.isFragment) return true;
    this.possibleChecks ??= new RunningOrder(
      this.statements.filter(
        (path) => TokenCheck.isOne(path) || path.name === "base" || path.name === "include-fragment",
      ),
    );
    return this.possibleChecks.lastBefore(statement) !== undefined;
  }

  /** The known name that is most similar to a misspelt one, if it is similar enough to be meant. */
  public nearest(name: string, known: readonly string[]): string | undefined {
    if (name.length > MAX_COMPARED_NAME || ++this.suggestions > MAX_SUGGESTIONS) return undefined;
    return nearest(name, known);
  }

  /** All expressions, in document order. */
  public get expressions(): readonly LintExpression[] {
    if (this.foundExpressions === undefined) {
      const expressions: LintExpression[] = [];
      for (const path of this.paths) this.addExpressions(path, expressions);
      this.foundExpressions = expressions;
    }
    return this.foundExpressions;
  }

  /** The expression in an attribute of an element, or in its text. */
  public expressionIn(path: NodePath, attribute?: string): LintExpression | undefined {
    this.expressionsByPath ??= groupsOf(this.expressions);
    return this.expressionsByPath.get(path)?.find((expression) => expression.attribute === attribute);
  }

  private addExpressions(path: NodePath, expressions: LintExpression[]): void {
    const { attributes, children } = path.element;
    const add = (value: PolicyValue, position: PolicyPosition | undefined, attribute?: string): void => {
      const csharp = csharpOf(value);
      if (csharp === undefined) return;
      const isAttribute = attribute !== undefined;
      const placed = position === undefined ? undefined : { source: value.source, position, isAttribute };
      const positionAt = (index: number): PolicyPosition | undefined => placed && this.positionIn(placed, index);
      expressions.push(new LintExpression(path, csharp, attribute, position, positionAt));
    };
    for (const { name, value, position } of attributes) add(value, position, name);
    for (const child of children) if (child instanceof PolicyText) add(child.value, child.position);
  }

  /** Where an index of a value is in the text of the document. A node may have been read from another text. */
  public positionIn(value: PlacedValue, index: number): PolicyPosition {
    const { _text: text } = this.document;
    if (text === undefined) return value.position;
    this.positions ??= new CodePositions(text);
    return this.positions.hold(value) ? this.positions.positionIn(value, index) : value.position;
  }

  /** Whether an expression of a kind comes after an element. */
  public hasExpressionAfter({ order }: NodePath, isOfKind: (expression: LintExpression) => boolean): boolean {
    let last = this.lastOfKind.get(isOfKind);
    if (last === undefined) {
      last = this.expressions.reduce((found, expression) => (isOfKind(expression) ? expression.path.order : found), -1);
      this.lastOfKind.set(isOfKind, last);
    }
    return last > order;
  }

  public section(name: PolicySection): NodePath | undefined {
    return this.root.name === "policies" ? this.root.tryChild(name) : undefined;
  }

  /** What a statement that includes a fragment runs, if the content of the fragment is known. */
  public fragmentOf(include: NodePath): DocumentFacts | undefined {
    return this.options.knownFragments?.get(include.literal("fragment-id") ?? "");
  }

  /** The statements of a name. */
  public statementsNamed(...names: string[]): NodePath[] {
    return this.statements.filter(({ name }) => names.includes(name));
  }
}

function groupsOf(expressions: readonly LintExpression[]): Map<NodePath, LintExpression[]> {
  const groups = new Map<NodePath, LintExpression[]>();
  for (const expression of expressions) {
    const group = groups.get(expression.path);
    if (group === undefined) groups.set(expression.path, [expression]);
    else group.push(expression);
  }
  return groups;
}

function orderByHeader(checks: readonly TokenCheck[]): Map<string, RunningOrder> {
  const named = checks.flatMap(({ path, headers }) => [...headers].map((name) => ({ name, path })));
  return new Map(
    [...groupsByName(named)].map(([name, group]) => [name, new RunningOrder(group.map(({ path }) => path))]),
  );
}
