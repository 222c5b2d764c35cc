import type { IConstruct } from "constructs";
import { duplicateValue } from "../../core/errors";
import { check, RULES } from "../../core/rules";
import { csharpString } from "../../policy/csharp/literal";
import type { PolicyElement } from "../../policy/model/node";
import { writtenExpression } from "../../policy/model/written-value";
import { Choose } from "../../policy/statements";
import { reservedHeader } from "../errors";
import { TokenReader } from "./authorization-condition";
import { removeHeader, setHeader } from "../policy/headers";

/** Headers that HTTP, the gateway or the token itself use, in lower case. */
const RESERVED: readonly string[] = [
  "authorization",
  "connection",
  "content-length",
  "content-type",
  "cookie",
  "expect",
  "host",
  "keep-alive",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
];

/** Throws when a header cannot hold a claim. */
export function requireClaimHeaders(
  place: IConstruct,
  headers: Readonly<Record<string, string>>,
  tokenHeader: string,
): void {
  const seen = new Set<string>();
  for (const [name, claim] of Object.entries(headers)) {
    check(place, "a header of claimsToHeaders", name, RULES.httpToken);
    check(place, "a claim of claimsToHeaders", claim, RULES.text);
    const lower = name.toLowerCase();
    if (lower === tokenHeader.toLowerCase() || RESERVED.includes(lower)) throw reservedHeader(place, name);
    if (seen.has(lower))
      throw duplicateValue(place, "header of claimsToHeaders", name, "case does not matter in headers");
    seen.add(lower);
  }
}

/**
 * Gives the backend the claims of the validated token in headers.
 *
 * What the caller sent is removed first, so that a claim that is missing leaves no header, nor does a request without a token.
 */
export function claimHeaders(headers: Readonly<Record<string, string>>, variable: string): PolicyElement[] {
  const token = new TokenReader(variable);
  const entries = Object.entries(headers);
  if (entries.length === 0) return [];
  const set = entries.map(([name, claim]) => {
    const statements = [setHeader(name, writtenExpression(ascii(token.claim(claim))))];
    return new Choose({ when: [{ condition: writtenExpression(token.has(claim)), statements }] });
  });
  const condition = writtenExpression(`context.Variables.ContainsKey(${csharpString(variable)})`);
  return [...entries.map(([name]) => removeHeader(name)), new Choose({ when: [{ condition, statements: set }] })];
}

/** C# that percent-encodes what a header cannot hold, and "%" itself, so that decoding gives the claim back. `\x26` is the ampersand. */
function ascii(code: string): string {
  const others = csharpString("[^ -$\\x26-~]+");
  return `System.Text.RegularExpressions.Regex.Replace(${code}, ${others}, match => Uri.EscapeDataString(match.Value))`;
}
