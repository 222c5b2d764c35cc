import { type CsharpNode } from "../../csharp/tree";
import { type CsharpView, methodOf } from "../../csharp/view";
import { PolicySeverity } from "../../model/finding";
import { type PolicyPosition } from "../../model/node";
import { type PolicyValue } from "../../model/value";
import { csharpOf } from "../csharp-code";
import { type NodePath } from "../node-path";
import { type LintRule } from "../rule";

/** A warning: the network between may be private, and what is sent may be public. */
export const ENCRYPTED_BACKEND: LintRule = {
  id: "P-36",
  name: "encrypted-backend",
  severities: [PolicySeverity.WARNING],
  description: "The gateway calls backends and other services with https.",
  rationale:
    "Over http, everyone on the way reads tokens and keys and can change the response. An address on the host of the gateway itself is exempt, because what is sent to it never leaves the host.",
  fix: "Use https in the address.",
  url: "https://learn.microsoft.com/azure/api-management/mitigate-owasp-api-threats#security-misconfiguration",
  covers: [
    { id: "AZR-000044", extent: "addresses in policies" },
    { id: "CKV_AZURE_215", extent: "addresses in policies" },
  ],
  examples: {
    wrong: `<fragment>
  <set-backend-service base-url="http://orders.contoso.com/api" />
</fragment>`,
    right: `<fragment>
  <set-backend-service base-url="https://orders.contoso.com/api" />
</fragment>`,
  },
  checkElement: (path, context, report) => {
    const address = tryAddress(path);
    if (address === undefined || !isPlainHttp(address.value)) return;
    const expression = context.expressionIn(path, path.name === "set-url" ? undefined : "base-url");
    report(path, {
      message: `the address in <${path.name}> starts with http, so what is sent can be read and changed on the way; expected https`,
      fix: "use https",
      position: expression?.positionOfFirst(isHttp) ?? address.position,
    });
  },
};

interface Address {
  readonly value: PolicyValue;
  readonly position?: PolicyPosition;
}

/** The address that an element makes the gateway call. */
function tryAddress(path: NodePath): Address | undefined {
  if (path.name === "set-backend-service") return path.tryAttribute("base-url");
  const { text } = path.element;
  return path.name === "set-url" && text !== undefined ? { value: text } : undefined;
}

/** Whether an address is certainly one of http. What follows a known start may be anything. */
function isPlainHttp(value: PolicyValue): boolean {
  const code = csharpOf(value);
  if (code === undefined || !value.isExpression) return isRemoteHttp(value.source.trim());
  if (![...code.strings].some(isRemoteHttp)) return false;
  return code.views.some((view) => view.nodes.some((node) => isHttp(node, view)));
}

/** Whether a text of code makes an address one of http. */
function isHttp(node: CsharpNode, view: CsharpView): boolean {
  if (node.kind !== "string" && node.kind !== "text") return false;
  return isRemoteHttp(node.value) && !COMPARING.includes(methodOf(view.parentOf(node) ?? node) ?? "");
}

function isRemoteHttp(address: string): boolean {
  return /^http:\/\//i.test(address) && !LOCAL.test(address);
}

/** Code that compares with http, or replaces it, calls nothing with it. */
const COMPARING: readonly string[] = ["Replace", "StartsWith", "Equals", "Contains"];
const LOCAL = /^http:\/\/(?:localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])(?=[:/?#]|$)/i;
