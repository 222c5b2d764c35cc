import { PolicySeverity } from "../finding";
import { type LintRule } from "../rule";

const SEE = "https://github.com/cdktf-apim-oauth/cdktf-apim-oauth/blob/main/docs/lint.md#accepting-a-finding";

/** The rules about suppressions themselves. They cannot be suppressed. */

/** @see docs/lint.md */
export const REASON_RULE: LintRule = {
  id: "S-01",
  severities: [PolicySeverity.WARNING],
  sentence: "Every suppression gives a reason.",
  why: "Who reads the document later has to know whether the reason still holds. Without a reason the suppression has no effect.",
  fix: "Write the reason after the id.",
  see: SEE,
};

/** @see docs/lint.md */
export const UNKNOWN_RULE: LintRule = {
  id: "S-02",
  severities: [PolicySeverity.WARNING],
  sentence: "Every suppression names a rule that exists.",
  why: "A misspelt id accepts nothing.",
  fix: "Correct the id.",
  see: SEE,
};

/** @see docs/lint.md */
export const UNUSED_RULE: LintRule = {
  id: "S-03",
  severities: [PolicySeverity.WARNING],
  sentence: "Every suppression accepts a finding that there is.",
  why: "A suppression that accepts nothing would hide the finding when it comes back.",
  fix: "Remove the suppression.",
  see: SEE,
};
