import { type Expression } from "../../csharp/tree";
import { type CsharpView } from "../../csharp/view";
import { PolicySeverity } from "../../model/finding";
import { type PolicyPosition } from "../../model/node";
import { type LintExpression } from "../expressions";
import { literalOf, type NodePath } from "../node-path";
import { type LintRule, type ReportedFinding } from "../rule";
import { unfilledIn } from "../unfilled";
import { secretByUse, SECRET_NAME } from "./secret-in-code";
import { mayHoldSecret } from "./secret-hint";
import { isPlaceholder, looksGenerated, tryFindSecret } from "./secret-patterns";
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
  checkDocument: ({ expressions }, report) => {
    for (const expression of expressions) {
      const { view } = expression;
      const found = view === undefined ? undefined : secretInCode(expression, view);
      if (found === undefined) continue;
      report(expression.path, {
        ...findingOf(found),
        position: expression.positionOf(found.node),
      });
    }
  },
  checkElement: (path, _context, report) => {
    const found = secretByShape(path) ?? secretByElement(path);
    if (found === undefined) return;
    report(path, { ...findingOf(found), position: found.position });
  },
};

function findingOf({ kind, where, isCertain }: Pick<FoundSecret, "kind" | "where" | "isCertain">): ReportedFinding {
  return {
    message: `${where} contains ${kind}; expected a named value, such as {{name}}`,
    fix: "put it into a secret named value that refers to Key Vault, and replace the secret",
    severity: isCertain ? PolicySeverity.ERROR : PolicySeverity.WARNING,
  };
}

/** The constant texts of an expression, as they are once strings are joined, and the part that each is. */
function constantsIn(view: CsharpView): (readonly [text: string, node: Expression])[] {
  const found: (readonly [string, Expression])[] = [];
  for (let index = 0; index < view.nodes.length; index++) {
    const node = view.nodes[index]!;
    if (node.kind !== "string" && node.kind !== "binary" && node.kind !== "interpolated") continue;
    const text = view.textOf(node);
    if (text === undefined) continue;
    found.push([text, node]);
    index = view.rangeOf(node)[1] - 1;
  }
  return found;
}

/** A secret in a string of an expression that is not seen in the code: it is escaped, or joined of several. */
function secretInCode({ path, csharp, attribute }: LintExpression, view: CsharpView): CodeSecret | undefined {
  const where = attribute === undefined ? `the text of <${path.name}>` : `attribute "${attribute}"`;
  const isSeen = mayHoldSecret(csharp.source) && tryFindSecret(csharp.source) !== undefined;
  for (const [text, node] of isSeen ? [] : constantsIn(view)) {
    const secret = mayHoldSecret(text) ? tryFindSecret(text) : undefined;
    if (secret !== undefined) return { kind: secret.kind, isCertain: secret.isCertain, where, node };
  }
  const used = secretByUse(view);
  return used === undefined ? undefined : { ...used, isCertain: false, where };
}

interface CodeSecret {
  readonly kind: string;
  readonly where: string;
  readonly isCertain: boolean;
  readonly node: Expression;
}

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
