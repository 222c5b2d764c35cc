import { PolicySeverity } from "../../model/finding";
import { type PolicyPosition } from "../../model/node";
import { literalOf, type NodePath } from "../node-path";
import { type LintRule } from "../rule";
import { unfilledIn } from "../unfilled";
import { isPlaceholder, looksGenerated, mayHoldSecret, tryFindSecret } from "./secret-patterns";
import { forEachText } from "./texts";

/** An error where a text can be nothing but a secret; a warning where only its element or its shape makes it likely. */
export const LITERAL_SECRET: LintRule = {
  id: "P-27",
  name: "literal-secret",
  severities: [PolicySeverity.ERROR, PolicySeverity.WARNING],
  description: "The text contains no secret.",
  rationale:
    "Whoever can read the policy, the repository or the Terraform state can read the secret. It is an error if the text has the shape of a secret, such as a private key, a token, a client secret of Entra ID, a shared access signature, or a key of Azure Functions, Storage, Service Bus, Event Hubs, AI Search, Cosmos DB, API Management and others whose shape Microsoft publishes, and a warning if it is where a secret belongs.",
  fix: "Put the secret into a secret named value, preferably one that refers to Key Vault, and write {{name}}. Then replace the secret, because it has been exposed.",
  url: "https://learn.microsoft.com/azure/api-management/api-management-howto-properties",
  examples: {
    wrong: `<fragment>
  <authentication-basic username="gateway" password="tr0ub4dor" />
</fragment>`,
    right: `<fragment>
  <authentication-basic username="gateway" password="{{backend-password}}" />
</fragment>`,
  },
  checkElement: (path, _context, report) => {
    const found = secretByShape(path) ?? secretByElement(path);
    if (found === undefined) return;
    const { kind, where, isCertain, position } = found;
    report(path, {
      message: `${where} contains ${kind}; expected a named value, such as {{name}}`,
      fix: "put it into a secret named value that refers to Key Vault, and replace the secret",
      severity: isCertain ? PolicySeverity.ERROR : PolicySeverity.WARNING,
      position,
    });
  },
};

interface FoundSecret {
  readonly kind: string;
  /** What contains it, for a message. */
  readonly where: string;
  readonly isCertain: boolean;
  readonly position?: PolicyPosition;
}

/** The first text of an element that looks like a secret. */
function secretByShape(path: NodePath): FoundSecret | undefined {
  let found: FoundSecret | undefined;
  forEachText(path, mayHoldSecret, ({ source, value, attribute, position }) => {
    const secret = found === undefined ? tryFindSecret(source) : undefined;
    if (secret === undefined) return;
    const { kind, isCertain } = secret;
    const where = attribute === undefined ? `the text of <${path.name}>` : `attribute "${attribute}"`;
    found = { kind, isCertain, position, where: value === undefined ? "a comment" : where };
  });
  return found;
}

/** A text that is a secret because of the purpose of the element. */
function secretByElement(path: NodePath): FoundSecret | undefined {
  const { name, parent } = path;
  if (PASSWORDS.includes(name)) {
    const password = path.tryAttribute("password");
    if (!literalOf(password?.value)) return undefined;
    return { kind: "a password", where: 'attribute "password"', isCertain: false, position: password!.position };
  }
  if (parent === undefined) return undefined;
  const where = `the text of <${name}>`;
  if (KEYS.includes(`${parent.name}/${name}`)) {
    // Words make a key as well.
    if (!path.literalText || unfilledIn(path.element.text) !== undefined) return undefined;
    return { kind: "a symmetric key", where, isCertain: false };
  }
  if (name !== "value" || !CARRIERS.includes(parent.name) || !SECRET_NAME.test(parent.literal("name") ?? "")) {
    return undefined;
  }
  const literal = path.literalText;
  if (literal === undefined || !looksGenerated(literal) || isPlaceholder(literal)) return undefined;
  return { kind: "a key", where, isCertain: false };
}

const PASSWORDS: readonly string[] = ["authentication-basic", "authentication-certificate", "proxy"];
const KEYS: readonly string[] = [
  "issuer-signing-keys/key",
  "issuer-signing-keys/zumo-master-key",
  "issuer-signing-tokens/token",
  "decryption-keys/key",
];
const CARRIERS: readonly string[] = ["set-header", "set-query-parameter"];
const SECRET_NAME = /key|secret|token|^code$|^sig$|authorization|password/i;
