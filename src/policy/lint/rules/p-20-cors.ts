import { PolicySeverity } from "../../model/finding";
import { type LintRule } from "../rule";

/**
 * An error where every site can call with the credentials of its visitors. The rest are warnings: a cors after the validation
 * closes the API to browsers only, a public API may be meant for every origin, and who can get a host below a wildcard is not known.
 */
export const CORS: LintRule = {
  id: "P-20",
  name: "cors",
  severities: [PolicySeverity.WARNING, PolicySeverity.ERROR],
  description: "cors comes before the validation of the token and names the origins.",
  rationale:
    "A preflight request carries no token, and a refusal before cors carries no CORS headers, so that a browser cannot even read it. With every origin and credentials, any site can call with the cookies of its visitors: that is an error. P-02 says how this goes together with Azure Policy d5448c98, which wants <base /> first.",
  fix: "Put cors first in inbound, and list the origins.",
  url: "https://learn.microsoft.com/azure/api-management/cors-policy#usage-notes",
  covers: [{ id: "AZR-000365", extent: "origins; P-35 has the lists" }],
  examples: {
    wrong: `<policies>
  <inbound>
    <base />
    <cors allow-credentials="true">
      <allowed-origins>
        <origin>*</origin>
      </allowed-origins>
    </cors>
  </inbound>
</policies>`,
    right: `<policies>
  <inbound>
    <base />
    <cors allow-credentials="true">
      <allowed-origins>
        <origin>https://shop.contoso.com</origin>
      </allowed-origins>
    </cors>
  </inbound>
</policies>`,
  },
  checkDocument: (context, report) => {
    const { statements, orderOfChecks } = context;
    for (const path of statements) {
      const fragment = path.name === "include-fragment" ? context.fragmentOf(path) : undefined;
      if (path.name !== "cors" && !fragment?.policies.has("cors")) continue;
      const check = orderOfChecks.lastBefore(path);
      if (check !== undefined) {
        report(path, {
          message: `${fragment === undefined ? "<cors>" : "a fragment with <cors>"} comes after ${check.location}; expected it first, because a preflight request carries no token`,
          fix: `move <${path.name}> to the top of <inbound>`,
        });
      }
      const origins = path.listed("allowed-origins", "origin");
      const withCredentials = path.literal("allow-credentials")?.toLowerCase() === "true";
      const wildcard = origins.find(({ literalText }) => literalText !== "*" && literalText?.includes("*"));
      const opaque = origins.find(({ literalText }) => literalText === "null");
      if (opaque !== undefined && withCredentials) {
        report(opaque, {
          message:
            "every page in a sandboxed frame has the origin null and may call with credentials; expected the origins that do",
          fix: "list the origins of the web applications",
        });
      }
      if (wildcard !== undefined && withCredentials) {
        report(wildcard, {
          message: `every host of "${wildcard.literalText}" may call with credentials; expected the origins that do`,
          fix: "list the origins, especially if anyone can get a host below the domain",
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
