import { PolicySeverity } from "../finding";
import { type LintRule } from "../rule";

/**
 * Warnings: a token with one scope passes, so not every token is refused, and nothing is left open.
 *
 * @see https://learn.microsoft.com/azure/api-management/validate-jwt-policy#elements
 */
export const CLAIM_VALUES: LintRule = {
  id: "P-09",
  severities: [PolicySeverity.WARNING],
  sentence: "Claim scp is split at blanks, and a claim with several values says whether one or all are needed.",
  why: 'Claim scp is one string, such as "read write". Without a separator it never equals one of its scopes when there are two. Of several values all are needed by default, which is seldom meant.',
  fix: 'Write <claim name="scp" match="any" separator=" ">, and match="any" or match="all" where several values are listed.',
  see: "https://learn.microsoft.com/azure/api-management/validate-jwt-policy#elements",
  checkDocument: ({ tokenChecks }, report) => {
    for (const check of tokenChecks) {
      for (const { place, name, values } of check.claims) {
        const separator = place.attribute("separator")?.value;
        // Other issuers write scp as a list.
        if (
          name === "scp" &&
          values.length > 0 &&
          !check.isForeign &&
          (separator === undefined || separator.source === "")
        ) {
          report(place, {
            message:
              'claim scp is compared as a whole; expected separator=" ", because it holds all scopes of a token in one string',
            fix: 'add separator=" "',
          });
        }
        if (values.length > 1 && place.attribute("match") === undefined) {
          report(place, {
            message: `claim ${name ?? ""} needs all of its ${values.length} values, because match is not given; expected match="any" or match="all"`,
            fix: 'add match="any" when one of them is enough, or match="all" when all are needed',
          });
        }
      }
    }
  },
};
