import { at, entriesOf, isObject, itemsOf, type Json, type JsonObject, textAt } from "./json";
import type { Source, SourceBlock } from "./source";

/**
 * Reads what `terraform show -json` writes of a plan: the planned values, and what was read before for the plan.
 *
 * @see https://developer.hashicorp.com/terraform/internals/json-format
 */
export function readPlan(json: Json, length: number): Source {
  const unknown = new Map(
    itemsOf(at(json, "resource_changes")).map((change) => [
      textAt(change, "address") ?? "",
      at(change, "change", "after_unknown"),
    ]),
  );
  const more: More = { written: writtenIn(at(json, "configuration", "root_module")), unknown };
  const planned = blocksOf(at(json, "planned_values", "root_module"), more);
  const read = blocksOf(at(json, "prior_state", "values", "root_module"), { ...more, unknown: new Map() });
  const known = new Set(planned.map(({ address }) => address));
  // Data sources that were read for the plan are in the state before it only.
  const data = read.filter(({ mode, address }) => mode === "data" && !known.has(address));
  return source([...planned, ...data], json, length);
}

/** Reads what `terraform show -json` writes of a state. */
export function readState(json: Json, length: number): Source {
  return source(blocksOf(at(json, "values", "root_module"), { written: new Map(), unknown: new Map() }), json, length);
}

function source(blocks: readonly SourceBlock[], json: Json, length: number): Source {
  const providers = new Map<string, JsonObject>();
  for (const [key, configuration] of entriesOf(at(json, "configuration", "provider_config"))) {
    const constants = entriesOf(at(configuration, "expressions")).map(
      ([name, expression]) => [name, at(expression, "constant_value") ?? null] as const,
    );
    providers.set(key, Object.fromEntries(constants.filter(([, value]) => value !== null)));
  }
  const nothing = { variables: {}, locals: {}, outputs: {}, backend: {} };
  return { name: "", hasTemplates: false, blocks, providers, length, ...nothing };
}

/** What a plan says of resources outside of their values. */
interface More {
  /** The expressions of each resource, by its address without keys. */
  readonly written: ReadonlyMap<string, Json | undefined>;
  readonly unknown: ReadonlyMap<string, Json | undefined>;
}

/** The resources of a module, and of those in it. */
function blocksOf(root: Json | undefined, more: More): SourceBlock[] {
  const blocks: SourceBlock[] = [];
  const modules: (Json | undefined)[] = [root];
  for (const module of modules) {
    for (const child of itemsOf(at(module, "child_modules"))) modules.push(child);
    for (const resource of itemsOf(at(module, "resources"))) {
      const [address, type, name] = ["address", "type", "name"].map((key) => textAt(resource, key));
      const body = at(resource, "values");
      if (address === undefined || type === undefined || name === undefined || !isObject(body)) continue;
      const mode = textAt(resource, "mode") === "data" ? "data" : "managed";
      const unknown = more.unknown.get(address);
      blocks.push({
        address,
        mode,
        type,
        name,
        body,
        sensitive: at(resource, "sensitive_values"),
        unknown,
        isRead: mode === "data" && unknown === undefined,
        expressions: more.written.get(address.replace(INSTANCE_KEYS, "")),
      });
    }
  }
  return blocks;
}

const INSTANCE_KEYS = /\[(?:\d+|"(?:[^"\\]|\\.)*")\]/g;

function writtenIn(root: Json | undefined): ReadonlyMap<string, Json | undefined> {
  const found = new Map<string, Json | undefined>();
  const modules: [string, Json | undefined][] = [["", root]];
  for (const [prefix, module] of modules) {
    for (const [name, call] of entriesOf(at(module, "module_calls"))) {
      modules.push([`${prefix}module.${name}.`, at(call, "module")]);
    }
    for (const resource of itemsOf(at(module, "resources"))) {
      const address = textAt(resource, "address");
      if (address === undefined) continue;
      found.set(prefix + address, at(resource, "expressions"));
    }
  }
  return found;
}
