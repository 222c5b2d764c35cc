import type { Certificate, NamedValue } from "../model";
import type { Block } from "../terraform/block";
import { Unresolved } from "../terraform/value";
import { type Reading, readAll } from "./context";
import { type Field, flag, nested, optionalSecret, optionalText, Sealed, text } from "./fields";
import { containerPlace } from "./places";

/** The named values of a service. */
export function namedValuesOf(reading: Reading, container: string): readonly NamedValue[] | Unresolved {
  return readAll(reading, "azurerm_api_management_named_value", containerPlace, [container], (block) => {
    const isSecret = flag(block, "secret", false);
    const isPlain = isSecret === false;
    const vault = nested(block, "value_from_key_vault");
    return reading.items.make<NamedValue>(block, {
      name: text(block, "name"),
      displayName: text(block, "display_name"),
      isSecret,
      value: isPlain ? plainValue(block) : undefined,
      secret: isPlain ? undefined : optionalSecret(block, "value"),
      keyVaultSecretId: vault instanceof Unresolved ? vault : vault[0]?.optionalText("secret_id"),
    });
  });
}

/** A plan and a state mark every value, also those that are no secrets. A value that is made of a secret stays one. */
function plainValue(block: Block): Field<string> | undefined {
  const value = optionalText(block, "value");
  return value instanceof Sealed && block.source.sensitive !== undefined ? value.reveal() : value;
}

/** The certificates of a service or a workspace. */
export function certificatesOf(reading: Reading, type: string, container: string): readonly Certificate[] | Unresolved {
  const data = type.includes("_workspace_") ? "certificate_data_base64" : "data";
  return readAll(reading, type, containerPlace, [container], (block) =>
    reading.items.make<Certificate>(block, {
      name: text(block, "name"),
      thumbprint: optionalText(block, "thumbprint"),
      data: optionalSecret(block, data),
      keyVaultSecretId: optionalText(block, "key_vault_secret_id"),
    }),
  );
}
