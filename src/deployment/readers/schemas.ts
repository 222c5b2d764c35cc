import type { Schema } from "../model";
import type { Unresolved } from "../terraform/value";
import { type Reading, readAll } from "./context";
import { optionalText, text } from "./fields";
import { apiPlace, containerPlace } from "./places";

/** The schemas of an API. */
export function schemasOf(reading: Reading, apiKeys: readonly string[]): readonly Schema[] | Unresolved {
  return readAll(reading, "azurerm_api_management_api_schema", apiPlace, apiKeys, (block) =>
    reading.items.make<Schema>(block, {
      schemaId: text(block, "schema_id"),
      contentType: text(block, "content_type"),
      text: optionalText(block, "value") ?? optionalText(block, "components") ?? optionalText(block, "definitions"),
    }),
  );
}

/** The schemas of a service. */
export function globalSchemasOf(reading: Reading, service: string): readonly Schema[] | Unresolved {
  return readAll(reading, "azurerm_api_management_global_schema", containerPlace, [service], (block) =>
    reading.items.make<Schema>(block, {
      schemaId: text(block, "schema_id"),
      contentType: text(block, "type"),
      text: optionalText(block, "value"),
    }),
  );
}
