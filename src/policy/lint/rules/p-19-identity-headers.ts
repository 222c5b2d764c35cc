import { codeOf, parsesToken } from "../expressions";
import { PolicySeverity } from "../finding";
import { type LintRule } from "../rule";

/**
 * A warning: whether the backend believes the header is not known.
 *
 * @see https://learn.microsoft.com/azure/api-management/set-header-policy
 */
export const IDENTITY_HEADERS: LintRule = {
  id: "P-19",
  severities: [PolicySeverity.WARNING],
  sentence: "A header that tells the backend who calls replaces what the caller sent.",
  why: 'With exists-action "skip" or "append" the caller\'s own header reaches the backend, and with it any name he likes.',
  fix: 'Use exists-action="override".',
  see: "https://learn.microsoft.com/azure/api-management/set-header-policy",
  checkDocument: ({ statements }, report) => {
    for (const place of statements) {
      const action = place.name === "set-header" ? place.literal("exists-action") : undefined;
      if (action !== "skip" && action !== "append") continue;
      const tellsCaller = place.childrenNamed("value").some(({ element: { text } }) => {
        const code = codeOf(text) ?? "";
        return /\bClaims\b|\.Subject\b|context\.User\b/.test(code) || parsesToken(code);
      });
      if (!tellsCaller) continue;
      report(place, {
        message: `the header tells who calls, and exists-action is "${action}", so the caller can write it himself; expected "override"`,
        fix: 'use exists-action="override"',
        position: place.attribute("exists-action")!.position,
      });
    }
  },
};
