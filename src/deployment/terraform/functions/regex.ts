import { Failure } from "../failure";
import { member, type Value } from "../value";
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

/** The text with each match replaced, where `$1` and `${name}` are the groups, and `$0` is the match. */
export function replaced(pattern: string, text: string, by: string): string {
  const expression = expressionOf(pattern, text);
  let size = 0;
  return text.replace(expression, (...found: unknown[]) => {
    const last = found[found.length - 1];
    const groups = typeof last === "object" ? (last as Readonly<Record<string, string | undefined>>) : {};
    const result = by.replace(/\$\$|\$\{(\w+)\}|\$(\w+)/g, (_, braced?: string, plain?: string) => {
      const name = braced ?? plain;
      if (name === undefined) return "$";
      const group = /^\d+$/.test(name) ? found.slice(0, -2)[Number(name)] : member(groups, name);
      return typeof group === "string" ? group : "";
    });
    requireSize((size += result.length));
    return result;
  });
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
