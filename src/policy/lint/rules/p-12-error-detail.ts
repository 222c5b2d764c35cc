import { PolicySeverity } from "../../model/finding";
import { PolicySection } from "../../model/section";
import { type CsharpCode, csharpOf } from "../csharp-code";
import { type LintRule } from "../rule";

/** Warnings: what a message reveals helps an attacker, but opens nothing. */
export const ERROR_DETAIL: LintRule = {
  id: "P-12",
  name: "error-detail",
  severities: [PolicySeverity.WARNING],
  description: "Error responses reveal no internal details.",
  rationale:
    "Unless the document gives a message, a failed validation sends the text of the token library, which names the expected issuers and audiences. context.LastError contains such texts, and names of policies and sections.",
  fix: "Set failed-validation-error-message to a constant text, and keep context.LastError in logs.",
  url: "https://learn.microsoft.com/azure/api-management/api-management-error-handling-policies",
  folds: true,
  examples: {
    wrong: `<policies>
  <on-error>
    <base />
    <set-body>@(context.LastError.Message)</set-body>
  </on-error>
</policies>`,
    right: `<policies>
  <on-error>
    <base />
    <trace source="orders">
      <message>@(context.LastError.Message)</message>
    </trace>
    <set-body>Unauthorized</set-body>
  </on-error>
</policies>`,
  },
  checkDocument: ({ tokenChecks, expressions }, report) => {
    for (const { path } of tokenChecks) {
      const message = path.tryAttribute("failed-validation-error-message");
      if (message === undefined) {
        report(path, {
          message: `<${path.name}> sends the text of the token library if validation fails; expected failed-validation-error-message`,
          fix: 'add failed-validation-error-message="Unauthorized"',
        });
      } else if (csharpOf(message.value)?.names("LastError") === true) {
        report(path, {
          message: "the message of a failed validation reveals internal details; expected a constant text",
          fix: 'write failed-validation-error-message="Unauthorized"',
          position: message.position,
        });
      }
    }
    for (const { path, csharp, position } of expressions) {
      if (path.section !== PolicySection.ON_ERROR || !revealsError(csharp)) continue;
      const sent = path.name === "value" ? path.parent!.name : path.name;
      if (!SENT.includes(sent)) continue;
      report(path, {
        message: `the caller gets context.LastError in <${sent}>; expected a constant text`,
        fix: "send a constant text, and log the error with <trace>",
        position,
      });
    }
  },
};

/** Whether code of a user gives the message of the error, or is another part of it. A comparison with the reason sends none of it. */
function revealsError(code: CsharpCode): boolean {
  if (code.isWritten || !code.names("LastError")) return false;
  return code.views.some(
    (view) =>
      view.nodes.some((node) => node.kind === "member" && view.pathOf(node) === "context.LastError.Message") ||
      view.results.some((result) => view.pathOf(result)?.startsWith("context.LastError.") === true),
  );
}

const SENT: readonly string[] = ["set-body", "set-header", "set-status"];
