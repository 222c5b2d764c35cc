import { PolicySeverity } from "../finding";
import { alwaysRuns, mayRunBefore } from "../flow";
import { type Place } from "../place";
import { type LintRule } from "../rule";
import { callerVariables, isOfCaller } from "./caller-data";

/**
 * An error where the checked token is certainly not the caller's: it is then the gateway's own, and everybody passes, or there is none, and nobody does.
 * A warning where the statement stands in a branch. A header that is filled from the request, as from a cookie, is the caller's own token.
 *
 * @see https://learn.microsoft.com/azure/api-management/authentication-managed-identity-policy
 */
export const TOKEN_UNTOUCHED: LintRule = {
  id: "P-16",
  severities: [PolicySeverity.ERROR, PolicySeverity.WARNING],
  sentence: "The token is checked as the caller sent it: nothing rewrites its header before.",
  why: "A statement that puts the gateway's own credentials into the header before the check makes the check look at these: then every caller passes, or none. It warns where the statement stands in a branch.",
  fix: "Move the statement below the check, or keep the token of the gateway in a variable with output-token-variable-name.",
  see: "https://learn.microsoft.com/azure/api-management/authentication-managed-identity-policy",
  checkDocument: (context, report) => {
    const { tokenChecks, statements } = context;
    const last = tokenChecks[tokenChecks.length - 1];
    if (last === undefined) return;
    let variables: ReadonlySet<string> | undefined;
    for (const place of statements) {
      if (place.order > last.place.order) return;
      const header = headerRewritten(place);
      if (header === undefined) continue;
      const check = tokenChecks.find((candidate) => candidate.reads(header) && mayRunBefore(place, candidate.place));
      if (check === undefined) continue;
      variables ??= callerVariables(context);
      if (isOfCallerItself(place, variables)) continue;
      const removes = place.literal("exists-action") === "delete";
      report(place, {
        message: removes
          ? `<${place.name}> removes the token before ${check.place.path} checks it; expected it afterwards`
          : `<${place.name}> replaces the token before ${check.place.path} checks it, so the check does not see the caller's; expected it afterwards`,
        fix: "move it below the check",
        severity: alwaysRuns(place) ? PolicySeverity.ERROR : PolicySeverity.WARNING,
      });
    }
  },
};

/** The header that a statement writes into, in small letters, when it may hold a token. */
function headerRewritten(place: Place): string | undefined {
  switch (place.name) {
    case "set-header":
      return place.literal("name")?.toLowerCase();
    case "authentication-basic":
      return "authorization";
    case "authentication-managed-identity":
      return place.attribute("output-token-variable-name") === undefined ? "authorization" : undefined;
    default:
      return undefined;
  }
}

/** Whether what is written comes from the request, so that it is still the caller's. */
function isOfCallerItself(place: Place, variables: ReadonlySet<string>): boolean {
  if (place.name !== "set-header" || place.literal("exists-action") === "delete") return false;
  const values = place.childrenNamed("value");
  return (
    values.length > 0 && values.every(({ element: { text } }) => text !== undefined && isOfCaller(text, variables))
  );
}
