import { type LintContext } from "../context";
import { type LintExpression } from "../expressions";
import { type NodePath, statementOf } from "../node-path";
import { type NamedRead, testsForNull } from "../reads";
import { settersOf } from "../variables";

/** What an expression finds, because the document has made sure of it. */
export class KnownToBePresent {
  private readonly asked = new Set<string>();
  /** The order of the first statement that checks or sets a header. */
  private readonly headers = new Map<string, number>([["host", -1]]);
  private readonly claims: Set<string>;
  private readonly failing = new Set<string>();

  public constructor({ statements, tokenChecks }: LintContext) {
    this.claims = new Set(tokenChecks.some((check) => check.isForeign) ? ALWAYS : [...ALWAYS, ...ALWAYS_OF_ENTRA]);
    for (const check of tokenChecks) {
      for (const { name } of check.claims) if (name !== undefined) this.claims.add(name);
      if (check.header !== undefined) this.addHeader(check.header, check.path);
    }
    for (const path of statements) {
      if (path.name === "check-header" || (path.name === "set-header" && path.literal("exists-action") !== "delete")) {
        this.addHeader(path.literal("name")?.toLowerCase() ?? "", path);
      }
      if (path.literal("ignore-error")?.toLowerCase() !== "true") continue;
      for (const { name } of settersOf(path)) if (name !== undefined) this.failing.add(name);
    }
  }

  public has(read: NamedRead, path: NodePath): boolean {
    const { collection, name } = read;
    if (name === undefined || this.asked.has(keyOf(read))) return true;
    if (collection === "Claims") return this.claims.has(name);
    if (collection !== "Headers") return false;
    const order = this.headers.get(name.toLowerCase());
    return order !== undefined && order < statementOf(path).order;
  }

  public mayHaveFailed(variable: string): boolean {
    return this.failing.has(variable);
  }

  /** A variable is reported once. */
  public forget(variable: string): void {
    this.failing.delete(variable);
  }

  /** Takes in what an expression asks: a condition before another statement may have sent those callers away. */
  public learn({ path, tokens, reads }: LintExpression): void {
    const isCondition = path.name === "when";
    const tests = testsForNull(tokens);
    for (const read of reads) {
      if (read.method === "ContainsKey" || (isCondition && ASKING.includes(read.method))) this.asked.add(keyOf(read));
      if (read.collection !== "Variables" || read.name === undefined) continue;
      if (read.method === "ContainsKey" || tests) this.failing.delete(read.name);
    }
  }

  private addHeader(name: string, path: NodePath): void {
    if (!this.headers.has(name)) this.headers.set(name, path.order);
  }
}

/** Claims that every token has. */
const ALWAYS: readonly string[] = ["aud", "exp", "iat", "iss", "sub"];

/** Claims that every access token of Entra ID has. */
const ALWAYS_OF_ENTRA: readonly string[] = ["aio", "appid", "azp", "nbf", "oid", "rh", "tid", "uti", "ver"];

/** The methods that ask whether there is an entry, or do without it. */
export const ASKING: readonly string[] = ["ContainsKey", "TryGetValue", "GetValueOrDefault"];

/** What tells one entry from another. */
export function keyOf({ collection, name }: NamedRead): string {
  return `${collection}:${collection === "Headers" ? name?.toLowerCase() : name}`;
}
