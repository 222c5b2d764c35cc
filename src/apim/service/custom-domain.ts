import type {
  ApiManagementHostnameConfiguration,
  ApiManagementHostnameConfigurationProxy,
} from "@cdktf/provider-azurerm/lib/api-management";
import type { TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import { resourcesIn } from "../../core/dependables";
import { BOOLEAN, checkProps, type Kinds, oneOf, optional, STRING } from "../../core/kinds";
import { lowerCase } from "../../core/lower-case";
import { Principal } from "../../core/principal";
import { check, requireOneStack, type Rule } from "../../core/rules";
import { type IKeyVault, KeyVaultAccess } from "../../keyvault/key-vault";
import { VAULT } from "../../keyvault/kinds";
import { VAULT_RULES } from "../../keyvault/rules";
import { secretIdOf } from "../../keyvault/secret";
import { ATTACHED_IDENTITY } from "../kinds";
import type { AttachedIdentity } from "./apim-identity";
import { SERVICE_RULES } from "./rules";

/** Options of `CustomDomain`: the host, and its certificate in Key Vault. */
export interface CustomDomainOptions {
  /** The host name, such as `api.contoso.com`. A gateway also takes `*.contoso.com`. */
  readonly hostName: string;
  /** The vault that holds the certificate. */
  readonly vault: IKeyVault;
  /** The name of the certificate in the vault. The service follows its renewal within four hours. */
  readonly certificateName: string;
  /**
   * The user-assigned identity with which the service reads the certificate. The service gets it, and it can read before the service is
   * created: the identity of the service itself exists too late. A vault with a firewall must let the service in.
   */
  readonly identity: AttachedIdentity;
  /**
   * How the identity gets the right to read.
   *
   * @default KeyVaultAccess.ROLE_ASSIGNMENT
   */
  readonly access?: KeyVaultAccess;
  /**
   * Whether the gateway asks callers for a certificate.
   *
   * @default false
   */
  readonly negotiateClientCertificate?: boolean;
  /**
   * Whether a gateway presents this certificate to callers that name no host.
   *
   * @default - Azure decides
   */
  readonly isDefault?: boolean;
}

const OPTIONS: Kinds<CustomDomainOptions> = {
  hostName: STRING,
  vault: VAULT,
  certificateName: STRING,
  identity: ATTACHED_IDENTITY,
  access: optional(oneOf("KeyVaultAccess", KeyVaultAccess)),
  negotiateClientCertificate: optional(BOOLEAN),
  isDefault: optional(BOOLEAN),
};

/** What is reached by a domain, as the resource names it. */
type Endpoint = "proxy" | "developerPortal" | "management" | "scm";

/**
 * A host name of a service, with a certificate in Key Vault.
 *
 * @see https://learn.microsoft.com/azure/api-management/configure-custom-domain
 */
export class CustomDomain {
  /** A host name of the gateway: what callers of the APIs use. */
  public static gateway(options: CustomDomainOptions): CustomDomain {
    return CustomDomain.of("CustomDomain.gateway", "proxy", options, SERVICE_RULES.gatewayHostName);
  }

  /** The host name of the developer portal. */
  public static developerPortal(options: CustomDomainOptions): CustomDomain {
    return CustomDomain.of("CustomDomain.developerPortal", "developerPortal", options);
  }

  /** The host name of the direct management API. */
  public static management(options: CustomDomainOptions): CustomDomain {
    return CustomDomain.of("CustomDomain.management", "management", options);
  }

  /** The host name of the Git repository with the configuration. */
  public static scm(options: CustomDomainOptions): CustomDomain {
    return CustomDomain.of("CustomDomain.scm", "scm", options);
  }

  private static of(
    place: string,
    endpoint: Endpoint,
    options: CustomDomainOptions,
    rule: Rule = SERVICE_RULES.hostName,
  ): CustomDomain {
    checkProps(place, options, OPTIONS);
    check(place, "hostName", options.hostName, rule);
    check(place, "certificateName", options.certificateName, VAULT_RULES.secretName);
    return new CustomDomain(endpoint, options);
  }

  /** The host name. */
  public readonly hostName: string;
  /** @internal */
  public readonly _endpoint: Endpoint;
  /** @internal */
  public readonly _identity: AttachedIdentity;
  /** @internal */
  public readonly _isDefault: boolean;

  private constructor(
    endpoint: Endpoint,
    private readonly options: CustomDomainOptions,
  ) {
    this.hostName = lowerCase(options.hostName);
    this._endpoint = endpoint;
    this._identity = options.identity;
    this._isDefault = options.isDefault === true;
  }

  /**
   * Lets the identity read the certificate.
   *
   * @returns what the service depends on
   * @internal
   */
  public _grant(scope: Construct): TerraformResource[] {
    const { vault, identity, access } = this.options;
    requireOneStack(scope, "vault", vault, "import it here too, with fromName");
    const grant = vault.grantRead(Principal.fromObjectId(identity.principalId), access);
    return grant === undefined ? [] : resourcesIn(grant);
  }

  /** @internal */
  public get _arguments(): ApiManagementHostnameConfigurationProxy {
    const { vault, certificateName, identity, negotiateClientCertificate, isDefault } = this.options;
    return {
      hostName: this.hostName,
      keyVaultCertificateId: secretIdOf(vault, certificateName),
      sslKeyvaultIdentityClientId: lowerCase(identity.clientId),
      negotiateClientCertificate: negotiateClientCertificate ?? false,
      ...(isDefault !== undefined && { defaultSslBinding: isDefault }),
    };
  }
}

/** The domains as the resource has them, or undefined when there is none. */
export function hostnamesOf(domains: readonly CustomDomain[]): ApiManagementHostnameConfiguration | undefined {
  if (domains.length === 0) return undefined;
  const endpoints = [...new Set(domains.map(({ _endpoint }) => _endpoint))];
  return Object.fromEntries(
    endpoints.map((endpoint) => [
      endpoint,
      domains.filter(({ _endpoint }) => _endpoint === endpoint).map(({ _arguments }) => _arguments),
    ]),
  );
}
