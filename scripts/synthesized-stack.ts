import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The arguments of a resource in synthesized Terraform JSON. */
export interface Resource {
  readonly type: string;
  readonly arguments: Readonly<Record<string, unknown>>;
}

/** Readable names of attributes that only Azure knows. */
const ATTRIBUTE_NAMES: Readonly<Record<string, string>> = {
  client_id: "client id",
  object_id: "object id",
  tenant_id: "tenant id",
  subscription_id: "subscription id",
  value: "secret",
};

/** References to these attributes identify the resource itself, so its name is clearer than the attribute. */
const IDENTITIES: readonly string[] = ["object_id", "role_id", "scope_id"];

/** Reads a synthesized stack and replaces Terraform references with readable names. */
export class SynthesizedStack {
  public static read(outdir: string, stackName: string): SynthesizedStack {
    const json = readFileSync(join(outdir, "stacks", stackName, "cdk.tf.json"), "utf8");
    return new SynthesizedStack(JSON.parse(json) as TerraformJson);
  }

  private readonly resources = new Map<string, Resource>();

  private constructor(json: TerraformJson) {
    for (const [type, byName] of Object.entries(json.resource ?? {})) {
      for (const [name, values] of Object.entries(byName))
        this.resources.set(`${type}.${name}`, { type, arguments: values });
    }
  }

  /** The resources of a type, sorted by name. */
  public ofType(type: string): Resource[] {
    return [...this.resources.values()].filter((resource) => resource.type === type);
  }

  /** An argument as readable text: `[client id of Orders API]` in place of a Terraform reference. */
  public words(value: unknown): string {
    return String(value)
      .replace(
        /\$\{([a-z_]+\.)?([a-z_]+)\.([\w-]+)\.(\w+)\}/g,
        (_reference, data: string | undefined, type: string, name: string, attribute: string) => {
          const known = this.resources.get(`${type}.${name}`)?.arguments;
          const owner = known === undefined ? undefined : this.ownerName(known);
          if (owner !== undefined && IDENTITIES.includes(attribute)) return owner;
          if (data === undefined && known?.[attribute] !== undefined) return this.words(known[attribute]);
          const label = ATTRIBUTE_NAMES[attribute] ?? attribute;
          return owner === undefined ? `[${label}]` : `[${label} of ${owner}]`;
        },
      )
      .replace(/\$\$\{/g, "${")
      .replace(/%%\{/g, "%{");
  }

  private ownerName(values: Readonly<Record<string, unknown>>): string | undefined {
    const name = values.display_name ?? values.name;
    if (name !== undefined) return this.words(name);
    // A service principal has no display name: it is named after its application.
    const application = /\$\{(azuread_application_registration\.[\w-]+)\./.exec(String(values.client_id))?.[1];
    return application === undefined ? undefined : this.ownerName(this.resources.get(application)!.arguments);
  }
}

interface TerraformJson {
  readonly resource?: Record<string, Record<string, Record<string, unknown>>>;
}
