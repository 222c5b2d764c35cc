import { PolicySection } from "../../model/section";
import { PolicySeverity } from "../finding";
import { type LintRule } from "../rule";

/**
 * Warnings: what a message tells helps an attacker, and lets nobody in.
 *
 * @see https://learn.microsoft.com/azure/api-management/api-management-error-handling-policies
 */
export const QUIET_ERRORS: LintRule = {
  id: "P-12",
  severities: [PolicySeverity.WARNING],
  sentence: "An error tells the caller nothing about the inside.",
  why: "Without a message of its own a failed check sends the library's text, which names the issuers and audiences that are expected. context.LastError holds such texts, and names of policies and sections.",
  fix: "Set failed-validation-error-message to a constant text, and keep context.LastError in logs.",
  see: "https://learn.microsoft.com/azure/api-management/api-management-error-handling-policies",
  checkDocument: ({ tokenChecks, codes }, report) => {
    for (const { place } of tokenChecks) {
      const message = place.attribute("failed-validation-error-message");
      if (message === undefined) {
        report(place, {
          message: `<${place.name}> sends the text of the token library when a check fails; expected failed-validation-error-message`,
          fix: 'add failed-validation-error-message="Unauthorized"',
        });
      } else if (message.value.isExpression && message.value.source.includes("LastError")) {
        report(place, {
          message: "the message of a failed check tells what went wrong inside; expected a constant text",
          fix: 'write failed-validation-error-message="Unauthorized"',
          position: message.position,
        });
      }
    }
    for (const { place, code, position } of codes) {
      if (place.section !== PolicySection.ON_ERROR || !TELLS_INSIDE.test(code)) continue;
      const told = place.name === "value" ? place.parent!.name : place.name;
      if (!SENT.includes(told)) continue;
      report(place, {
        message: `the caller gets context.LastError in <${told}>; expected a constant text`,
        fix: "send a constant text, and log the error with <trace>",
        position,
      });
    }
  },
};

// A comparison with the reason sends none of it.
const TELLS_INSIDE = /LastError\s*\??\.\s*Message\b|^@\(\s*context\.LastError\s*\??\.\s*\w+\s*\)$/;
const SENT: readonly string[] = ["set-body", "set-header", "set-status"];
