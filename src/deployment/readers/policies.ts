import type { Fragment, Policy, PolicyFormat } from "../model";
import type { Block } from "../terraform/block";
import { Unresolved } from "../terraform/value";
import { type Reading, readAll } from "./context";
import { type Field, optionalText, text, textOr } from "./fields";
import { containerPlace } from "./places";
import type { ItemPlace } from "./placement";

/** The document of a target. */
export function policyOf(
  reading: Reading,
  type: string,
  placeOf: (block: Block) => ItemPlace,
  keys: readonly string[],
): Policy | Unresolved | undefined {
  const found = readAll(reading, type, placeOf, keys, (block) => block);
  if (found instanceof Unresolved) return found;
  const [block, another] = found;
  if (block === undefined) return undefined;
  if (another !== undefined)
    return new Unresolved(another.address, `${block.address} is a second document of the same target: keep one`);
  return reading.items.make<Policy>(block, { text: documentOf(block, "xml_content") });
}

/** The fragments of a service or a workspace. */
export function fragmentsOf(reading: Reading, type: string, key: string): readonly Fragment[] | Unresolved {
  const [textName, formatName] = type.includes("_workspace_") ? ["xml_content", "xml_format"] : ["value", "format"];
  return readAll(reading, type, containerPlace, [key], (block) =>
    reading.items.make<Fragment>(block, {
      name: text(block, "name"),
      text: documentOf(block, textName),
      format: textOr(block, formatName, "xml") as Field<PolicyFormat>,
    }),
  );
}

function documentOf(block: Block, argument: string): Field<string> {
  const link = optionalText(block, "xml_link");
  if (block.optional(argument) === undefined && link !== undefined)
    return new Unresolved(`${block.address}.xml_link`, "the document is at an address, and not in the input");
  return text(block, argument);
}
