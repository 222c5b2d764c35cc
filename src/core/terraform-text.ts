import {
  DefaultTokenResolver,
  Fn,
  type IResolvable,
  type IResolveContext,
  StringConcat,
  TerraformStack,
  Token,
  Tokenization,
} from "cdktf";
import type { IConstruct } from "constructs";
import { error } from "./errors";
import { lateText } from "./late-value";

/** A string token or a number token of cdktf. */
const TOKEN = /(\$\{TfToken\[[\w:.-]+\]\}|-?\d+(?:\.\d+)?e\+\d+)/;
const TOKENS = new RegExp(TOKEN, "g");

/** A part of a Terraform template: text, or an expression such as `${var.name}`. */
interface TemplatePart {
  readonly text: string;
  readonly isExpression: boolean;
}

/**
 * A value with everything resolved that is known at synth. A value that only Terraform knows stays a Terraform expression.
 */
export function resolveText(scope: IConstruct, text: string): string {
  const resolver = new DefaultTokenResolver(new StringConcat());
  return String(Tokenization.resolve(text, { scope, resolver, preparing: false }));
}

/** What cdktf keeps in the token of an attribute, such as `azurerm_api_management_api.Api.name`. */
export interface Reference {
  readonly identifier: string;
  readonly originStack: TerraformStack;
}

/** The reference that a token is, or undefined. */
export function referenceIn(token: unknown): Reference | undefined {
  const { identifier, originStack } = (token ?? {}) as Partial<Reference>;
  return typeof identifier === "string" && originStack !== undefined ? { identifier, originStack } : undefined;
}

/**
 * A value as {@link resolveText} gives it, with references as their own stacks write them: the same in all stacks, and before and after cdktf has
 * made the outputs that pass them on.
 */
export function resolveReferences(scope: IConstruct, text: string): string {
  const resolver = new OriginResolver(new StringConcat());
  const resolved = String(Tokenization.resolve(text, { scope, resolver, preparing: false }));
  // What else only Terraform knows is valid in its own stack.
  return resolver.found ? resolved : `${TerraformStack.of(scope).node.path} ${resolved}`;
}

class OriginResolver extends DefaultTokenResolver {
  public found = false;

  public override resolveToken(...given: Parameters<DefaultTokenResolver["resolveToken"]>): unknown {
    const reference = referenceIn(given[0]);
    if (reference === undefined) return super.resolveToken(...given) as unknown;
    this.found = true;
    return `${reference.originStack.node.path} ${reference.identifier}`;
  }
}

/**
 * Makes policy text ready for Terraform's JSON: a literal `${` or `%{` in it stays text, and tokens become Terraform expressions.
 *
 * @param text policy text after XML escaping, with cdktf's tokens in it
 * @throws when a token resolves to text that could change the meaning of the policy around it
 * @see https://developer.hashicorp.com/terraform/language/expressions/strings#escape-sequences
 */
export function policyTextForTerraform(scope: IConstruct, text: string, context: IResolveContext): string {
  // Preparing only looks for references to other stacks, and its text is discarded.
  if (context.preparing) {
    for (const token of new Set(text.match(TOKENS))) context.resolve(tokenOf(token));
    return "";
  }
  // The client id of an API occurs several times in its policy.
  const known = new Map<string, TemplatePart[]>();
  return escapedTemplate(
    text,
    (written, token) => {
      let resolved = known.get(written);
      if (resolved === undefined) {
        resolved = partsOf(scope, context.resolve(token));
        known.set(written, resolved);
      }
      return resolved;
    },
    (before, after) => {
      if (before.endsWith("@") && after.startsWith("(")) throw unsafeValue(scope);
    },
  );
}

/** Makes a title, a description or a name ready for Terraform's JSON: a literal `${` or `%{` in it stays text, and tokens stay tokens. */
export function textForTerraform(text: string): string;
export function textForTerraform(text: string | undefined): string | undefined;
export function textForTerraform(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const escape = (resolve: (token: unknown) => unknown): string =>
    escapedTemplate(text, (_, token) => [{ text: String(resolve(token)), isExpression: true }]);
  if (!Token.isUnresolved(text)) return literalForTerraform(text);
  // cdktf resolves tokens beside an escaped "${" as if they were inside an expression, so they are resolved one by one.
  return /[$%](?!\{TfToken\[)/.test(text) ? lateText((context) => escape((token) => context.resolve(token))) : text;
}

/** A text as part of a URL's query: Terraform encodes what only Terraform knows. */
export function urlEncoded(text: string): string {
  const encoded = (part: string): string => (Token.isUnresolved(part) ? Fn.urlencode(part) : encodeURIComponent(part));
  return text.split(TOKEN).map(encoded).join("");
}

/**
 * Escapes the texts around the tokens.
 *
 * @param partsOfToken what a token becomes: as it is written, and as cdktf knows it
 * @param checkJoin is called with each two texts that become neighbours
 */
function escapedTemplate(
  text: string,
  partsOfToken: (written: string, token: unknown) => readonly TemplatePart[],
  checkJoin?: (before: string, after: string) => void,
): string {
  const parts: TemplatePart[] = [];
  const add = (part: TemplatePart): void => {
    const last = parts[parts.length - 1];
    // Neighbouring texts are escaped as one: a "$" at the end of the first and a "{" at the start of the second belong together.
    if (last !== undefined && !last.isExpression && !part.isExpression) {
      checkJoin?.(last.text, part.text);
      parts[parts.length - 1] = { text: last.text + part.text, isExpression: false };
    } else parts.push(part);
  };
  text.split(TOKEN).forEach((part, index) => {
    if (index % 2 === 0) return add({ text: part, isExpression: false });
    const token = tokenOf(part);
    if (token === undefined) return add({ text: part, isExpression: false });
    partsOfToken(part, token).forEach(add);
  });
  return parts
    .map((part, index) => (part.isExpression ? part.text : escapeTemplate(part.text, parts[index + 1] !== undefined)))
    .join("");
}

/** The token that the text of one refers to, or undefined when a number is none. */
function tokenOf(text: string): IResolvable | string | undefined {
  return text.startsWith("$") ? text : Tokenization.reverseNumber(Number.parseFloat(text));
}

/** Escapes `${` and `%{`, so that they are no expressions of Terraform. */
function literalForTerraform(text: string): string {
  return text.replace(/[$%](?=\{)/g, (char) => char + char);
}

/** Escapes text for a Terraform template. Before an expression, "$" and its "${" would together be the escape for a literal "${". */
function escapeTemplate(text: string, beforeExpression: boolean): string {
  const escaped = literalForTerraform(text);
  return beforeExpression ? escaped.replace(/\$+$/, (dollars) => `\${"${dollars}"}`) : escaped;
}

/** The value of a token: Terraform expressions, and text that is already known and can no longer be escaped. */
function partsOf(scope: IConstruct, value: unknown): TemplatePart[] {
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") throw unsafeValue(scope);
  const text = String(value);
  const parts: TemplatePart[] = [];
  let index = 0;
  while (index < text.length) {
    const start = text.indexOf("${", index);
    const literal = text.slice(index, start < 0 ? undefined : start);
    if (/[&<>"'\\\r\n{}]|@\(/.test(literal)) throw unsafeValue(scope);
    if (literal !== "") parts.push({ text: literal, isExpression: false });
    if (start < 0) break;
    index = endOfExpression(text, start + 2);
    if (index < 0) throw unsafeValue(scope);
    parts.push({ text: text.slice(start, index), isExpression: true });
  }
  return parts;
}

/** The index after the brace that closes a Terraform expression, or -1. */
function endOfExpression(text: string, start: number): number {
  const open = ["{"];
  for (let index = start; index < text.length; index++) {
    const char = text[index]!;
    const inString = open[open.length - 1] === '"';
    if (inString && char === "\\") index++;
    else if (char === '"') {
      if (inString) open.pop();
      else open.push(char);
    } else if (char === "{" && (!inString || startsTemplate(text, index))) open.push(char);
    else if (char === "}" && !inString) {
      open.pop();
      if (open.length === 0) return index + 1;
    }
  }
  return -1;
}

/** Whether the brace at the index belongs to `${` or `%{`, and not to their escapes `$${` and `%%{`. */
function startsTemplate(text: string, brace: number): boolean {
  const char = text[brace - 1];
  return (char === "$" || char === "%") && text[brace - 2] !== char;
}

function unsafeValue(scope: IConstruct): Error {
  return error(
    scope,
    'a value that is resolved at synth puts markup, quotes, line breaks, braces or "@(" into policy text, or is not text; expected plain text: pass the text itself instead of a lazy value, so that it can be escaped',
  );
}

/** The context in which a construct's text is rendered outside of synthesis. */
export function renderingContext(scope: IConstruct): IResolveContext {
  const resolver = new DefaultTokenResolver(new StringConcat());
  return {
    preparing: false,
    scope,
    registerPostProcessor: () => undefined,
    resolve: (value: unknown): unknown => Tokenization.resolve(value, { scope, resolver, preparing: false }),
  };
}
