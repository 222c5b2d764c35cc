import { checkCsharp } from "../csharp/check/check";
import { type CsharpProblem } from "../csharp/check/problem";
import { parseCsharp } from "../csharp/parse";
import { expressionsIn } from "../csharp/scan";
import { CsharpTokens } from "../csharp/tokens";
import { type CsharpTree } from "../csharp/tree";
import { holdsExpression, type PolicyValue } from "../model/value";
import { isWritten } from "../model/written";
import { type NamedRead, namedReadsIn } from "./reads";

/**
 * The C# of a value, and what the rules ask about it.
 *
 * The questions are about names and strings: they tell that code reads something, but seldom what it does with it.
 */
export class CsharpCode {
  private foundTokens?: CsharpTokens;
  private foundTree?: CsharpTree;
  private foundProblems?: readonly CsharpProblem[];
  private foundReads?: readonly NamedRead[];
  private foundStrings?: ReadonlySet<string>;
  private foundWords?: ReadonlySet<string>;

  /**
   * @param source the value: one expression, or text with expressions in it
   * @param isWritten whether the library wrote it
   */
  public constructor(
    public readonly source: string,
    private readonly isWritten = false,
  ) {}

  /** The tokens; none if the value is not one whole expression. */
  public get tokens(): CsharpTokens {
    return (this.foundTokens ??= new CsharpTokens(this.source));
  }

  /** The syntax tree; undefined if the value is not one whole expression, or the library wrote it. */
  public get tree(): CsharpTree | undefined {
    if (this.isWritten || this.tokens.length === 0) return undefined;
    return (this.foundTree ??= parseCsharp(this.source));
  }

  /** What the checker finds; nothing without a tree. */
  public get problems(): readonly CsharpProblem[] {
    return (this.foundProblems ??= this.tree === undefined ? [] : checkCsharp(this.tree));
  }

  /** The claims, headers, parameters and variables that it reads by name, where the value is one whole expression. */
  public get reads(): readonly NamedRead[] {
    return (this.foundReads ??= namedReadsIn(this.tokens));
  }

  /** The same, also in expressions with text around them. */
  public get allReads(): readonly NamedRead[] {
    return this.tokens.length > 0 ? this.reads : this.parts.flatMap((tokens) => namedReadsIn(tokens));
  }

  /** What its strings hold, names of variables, headers and claims among them. */
  public get strings(): ReadonlySet<string> {
    return (this.foundStrings ??= this.all((tokens, index) => tokens.string(index)));
  }

  /** Whether one of the names or keywords is in it. */
  public names(...words: readonly string[]): boolean {
    const known = (this.foundWords ??= this.all((tokens, index) => tokens.word(index)));
    return words.some((word) => known.has(word));
  }

  public readsVariable(name: string): boolean {
    return this.strings.has(name);
  }

  /** The first of some variables that it reads. */
  public variableIn(variables: { readonly size: number; has(name: string): boolean }): string | undefined {
    if (variables.size === 0) return undefined;
    for (const text of this.strings) if (variables.has(text)) return text;
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

  /** Whether it reads a header of the request, by any of the usual ways. */
  public readsHeader(header: string): boolean {
    return this.names("Headers") && this.holdsText(header);
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

  /** The tokens of each expression in the value. */
  private get parts(): readonly CsharpTokens[] {
    if (this.tokens.length > 0) return [this.tokens];
    const bounds = expressionsIn(this.source);
    const parts: CsharpTokens[] = [];
    for (let index = 0; index < bounds.length; index += 2) {
      parts.push(new CsharpTokens(this.source.slice(bounds[index], bounds[index + 1])));
    }
    return parts;
  }

  private all(textAt: (tokens: CsharpTokens, index: number) => string | undefined): ReadonlySet<string> {
    const texts = new Set<string>();
    for (const tokens of this.parts) {
      for (let index = 0; index < tokens.length; index++) {
        const text = textAt(tokens, index);
        if (text !== undefined) texts.add(text);
      }
    }
    return texts;
  }
}

const known = new WeakMap<PolicyValue, CsharpCode>();

/** The C# of a value, or undefined if it holds none. */
export function csharpOf(value: PolicyValue | undefined): CsharpCode | undefined {
  if (value === undefined) return undefined;
  let code = known.get(value);
  if (code === undefined && holdsExpression(value))
    known.set(value, (code = new CsharpCode(value.source, isWritten(value))));
  return code;
}
