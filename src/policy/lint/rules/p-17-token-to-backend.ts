import { PolicySeverity } from "../../model/finding";
import { type NodePath } from "../node-path";
import { type LintRule } from "../rule";
import { isKeyHeader } from "./key-header";

/** A warning: the backend may need the token. */
export const TOKEN_TO_BACKEND: LintRule = {
  id: "P-17",
  name: "token-to-backend",
  severities: [PolicySeverity.WARNING],
  description: "A backend that trusts the gateway's credentials does not get the caller's token.",
  rationale:
    "A backend that the gateway authenticates to with a certificate or a key does not need the token, and could call other APIs with it. A document states its intention by deleting the header or by allowing this finding.",
  fix: "Delete the Authorization header after the validation.",
  url: "https://learn.microsoft.com/azure/api-management/authentication-authorization-overview",
  examples: {
    wrong: `<fragment>
  <validate-jwt header-name="Authorization" require-scheme="Bearer">
    <openid-config url="https://login.microsoftonline.com/{{tenant-id}}/v2.0/.well-known/openid-configuration" />
    <audiences>
      <audience>{{client-id}}</audience>
    </audiences>
  </validate-jwt>
  <set-header name="x-functions-key" exists-action="override">
    <value>{{functions-key}}</value>
  </set-header>
</fragment>`,
    right: `<fragment>
  <validate-jwt header-name="Authorization" require-scheme="Bearer">
    <openid-config url="https://login.microsoftonline.com/{{tenant-id}}/v2.0/.well-known/openid-configuration" />
    <audiences>
      <audience>{{client-id}}</audience>
    </audiences>
  </validate-jwt>
  <set-header name="Authorization" exists-action="delete" />
  <set-header name="x-functions-key" exists-action="override">
    <value>{{functions-key}}</value>
  </set-header>
</fragment>`,
  },
  checkDocument: ({ tokenChecks, statements }, report) => {
    const check = tokenChecks.find((candidate) => candidate.headers.has("authorization"));
    if (check === undefined || statements.some(rewritesToken)) return;
    const credential = statements.find((path) => path.order > check.path.order && addsCredential(path));
    if (credential === undefined) return;
    report(credential, {
      message: `<${credential.name}> authenticates the gateway to the backend, which also gets the caller's token; expected only one of them`,
      fix: 'add <set-header name="Authorization" exists-action="delete" /> after the validation, unless the backend needs the token',
    });
  },
};

function rewritesToken(path: NodePath): boolean {
  if (path.name === "set-header") return path.literal("name")?.toLowerCase() === "authorization";
  return path.name === "authentication-managed-identity" || path.name === "authentication-basic";
}

/** Whether a statement authenticates the gateway with a certificate, or with a key in a named value. */
function addsCredential(path: NodePath): boolean {
  if (path.name === "authentication-certificate") return true;
  if (path.name !== "set-header" || !isKeyHeader(path)) return false;
  return path.childrenNamed("value").some(({ element }) => (element.text?.namedValues.length ?? 0) > 0);
}
