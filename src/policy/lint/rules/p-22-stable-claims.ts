import { readsClaims } from "../expressions";
import { PolicySeverity } from "../finding";
import { type LintRule } from "../rule";

/**
 * A warning: whether an attacker can change the claim depends on the tenant.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference
 */
export const STABLE_CLAIMS: LintRule = {
  id: "P-22",
  severities: [PolicySeverity.WARNING],
  sentence: "Decisions rest on claims that nobody can change, such as oid, roles and azp.",
  why: "Names and addresses of mail can be changed, are given to somebody else later, and in other tenants are whatever their administrators write.",
  fix: "Decide by oid or sub for a person, by azp or appid for a client, or by roles.",
  see: "https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference",
  checkDocument: ({ tokenChecks, codes }, report) => {
    for (const { claims } of tokenChecks) {
      for (const { place, name, values } of claims) {
        if (name === undefined || !MUTABLE.includes(name) || values.length === 0) continue;
        report(place, {
          message: `claim ${name} decides, and it can change; expected a claim that cannot, such as oid or roles`,
          fix: "require oid, sub, roles or the client instead",
        });
      }
    }
    for (const { place, code, position } of codes) {
      if (place.name !== "when" || !readsClaims(code)) continue;
      const name = MUTABLE.find((claim) => code.includes(`"${claim}"`));
      if (name === undefined) continue;
      report(place, {
        message: `the condition reads claim ${name}, which can change; expected a claim that cannot, such as oid or roles`,
        fix: "read oid, sub, roles or the client instead",
        position,
      });
    }
  },
};

const MUTABLE: readonly string[] = ["email", "emails", "upn", "preferred_username", "unique_name", "name"];
