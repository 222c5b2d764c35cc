import { PolicySeverity } from "../finding";
import { mayRunBefore } from "../flow";
import { type LintRule } from "../rule";

/**
 * An error where every site can call with the credentials of whoever visits it. The rest warns: a cors behind the check
 * closes the API to browsers only, an API for everybody may be meant for every origin, and who gets a host below a wildcard is not known.
 *
 * @see https://learn.microsoft.com/azure/api-management/cors-policy#usage-notes
 */
export const CORS: LintRule = {
  id: "P-20",
  severities: [PolicySeverity.WARNING, PolicySeverity.ERROR],
  sentence: "cors stands before the token check and names the origins.",
  why: "A preflight request carries no token, and a refusal before cors carries no CORS headers, so that a browser cannot even read it. Every origin together with credentials lets any site call with the cookies of its visitors: that is an error.",
  fix: "Put cors first in inbound, and list the origins.",
  see: "https://learn.microsoft.com/azure/api-management/cors-policy#usage-notes",
  checkDocument: ({ statements, tokenChecks }, report) => {
    for (const place of statements) {
      if (place.name !== "cors") continue;
      const check = tokenChecks.find((candidate) => mayRunBefore(candidate.place, place));
      if (check !== undefined) {
        report(place, {
          message: `<cors> stands after ${check.place.path}; expected it before, because a preflight request carries no token`,
          fix: "move <cors> to the top of <inbound>",
        });
      }
      const origins = place.listed("allowed-origins", "origin");
      const withCredentials = place.literal("allow-credentials")?.toLowerCase() === "true";
      const wildcard = origins.find(({ literalText }) => literalText !== "*" && literalText?.includes("*"));
      if (wildcard !== undefined && withCredentials) {
        report(wildcard, {
          message: `every host of "${wildcard.literalText}" may call with credentials; expected the origins that do`,
          fix: "list the origins, above all where anybody can get a host below the domain",
        });
      }
      const everyone = origins.find(({ literalText }) => literalText === "*");
      if (everyone === undefined) continue;
      report(everyone, {
        message: withCredentials
          ? "every origin may call with credentials, so any site can call in the name of its visitors; expected the origins that may"
          : "every origin may call; expected the origins that do",
        fix: withCredentials ? "list the origins, or set allow-credentials to false" : "list the origins",
        severity: withCredentials ? PolicySeverity.ERROR : PolicySeverity.WARNING,
      });
    }
  },
};
