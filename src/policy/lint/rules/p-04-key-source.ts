import { PolicySeverity } from "../../model/finding";
import { type LintRule } from "../rule";

/** Warnings only: other issuers than Entra ID and keys that a document lists are in use for good reasons, and without keys no token passes. */
export const KEY_SOURCE: LintRule = {
  id: "P-04",
  name: "key-source",
  severities: [PolicySeverity.WARNING],
  description:
    "The keys that tokens are signed with come from metadata over https, and for Entra ID from nowhere else.",
  rationale:
    "Metadata over http can be replaced on its way, and the keys with it. With a symmetric key beside those of Entra ID, its holder can write tokens of Entra ID. Without any key no signed token passes.",
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
      if (check.isEntraOnly) continue;
      const { path } = check;
      for (const config of path.childrenNamed("openid-config")) {
        if (!/^http:/i.test(config.literal("url") ?? "")) continue;
        report(config, {
          message: "the metadata is read over http; expected https, because the signing keys come from there",
          fix: "use the https URL of the metadata",
          position: config.tryAttribute("url")!.position,
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
      const hasKeys = path.children.some(({ name }) => KEY_SOURCES.includes(name));
      if (!hasKeys && path.literal("require-signed-tokens") !== "false") {
        report(path, {
          message: `<${path.name}> has no source of keys; expected <openid-config> or <issuer-signing-keys>, because no signature can be checked without one`,
          fix: "add <openid-config> with the metadata URL of the issuer",
        });
      }
    }
  },
};

const KEY_SOURCES: readonly string[] = ["openid-config", "issuer-signing-keys", "issuer-signing-tokens"];
