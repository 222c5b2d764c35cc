import { LOGIN_HOSTS } from "../../oauth/entra-tenant";
import { type CsharpNode } from "../csharp/tree";
import { type PolicyValue } from "../model/value";
import { type LintContext } from "./context";
import { type CsharpCode, csharpOf } from "./csharp-code";
import { type NodePath } from "./node-path";

/** A token that the gateway got for itself. */
export interface GatewayToken {
  /** Whether it is nothing but the token, without a scheme before it. */
  readonly isBare: boolean;
  /** Whether Entra ID issued it. */
  readonly isOfEntra: boolean;
}

/** The tokens that the gateway gets for itself: with its managed identity, from a token endpoint, from a connection, and from the cache. */
export class GatewayTokens {
  private readonly variables = new Map<string, GatewayToken>();
  /** The tokens in the cache, by the text of their keys. */
  private readonly cached = new Map<string, GatewayToken>();
  /** The variables with what a token endpoint of Entra ID answered. */
  private readonly answers = new Set<string>();

  public constructor({ statements }: LintContext) {
    // A document looks into the cache before it stores there, so that is known in the second turn.
    for (let turn = 0; turn < 2; turn++) for (const path of statements) this.visit(path);
  }

  /** The token that an expression gives. */
  public in(value: PolicyValue | undefined): GatewayToken | undefined {
    const code = value?.isExpression === true ? csharpOf(value) : undefined;
    if (code === undefined) return undefined;
    const variables = [...code.variables];
    const held = variables.map((name) => this.variables.get(name)).find((token) => token !== undefined);
    if (held === undefined && !namesToken(code)) return undefined;
    return {
      isBare: (held?.isBare ?? true) && !isJoined(code),
      isOfEntra: held?.isOfEntra ?? variables.some((name) => this.answers.has(name)),
    };
  }

  private visit(path: NodePath): void {
    switch (path.name) {
      case "authentication-managed-identity":
        this.set(path.literal("output-token-variable-name"), { isBare: true, isOfEntra: true });
        break;
      case "send-request":
        if (isEntraRequest(path)) this.answers.add(path.literal("response-variable-name") ?? "");
        break;
      case "set-variable":
        this.visitVariable(path.literal("name"), path.tryAttribute("value")?.value);
        break;
      case "cache-store-value": {
        const token = this.in(path.tryAttribute("value")?.value);
        if (token !== undefined) this.cached.set(path.tryAttribute("key")?.value.source ?? "", token);
        break;
      }
      case "cache-lookup-value":
        this.set(path.literal("variable-name"), this.cached.get(path.tryAttribute("key")?.value.source ?? ""));
    }
  }

  private visitVariable(name: string | undefined, value: PolicyValue | undefined): void {
    const token = this.in(value);
    this.set(name, token);
    if (token !== undefined || name === undefined || value?.isExpression !== true) return;
    // The answer of a token endpoint as JSON, for example.
    if (csharpOf(value)!.variableIn(this.answers) !== undefined) this.answers.add(name);
  }

  private set(name: string | undefined, token: GatewayToken | undefined): void {
    if (name === undefined || token === undefined) return;
    const known = this.variables.get(name);
    // What is set in two ways is bare only if it is in both.
    this.variables.set(name, known === undefined ? token : { ...token, isBare: token.isBare && known.isBare });
  }
}

/** Whether a request goes to a token endpoint of Entra ID. */
export function isEntraRequest(request: NodePath): boolean {
  const address = request.tryChild("set-url")?.element.text?.source.toLowerCase();
  return address !== undefined && ENTRA_ADDRESSES.some((host) => address.includes(host));
}

/** Tenants for customers have a host of their name. */
const ENTRA_ADDRESSES: readonly string[] = [
  ...LOGIN_HOSTS.map((host) => `://${host}/`),
  ".b2clogin.com/",
  ".ciamlogin.com/",
];

/** Whether code puts a scheme before a token, or may do so. What the library writes does. */
function isJoined(code: CsharpCode): boolean {
  return code.isWritten || code.names(...JOINING) || code.view?.nodes.some(joins) === true;
}

const JOINING: readonly string[] = ["Concat", "Format", "Join", "Insert", "Append"];

function joins(node: CsharpNode): boolean {
  if (node.kind === "binary") return node.operator === "+" || node.operator === "??";
  return node.kind === "ternary" || node.kind === "interpolated";
}

function namesToken(code: CsharpCode): boolean {
  return code.strings.has("access_token") || code.names("AccessToken");
}
