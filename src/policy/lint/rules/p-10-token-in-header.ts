import { PolicySeverity } from "../../model/finding";
import { type LintRule } from "../rule";

/** Warnings: a token in the query may leak, and a scheme that is not required opens nothing. */
export const TOKEN_IN_HEADER: LintRule = {
  id: "P-10",
  name: "token-in-header",
  severities: [PolicySeverity.WARNING],
  description: "The token is in the Authorization header, with the scheme Bearer.",
  rationale:
    "URLs end up in logs, browser histories and the Referer header, together with a token in them. Without require-scheme any scheme passes, and with that of a password no token does.",
  fix: 'Use header-name="Authorization" and require-scheme="Bearer".',
  url: "https://www.rfc-editor.org/rfc/rfc6750#section-2.3",
  examples: {
    wrong: `<fragment>
  <validate-jwt query-parameter-name="access_token">
    <openid-config url="https://login.microsoftonline.com/{{tenant-id}}/v2.0/.well-known/openid-configuration" />
    <audiences>
      <audience>{{client-id}}</audience>
    </audiences>
  </validate-jwt>
</fragment>`,
    right: `<fragment>
  <validate-jwt header-name="Authorization" require-scheme="Bearer">
    <openid-config url="https://login.microsoftonline.com/{{tenant-id}}/v2.0/.well-known/openid-configuration" />
    <audiences>
      <audience>{{client-id}}</audience>
    </audiences>
  </validate-jwt>
</fragment>`,
  },
  checkDocument: ({ tokenChecks }, report) => {
    for (const check of tokenChecks) {
      const { path, header } = check;
      const query = path.tryAttribute("query-parameter-name");
      const scheme = path.tryAttribute("require-scheme");
      if (query !== undefined) {
        report(path, {
          message: "the token is in the query, so it ends up in URLs and logs; expected it in the Authorization header",
          fix: 'use header-name="Authorization" and require-scheme="Bearer"',
          position: query.position,
        });
      }
      if (check.isEntraOnly) continue;
      if (header === "authorization" && scheme === undefined) {
        report(path, {
          message: 'any scheme is accepted before the token; expected require-scheme="Bearer"',
          fix: 'add require-scheme="Bearer"',
        });
      } else if (header === "authorization" && OTHER_SCHEMES.has(path.literal("require-scheme")?.toLowerCase() ?? "")) {
        report(path, {
          message: `the scheme before the token is ${path.literal("require-scheme")}, that of other credentials; expected Bearer`,
          fix: 'use require-scheme="Bearer"',
          position: scheme!.position,
        });
      } else if (header !== undefined && header !== "authorization" && scheme !== undefined) {
        report(path, {
          message: `require-scheme has no effect on the header ${path.literal("header-name")}; expected it with Authorization only`,
          fix: "remove require-scheme, or use the Authorization header",
          position: scheme.position,
        });
      }
    }
  },
};

/** Schemes that clients do not write before a token. */
const OTHER_SCHEMES: ReadonlySet<string> = new Set(["basic", "digest", "hoba", "mutual", "negotiate", "ntlm"]);
