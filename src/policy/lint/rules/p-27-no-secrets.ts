import { type PolicyPosition } from "../../model/node";
import { PolicySeverity } from "../finding";
import { literalOf, type Place } from "../place";
import { type LintRule } from "../rule";
import { isPlaceholder, looksGenerated, SECRET_HINT, SECRET_PATTERNS, type SecretPattern } from "./secret-patterns";
import { forEachText } from "./texts";

/**
 * An error where a text can be nothing but a secret; a warning where only its place or its shape makes it likely.
 *
 * @see https://learn.microsoft.com/azure/api-management/api-management-howto-properties
 */
export const NO_SECRETS: LintRule = {
  id: "P-27",
  severities: [PolicySeverity.ERROR, PolicySeverity.WARNING],
  sentence: "No secret stands in the text.",
  why: "Everybody who may read the policy, the repository or the Terraform state reads the secret with it. It is an error where the text has the shape of a secret, such as a private key, a token, a client secret of Entra ID, a storage key or a shared access signature, and a warning where it stands in the place of one.",
  fix: "Put the secret into a secret named value, best one that refers to Key Vault, and write {{name}}. Then replace the secret: it has been read.",
  see: "https://learn.microsoft.com/azure/api-management/api-management-howto-properties",
  checkPlace: (place, _context, report) => {
    const found = secretByShape(place) ?? secretByPlace(place);
    if (found === undefined) return;
    const { kind, where, isCertain, position } = found;
    report(place, {
      message: `${kind} stands in ${where}; expected a named value, such as {{name}}`,
      fix: "put it into a secret named value that refers to Key Vault, and replace the secret",
      severity: isCertain ? PolicySeverity.ERROR : PolicySeverity.WARNING,
      position,
    });
  },
};

interface FoundSecret {
  readonly kind: string;
  /** What holds it, for a message. */
  readonly where: string;
  readonly isCertain: boolean;
  readonly position?: PolicyPosition;
}

/** The first text of an element that looks like a secret. */
function secretByShape(place: Place): FoundSecret | undefined {
  let found: FoundSecret | undefined;
  forEachText(place, mayHoldSecret, ({ source, attribute, isComment, position }) => {
    const pattern = found === undefined ? SECRET_PATTERNS.find((candidate) => matches(candidate, source)) : undefined;
    if (pattern === undefined) return;
    const { kind, isCertain } = pattern;
    const where = attribute === undefined ? `the text of <${place.name}>` : `attribute "${attribute}"`;
    found = { kind, isCertain, position, where: isComment ? "a comment" : where };
  });
  return found;
}

function mayHoldSecret(source: string): boolean {
  return SECRET_HINT.test(source);
}

function matches({ pattern }: SecretPattern, source: string): boolean {
  const match = pattern.exec(source);
  return match !== null && (match[1] === undefined || !isPlaceholder(match[1]));
}

/** A secret that is one because of what the element is for. */
function secretByPlace(place: Place): FoundSecret | undefined {
  const { name, parent } = place;
  if (PASSWORDS.includes(name)) {
    const password = place.attribute("password");
    if (!literalOf(password?.value)) return undefined;
    return { kind: "a password", where: 'attribute "password"', isCertain: false, position: password!.position };
  }
  if (parent === undefined) return undefined;
  const isKey = name === "key" && KEY_LISTS.includes(parent.name);
  const isKeyHeader =
    name === "value" && CARRIERS.includes(parent.name) && SECRET_NAME.test(parent.literal("name") ?? "");
  const literal = isKey || isKeyHeader ? place.literalText : undefined;
  if (literal === undefined || !looksGenerated(literal) || isPlaceholder(literal)) return undefined;
  return { kind: isKey ? "a symmetric key" : "a key", where: `the text of <${name}>`, isCertain: false };
}

const PASSWORDS: readonly string[] = ["authentication-basic", "authentication-certificate", "proxy"];
const KEY_LISTS: readonly string[] = ["issuer-signing-keys", "decryption-keys"];
const CARRIERS: readonly string[] = ["set-header", "set-query-parameter"];
const SECRET_NAME = /key|secret|token|^code$|^sig$|authorization|password/i;
