import { isObject, itemsOf, partOfJson } from "./json";
import type { Key } from "./path";
import type { SourceBlock } from "./source";

/** References that an expression may have, for a plan to say what an identifier is. */
const MAX_REFERENCES = 100;

/** The references in the expression of an argument, each once and whole, or undefined if it is not written. */
export function referencesIn({ expressions }: SourceBlock, path: readonly Key[]): readonly string[] | undefined {
  let written = expressions;
  for (const key of path) written = written === undefined ? undefined : partOfJson(written, key);
  if (!isObject(written) || (written.references === undefined && written.constant_value === undefined))
    return undefined;
  const texts = itemsOf(written.references).filter((text): text is string => typeof text === "string");
  const all = [...new Set(texts)].slice(0, MAX_REFERENCES);
  // Terraform lists what leads to a reference as well: x.y for x.y.id.
  return all.filter((each) => !all.some((other) => other !== each && other.startsWith(each)));
}

/** The module of a resource, with the keys of its instance: `module.shop["a"].`, or "". */
export function moduleOf({ address, mode, type, name }: SourceBlock): string {
  return address.slice(0, Math.max(0, address.lastIndexOf(`${mode === "data" ? "data." : ""}${type}.${name}`)));
}

/** The resource in a reference, and the path after it. */
export function partsOfReference(reference: string): { readonly address: string; readonly path: readonly Key[] } {
  const [, address = "", rest = ""] =
    /^((?:data\.)?\w+\.[\w-]+)((?:\.\w+|\["[^"]*"\]|\[\d+\])*)$/.exec(reference) ?? [];
  const steps = [...rest.matchAll(/\.(\w+)|\["([^"]*)"\]|\[(\d+)\]/g)];
  return { address, path: steps.map(([, name, text, index]) => name ?? text ?? Number(index)) };
}
