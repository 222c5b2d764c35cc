import { readsClaim, readsVariable } from "../expressions";
import { PolicySeverity } from "../finding";
import { type LintRule } from "../rule";

/**
 * A warning: the version is only known as far as the document tells it.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference
 */
export const CLIENT_CLAIM: LintRule = {
  id: "P-25",
  severities: [PolicySeverity.WARNING],
  sentence: "The client is read from the claim that the token version has: appid in version 1, azp in version 2.",
  why: "A token of the other version does not have the claim, so that no token satisfies the demand.",
  fix: "Use appid with version 1 tokens and azp with version 2 tokens.",
  see: "https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference",
  checkDocument: ({ tokenChecks, codes }, report) => {
    for (const check of tokenChecks) {
      const version = check.soleVersion;
      if (version === undefined) continue;
      const [wrong, right] = version === 2 ? ["appid", "azp"] : ["azp", "appid"];
      const finding = {
        message: `claim ${wrong} is read, and only version ${version} tokens pass, which do not have it; expected ${right}`,
        fix: `use ${right}`,
      };
      for (const { place, name } of check.claims) if (name === wrong) report(place, finding);
      const { variable } = check;
      for (const { place, code, position } of codes) {
        if (place.name !== "when" || variable === undefined || !readsVariable(code, variable)) continue;
        if (readsClaim(code, wrong) && !readsClaim(code, right)) report(place, { ...finding, position });
      }
    }
  },
};
