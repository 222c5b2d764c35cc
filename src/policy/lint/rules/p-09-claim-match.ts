import { SCOPE_CLAIM } from "../../../oauth/entra-claims";
import { PolicySeverity } from "../../model/finding";
import { type LintRule } from "../rule";

/** Warnings: a token with one scope passes, so not every token is refused, and nothing is left open. */
export const CLAIM_MATCH: LintRule = {
  id: "P-09",
  name: "claim-match",
  severities: [PolicySeverity.WARNING],
  description: "Claim scp is split at spaces, and a claim with several values says whether one or all are required.",
  rationale:
    'Claim scp is one string, such as "read write". Without a separator it never equals one of its scopes if there are two. Of several values all are required by default, which is seldom meant.',
  fix: 'Write <claim name="scp" match="any" separator=" ">, and match="any" or match="all" where several values are listed.',
  url: "https://learn.microsoft.com/azure/api-management/validate-jwt-policy#elements",
  examples: {
    wrong: `<fragment>
  <validate-jwt header-name="Authorization" require-scheme="Bearer">
    <openid-config url="https://login.microsoftonline.com/{{tenant-id}}/v2.0/.well-known/openid-configuration" />
    <audiences>
      <audience>{{client-id}}</audience>
    </audiences>
    <required-claims>
      <claim name="scp">
        <value>Orders.Read</value>
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
      <claim name="scp" match="any" separator=" ">
        <value>Orders.Read</value>
      </claim>
    </required-claims>
  </validate-jwt>
</fragment>`,
  },
  checkDocument: ({ tokenChecks }, report) => {
    for (const check of tokenChecks) {
      for (const { path, name, values } of check.claims) {
        const separator = path.tryAttribute("separator")?.value;
        // Other issuers write scp as a list.
        if (
          name === SCOPE_CLAIM &&
          values.length > 0 &&
          !check.isForeign &&
          (separator === undefined || separator.source === "")
        ) {
          report(path, {
            message:
              'claim scp is compared as a whole; expected separator=" ", because it contains all scopes of a token in one string',
            fix: 'add separator=" "',
          });
        }
        if (values.length > 1 && path.tryAttribute("match") === undefined) {
          report(path, {
            message: `claim ${name ?? ""} requires all of its ${values.length} values, because match is not given; expected match="any" or match="all"`,
            fix: 'add match="any" if one of them is enough, or match="all" if all are required',
          });
        }
      }
    }
  },
};
