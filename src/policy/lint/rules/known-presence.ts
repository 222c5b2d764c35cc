import { type Presence } from "../../csharp/check/entries";
import { PolicySection } from "../../model/section";
import { type LintContext } from "../context";
import { type LintExpression } from "../expressions";
import { type NodePath, statementOf } from "../node-path";
import { ASKING_NULL, testsForNull } from "../reads";
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

  /** What is there for every caller where an element runs. */
  public at(path: NodePath): Presence {
    return {
      hasEntry: (collection, name) => this.hasEntry(collection, name, path),
      // Whether every call needs the key of a subscription, and with it a user, is not in a document.
      hasMember: (name) => name !== "LastError" || path.section !== PolicySection.INBOUND,
      mayBeNull: (name) => this.failing.has(name),
    };
  }

  /** A variable is reported once. */
  public forget(variables: Iterable<string>): void {
    for (const variable of variables) this.failing.delete(variable);
  }

  /** Takes in what an expression asks: a condition before another statement may have sent those callers away. */
  public learn({ path, csharp }: LintExpression): void {
    const isCondition = path.name === "when";
    const tests = csharp.isWritten ? csharp.names("null", ...ASKING_NULL) : csharp.views.some(testsForNull);
    for (const { collection, name, method } of csharp.reads) {
      if (name === undefined) continue;
      if (method === "ContainsKey" || (isCondition && ASKING.includes(method))) this.asked.add(keyOf(collection, name));
      if (collection === "Variables" && (method === "ContainsKey" || tests)) this.failing.delete(name);
    }
  }

  private hasEntry(collection: string, name: string, path: NodePath): boolean {
    if (this.asked.has(keyOf(collection, name))) return true;
    if (collection === "Claims") return this.claims.has(name);
    // What sets variables, and which parameters a path has, is for other rules.
    if (collection !== "Headers") return collection !== "Query";
    const order = this.headers.get(name.toLowerCase());
    return order !== undefined && order < statementOf(path).order;
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
const ASKING: readonly string[] = ["ContainsKey", "TryGetValue", "GetValueOrDefault"];

/** What makes one entry differ from another. */
function keyOf(collection: string, name: string): string {
  return `${collection}:${collection === "Headers" ? name.toLowerCase() : name}`;
}
