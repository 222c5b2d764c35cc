import { PolicySeverity } from "../../model/finding";
import { holdsExpression } from "../../model/value";
import { literalOf, type NodePath } from "../node-path";
import { type LintRule, type Report } from "../rule";
import { isKnownLater } from "../token-check";

/**
 * An error without any key, where no signed token passes, and for a symmetric key that cannot be read, which the service refuses.
 * Otherwise a warning: other issuers than Entra ID and keys that a document lists are in use for good reasons.
 */
export const KEY_SOURCE: LintRule = {
  id: "P-04",
  name: "key-source",
  severities: [PolicySeverity.WARNING, PolicySeverity.ERROR],
  description:
    "The keys that tokens are signed with come from metadata over https, and for Entra ID from nowhere else.",
  rationale:
    "Metadata over http can be replaced on its way, and the keys with it. With a symmetric key beside those of Entra ID, its holder can write tokens of Entra ID. It is an error if there is no key at all, because then no signed token passes, and if a symmetric key is not base64, because the service refuses it.",
  fix: "Use <openid-config> with an https URL, and no symmetric keys beside it.",
  url: "https://www.rfc-editor.org/rfc/rfc8725#section-3.10",
  examples: {
    wrong: `<fragment>
  <validate-jwt header-name="Authorization" require-scheme="Bearer">
    <openid-config url="http://identity.contoso.com/.well-known/openid-configuration" />
    <audiences>
      <audience>https://orders.contoso.com</audience>
    </audiences>
  </validate-jwt>
</fragment>`,
    right: `<fragment>
  <validate-jwt header-name="Authorization" require-scheme="Bearer">
    <openid-config url="https://identity.contoso.com/.well-known/openid-configuration" />
    <audiences>
      <audience>https://orders.contoso.com</audience>
    </audiences>
  </validate-jwt>
</fragment>`,
  },
  checkDocument: ({ tokenChecks }, report) => {
    for (const check of tokenChecks) {
      const { path } = check;
      for (const list of KEY_LISTS) for (const key of path.listed(list, "key")) checkEncoding(key, report);
      if (check.isEntraOnly) continue;
      for (const config of path.childrenNamed("openid-config")) {
        const url = config.tryAttribute("url");
        if (url === undefined || holdsExpression(url.value) || !/^\s*http:/i.test(url.value.source)) continue;
        report(config, {
          message: "the metadata is read over http; expected https, because the signing keys come from there",
          fix: "use the https URL of the metadata",
          position: url.position,
        });
      }
      const keys = path.listed("issuer-signing-keys", "key");
      for (const key of keys) {
        if (!check.acceptsEntra || key.element.text === undefined) continue;
        report(key, {
          message:
            "a symmetric key is used beside the metadata of Entra ID; expected none, because whoever knows it can write tokens",
          fix: "remove the key: Entra ID publishes its keys in the metadata",
        });
      }
      const signed = path.tryAttribute("require-signed-tokens")?.value;
      if (hasKeySource(path) || /^(?:false|0)$/i.test(literalOf(signed) ?? "")) continue;
      report(path, {
        message: `<${path.name}> has no source of keys; expected <openid-config> or <issuer-signing-keys>, because no signature can be checked without one`,
        fix: "add <openid-config> with the metadata URL of the issuer",
        severity: signed?.isDynamic ? PolicySeverity.WARNING : PolicySeverity.ERROR,
      });
    }
  },
};

const KEY_LISTS: readonly string[] = ["issuer-signing-keys", "decryption-keys"];

/** Whether a check has keys, or text that a named value may fill with them. */
function hasKeySource(path: NodePath): boolean {
  if (holdsText(path)) return true;
  return path.children.some((child) => {
    if (child.name === "openid-config") return child.literal("url") !== "";
    if (!child.name.startsWith("issuer-signing-")) return false;
    return holdsText(child) || child.children.some((key) => holdsText(key) || key.element.attributes.length > 0);
  });
}

function holdsText({ element: { text } }: NodePath): boolean {
  return text !== undefined && text.source.trim() !== "";
}

/** The service reads the text of a key as base64, as .NET does: whitespace in it does not count. The key is never shown. */
function checkEncoding(key: NodePath, report: Report): void {
  const { text } = key.element;
  if (text === undefined || isKnownLater(text)) return;
  const encoded = text.source.replace(/\s/g, "");
  if (encoded.length % 4 === 0 && /^[A-Za-z\d+/]*={0,2}$/.test(encoded)) return;
  report(key, {
    message:
      "the text of <key> is not base64; expected the bytes of a symmetric key in base64, or the service refuses it",
    fix: "encode the key as base64, and put it into a secret named value: {{name}}",
    severity: PolicySeverity.ERROR,
  });
}
