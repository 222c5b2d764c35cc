import { at, entriesOf, isObject, itemsOf, type Json, type JsonObject, textAt } from "./json";
import type { Source, SourceBlock } from "./source";

/**
 * Reads a configuration in Terraform's JSON, as cdktf synthesizes it.
 *
 * @see https://developer.hashicorp.com/terraform/language/syntax/json
 */
export function readSynthesized(json: Json, length: number, folder?: string): Source {
  return {
    name: textAt(json, "//", "metadata", "stackName") ?? "",
    hasTemplates: true,
    blocks: [...blocksOf(at(json, "resource"), "managed"), ...blocksOf(at(json, "data"), "data")],
    variables: merged(at(json, "variable")),
    locals: merged(at(json, "locals")),
    outputs: merged(at(json, "output")),
    providers: providersOf(at(json, "provider")),
    backend: merged(at(json, "terraform", "backend")),
    length,
    folder,
  };
}

function blocksOf(types: Json | undefined, mode: SourceBlock["mode"]): SourceBlock[] {
  return itemsOf(types)
    .flatMap(entriesOf)
    .flatMap(([type, named]) =>
      itemsOf(named)
        .flatMap(entriesOf)
        .flatMap(([name, bodies]) =>
          itemsOf(bodies)
            .filter(isObject)
            .map((body) => ({ address: `${mode === "data" ? "data." : ""}${type}.${name}`, mode, type, name, body })),
        ),
    );
}

/** Objects that may be written one by one. */
function merged(value: Json | undefined): JsonObject {
  return Object.fromEntries(itemsOf(value).flatMap(entriesOf));
}

function providersOf(value: Json | undefined): ReadonlyMap<string, JsonObject> {
  const found = new Map<string, JsonObject>();
  for (const [name, configurations] of entriesOf(value)) {
    for (const configuration of itemsOf(configurations).filter(isObject)) {
      const alias = textAt(configuration, "alias");
      found.set(alias === undefined ? name : `${name}.${alias}`, configuration);
    }
  }
  return found;
}
