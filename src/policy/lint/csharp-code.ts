import { analyzeCsharp, type CsharpAnalysis } from "../csharp/check/check";
import { type Presence } from "../csharp/check/entries";
import { type CsharpProblem } from "../csharp/check/problem";
import { parseCsharp } from "../csharp/parse";
import { expressionsIn } from "../csharp/scan";
import { type Type } from "../csharp/members/type";
import { type CsharpNode, type CsharpTree, type Expression } from "../csharp/tree";
import { type CsharpView, viewOf } from "../csharp/view";
import { holdsExpression, type PolicyValue } from "../model/value";
import { isWritten } from "../model/written";
import { type NamedRead, namedReadsIn } from "./reads";
import { WrittenCode } from "./written-code";

/** The C# of a value, and what the rules ask about it. */
export class CsharpCode {
  public readonly source: string;
  /** Whether the library wrote it, and its tests check it. */
  public readonly isWritten: boolean;

  private readonly isWhole: boolean;
  private foundViews?: readonly CsharpView[];
  private foundAnalysis?: CsharpAnalysis;
  private foundReads?: readonly NamedRead[];
  private foundStrings?: ReadonlySet<string>;
  private foundWords?: ReadonlySet<string>;
  private foundVariables?: ReadonlySet<string>;
  private written?: WrittenCode;

  /** @param value one expression, or text with expressions in it */
  public constructor(value: PolicyValue) {
    this.source = value.source;
    this.isWhole = value.isExpression;
    this.isWritten = this.isWhole && isWritten(value);
  }

  /**
   * The expression with what its parts stand for; undefined if the value is not one whole expression.
   *
   * For what the library wrote, ask for it only where nothing else answers: it loads the parser.
   */
  public get view(): CsharpView | undefined {
    return this.isWhole ? this.views[0] : undefined;
  }

  /** The syntax tree; undefined if the value is not one whole expression, or the library wrote it. */
  public get tree(): CsharpTree | undefined {
    return this.isWritten ? undefined : this.view?.tree;
  }

  /** What the checker finds, apart from what some callers send; nothing without a tree. */
  public get problems(): readonly CsharpProblem[] {
    return this.analysis?.problems ?? [];
  }

  /** What is null or throws for some callers; nothing without a tree. */
  public failuresWith(presence: Presence): readonly CsharpProblem[] {
    return this.analysis?.failuresWith(presence) ?? [];
  }

  /** The type of a part, as far as it is known. */
  public typeOf(part: Expression): Type | undefined {
    return this.analysis?.typeOf(part);
  }

  private get analysis(): CsharpAnalysis | undefined {
    if (this.tree === undefined) return undefined;
    return (this.foundAnalysis ??= analyzeCsharp(this.tree));
  }

  /** The claims, headers, parameters and variables that it reads by name, where the value is one whole expression. */
  public get reads(): readonly NamedRead[] {
    return this.isWhole ? this.allReads : [];
  }

  /** The same, also in expressions with text around them. */
  public get allReads(): readonly NamedRead[] {
    return (this.foundReads ??= this.isWritten ? this.facts.reads : this.views.flatMap((view) => namedReadsIn(view)));
  }

  /** What its strings hold, names of headers and claims among them. */
  public get strings(): ReadonlySet<string> {
    return (this.foundStrings ??= this.isWritten ? this.facts.strings : this.all(stringOf));
  }

  /** Whether one of the names is in it: of a variable, a member or a type. */
  public names(...words: readonly string[]): boolean {
    const known = (this.foundWords ??= this.isWritten ? this.facts.words : this.all(wordOf));
    return words.some((word) => known.has(word));
  }

  /** The variables of the context that it reads. Where a name is computed, any of its strings may be one. */
  public get variables(): ReadonlySet<string> {
    if (this.foundVariables === undefined) {
      const reads = this.allReads.filter(({ collection }) => collection === "Variables");
      const isComputed =
        reads.some(({ name }) => name === undefined) || (reads.length === 0 && this.names("Variables"));
      const names = reads.flatMap(({ name }) => (name === undefined ? [] : [name]));
      this.foundVariables = new Set(isComputed ? [...names, ...this.strings] : names);
    }
    return this.foundVariables;
  }

  /** The first of some variables that it reads. */
  public variableIn(variables: { readonly size: number; has(name: string): boolean }): string | undefined {
    if (variables.size === 0) return undefined;
    for (const name of this.variables) if (variables.has(name)) return name;
    return undefined;
  }

  /** Whether it parses a token without validating it. */
  public get parsesToken(): boolean {
    return this.names("AsJwt", "TryParseJwt");
  }

  /** Whether it reads what the caller sends. */
  public get readsRequest(): boolean {
    return this.names("Request");
  }

  /** Whether it reads a header of the request. Where the name of a header is computed, any of its strings may be one. */
  public readsHeader(header: string): boolean {
    if (!this.names("Headers")) return false;
    const reads = this.allReads.filter(({ collection }) => collection === "Headers");
    if (reads.length === 0 || reads.some(({ name }) => name === undefined)) return this.holdsText(header);
    return reads.some((read) => isReadOf(header, read));
  }

  /** Whether one of its strings is a text, in any case. */
  public holdsText(text: string): boolean {
    for (const string of this.strings) if (string.toLowerCase() === text.toLowerCase()) return true;
    return false;
  }

  /** Whether it reads claims of a token. */
  public get readsClaims(): boolean {
    return this.names("Claims");
  }

  public readsClaim(claim: string): boolean {
    return this.readsClaims && this.strings.has(claim);
  }

  /** Each expression in the value. */
  public get views(): readonly CsharpView[] {
    if (this.foundViews === undefined) {
      const bounds = this.isWhole ? [0, this.source.length] : expressionsIn(this.source);
      const views: CsharpView[] = [];
      for (let index = 0; index < bounds.length; index += 2) {
        views.push(viewOf(parseCsharp(this.source.slice(bounds[index], bounds[index + 1]))));
      }
      this.foundViews = views;
    }
    return this.foundViews;
  }

  private get facts(): WrittenCode {
    return (this.written ??= new WrittenCode(this.source));
  }

  private all(textOf: (node: CsharpNode) => string | undefined): ReadonlySet<string> {
    const texts = new Set<string>();
    for (const { nodes } of this.views) {
      for (const node of nodes) {
        const text = textOf(node);
        if (text !== undefined) texts.add(text);
      }
    }
    return texts;
  }
}

/** Whether a read is one of a header of the request. */
export function isReadOf(header: string, { collection, name, owner }: NamedRead): boolean {
  return collection === "Headers" && owner !== "context.Response" && name?.toLowerCase() === header.toLowerCase();
}

function stringOf(node: CsharpNode): string | undefined {
  return node.kind === "string" || node.kind === "text" ? node.value : undefined;
}

function wordOf(node: CsharpNode): string | undefined {
  if (node.kind === "type") return node.parts[node.parts.length - 1]?.name;
  return node.kind === "name" || node.kind === "member" ? node.name : undefined;
}

const known = new WeakMap<PolicyValue, CsharpCode>();

/** The C# of a value, or undefined if it holds none. */
export function csharpOf(value: PolicyValue | undefined): CsharpCode | undefined {
  if (value === undefined) return undefined;
  let code = known.get(value);
  if (code === undefined && holdsExpression(value)) known.set(value, (code = new CsharpCode(value)));
  return code;
}
