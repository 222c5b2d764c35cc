import { PolicySeverity } from "../finding";
import { type Place } from "../place";
import { type LintRule } from "../rule";

/**
 * A warning: who knows the backend may want it to see the token.
 *
 * @see https://learn.microsoft.com/azure/api-management/authentication-authorization-overview
 */
export const TOKEN_TO_BACKEND: LintRule = {
  id: "P-17",
  severities: [PolicySeverity.WARNING],
  sentence: "A backend that trusts the gateway's own credentials does not get the caller's token.",
  why: "A backend to which the gateway presents a certificate or a key does not need the token, and could call other APIs with it. A document shows what it means by deleting the header or by allowing this finding.",
  fix: "Delete the Authorization header after the check.",
  see: "https://learn.microsoft.com/azure/api-management/authentication-authorization-overview",
  checkDocument: ({ tokenChecks, statements }, report) => {
    const check = tokenChecks.find((candidate) => candidate.reads("authorization"));
    if (check === undefined || statements.some(rewritesToken)) return;
    const credential = statements.find((place) => place.order > check.place.order && presentsCredential(place));
    if (credential === undefined) return;
    report(credential, {
      message: `<${credential.name}> presents the gateway to the backend, which gets the caller's token as well; expected one of them`,
      fix: 'add <set-header name="Authorization" exists-action="delete" /> after the check, unless the backend needs the token',
    });
  },
};

function rewritesToken(place: Place): boolean {
  if (place.name === "set-header") return place.literal("name")?.toLowerCase() === "authorization";
  return place.name === "authentication-managed-identity" || place.name === "authentication-basic";
}

/** Whether a statement presents the gateway by a certificate, or by a key in a named value. */
function presentsCredential(place: Place): boolean {
  if (place.name === "authentication-certificate") return true;
  if (place.name !== "set-header" || !KEY_HEADER.test(place.literal("name") ?? "")) return false;
  return place.childrenNamed("value").some(({ element }) => (element.text?.namedValues.length ?? 0) > 0);
}

const KEY_HEADER = /^(?:x-functions-key|ocp-apim-subscription-key|(?:x-)?api-?key)$/i;
