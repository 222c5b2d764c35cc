import { TerraformDataSource, TerraformResource, TerraformStack, Token, Tokenization } from "cdktf";
import type { IConstruct } from "constructs";
import { PerApp } from "../core/per-app";
import { type Reference, referenceIn, resolveText } from "../core/terraform-text";

const TOKEN = /\$\{TfToken\[[\w:.-]+\]\}/g;

/** How many resources a value is followed through. */
const MAX_HOPS = 10;

interface Built {
  /** Who made the index, by stack: when it asks again, a new pass over the stack has begun, and there may be new resources. */
  readonly makers: Map<TerraformStack, IConstruct>;
  index?: AppResources;
}

const KNOWN = new WeakSet<TerraformResource>();
const BUILT = new PerApp<Built>(() => ({ makers: new Map() }));

/** The resources of an app, those that this library has no construct for included. */
export class AppResources {
  /**
   * The resources as they are in this pass over the stacks. There can be thousands, so they are collected once for each pass and stack.
   *
   * @param asking a construct that asks once in each pass
   */
  public static of(asking: IConstruct): AppResources {
    const built = BUILT.of(asking);
    const stack = TerraformStack.of(asking);
    const maker = built.makers.get(stack);
    if (built.index === undefined || maker === undefined || maker === asking) {
      built.makers.set(stack, asking);
      built.index = new AppResources(asking.node.root);
    }
    return built.index;
  }

  /** Leaves a resource out, which the library has made and knows. */
  public static leaveOut(resource: TerraformResource): void {
    KNOWN.add(resource);
  }

  private readonly byType = new Map<string, TerraformResource[]>();
  private byAddress?: ReadonlyMap<string, TerraformResource | TerraformDataSource>;
  private readonly groups = new Map<string, ReadonlyMap<string, readonly TerraformResource[]>>();

  private constructor(private readonly root: IConstruct) {
    for (const node of root.node.findAll()) {
      if (TerraformResource.isTerraformResource(node) && !KNOWN.has(node))
        addTo(this.byType, node.terraformResourceType, node);
    }
  }

  /** The resources of a type. */
  public ofType(type: string): readonly TerraformResource[] {
    return this.byType.get(type) ?? [];
  }

  /** The resources of a type that have the same identity. */
  public find(type: string, names: readonly string[], identity: string): readonly TerraformResource[] {
    const key = JSON.stringify([type, names]);
    let groups = this.groups.get(key);
    if (groups === undefined) {
      const found = new Map<string, TerraformResource[]>();
      for (const resource of this.ofType(type)) addTo(found, this.identity(resource, names), resource);
      this.groups.set(key, (groups = found));
    }
    return groups.get(identity) ?? [];
  }

  /** The values of some arguments, to compare them with those of other resources. */
  public identity(resource: TerraformResource, names: readonly string[]): string {
    const all = argumentsOf(resource);
    return JSON.stringify(
      names.map((name) => {
        const value = all[name];
        return typeof value === "string" ? this.known(resource, value) : "";
      }),
    );
  }

  /**
   * Text with everything in it that the program knows: where it is the attribute of a resource, it is the argument of that resource, so that all
   * ways to name one thing are equal.
   */
  public known(scope: IConstruct, text: string, hops: number = MAX_HOPS): string {
    if (!Token.isUnresolved(text)) return plain(text);
    const fragments = Tokenization.reverseString(text);
    if (fragments.length > 1) return plain(text.replace(TOKEN, (token) => this.known(scope, token, hops)));
    const reference = referenceIn(fragments.firstToken);
    // What only Terraform knows is valid in its own stack.
    if (reference === undefined) return `${TerraformStack.of(scope).node.path} ${plain(resolveText(scope, text))}`;
    return this.behind(reference, hops) ?? `${reference.originStack.node.path} ${reference.identifier}`;
  }

  private behind({ identifier, originStack }: Reference, hops: number): string | undefined {
    const end = identifier.lastIndexOf(".");
    const element = this.addresses.get(`${originStack.node.path} ${identifier.slice(0, end)}`);
    if (element === undefined || hops === 0) return undefined;
    const attribute = identifier.slice(end + 1);
    return attribute === "id" ? this.idOf(element, hops) : this.argumentOf(element, hops)(attribute);
  }

  /** The id of a resource, as {@link known} gives it where another resource refers to it. */
  public idOf(element: TerraformResource | TerraformDataSource, hops: number = MAX_HOPS): string | undefined {
    return idOf(element.terraformResourceType, this.argumentOf(element, hops));
  }

  private argumentOf(
    element: TerraformResource | TerraformDataSource,
    hops: number,
  ): (name: string) => string | undefined {
    const all = argumentsOf(element);
    return (name) => {
      const value = all[name];
      return typeof value === "string" ? this.known(element, value, hops - 1) : undefined;
    };
  }

  /** The resources and data sources, by their addresses and stacks. Most programs name everything and need none. */
  private get addresses(): ReadonlyMap<string, TerraformResource | TerraformDataSource> {
    const isNamed = (node: IConstruct): node is TerraformResource | TerraformDataSource =>
      TerraformResource.isTerraformResource(node) || TerraformDataSource.isTerraformDataSource(node);
    return (this.byAddress ??= new Map(
      this.root.node
        .findAll()
        .filter(isNamed)
        .map((node) => [addressOf(node), node]),
    ));
  }
}

/** The id of a service as {@link AppResources.known} gives it: in lower case, without the subscription. */
export function plainServiceId(resourceGroupName: string | undefined, name: string | undefined): string {
  return `/resourcegroups/${resourceGroupName}/providers/microsoft.apimanagement/service/${name}`;
}

/** The id of a resource, of its arguments, as far as other resources refer to it by id. */
function idOf(type: string, argument: (name: string) => string | undefined): string | undefined {
  const service = (name: string): string => plainServiceId(argument("resource_group_name"), argument(name));
  switch (type) {
    case "azurerm_api_management":
      return service("name");
    case "azurerm_api_management_api":
      return `${service("api_management_name")}/apis/${argument("name")}`;
    case "azurerm_api_management_workspace":
      return `${argument("api_management_id")}/workspaces/${argument("name")}`;
    case "azurerm_key_vault":
      return `/resourcegroups/${argument("resource_group_name")}/providers/microsoft.keyvault/vaults/${argument("name")}`;
    default:
      return argument("id");
  }
}

function addTo<V>(groups: Map<string, V[]>, key: string, value: V): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [value]);
  else group.push(value);
}

function addressOf(element: TerraformResource | TerraformDataSource): string {
  const prefix = TerraformDataSource.isTerraformDataSource(element) ? "data." : "";
  return `${TerraformStack.of(element).node.path} ${prefix}${element.terraformResourceType}.${element.friendlyUniqueId}`;
}

/** The arguments as they are in the configuration, with their tokens. */
export function argumentsOf(element: TerraformResource | TerraformDataSource): Readonly<Record<string, unknown>> {
  const { resource, data } = element.toTerraform() as Record<
    "resource" | "data",
    Record<string, Record<string, Record<string, unknown>>> | undefined
  >;
  return (resource ?? data)?.[element.terraformResourceType]?.[element.friendlyUniqueId] ?? {};
}

/** Azure compares names without regard to case, and the name of a service is unique without its subscription. */
function plain(text: string): string {
  return text.toLowerCase().replace(/^\/subscriptions\/.*?(?=\/resourcegroups\/)/, "");
}
