import { Fn, type TerraformMetaArguments, TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import { type Arguments, hclAttributes } from "./hcl-attributes";

/** What a binding takes, without what every resource can have. */
type PlainConfig<C> = Omit<C, keyof TerraformMetaArguments>;

/** The attributes of a resource that it has as properties, by their kinds, and which of its arguments are blocks, at each level. */
interface Shape<N extends string> {
  readonly texts: readonly N[];
  readonly booleans?: readonly N[];
  readonly sets?: readonly N[];
  readonly blocks?: readonly string[];
}

/** The class of a resource, as a binding has it. */
type PlainBinding<C> = new (scope: Construct, id: string, config: PlainConfig<C>) => PlainResource;

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
    private readonly blocks: ReadonlySet<string>,
  ) {
    const [providerName] = terraformResourceType.split("_");
    super(scope, id, { terraformResourceType, terraformGeneratorMetadata: { providerName: providerName! } });
  }

  public get id(): string {
    return this.getStringAttribute("id");
  }

  protected synthesizeAttributes(): Arguments {
    return argumentsOf(this.config, this.blocks);
  }

  protected synthesizeHclAttributes(): Arguments {
    return hclAttributes(this.synthesizeAttributes(), this.blocks);
  }
}

/**
 * Makes the class of a resource.
 *
 * @param type the name that Terraform has for it
 */
export function plainBinding<C>(type: string, shape: Shape<string & keyof C>): PlainBinding<C> {
  const blocks = new Set(shape.blocks?.map(snakeCase));
  class Resource extends PlainResource {
    public constructor(scope: Construct, id: string, config: object) {
      super(scope, id, type, config, blocks);
    }
  }
  const add = (names: readonly string[], read: (resource: Resource, name: string) => unknown): void => {
    for (const name of names) {
      Object.defineProperty(Resource.prototype, name, {
        get(this: Resource) {
          return read(this, snakeCase(name));
        },
      });
    }
  };
  add(shape.texts, (resource, name) => resource.getStringAttribute(name));
  add(shape.booleans ?? [], (resource, name) => resource.getBooleanAttribute(name));
  add(shape.sets ?? [], (resource, name) => Fn.tolist(resource.getListAttribute(name)));
  return Resource;
}

/** The arguments under the names that Terraform has for them, also in blocks. */
function argumentsOf(config: object, blocks: ReadonlySet<string>): Arguments {
  const inBlock = (block: unknown): unknown => (isPlain(block) ? argumentsOf(block, blocks) : block);
  const all = Object.entries(config).map(([key, value]: [string, unknown]) => {
    const name = snakeCase(key);
    if (!blocks.has(name)) return [name, value] as const;
    return [name, Array.isArray(value) ? value.map(inBlock) : inBlock(value)] as const;
  });
  return Object.fromEntries(all);
}

function isPlain(value: unknown): value is object {
  return typeof value === "object" && value?.constructor === Object;
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
