import { PolicySeverity } from "../finding";
import { type LintRule } from "../rule";

/**
 * Warnings: a token in the query may leak, and a scheme that is not asked for lets nobody in.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6750#section-2.3
 */
export const TOKEN_SOURCE: LintRule = {
  id: "P-10",
  severities: [PolicySeverity.WARNING],
  sentence: "The token comes in the Authorization header, with the scheme Bearer.",
  why: "URLs end in logs, in browser histories and in the Referer header, and a token in one with them. Without require-scheme any scheme passes.",
  fix: 'Use header-name="Authorization" and require-scheme="Bearer".',
  see: "https://www.rfc-editor.org/rfc/rfc6750#section-2.3",
  checkDocument: ({ tokenChecks }, report) => {
    for (const check of tokenChecks) {
      const { place, header } = check;
      const query = place.attribute("query-parameter-name");
      const scheme = place.attribute("require-scheme");
      if (query !== undefined) {
        report(place, {
          message:
            "the token comes in the query, so it stands in URLs and logs; expected it in the header Authorization",
          fix: 'use header-name="Authorization" and require-scheme="Bearer"',
          position: query.position,
        });
      }
      if (check.isEntraOnly) continue;
      if (header === "authorization" && scheme === undefined) {
        report(place, {
          message: 'any scheme is accepted before the token; expected require-scheme="Bearer"',
          fix: 'add require-scheme="Bearer"',
        });
      } else if (header !== undefined && header !== "authorization" && scheme !== undefined) {
        report(place, {
          message: `require-scheme has no effect on the header ${place.literal("header-name")}; expected it with Authorization only`,
          fix: "remove require-scheme, or use the header Authorization",
          position: scheme.position,
        });
      }
    }
  },
};
