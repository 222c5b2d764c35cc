import { Fn, type TerraformMetaArguments, TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import { hclAttributes } from "./azapi-resource";

/** Arguments under the names that Terraform has for them. */
export type Arguments = Readonly<Record<string, unknown>>;

/**
 * A resource that takes what a binding takes, and does not load it: a binding is large, and takes longer to load than the resource to make.
 *
 * It is for resources that a small program has and that people do not change. It has no setters, so that code for the binding fails and is not ignored.
 */
export class PlainResource extends TerraformResource {
  protected constructor(
    scope: Construct,
    id: string,
    terraformResourceType: string,
    private readonly config: object,
  ) {
    const [providerName] = terraformResourceType.split("_");
    super(scope, id, { terraformResourceType, terraformGeneratorMetadata: { providerName: providerName! } });
  }

  public get id(): string {
    return this.getStringAttribute("id");
  }

  protected synthesizeAttributes(): Arguments {
    return argumentsOf(this.config);
  }

  protected synthesizeHclAttributes(): Arguments {
    return hclAttributes(this.synthesizeAttributes());
  }
}

/** What a binding takes, without what every resource can have. */
export type PlainConfig<C> = Omit<C, keyof TerraformMetaArguments>;

/** The class of a resource, as a binding has it. */
type PlainBinding<C> = new (scope: Construct, id: string, config: PlainConfig<C>) => PlainResource;

/**
 * Makes the class of a resource without blocks.
 *
 * @param type the name that Terraform has for it
 * @param texts the arguments that are strings
 * @param sets those that are sets of strings
 */
export function plainBinding<C>(
  type: string,
  texts: readonly (string & keyof C)[],
  sets: readonly (string & keyof C)[] = [],
): PlainBinding<C> {
  class Resource extends PlainResource {
    public constructor(scope: Construct, id: string, config: object) {
      super(scope, id, type, config);
    }
  }
  addAttributes(Resource, texts);
  addAttributes(Resource, sets, (resource, name) => Fn.tolist(resource.getListAttribute(name)));
  return Resource;
}

/** Adds a getter for each attribute, and no setter. */
export function addAttributes(
  { prototype }: { readonly prototype: object },
  names: readonly string[],
  read: (resource: PlainResource, name: string) => unknown = (resource, name) => resource.getStringAttribute(name),
): void {
  for (const name of names) {
    Object.defineProperty(prototype, name, {
      get(this: PlainResource) {
        return read(this, snakeCase(name));
      },
    });
  }
}

/** The arguments under the names that Terraform has for them. */
export function argumentsOf(config: object): Arguments {
  return Object.fromEntries(Object.entries(config).map(([name, value]: [string, unknown]) => [snakeCase(name), value]));
}

/** Each name is asked for with each resource that has it. */
const NAMES = new Map<string, string>();

function snakeCase(name: string): string {
  let found = NAMES.get(name);
  if (found === undefined) {
    found = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    NAMES.set(name, found);
  }
  return found;
}
