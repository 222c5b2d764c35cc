import { PolicySeverity } from "../../model/finding";
import { type LintRule } from "../rule";

/**
 * An error where unsigned or unexpiring tokens are accepted: anyone can write the first, and the second never end.
 * An expression that decides about it is a warning, because its result is not known.
 */
export const SIGNED_AND_EXPIRING: LintRule = {
  id: "P-03",
  name: "signed-and-expiring",
  severities: [PolicySeverity.ERROR, PolicySeverity.WARNING],
  description: "Only tokens that are signed and expire are accepted.",
  rationale:
    "Anyone can write an unsigned token. A token that never expires opens the API forever once it leaks. It is a warning if an expression decides.",
  fix: 'Remove require-signed-tokens and require-expiration-time, or set them to "true".',
  url: "https://www.rfc-editor.org/rfc/rfc8725#section-3.1",
  examples: {
    wrong: `<fragment>
  <validate-jwt header-name="Authorization" require-scheme="Bearer" require-signed-tokens="false">
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
    for (const { path } of tokenChecks) {
      for (const [name, danger] of REQUIREMENTS) {
        const attribute = path.tryAttribute(name);
        if (attribute === undefined) continue;
        const { position } = attribute;
        if (attribute.value.isExpression) {
          report(path, {
            message: `${name} is an expression; expected "true" on every request`,
            fix: `write "true", or remove ${name}`,
            severity: PolicySeverity.WARNING,
            position,
          });
        } else if (/^(?:false|0)$/i.test(path.literal(name) ?? "")) {
          report(path, {
            message: `${name} is "${path.literal(name)}", so ${danger}; expected "true"`,
            fix: `write "true", or remove ${name}`,
            position,
          });
        }
      }
    }
  },
};

const REQUIREMENTS: readonly (readonly [string, string])[] = [
  ["require-signed-tokens", "a token that anyone can write passes"],
  ["require-expiration-time", "a token that never expires passes"],
];
