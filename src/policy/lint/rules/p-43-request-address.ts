import { PolicySeverity } from "../../model/finding";
import { addressOf, CallerPart, type ComputedAddress } from "../address";
import { type LintContext } from "../context";
import { type LintExpression } from "../expressions";
import { areExclusive } from "../flow";
import { GatewayTokens } from "../gateway-tokens";
import { type NodePath, NodeKind } from "../node-path";
import { type LintRule, type ReportedFinding } from "../rule";
import { isKeyHeader } from "./key-header";

/** An error where the caller chooses the host without any test: he gets the credentials. */
export const REQUEST_ADDRESS: LintRule = {
  id: "P-43",
  name: "request-address",
  severities: [PolicySeverity.ERROR, PolicySeverity.WARNING],
  description: "The caller does not choose where the gateway sends its credentials.",
  rationale:
    "A request with the identity of the gateway may read what the caller may not. If the caller's text makes the host, the credentials go to a host of the caller: that is an error, or a warning where the document tests the text. If it makes the path at a service of Azure that holds data or secrets, the caller chooses what is read: that is a warning.",
  fix: "Write the host in the document, and choose what is read by a value that the document gives or has tested.",
  url: "https://owasp.org/API-Security/editions/2023/en/0xa7-server-side-request-forgery/",
  examples: {
    wrong: `<fragment>
  <send-request mode="new" response-variable-name="answer" timeout="30">
    <set-url>@("https://" + context.Request.Headers.GetValueOrDefault("X-Vault", "") + "/secrets/orders?api-version=7.4")</set-url>
    <set-method>GET</set-method>
    <authentication-managed-identity resource="https://vault.azure.net" />
  </send-request>
</fragment>`,
    right: `<fragment>
  <send-request mode="new" response-variable-name="answer" timeout="30">
    <set-url>https://contoso.vault.azure.net/secrets/orders?api-version=7.4</set-url>
    <set-method>GET</set-method>
    <authentication-managed-identity resource="https://vault.azure.net" />
  </send-request>
</fragment>`,
  },
  checkDocument: (context, report) => {
    if (!context.expressions.some(isAddress)) return;
    const variables = new Map<string, CallerPart>();
    const tested = new Set<string>();
    const credentials = new Credentials(context);
    for (const expression of context.expressions) {
      const { path, attribute } = expression;
      if (path.name === "when") for (const { name } of expression.reads) tested.add(name ?? "");
      const isBackend = path.name === "set-backend-service";
      const isVariable = path.name === "set-variable" && attribute === "value";
      if (!isVariable && !isAddress(expression)) continue;
      const address = addressOf(expression.csharp, variables);
      if (isVariable) keep(address, path, variables);
      if (isVariable || address.part === CallerPart.NOTHING) continue;
      const credential =
        (isBackend ? credentials.toBackend(path) : credentials.ofRequest(path.parent!)) ??
        (holdsKey(expression) ? path : undefined);
      if (credential === undefined) continue;
      const isTested = address.isGuarded || address.names.some((name) => tested.has(name));
      const finding = findingOf(address, isTested, credential, expression);
      const position = address.piece === undefined ? expression.position : expression.positionOf(address.piece);
      if (finding !== undefined) report(path, { ...finding, position });
    }
  },
};

function isAddress({ path, attribute }: LintExpression): boolean {
  return path.name === "set-url" || (path.name === "set-backend-service" && attribute === "base-url");
}

/** Whether an address has a key in its query, which a named value fills in. */
function holdsKey({ csharp }: LintExpression): boolean {
  return [...csharp.strings].some((text) => KEY_IN_QUERY.test(text));
}

const KEY_NAME = "(?:code|sig|token|(?:x-)?(?:api|access|subscription|functions?)?[-_]?key)";
const KEY_IN_QUERY = new RegExp(`[?&]${KEY_NAME}=\\{\\{`, "i");
const NAMES_KEY = new RegExp(`^${KEY_NAME}$`, "i");

function keep({ part, isGuarded }: ComputedAddress, path: NodePath, variables: Map<string, CallerPart>): void {
  const name = path.literal("name");
  // A value that code chooses after a test is the document's.
  if (name !== undefined && part !== CallerPart.NOTHING && !isGuarded) variables.set(name, part);
}

function findingOf(
  { part, prefix }: ComputedAddress,
  isTested: boolean,
  credential: NodePath,
  { path }: LintExpression,
): ReportedFinding | undefined {
  const sent = `<${credential.name}>`;
  if (part === CallerPart.HOST) {
    return {
      message: `the text of the caller makes the host of a request that carries the credentials of ${sent}, so the caller gets them; expected a host that the document gives`,
      fix: "write the host, or use a backend-id, or choose one of several hosts by a condition",
      severity: isTested ? PolicySeverity.WARNING : PolicySeverity.ERROR,
    };
  }
  const resource = credential.tryAttribute("resource")?.value.source ?? "";
  if (isTested || !(HOLDS_DATA.test(prefix) || HOLDS_DATA.test(resource)) || path.name !== "set-url") return undefined;
  return {
    message: `the text of the caller makes the path of a request that carries the credentials of ${sent}, so the caller chooses what is read with them; expected a path that the document gives`,
    fix: "write the path, or test the text of the caller in a condition before",
    severity: PolicySeverity.WARNING,
  };
}

/** Services of Azure where the path says whose data or secrets are read. */
const HOLDS_DATA =
  /^https:\/\/(?:[^/]*\.)?(?:vault\.(?:azure\.net|azure\.cn|usgovcloudapi\.net)|managedhsm\.azure\.net|management\.(?:azure\.com|core\.windows\.net|usgovcloudapi\.net|chinacloudapi\.cn)|graph\.microsoft\.(?:com|us)|microsoftgraph\.chinacloudapi\.cn|core\.(?:windows\.net|usgovcloudapi\.net|chinacloudapi\.cn)|storage\.azure\.com|(?:documents|cosmos)\.azure\.com|azconfig\.io|(?:servicebus|search|database)\.windows\.net|dev\.azure\.com)(?:[/:?]|$)/i;

/** The statements and parts that add credentials of the gateway. */
class Credentials {
  private readonly tokens: GatewayTokens;
  private readonly ofBackend: readonly NodePath[];

  public constructor(context: LintContext) {
    this.tokens = new GatewayTokens(context);
    this.ofBackend = context.statements.filter((path) => this.isCredential(path)).slice(0, MAX_CREDENTIALS);
  }

  /** What authenticates the gateway in a request to another service. */
  public ofRequest(request: NodePath): NodePath | undefined {
    return request.kind === NodeKind.STATEMENT ? request.children.find((part) => this.isCredential(part)) : undefined;
  }

  /** What authenticates the gateway to the backend. */
  public toBackend(statement: NodePath): NodePath | undefined {
    return this.ofBackend.find((path) => !areExclusive(path, statement));
  }

  private isCredential(path: NodePath): boolean {
    if (path.name === "authentication-managed-identity") {
      return path.tryAttribute("output-token-variable-name") === undefined;
    }
    if (path.name === "set-query-parameter") {
      if (!NAMES_KEY.test(path.literal("name") ?? "")) return false;
    } else if (path.name !== "set-header") return AUTHENTICATIONS.includes(path.name);
    else if (!isKeyHeader(path) && path.literal("name")?.toLowerCase() !== "authorization") return false;
    return path.childrenNamed("value").some(({ element: { text } }) => {
      return text !== undefined && (text.namedValues.length > 0 || this.tokens.in(text) !== undefined);
    });
  }
}

/** More would cost time without finding more. */
const MAX_CREDENTIALS = 20;

const AUTHENTICATIONS: readonly string[] = ["authentication-certificate", "authentication-basic"];
