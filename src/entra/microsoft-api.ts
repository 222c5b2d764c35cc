import type { Construct } from "constructs";
import { checkObject, type Kinds, OBJECT, optional, placeOf } from "../core/kinds";
import { check, RULES } from "../core/rules";
import { lowerCase } from "../core/lower-case";
import { tryFindMicrosoftApi } from "../oauth/microsoft-apis";
import { TokenVersion } from "../oauth/token-version";
import type { Authority } from "./authority";
import { ImportedAppRegistration } from "./imported-app-registration";
import { AUTHORITY } from "./kinds";
import type { AddedServicePrincipalOptions } from "./service-principal-options";

/**
 * An API of Microsoft, on which a client can have permissions.
 *
 * @see https://learn.microsoft.com/graph/permissions-reference
 */
export class MicrosoftApi {
  /** Microsoft Graph. */
  public static readonly GRAPH = MicrosoftApi.at("graph.microsoft.com");
  /** Azure Resource Manager. */
  public static readonly RESOURCE_MANAGER = MicrosoftApi.at("management.azure.com");
  /** Azure Key Vault. */
  public static readonly KEY_VAULT = MicrosoftApi.at("vault.azure.net");
  /** Azure Storage. */
  public static readonly STORAGE = MicrosoftApi.at("storage.azure.com");
  /** Azure SQL Database. */
  public static readonly SQL_DATABASE = MicrosoftApi.at("database.windows.net");

  /**
   * Another API of Microsoft.
   *
   * @param displayName its name, for messages
   * @param clientId its client id, a GUID
   * @throws when the client id is not a GUID
   */
  public static of(displayName: string, clientId: string): MicrosoftApi {
    check("MicrosoftApi", "displayName", displayName, RULES.displayName);
    check("MicrosoftApi", "clientId", clientId, RULES.guid);
    return new MicrosoftApi(displayName, lowerCase(clientId));
  }

  private static at(host: string): MicrosoftApi {
    const { name, clientId } = tryFindMicrosoftApi(host)!;
    return new MicrosoftApi(name, clientId);
  }

  /** The name, for messages. */
  public readonly displayName: string;
  /** The client id, the same in every tenant. */
  public readonly clientId: string;

  private constructor(displayName: string, clientId: string) {
    this.displayName = displayName;
    this.clientId = clientId;
  }
}

/** Options of `AppRegistration.fromMicrosoftApi`: the tenant, and how the API gets there. */
export interface MicrosoftApiOptions {
  /**
   * The tenant of the clients.
   *
   * @default - the tenant that the azuread provider signs in to, in the public cloud
   */
  readonly authority?: Authority;
  /**
   * Makes the service principal of the API, which a tenant lacks until the API is first used there. With `useExisting`, one that is there is taken over.
   *
   * @default - it exists, and is looked up at plan time if something needs it
   */
  readonly servicePrincipal?: AddedServicePrincipalOptions;
}

const OPTIONS: Kinds<MicrosoftApiOptions> = { authority: optional(AUTHORITY), servicePrincipal: optional(OBJECT) };

/** The service principal of an API of Microsoft in the tenant of the clients. */
export class MicrosoftApiRegistration extends ImportedAppRegistration {
  public constructor(scope: Construct, id: string, api: MicrosoftApi, options: MicrosoftApiOptions) {
    checkObject(placeOf("AppRegistration", scope, id), "options", options, OPTIONS);
    const { authority, servicePrincipal } = options;
    const { clientId, displayName } = api;
    const existing = { tokenVersion: TokenVersion.V1, authority, servicePrincipal };
    super(scope, id, existing, { displayName, clientId: () => clientId });
  }

  /** The host of its URI differs between the clouds. Its client id does not, and Entra ID takes it in token requests as well. */
  public override get identifierUri(): string {
    return this.clientId;
  }
}
