import { PolicySeverity } from "../../model/finding";
import { csharpOf } from "../csharp-code";
import { type LintRule } from "../rule";

/** A warning: whether the backend trusts the header is not known. */
export const IDENTITY_HEADER: LintRule = {
  id: "P-19",
  name: "identity-header",
  severities: [PolicySeverity.WARNING],
  description: "A header that identifies the caller to the backend replaces what the caller sent.",
  rationale: 'With exists-action "skip" or "append" the caller\'s header reaches the backend, with any name in it.',
  fix: 'Use exists-action="override".',
  url: "https://learn.microsoft.com/azure/api-management/set-header-policy",
  examples: {
    wrong: `<fragment>
  <set-header name="X-User-Id" exists-action="skip">
    <value>@(((Jwt)context.Variables["jwt"]).Claims["oid"].First())</value>
  </set-header>
</fragment>`,
    right: `<fragment>
  <set-header name="X-User-Id" exists-action="override">
    <value>@(((Jwt)context.Variables["jwt"]).Claims["oid"].First())</value>
  </set-header>
</fragment>`,
  },
  checkDocument: ({ statements }, report) => {
    for (const path of statements) {
      const action = path.name === "set-header" ? path.literal("exists-action") : undefined;
      if (action !== "skip" && action !== "append") continue;
      const identifiesCaller = path.childrenNamed("value").some(({ element: { text } }) => {
        const code = csharpOf(text);
        return code !== undefined && (code.parsesToken || code.names("Claims", "Subject", "User"));
      });
      if (!identifiesCaller) continue;
      report(path, {
        message: `the header identifies the caller, and exists-action is "${action}", so the caller can set it; expected "override"`,
        fix: 'use exists-action="override"',
        position: path.tryAttribute("exists-action")!.position,
      });
    }
  },
};
