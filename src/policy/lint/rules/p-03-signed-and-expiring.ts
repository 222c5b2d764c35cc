import { PolicySeverity } from "../finding";
import { type LintRule } from "../rule";

/**
 * An error where unsigned or unexpiring tokens are accepted: the first can be written by anybody, the second never end.
 * An expression that decides about it is a warning, because what it returns is not known.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8725#section-3.1
 */
export const SIGNED_AND_EXPIRING: LintRule = {
  id: "P-03",
  severities: [PolicySeverity.ERROR, PolicySeverity.WARNING],
  sentence: "Only tokens that are signed and expire are accepted.",
  why: "Anybody can write an unsigned token. A token without an end opens the API for ever once it leaks. It warns about an expression that decides which.",
  fix: 'Leave out require-signed-tokens and require-expiration-time, or set them to "true".',
  see: "https://www.rfc-editor.org/rfc/rfc8725#section-3.1",
  checkDocument: ({ tokenChecks }, report) => {
    for (const { place } of tokenChecks) {
      for (const [name, danger] of DEMANDS) {
        const attribute = place.attribute(name);
        if (attribute === undefined) continue;
        const { position } = attribute;
        if (attribute.value.isExpression) {
          report(place, {
            message: `${name} is an expression; expected "true" on every request`,
            fix: `write "true", or leave out ${name}`,
            severity: PolicySeverity.WARNING,
            position,
          });
        } else if (/^(?:false|0)$/i.test(place.literal(name) ?? "")) {
          report(place, {
            message: `${name} is "${place.literal(name)}", so ${danger}; expected "true"`,
            fix: `write "true", or leave out ${name}`,
            position,
          });
        }
      }
    }
  },
};

const DEMANDS: readonly (readonly [string, string])[] = [
  ["require-signed-tokens", "a token that anybody can write passes"],
  ["require-expiration-time", "a token that never expires passes"],
];
