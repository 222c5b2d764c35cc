import { SCOPE_CLAIM } from "../../../oauth/entra-claims";
import { PolicySeverity } from "../../model/finding";
import { shown } from "../../text/errors";
import { type LintRule, type Report } from "../rule";
import { isKnownLater, type RequiredClaim, type TokenCheck } from "../token-check";
import { impossibleValue, isSingleValued, unknownName } from "./entra-claims";

/** Warnings: a token with one scope passes, so not every token is refused, and nothing is left open. */
export const CLAIM_MATCH: LintRule = {
  id: "P-09",
  name: "claim-match",
  severities: [PolicySeverity.WARNING],
  description:
    "Required claims are written as tokens have them: their names, their values, and how several values are listed.",
  rationale:
    'Claim scp is one string, such as "read write". Without a separator it never equals one of its scopes if there are two. Of several values all are required by default, which is seldom meant. A value is compared as a whole: separator splits the claim of the token and not the value. Tokens of Entra ID hold the short name of a scope or a role, and the client id alone.',
  fix: 'Write <claim name="scp" match="any" separator=" ">, and match="any" or match="all" where several values are listed. Write one value in each <value>, as it is in the token.',
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
      for (const claim of check.claims) {
        checkSeparator(check, claim, report);
        checkMatch(check, claim, report);
        checkPossible(check, claim, report);
      }
      for (const id of [...check.clients, ...check.backends]) {
        const problem = impossibleValue("application-id", id.element.text);
        if (problem !== undefined) report(id, problem);
      }
    }
  },
};

function checkSeparator(check: TokenCheck, { path, name, values }: RequiredClaim, report: Report): void {
  // Other issuers write scp as a list.
  if (name !== SCOPE_CLAIM || values.length === 0 || (check.isForeign && !check.isOfCustomers)) return;
  const separator = path.tryAttribute("separator")?.value;
  if (separator === undefined || separator.source === "") {
    report(path, {
      message:
        'claim scp is compared as a whole; expected separator=" ", because it contains all scopes of a token in one string',
      fix: 'add separator=" "',
    });
  } else if (!isKnownLater(separator) && separator.source !== " ") {
    report(path, {
      message: `claim scp is split at ${shown(separator.source)}, which it never contains; expected separator=" ", because spaces separate its scopes`,
      fix: 'write separator=" "',
      position: path.tryAttribute("separator")!.position,
    });
  }
}

function checkMatch(check: TokenCheck, { path, name, values }: RequiredClaim, report: Report): void {
  if (values.length < 2) return;
  const match = path.tryAttribute("match");
  if (match === undefined) {
    report(path, {
      message: `claim ${name ?? ""} requires all of its ${values.length} values, because match is not given; expected match="any" or match="all"`,
      fix: 'add match="any" if one of them is enough, or match="all" if all are required',
    });
  } else if (check.isOfEntra && isSingleValued(name) && path.literal("match") === "all") {
    report(path, {
      message: `claim ${name} has to be ${values.length} values at once, and it is always one; expected match="any"`,
      fix: 'write match="any"',
      position: match.position,
    });
  }
}

/** Only of Entra ID are names and values of all claims known; in tenants for customers, only who calls with which scope. */
function checkPossible(check: TokenCheck, { path, name, values }: RequiredClaim, report: Report): void {
  const isCustomers = check.isOfCustomers && (name === SCOPE_CLAIM || name === "azp");
  if (name === undefined || (!check.isOfEntra && !isCustomers)) return;
  const problem =
    unknownName(name) ?? values.map((value) => impossibleValue(name, value)).find((found) => found !== undefined);
  if (problem !== undefined) report(path, problem);
}
