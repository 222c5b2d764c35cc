import { PolicySeverity } from "../../model/finding";
import { type LintRule } from "../rule";

const URL = "https://github.com/cdktf-apim-oauth/cdktf-apim-oauth/blob/main/docs/lint.md#accepting-a-finding";

/** Without a reason the suppression has no effect. */
export const SUPPRESSION_REASON: LintRule = {
  id: "S-01",
  name: "suppression-reason",
  severities: [PolicySeverity.WARNING],
  description: "Every suppression gives a reason.",
  rationale:
    "Whoever reads the document later has to know whether the reason still holds. Without a reason the suppression has no effect.",
  fix: "Write the reason after the rule.",
  url: URL,
  examples: {
    wrong: `<fragment>
  <!-- allow literal-secret: -->
  <authentication-basic username="demo" password="demo" />
</fragment>`,
    right: `<fragment>
  <!-- allow literal-secret: the demo backend accepts any password -->
  <authentication-basic username="demo" password="demo" />
</fragment>`,
  },
};

export const SUPPRESSION_RULE: LintRule = {
  id: "S-02",
  name: "suppression-rule",
  severities: [PolicySeverity.WARNING],
  description: "Every suppression names a rule that exists.",
  rationale: "A misspelt rule accepts nothing.",
  fix: "Correct the id or the name.",
  url: URL,
  examples: {
    wrong: `<fragment>
  <!-- allow literal-secrets: the demo backend accepts any password -->
  <authentication-basic username="demo" password="demo" />
</fragment>`,
    right: `<fragment>
  <!-- allow literal-secret: the demo backend accepts any password -->
  <authentication-basic username="demo" password="demo" />
</fragment>`,
  },
};

export const UNUSED_SUPPRESSION: LintRule = {
  id: "S-03",
  name: "unused-suppression",
  severities: [PolicySeverity.WARNING],
  description: "Every suppression accepts a finding that exists.",
  rationale: "A suppression that accepts nothing would hide the finding if it came back.",
  fix: "Remove the suppression.",
  url: URL,
  examples: {
    wrong: `<fragment>
  <!-- allow literal-secret: the demo backend accepts any password -->
  <authentication-basic username="demo" password="{{demo-password}}" />
</fragment>`,
    right: `<fragment>
  <authentication-basic username="demo" password="{{demo-password}}" />
</fragment>`,
  },
};

/** The rules about suppressions themselves. They cannot be suppressed. */
export const SUPPRESSION_RULES: readonly LintRule[] = [SUPPRESSION_REASON, SUPPRESSION_RULE, UNUSED_SUPPRESSION];
