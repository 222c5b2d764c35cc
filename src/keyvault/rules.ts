import { pattern, type Rule, RULES } from "../core/rules";

/** The rules of Key Vault and of the azurerm provider. */
export const VAULT_RULES = {
  vaultName: {
    expected: '3 to 24 letters, digits or "-", a letter first, and no "-" last or twice in a row',
    fix: "give the name of the vault, not its URL",
    test: pattern(/^(?=.{3,24}$)[A-Za-z](?:-?[A-Za-z0-9])+$/),
  },
  vaultId: {
    expected: "the id of a key vault, /subscriptions/…/resourceGroups/…/providers/Microsoft.KeyVault/vaults/…",
    fix: "copy the resource id from the JSON view of the vault in the portal, and keep these capitals",
    test: pattern(/^\/subscriptions\/[\w-]+\/resourceGroups\/[^/]+\/providers\/Microsoft\.KeyVault\/vaults\/[^/]+$/),
  },
  secretName: {
    expected: '1 to 127 letters, digits or "-"',
    fix: "give the name of the secret, not its URL; replace other characters with dashes",
    test: pattern(/^[A-Za-z0-9-]{1,127}$/),
  },
  contentType: {
    expected: "1 to 255 characters, none of them a control character, and not all of them spaces",
    fix: "use a short text such as text/plain, or leave the option out",
    test: (value) => RULES.text.test(value) && value.length <= 255,
  },
} as const satisfies Record<string, Rule>;
