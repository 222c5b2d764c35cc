import { CLIENT_CLAIMS } from "../../../oauth/entra-claims";
import { PolicySeverity } from "../../model/finding";
import { readsClaim, readsVariable } from "../expressions";
import { type LintRule } from "../rule";

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
    for (const check of tokenChecks) {
      const version = check.soleVersion;
      if (version === undefined) continue;
      const [wrong, right] = [CLIENT_CLAIMS[version === 2 ? 1 : 2], CLIENT_CLAIMS[version]];
      const finding = {
        message: `claim ${wrong} is read, and only version ${version} tokens pass, which do not have it; expected ${right}`,
        fix: `use ${right}`,
      };
      for (const { path, name } of check.claims) if (name === wrong) report(path, finding);
      const { variable } = check;
      for (const { path, code, position } of expressions) {
        if (path.name !== "when" || variable === undefined || !readsVariable(code, variable)) continue;
        if (readsClaim(code, wrong) && !readsClaim(code, right)) report(path, { ...finding, position });
      }
    }
  },
};
