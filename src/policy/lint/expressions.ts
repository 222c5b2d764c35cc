import { CsharpTokens } from "../csharp/tokens";
import { type PolicyPosition } from "../model/node";
import { holdsExpression, type PolicyValue } from "../model/value";
import { type NodePath } from "./node-path";
import { type NamedRead, namedReadsIn } from "./reads";

// The rules look for names and patterns in C# and do not parse it: they know that code reads something, but seldom what it does with it.

/** C# in a document. */
export class LintExpression {
  private foundTokens?: CsharpTokens;
  private foundReads?: readonly NamedRead[];

  public constructor(
    public readonly path: NodePath,
    public readonly code: string,
    /** The name of the attribute that holds it; undefined for the text of an element. */
    public readonly attribute?: string,
    public readonly position?: PolicyPosition,
  ) {}

  /** Its tokens; none if the code is not one whole expression. */
  public get tokens(): CsharpTokens {
    return (this.foundTokens ??= new CsharpTokens(this.code));
  }

  /** The claims, headers, query parameters and variables that it reads by name. */
  public get reads(): readonly NamedRead[] {
    return (this.foundReads ??= namedReadsIn(this.tokens));
  }
}

/** The C# of a value, or undefined if it contains none. Text beside an expression counts as C#. */
export function csharpOf(value: PolicyValue | undefined): string | undefined {
  return value !== undefined && holdsExpression(value) ? value.source : undefined;
}

/** The C# inside `@(` and `)`, or "" for anything else. */
export function codeOf(source: string): string {
  const text = source.trim();
  return text.startsWith("@(") && text.endsWith(")") ? text.slice(2, -1) : "";
}

/** Whether code reads a context variable. */
export function readsVariable(code: string, name: string): boolean {
  return code.includes(`"${name}"`);
}

/** Whether code parses a token without validating it. */
export function parsesToken(code: string): boolean {
  return /\.\s*(?:AsJwt|TryParseJwt)\s*\(/.test(code);
}

/** Whether code reads a header of the request, by any of the usual ways. */
export function readsHeader(code: string, header: string): boolean {
  return code.includes("Headers") && code.toLowerCase().includes(`"${header.toLowerCase()}"`);
}

/** Whether code reads claims of a token. */
export function readsClaims(code: string): boolean {
  return code.includes(".Claims");
}

/** Whether code reads a claim of a token. */
export function readsClaim(code: string, claim: string): boolean {
  return readsClaims(code) && code.includes(`"${claim}"`);
}
