import type { Arguments, Configuration } from "./synth";

/**
 * What `terraform show -json` writes, made of a synthesized configuration.
 *
 * @see https://developer.hashicorp.com/terraform/internals/json-format
 */

interface ShownResource {
  readonly address: string;
  readonly mode: string;
  readonly type: string;
  readonly name: string;
  readonly values: Arguments;
  readonly sensitive_values: object;
}

const REFERENCE = /\$\{((?:data\.)?\w+\.[\w-]+)\.(\w+)((?:\[(?:\d+|"[^"]*")\]|\.\w+)*)\}/g;
const META = ["//", "depends_on", "lifecycle", "provider"];

function blocksOf(configuration: Configuration): Omit<ShownResource, "sensitive_values">[] {
  const blocks = (mode: string, types: Configuration["resource"] = {}): Omit<ShownResource, "sensitive_values">[] =>
    Object.entries(types).flatMap(([type, named]) =>
      Object.entries(named).map(([name, body]) => ({
        address: `${mode === "data" ? "data." : ""}${type}.${name}`,
        mode,
        type,
        name,
        values: Object.fromEntries(Object.entries(body).filter(([argument]) => !META.includes(argument))),
      })),
    );
  return [...blocks("managed", configuration.resource), ...blocks("data", configuration.data)];
}

/** The state after a deployment. Attributes that are not in the configuration have the given values. */
export function stateOf(
  configuration: Configuration,
  attributes: Readonly<Record<string, Arguments>>,
  sensitive: Readonly<Record<string, readonly string[]>> = {},
): object {
  const blocks = blocksOf(configuration);
  const bodies = new Map(blocks.map(({ address, values }) => [address, { ...values, ...attributes[address] }]));
  const resolved = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(resolved);
    if (typeof value === "object" && value !== null)
      return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, resolved(part)]));
    if (typeof value !== "string") return value;
    return value.replace(REFERENCE, (written, address: string, attribute: string) => {
      const found = bodies.get(address)?.[attribute];
      if (found === undefined) throw new Error(`no value for ${written}`);
      return String(resolved(found));
    });
  };
  const resources = blocks.map((block) => ({
    ...block,
    values: resolved(bodies.get(block.address)),
    sensitive_values: Object.fromEntries((sensitive[block.type] ?? []).map((name) => [name, true])),
  }));
  return { format_version: "1.0", terraform_version: "1.11.4", values: { root_module: { resources } } };
}

/** The plan of a first deployment: nothing is known that refers to what the deployment makes, except for its arguments. */
export function planOf(configuration: Configuration): object {
  const blocks = blocksOf(configuration);
  const bodies = new Map(blocks.map(({ address, values }) => [address, values]));
  const known = (value: unknown): unknown => {
    if (typeof value !== "string") return value;
    return value.replace(REFERENCE, (written, address: string, attribute: string) => {
      const found = bodies.get(address)?.[attribute];
      return found === undefined ? written : String(known(found));
    });
  };
  const planned = blocks.map((block) => {
    const values: Record<string, unknown> = {};
    const unknown: Record<string, boolean> = {};
    for (const [name, written] of Object.entries(block.values)) {
      const value = known(written);
      if (JSON.stringify(value).includes("${")) unknown[name] = true;
      else values[name] = value;
    }
    return { ...block, values, unknown };
  });
  const referencesIn = (value: unknown): string[] =>
    [...JSON.stringify(value).matchAll(REFERENCE)].flatMap(([, address = "", attribute = "", rest = ""]) => [
      `${address}.${attribute}${rest.replace(/\\"/g, '"')}`,
      `${address}.${attribute}`,
      address,
    ]);
  return {
    format_version: "1.2",
    planned_values: {
      root_module: {
        resources: planned
          .filter(({ mode }) => mode === "managed")
          .map(({ address, mode, type, name, values }) => ({
            address,
            mode,
            type,
            name,
            values,
            sensitive_values: {},
          })),
      },
    },
    prior_state: {
      values: { root_module: { resources: planned.filter(({ mode }) => mode === "data") } },
    },
    resource_changes: planned.map(({ address, values, unknown }) => ({
      address,
      change: { actions: ["create"], before: null, after: values, after_unknown: unknown },
    })),
    configuration: {
      provider_config: {},
      root_module: {
        resources: blocks.map(({ address, values }) => ({
          address,
          expressions: Object.fromEntries(
            Object.entries(values).map(([name, value]) => [name, { references: referencesIn(value) }]),
          ),
        })),
      },
    },
  };
}
