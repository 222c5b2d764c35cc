import { PolicySeverity } from "../finding";
import { type LintRule } from "../rule";

/**
 * A warning: a token that has expired some minutes ago still had to be issued.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7519#section-4.1.4
 */
export const CLOCK_SKEW: LintRule = {
  id: "P-11",
  severities: [PolicySeverity.WARNING],
  sentence: "Clocks may differ by five minutes at most.",
  why: "The clock skew is added to the life of every token. The number is in seconds.",
  fix: "Set clock-skew to 300 or less.",
  see: "https://www.rfc-editor.org/rfc/rfc7519#section-4.1.4",
  checkDocument: ({ tokenChecks }, report) => {
    for (const { place } of tokenChecks) {
      const skew = place.literal("clock-skew");
      if (skew === undefined || !(Number(skew) > 300)) continue;
      report(place, {
        message: `clock-skew is ${skew} seconds, so tokens live that much longer; expected 300 at most`,
        fix: "set clock-skew to 300 or less",
        position: place.attribute("clock-skew")!.position,
      });
    }
  },
};
