import type { Deployment } from "../deployment";
import { consentedScopes, type EntraApplication, type EntraDirectory, rolesOf } from "../issuer/directory";
import { MICROSOFT_GRAPH } from "../issuer/microsoft-graph";
import { isConstruct, isResource, type TestedConstruct, type TestedResource, tryStackOf } from "./constructs";
import { noPrincipal, notFound, notOnly } from "./errors";
import { ANY_USER } from "./token-fault";

/**
 * An application of the deployment: the construct of its registration or managed identity, its display name, its client id, or an object with its client id.
 */
export type ApplicationName = string | TestedConstruct | { readonly clientId: string };

/** The resources that an application has a client id from. */
const TYPES: readonly string[] = [
  "azuread_application_registration",
  "azuread_application",
  "azuread_service_principal",
  "azurerm_user_assigned_identity",
];

/** The applications of a deployment. */
export class Applications {
  public readonly all: readonly EntraApplication[];

  public constructor(
    private readonly deployment: Deployment,
    private readonly directory: EntraDirectory,
  ) {
    this.all = directory.applications.filter(({ clientId }) => clientId !== MICROSOFT_GRAPH.clientId);
  }

  /** The registrations that tokens are for. */
  public get apis(): readonly EntraApplication[] {
    return this.all.filter(({ scopes, roles }) => scopes.length > 0 || roles.length > 0);
  }

  /**
   * The application with a name.
   *
   * @throws TestingError when none or several have it, or it has no service principal
   */
  public find(name: ApplicationName): EntraApplication {
    const wanted = this.clientIdOf(name);
    const byId = this.all.filter(({ clientId }) => clientId.toLowerCase() === wanted.toLowerCase());
    const found = byId.length > 0 ? byId : this.all.filter(({ displayName }) => displayName === wanted);
    const [application] = found;
    if (application !== undefined && found.length === 1) return application;
    const registration = this.deployment.registrations.find(
      ({ clientId, displayName }) => clientId === wanted || displayName === wanted,
    );
    if (found.length === 0 && registration !== undefined) throw noPrincipal(registration.displayName ?? wanted);
    throw notFound("application", name, this.names, found.length);
  }

  /** The API that a client may use: the only one that it has a role of, or the only one of the deployment. */
  public apiOf(client: EntraApplication): EntraApplication {
    const granted = this.apis.filter((api) => rolesOf(this.directory, [client.principalId], api).length > 0);
    return only(granted.length > 0 ? granted : this.apis, "API", `a token for ${client.displayName}`, "api");
  }

  /** The API with scopes that a client may ask for, if a user signs in. */
  public apiForUsersOf(client: EntraApplication | undefined): EntraApplication {
    const withScopes = this.apis.filter(({ scopes }) => scopes.length > 0);
    const granted = client && withScopes.filter((api) => this.scopesOf(client, api).length > 0);
    return only(granted !== undefined && granted.length > 0 ? granted : withScopes, "API", "a user's token", "api");
  }

  /** The client that was granted scopes of an API, or the API itself if no client was. */
  public clientOf(api: EntraApplication): EntraApplication {
    const granted = this.all.filter((client) => this.scopesOf(client, api).length > 0);
    return granted.length === 0 ? api : only(granted, "client", `a user's token for ${api.displayName}`, "client");
  }

  /** The scopes that a client got consent for, for all users. */
  public scopesOf(client: EntraApplication, api: EntraApplication): string[] {
    return consentedScopes(this.directory, client, api, ANY_USER);
  }

  private get names(): string[] {
    return this.all.map(({ displayName }) => displayName);
  }

  /** The client id or the display name that a name stands for. */
  private clientIdOf(name: ApplicationName): string {
    if (typeof name === "string") return name;
    const inTree = isConstruct(name) ? this.tryResourceClientId(name) : undefined;
    if (inTree !== undefined) return inTree;
    const { clientId, displayName } = name as { readonly clientId?: unknown; readonly displayName?: unknown };
    if (typeof clientId === "string" && !isToken(clientId)) return clientId;
    if (typeof displayName === "string" && !isToken(displayName)) return displayName;
    throw notFound("application", name, this.names);
  }

  /** The client id that the resources of a construct have. What holds several applications, such as a stack, names none of them. */
  private tryResourceClientId(construct: TestedConstruct): string | undefined {
    const stack = tryStackOf(construct)?.node.id ?? "";
    const { registrations, servicePrincipals, managedIdentities } = this.deployment;
    // A plan, a state and some JSON do not say which stack they are of.
    const items = [...registrations, ...servicePrincipals, ...managedIdentities].filter((item) =>
      ["", stack].includes(item.stack),
    );
    const clientIds = construct.node
      .findAll()
      .filter(isResource)
      .filter(({ terraformResourceType }) => TYPES.includes(terraformResourceType))
      .flatMap((resource) => items.find(({ address }) => isAddressOf(address, resource))?.clientId ?? []);
    return new Set(clientIds).size === 1 ? clientIds[0] : undefined;
  }
}

function isAddressOf(address: string, { terraformResourceType, friendlyUniqueId }: TestedResource): boolean {
  return address.replace(/^data\./, "").replace(/\[.*\]$/, "") === `${terraformResourceType}.${friendlyUniqueId}`;
}

/** A text that cdktf resolves later. */
function isToken(text: string): boolean {
  return text.includes("${");
}

function only<T extends EntraApplication>(found: readonly T[], what: string, place: string, option: string): T {
  const [first] = found;
  if (first !== undefined && found.length === 1) return first;
  throw notOnly(
    what,
    place,
    option,
    found.map(({ displayName }) => displayName),
  );
}
