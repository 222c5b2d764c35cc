import { PolicySeverity } from "../../model/finding";
import { type CsharpCode } from "../csharp-code";
import { type NamedRead } from "../reads";
import { type LintRule } from "../rule";

/** A warning: whether an attacker can change the claim depends on the tenant. */
export const STABLE_CLAIM: LintRule = {
  id: "P-22",
  name: "stable-claim",
  severities: [PolicySeverity.WARNING],
  description: "Decisions depend on claims that never change, such as oid, roles and azp.",
  rationale:
    "Names and email addresses can be changed, are given to other people later, and in other tenants are whatever their administrators write.",
  fix: "Decide by oid or sub for a person, by azp or appid for a client, or by roles.",
  url: "https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference",
  examples: {
    wrong: `<fragment>
  <validate-jwt header-name="Authorization" require-scheme="Bearer">
    <openid-config url="https://login.microsoftonline.com/{{tenant-id}}/v2.0/.well-known/openid-configuration" />
    <audiences>
      <audience>{{client-id}}</audience>
    </audiences>
    <required-claims>
      <claim name="preferred_username">
        <value>admin@contoso.com</value>
      </claim>
    </required-claims>
  </validate-jwt>
</fragment>`,
    right: `<fragment>
  <validate-jwt header-name="Authorization" require-scheme="Bearer">
    <openid-config url="https://login.microsoftonline.com/{{tenant-id}}/v2.0/.well-known/openid-configuration" />
    <audiences>
      <audience>{{client-id}}</audience>
    </audiences>
    <required-claims>
      <claim name="oid">
        <value>{{admin-object-id}}</value>
      </claim>
    </required-claims>
  </validate-jwt>
</fragment>`,
  },
  checkDocument: ({ tokenChecks, expressions }, report) => {
    for (const { claims } of tokenChecks) {
      for (const { path, name, values } of claims) {
        if (name === undefined || !MUTABLE.includes(name) || values.length === 0) continue;
        report(path, {
          message: `claim ${name} is required, but its value can change; expected a claim that never changes, such as oid or roles`,
          fix: "require oid, sub, roles or the client instead",
        });
      }
    }
    for (const expression of expressions) {
      const { path, csharp, position } = expression;
      if (path.name !== "when" || !csharp.readsClaims) continue;
      const read = mutableClaimIn(csharp);
      if (read === undefined) continue;
      report(path, {
        message: `the condition reads claim ${read.name}, whose value can change; expected a claim that never changes, such as oid or roles`,
        fix: "read oid, sub, roles or the client instead",
        position: read.node === undefined ? position : expression.positionOf(read.node),
      });
    }
  },
};

function mutableClaimIn({ reads }: CsharpCode): NamedRead | undefined {
  // Whether the claim is there is no decision about the person.
  return reads.find(
    ({ collection, name, method }) =>
      collection === "Claims" && method !== "ContainsKey" && name !== undefined && MUTABLE.includes(name),
  );
}

const MUTABLE: readonly string[] = ["email", "emails", "upn", "preferred_username", "unique_name", "name"];
