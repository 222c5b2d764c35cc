import { PolicySeverity } from "../finding";
import { type LintRule } from "../rule";

/**
 * Warnings only: other issuers than Entra ID and keys that a document lists are in use for good reasons, and without keys no token passes.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8725#section-3.10
 */
export const KEY_SOURCE: LintRule = {
  id: "P-04",
  severities: [PolicySeverity.WARNING],
  sentence: "The keys that tokens are signed with come from metadata over https, and for Entra ID from nowhere else.",
  why: "Metadata over http can be replaced on the way, and with it the keys. A symmetric key beside those of Entra ID lets its holder write tokens of Entra ID. Without any key no signed token passes.",
  fix: "Use <openid-config> with an https URL, and no symmetric keys beside it.",
  see: "https://www.rfc-editor.org/rfc/rfc8725#section-3.10",
  checkDocument: ({ tokenChecks }, report) => {
    for (const check of tokenChecks) {
      if (check.isEntraOnly) continue;
      const { place } = check;
      for (const config of place.childrenNamed("openid-config")) {
        if (!/^http:/i.test(config.literal("url") ?? "")) continue;
        report(config, {
          message: "the metadata is read over http; expected https, because the signing keys come from there",
          fix: "use the https URL of the metadata",
          position: config.attribute("url")!.position,
        });
      }
      const keys = place.listed("issuer-signing-keys", "key");
      for (const key of keys) {
        if (!check.acceptsEntra || key.element.text === undefined) continue;
        report(key, {
          message:
            "a symmetric key stands beside the metadata of Entra ID; expected none, because who knows it can write tokens",
          fix: "remove the key: Entra ID publishes its keys in the metadata",
        });
      }
      const hasKeys = place.children.some(({ name }) => KEY_SOURCES.includes(name));
      if (!hasKeys && place.literal("require-signed-tokens") !== "false") {
        report(place, {
          message: `<${place.name}> has no source of keys; expected <openid-config> or <issuer-signing-keys>, because no signature can be checked without one`,
          fix: "add <openid-config> with the metadata URL of the issuer",
        });
      }
    }
  },
};

const KEY_SOURCES: readonly string[] = ["openid-config", "issuer-signing-keys", "issuer-signing-tokens"];
