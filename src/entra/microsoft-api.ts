import type { Construct } from "constructs";
import { check, RULES } from "../core/rules";
import { lowerCase } from "../core/lower-case";
import { tryFindMicrosoftApi } from "../oauth/microsoft-apis";
import { TokenVersion } from "../oauth/token-version";
import type { Authority } from "./authority";
import { ImportedAppRegistration } from "./imported-app-registration";

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

/** The service principal of an API of Microsoft in the tenant of the clients. */
export class MicrosoftApiRegistration extends ImportedAppRegistration {
  public constructor(scope: Construct, id: string, { clientId, displayName }: MicrosoftApi, authority?: Authority) {
    super(scope, id, { tokenVersion: TokenVersion.V1, authority }, { displayName, clientId: () => clientId });
  }

  /** The host of its URI differs between the clouds. Its client id does not, and Entra ID takes it in token requests as well. */
  public override get identifierUri(): string {
    return this.clientId;
  }
}
