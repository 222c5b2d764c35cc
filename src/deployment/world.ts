import { adTokenHosts } from "../oauth/ad-token-tenant";
import { AzureCloud } from "../oauth/azure-cloud";
import { GUID, LOGIN_HOSTS } from "../oauth/entra-tenant";
import { knownAttribute, type PermissionKind, textValue } from "./known/attributes";
import { placeholderGuid, placeholderSecret } from "./known/placeholders";
import { isSecretAttribute } from "./known/secrets";
import type { Block } from "./terraform/block";
import { Configuration, type World } from "./terraform/configuration";
import { Failure } from "./terraform/failure";
import { at, textAt } from "./terraform/json";
import { type Key, partOf, pathText } from "./terraform/path";
import type { Source } from "./terraform/source";
import { asItems, canonical, type Value } from "./terraform/value";
import { Work } from "./terraform/work";

/** Values that the input lacks, given by the caller. */
export interface GivenValues {
  /** Attributes by address, such as `azuread_application_registration.Orders.client_id`; with several stacks, `stack/` may come before. */
  readonly attributes?: Readonly<Record<string, Value>>;
  /** Variables by name; with several stacks, `stack/` may come before. */
  readonly variables?: Readonly<Record<string, Value>>;
  /** What `timestamp()` and `plantimestamp()` give, in RFC 3339. */
  readonly planTime?: string;
}

/** All stacks of an input, and what is known of them without a deployment. */
export class Stacks implements World {
  public readonly configurations: readonly Configuration[];
  public readonly planTime: string | undefined;
  private readonly attributes: ReadonlyMap<string, Value>;
  private readonly variables: ReadonlyMap<string, Value>;
  private byType: ReadonlyMap<string, readonly Block[]> | undefined;
  private permissions: ReadonlyMap<string, Value> | undefined;
  private tenant: string | undefined;

  public constructor(sources: readonly Source[], given: GivenValues) {
    this.attributes = new Map(Object.entries(given.attributes ?? {}));
    this.variables = new Map(Object.entries(given.variables ?? {}));
    this.planTime = given.planTime;
    const work = new Work(sources.reduce((total, { length }) => total + length, 0));
    this.configurations = sources.map((source) => new Configuration(source, this, work));
    for (const configuration of this.configurations) configuration.expand();
  }

  /** The tenant of the first stack that names one. */
  public tenantId(): string {
    const [reader] = ["azuread_client_config", "azurerm_client_config"].flatMap((type) => this.ofType(type));
    return this.providersName("tenant_id") ?? textValue(reader?.get("tenant_id")) ?? this.defaultTenant;
  }

  /**
   * The tenant of a provider that names none: that of the first policy, if nothing asks the provider for it. The program then has it in its text, and
   * the deployment takes place there.
   */
  private get defaultTenant(): string {
    this.tenant ??=
      (this.ofType("azuread_client_config").length === 0 ? this.inPolicies(tenantIn) : undefined) ??
      placeholderGuid("tenant");
    return this.tenant;
  }

  /** The cloud of the first provider that names one, else that of the first policy where that names the tenant. */
  public cloud(): AzureCloud {
    const named = cloudNamed(this.providersName("environment"));
    if (named !== undefined) return named;
    const isInPolicies = this.tenantId() === this.inPolicies(tenantIn) && this.providersName("tenant_id") === undefined;
    return (isInPolicies ? this.inPolicies(cloudIn) : undefined) ?? AzureCloud.PUBLIC;
  }

  /** An argument of the first provider that has it. */
  private providersName(argument: string): string | undefined {
    for (const configuration of this.configurations) {
      for (const provider of ["azuread", "azurerm"]) {
        const text = textValue(configuration.provider(provider, argument));
        if (text !== undefined) return text;
      }
    }
    return undefined;
  }

  private inPolicies<T>(read: (policy: string) => T | undefined): T | undefined {
    for (const { source } of this.configurations) {
      for (const { body } of source.blocks) {
        const found = read(textAt(body, "xml_content") ?? "");
        if (found !== undefined) return found;
      }
    }
    return undefined;
  }

  /** The blocks of a type in all stacks, data sources included. */
  public ofType(type: string): readonly Block[] {
    this.byType ??= grouped(this.configurations.flatMap(({ blocks }) => blocks));
    return this.byType.get(type) ?? [];
  }

  public given(block: Block, path: readonly Key[]): Value | undefined {
    if (this.attributes.size === 0) return undefined;
    // What is given of an attribute is given of its parts.
    for (let length = path.length; length > 0; length--) {
      const address = pathText(block.address, path.slice(0, length));
      const value = this.attributes.get(`${block.stack}/${address}`) ?? this.attributes.get(address);
      if (value !== undefined) return partOf(value, path.slice(length));
    }
    return undefined;
  }

  public variable({ name: stack, variables }: Source, name: string): Value | undefined {
    const given = this.variables.get(`${stack}/${name}`) ?? this.variables.get(name);
    const declared = at(variables, name);
    const hasDefault = at(declared, "default") !== undefined;
    if (given !== undefined || hasDefault || at(declared, "sensitive") !== true) return given;
    return placeholderSecret(`${stack}/var.${name}`);
  }

  public attribute(block: Block, path: readonly Key[]): Value | undefined {
    return knownAttribute(block, path, {
      cloud: this.cloudOf(block),
      tenantId: this.ofProvider(block, "tenant_id") ?? this.defaultTenant,
      subscriptionId: this.ofProvider(block, "subscription_id") ?? placeholderGuid("subscription"),
      name: `${block.stack}/${pathText(block.address, path)}`,
      registrationsOf: (clientId) => this.registrationsOf(clientId),
      permissionId: (clientId, kind, value) => this.permissionIds().get(permissionKey(clientId, kind, value)),
    });
  }

  public output(reader: Block, name: string): Value {
    const stack = this.stackOf(reader);
    if (stack === undefined)
      throw new Failure(`the stack whose state ${reader.address} reads is not among the input`, true);
    const value = stack.output(name);
    if (value === undefined) throw new Failure(`the stack ${stack.source.name} has no output ${name}`, true);
    return value;
  }

  public isSecret({ type }: Block, name: string): boolean {
    return isSecretAttribute(type, name);
  }

  /** The cloud that the provider of a block works in. */
  public cloudOf(block: Block): AzureCloud {
    return cloudNamed(textValue(this.ofProvider(block, "environment"))) ?? AzureCloud.PUBLIC;
  }

  /** An argument of the provider of a block, or of the other provider of the same account. */
  private ofProvider(block: Block, argument: string): Value | undefined {
    const configuration = this.configurations.find(({ source }) => source.name === block.stack);
    const own = textAt(block.source.body, "provider") ?? block.type.split("_")[0] ?? "";
    const names = own.includes(".") ? [own] : [own, "azurerm", "azuread"];
    for (const name of names) {
      const value = configuration?.provider(name, argument);
      if (value !== undefined) return value;
    }
    return undefined;
  }

  private registrationsOf(clientId: string): readonly Block[] {
    return ["azuread_application_registration", "azuread_application"]
      .flatMap((type) => this.ofType(type))
      .filter((block) => textValue(block.get("client_id")) === clientId);
  }

  /** The ids of all roles and scopes that are defined here. */
  private permissionIds(): ReadonlyMap<string, Value> {
    if (this.permissions !== undefined) return this.permissions;
    const ids = new Map<string, Value>();
    // What a definition itself refers to must not look here again.
    this.permissions = ids;
    const add = (clientId: Value, kind: PermissionKind, value: Value, id: Value): void => {
      const [client, name] = [textValue(clientId), textValue(value)];
      if (client !== undefined && name !== undefined) ids.set(permissionKey(client, kind, name), id);
    };
    const clients = new Map(
      this.ofType("azuread_application_registration").map((block) => [
        textValue(block.get("id")),
        block.get("client_id"),
      ]),
    );
    for (const [type, kind, idName] of SPLIT) {
      for (const block of this.ofType(type)) {
        const clientId = clients.get(textValue(block.get("application_id")));
        if (clientId !== undefined) add(clientId, kind, block.get("value"), block.get(idName));
      }
    }
    for (const block of this.ofType("azuread_application")) {
      if (block.mode === "data") continue;
      const clientId = block.get("client_id");
      const roles = block.optional("app_role");
      for (const role of asItems(roles)) add(clientId, "role", role.value ?? null, role.id ?? null);
      const api = asItems(block.optional("api"))[0];
      for (const scope of asItems(api?.oauth2_permission_scope))
        add(clientId, "scope", scope.value ?? null, scope.id ?? null);
    }
    return ids;
  }

  private stackOf(reader: Block): Configuration | undefined {
    const named = /^cross-stack-reference-input-(.*)$/.exec(reader.name)?.[1];
    const byName = this.configurations.find(({ source }) => named !== undefined && source.name === named);
    if (byName !== undefined) return byName;
    const backend = textAt(reader.source.body, "backend");
    const wanted = canonical(at(reader.source.body, "config") ?? null);
    return this.configurations.find(
      ({ source }) => backend !== undefined && canonical((at(source.backend, backend) ?? null) as Value) === wanted,
    );
  }
}

const HOST = `https://(${LOGIN_HOSTS.map((host) => host.replaceAll(".", "\\.")).join("|")})/`;
const TENANT = `(${GUID.source.slice(1, -1)})`;

/** The metadata that a token check names, first that of the registration's own tenant. */
const METADATA = new RegExp(`${HOST}${TENANT}/`, "i");
const AD_TENANT = new RegExp(`<validate-azure-ad-token\\s[^>]{0,1000}tenant-id=["'](?:${HOST})?${TENANT}`, "i");
const METADATA_HOST = new RegExp(`<openid-config\\s[^>]{0,1000}url=["']${HOST}`, "i");
const AD_ENDPOINT = /<validate-azure-ad-token\s[^>]{0,1000}authentication-endpoint=["']([^"']*)["']/i;

/** The tenant whose tokens a policy checks first. */
function tenantIn(policy: string): string | undefined {
  return (METADATA.exec(policy)?.[2] ?? AD_TENANT.exec(policy)?.[2])?.toLowerCase();
}

/** The cloud whose tokens a policy checks first. */
function cloudIn(policy: string): AzureCloud | undefined {
  const host = METADATA_HOST.exec(policy)?.[1] ?? AD_ENDPOINT.exec(policy)?.[1];
  const loginHost = host === undefined ? undefined : adTokenHosts(host)?.loginHost;
  return loginHost === undefined ? undefined : CLOUDS.find((cloud) => cloud.loginHost === loginHost);
}

const SPLIT = [
  ["azuread_application_app_role", "role", "role_id"],
  ["azuread_application_permission_scope", "scope", "scope_id"],
] as const;

const CLOUDS = [AzureCloud.PUBLIC, AzureCloud.US_GOVERNMENT, AzureCloud.CHINA];

function cloudNamed(name: string | undefined): AzureCloud | undefined {
  return CLOUDS.find(({ environment }) => environment === name);
}

function permissionKey(clientId: string, kind: PermissionKind, value: string): string {
  return JSON.stringify([clientId, kind, value]);
}

function grouped(blocks: readonly Block[]): ReadonlyMap<string, readonly Block[]> {
  const groups = new Map<string, Block[]>();
  for (const block of blocks) {
    const group = groups.get(block.type);
    if (group === undefined) groups.set(block.type, [block]);
    else group.push(block);
  }
  return groups;
}
