import { CLIENT_CLAIMS } from "../../../oauth/entra-claims";
import { PolicySeverity } from "../../model/finding";
import { type LintRule, type ReportedFinding } from "../rule";

/** A warning: the version is known only as far as the document determines it. */
export const CLIENT_CLAIM: LintRule = {
  id: "P-25",
  name: "client-claim",
  severities: [PolicySeverity.WARNING],
  description: "The client is read from the claim that the token version has: appid in version 1, azp in version 2.",
  rationale: "A token of the other version does not have the claim, so that no token passes.",
  fix: "Use appid with version 1 tokens and azp with version 2 tokens.",
  url: "https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference",
  examples: {
    wrong: `<fragment>
  <validate-jwt header-name="Authorization" require-scheme="Bearer">
    <openid-config url="https://login.microsoftonline.com/{{tenant-id}}/v2.0/.well-known/openid-configuration" />
    <audiences>
      <audience>{{client-id}}</audience>
    </audiences>
    <required-claims>
      <claim name="appid">
        <value>{{job-client-id}}</value>
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
      <claim name="azp">
        <value>{{job-client-id}}</value>
      </claim>
    </required-claims>
  </validate-jwt>
</fragment>`,
  },
  checkDocument: ({ tokenChecks, expressions }, report) => {
    const variables = { 1: new Set<string>(), 2: new Set<string>() };
    for (const { soleVersion, claims, variable } of tokenChecks) {
      if (soleVersion === undefined) continue;
      if (variable !== undefined) variables[soleVersion].add(variable);
      const wrong = otherClaim(soleVersion);
      for (const { path, name } of claims) if (name === wrong) report(path, findingOf(soleVersion));
    }
    for (const { path, csharp, position } of expressions) {
      if (path.name !== "when" || !csharp.readsClaims) continue;
      for (const version of [1, 2] as const) {
        if (csharp.variableIn(variables[version]) === undefined) continue;
        if (!csharp.readsClaim(otherClaim(version)) || csharp.readsClaim(CLIENT_CLAIMS[version])) continue;
        report(path, { ...findingOf(version), position });
      }
    }
  },
};

/** The claim with the client in tokens of the other version. */
function otherClaim(version: 1 | 2): string {
  return CLIENT_CLAIMS[version === 2 ? 1 : 2];
}

function findingOf(version: 1 | 2): ReportedFinding {
  const right = CLIENT_CLAIMS[version];
  return {
    message: `claim ${otherClaim(version)} is read, and only version ${version} tokens pass, which do not have it; expected ${right}`,
    fix: `use ${right}`,
  };
}
