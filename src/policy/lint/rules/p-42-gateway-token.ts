import { type CsharpNode, type Expression } from "../../csharp/tree";
import { type CsharpView, methodOf } from "../../csharp/view";
import { PolicySeverity } from "../../model/finding";
import { PolicySection } from "../../model/section";
import { type PolicyValue } from "../../model/value";
import { MAX_CSHARP_DEPTH } from "../../text/bounds";
import { shown } from "../../text/errors";
import { csharpOf } from "../csharp-code";
import { GatewayTokens, isEntraRequest } from "../gateway-tokens";
import { literalOf, type NodePath } from "../node-path";
import { type LintRule, type Report } from "../rule";
import { isUnknown, TokenRequestForm } from "./token-request-form";

/** A warning: what fails is the request to the backend, and the document may handle that. */
export const GATEWAY_TOKEN: LintRule = {
  id: "P-42",
  name: "gateway-token",
  severities: [PolicySeverity.WARNING],
  description:
    "A token that the gateway gets for itself is asked for, sent and kept as its issuer and the backend want it.",
  rationale:
    "A managed identity asks for a resource, and client credentials ask for the scope /.default of it: Entra ID refuses the other form (AADSTS500011, AADSTS1002012). A token without the scheme Bearer, or one that has expired in the cache, is answered 401 by the backend.",
  fix: 'Ask with the right form, write "Bearer " before the token, and keep it for less than an hour.',
  url: "https://learn.microsoft.com/azure/api-management/authentication-managed-identity-policy",
  examples: {
    wrong: `<fragment>
  <authentication-managed-identity resource="api://{{orders-client-id}}/.default" output-token-variable-name="token" />
  <set-header name="Authorization" exists-action="override">
    <value>@((string)context.Variables["token"])</value>
  </set-header>
</fragment>`,
    right: `<fragment>
  <authentication-managed-identity resource="api://{{orders-client-id}}" output-token-variable-name="token" />
  <set-header name="Authorization" exists-action="override">
    <value>@("Bearer " + (string)context.Variables["token"])</value>
  </set-header>
</fragment>`,
  },
  checkDocument: (context, report) => {
    const tokens = new GatewayTokens(context);
    for (const path of context.paths) {
      if (path.name === "authentication-managed-identity") checkResource(path, report);
      else if (path.name === "set-header") checkScheme(path, tokens, report);
      else if (path.name === "cache-store-value") checkLifetime(path, tokens, report);
      else if (REQUESTS.includes(path.name) && isEntraRequest(path)) checkTokenRequest(path, report);
    }
  },
};

const REQUESTS: readonly string[] = ["send-request", "send-one-way-request"];

function checkResource(path: NodePath, report: Report): void {
  const resource = path.tryAttribute("resource");
  if (resource === undefined || !endOf(resource.value).endsWith("/.default")) return;
  report(path, {
    message:
      'the resource ends with "/.default", which belongs to a scope, so no token is issued (AADSTS500011); expected the App ID URI or the client ID alone',
    fix: 'remove "/.default"',
    position: resource.position,
  });
}

function checkScheme(path: NodePath, tokens: GatewayTokens, report: Report): void {
  if (path.literal("name")?.toLowerCase() !== "authorization" || !isOfRequest(path)) return;
  for (const { element } of path.childrenNamed("value")) {
    const { text } = element;
    if (text === undefined) continue;
    const joined = joinedScheme(text);
    if (joined !== undefined) {
      report(path, {
        message: `the Authorization header has ${shown(joined)} directly before the token, so the backend sees another scheme; expected a space between them`,
        fix: 'write "Bearer " with a space at its end',
      });
    } else if (tokens.in(text)?.isBare === true) {
      report(path, {
        message:
          "the Authorization header gets a token without a scheme, so the backend answers 401; expected Bearer and a space before it",
        fix: 'write @("Bearer " + …)',
      });
    }
  }
}

/** Whether a header goes to a backend or to another service, and not to the caller. */
function isOfRequest(path: NodePath): boolean {
  if (path.parent !== undefined && REQUESTS.includes(path.parent.name)) return true;
  return (
    path.parent?.name !== "return-response" && (path.section === undefined || BEFORE_BACKEND.includes(path.section))
  );
}

const BEFORE_BACKEND: readonly PolicySection[] = [PolicySection.INBOUND, PolicySection.BACKEND];

/** The text that a value ends with. */
function endOf(value: PolicyValue): string {
  if (!value.isExpression) return value.source.trimEnd();
  const code = csharpOf(value);
  if (code === undefined || ![...code.strings].some((text) => text.endsWith("/.default"))) return "";
  const { view } = code;
  const [result] = view?.results ?? [];
  return view === undefined || result === undefined ? "" : (edgeOf(result, "right", view) ?? "");
}

/** The text at one end of texts that are joined; undefined if that end is no constant. */
function edgeOf(node: Expression, side: "left" | "right", view: CsharpView): string | undefined {
  let edge = view.meaningOf(node);
  for (let steps = 0; edge.kind === "binary" && edge.operator === "+" && steps < MAX_CSHARP_DEPTH; steps++) {
    edge = view.meaningOf(edge[side]);
  }
  if (edge.kind !== "interpolated") return view.textOf(edge);
  const part = edge.parts[side === "left" ? 0 : edge.parts.length - 1];
  return part?.kind === "text" ? part.value : undefined;
}

/** The scheme that is joined to what follows, such as `Bearer` in `"Bearer" + token`. */
function joinedScheme(value: PolicyValue): string | undefined {
  if (!value.isExpression) return /^\s*(Bearer:?)(?=\{\{|@[({])/i.exec(value.source)?.[1];
  const code = csharpOf(value);
  if (code === undefined || ![...code.strings].some((text) => SCHEME.test(text))) return undefined;
  const { view } = code;
  for (const node of view?.nodes ?? []) {
    for (const [left, right] of joinedIn(node, view!)) {
      if (left !== undefined && SCHEME.test(left) && !/^\s/.test(right ?? "")) return left;
    }
  }
  return undefined;
}

const SCHEME = /^Bearer:?$/i;

/** The texts that code joins, as far as they are constants. */
function joinedIn(
  node: CsharpNode,
  view: CsharpView,
): (readonly [left: string | undefined, right: string | undefined])[] {
  if (node.kind === "binary" && node.operator === "+") {
    return [[edgeOf(node.left, "right", view), edgeOf(node.right, "left", view)]];
  }
  if (methodOf(node) === "Concat" && node.kind === "invocation") {
    return node.arguments
      .slice(1)
      .map(({ value }, index) => [edgeOf(node.arguments[index]!.value, "right", view), edgeOf(value, "left", view)]);
  }
  if (node.kind !== "interpolated") return [];
  return node.parts.flatMap((part, index) => {
    const next = node.parts[index + 1];
    return part.kind === "text" && next?.kind === "interpolation"
      ? [[part.value, edgeOf(next.value, "left", view)]]
      : [];
  });
}

function checkLifetime(path: NodePath, tokens: GatewayTokens, report: Report): void {
  const duration = path.tryAttribute("duration");
  const seconds = Number(literalOf(duration?.value) ?? Number.NaN);
  if (!(seconds >= ENTRA_LIFETIME) || tokens.in(path.tryAttribute("value")?.value)?.isOfEntra !== true) return;
  report(path, {
    message: `the token is kept for ${seconds} seconds and lives for about ${ENTRA_LIFETIME}; expected less, because the backend answers 401 to one that has expired`,
    fix: "keep it for some minutes less than its expires_in, such as 3300 seconds",
    position: duration!.position,
  });
}

/** The shortest usual lifetime of a token of Entra ID, in seconds. */
const ENTRA_LIFETIME = 3600;

/** Whether client_credentials is in a body at all: most bodies need no closer look. */
function asksAsClient(body: PolicyValue): boolean {
  const code = body.isExpression ? csharpOf(body) : undefined;
  return code === undefined || [...code.strings].some((text) => text.includes("client_credentials"));
}

function checkTokenRequest(path: NodePath, report: Report): void {
  const body = path.tryChild("set-body");
  const text = body?.element.text;
  if (body === undefined || text === undefined || !asksAsClient(text)) return;
  const form = new TokenRequestForm(text);
  if (form.get("grant_type") !== "client_credentials") return;
  const scope = form.get("scope");
  if (scope !== undefined && !isUnknown(scope) && !scope.endsWith("/.default")) {
    report(body, {
      message: `the scope of client_credentials ends with ${shown(scope.slice(scope.lastIndexOf("/") + 1))}, so no token is issued (AADSTS1002012); expected "/.default" after the App ID URI or the client ID`,
      fix: 'ask for the scope "<App ID URI>/.default"',
    });
  }
  if (form.get("resource")?.endsWith("/.default") === true) {
    report(body, {
      message:
        'the resource of client_credentials ends with "/.default", which belongs to a scope; expected the App ID URI or the client ID alone',
      fix: 'remove "/.default", or send it as the scope to the endpoint of version 2',
    });
  }
}
