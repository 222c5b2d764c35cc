import { readsClaim } from "../expressions";
import { PolicySeverity } from "../finding";
import { type LintRule } from "../rule";

/**
 * A warning: it matters only where users have roles of the API as well.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/scenario-protected-web-api-verification-scope-app-roles
 */
export const TOKEN_KINDS: LintRule = {
  id: "P-24",
  severities: [PolicySeverity.WARNING],
  sentence: "Where users and applications may call, a token counts as an application's only without a scope.",
  why: "Users can have roles as well. A condition that takes a role or a scope lets a user's client in by the user's role, although nobody gave the client a scope.",
  fix: "Take a role only from tokens without claim scp, or with claim idtyp app.",
  see: "https://learn.microsoft.com/entra/identity-platform/scenario-protected-web-api-verification-scope-app-roles",
  checkDocument: ({ codes }, report) => {
    for (const { place, code, position } of codes) {
      if (place.name !== "when" || !readsClaim(code, "scp") || !readsClaim(code, "roles")) continue;
      if (!code.includes("||") || code.includes('"idtyp"') || EXCLUDES_SCOPE.test(code)) continue;
      report(place, {
        message:
          "the condition takes a scope or a role, and a user's token can hold a role; expected roles to count only without a scope",
        fix: 'for roles, ask as well for !….Claims.ContainsKey("scp")',
        position,
      });
    }
  },
};

const EXCLUDES_SCOPE = /!\s*[^!&|]*ContainsKey\(\s*"scp"\s*\)|ContainsKey\(\s*"scp"\s*\)\s*==\s*false/;
