import { Failure } from "../failure";
import type { Value } from "../value";
import { requireSize } from "./arguments";

/** Steps that a search may take in the worst case. */
const MAX_STEPS = 1_000_000;

/** The matches of a pattern: text, or its groups by place or by name. */
export function matches(pattern: string, text: string, most: number): Value[] {
  const found: Value[] = [];
  for (const match of text.matchAll(expressionOf(pattern, text))) {
    if (found.length >= most) break;
    const groups = match.groups;
    if (groups !== undefined)
      found.push(Object.fromEntries(Object.entries(groups).map(([name, part]) => [name, part ?? null])));
    else found.push(match.length === 1 ? match[0] : match.slice(1).map((part: string | undefined) => part ?? null));
  }
  return found;
}

/** The text with each match replaced, where `$1` and `${name}` are the groups. */
export function replaced(pattern: string, text: string, by: string): string {
  const replacement = by.replace(/\$\{(\w+)\}|\$(\w+)/g, (_, braced: string | undefined, plain: string | undefined) => {
    const name = braced ?? plain ?? "";
    return /^\d+$/.test(name) ? `$${name}` : `$<${name}>`;
  });
  requireSize((text.length + 1) * by.length);
  return text.replace(expressionOf(pattern, text), replacement);
}

/**
 * The pattern as one of JavaScript.
 *
 * Terraform searches in linear time, JavaScript does not: what could take long is not searched.
 */
function expressionOf(pattern: string, text: string): RegExp {
  const [, flags = "", body = ""] = /^(?:\(\?([is]+)\))?(.*)$/s.exec(pattern) ?? [];
  const known = body.replace(/\(\?P</g, "(?<");
  const bare = known.replace(/\\./gs, "a").replace(/\[\]?[^\]]*\]/g, "a");
  const repeats = bare.match(/[*+]|\{\d+,\d*\}|\{\d{3,}\}|(?<=[^(])\?/g)?.length ?? 0;
  const repeatedGroup = /\)(?:[*+]|\{)/.test(bare);
  const starts = bare.startsWith("^") ? 0 : 1;
  if (repeatedGroup || text.length ** (repeats + starts) > MAX_STEPS)
    throw new Failure("the pattern could take too long to search", true);
  try {
    return new RegExp(known, `gu${flags}`);
  } catch {
    throw new Failure("the pattern is not one that can be searched here", true);
  }
}
