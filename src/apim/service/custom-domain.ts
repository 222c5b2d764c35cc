import type {
  ApiManagementHostnameConfiguration,
  ApiManagementHostnameConfigurationProxy,
} from "@cdktf/provider-azurerm/lib/api-management";
import type { Construct } from "constructs";
import { checkProps } from "../../core/kinds";
import { lowerCase } from "../../core/lower-case";
import { check, type Rule } from "../../core/rules";
import { VAULT_RULES } from "../../keyvault/rules";
import { secretIdOf } from "../../keyvault/secret";
import {
  type CertificateReader,
  type CustomDomainOptions,
  type HostNameOptions,
  PKCS12_OPTIONS,
  type Pkcs12DomainOptions,
  VAULT_OPTIONS,
} from "./domain-options";
import { noDefaultOfEndpoint } from "./errors";
import { SERVICE_RULES } from "./rules";

/** What is reached by a domain, as the resource names it. */
type Endpoint = "proxy" | "developerPortal" | "management" | "portal" | "scm";

/** Where the certificate of a host comes from. */
interface Certificate {
  /** Who reads it, if it is in a vault. */
  readonly reader?: CertificateReader;
  readonly argumentsIn: (scope: Construct) => Partial<ApiManagementHostnameConfigurationProxy>;
}

/**
 * A host name of a service, with its certificate: in Key Vault, so that its private key is in no state, or from a file.
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

  /** The host name of the legacy developer portal, which Azure has retired: for a service that still has the domain. */
  public static legacyPortal(options: CustomDomainOptions): CustomDomain {
    return CustomDomain.of("CustomDomain.legacyPortal", "portal", options);
  }

  /** The host name of the Git repository with the configuration. */
  public static scm(options: CustomDomainOptions): CustomDomain {
    return CustomDomain.of("CustomDomain.scm", "scm", options);
  }

  /** A host name of the gateway, with a certificate from a file. Its private key is in the Terraform state: prefer {@link gateway}. */
  public static gatewayWithPkcs12(options: Pkcs12DomainOptions): CustomDomain {
    return CustomDomain.ofFile("CustomDomain.gatewayWithPkcs12", "proxy", options, SERVICE_RULES.gatewayHostName);
  }

  /** The host name of the developer portal, with a certificate from a file, like {@link gatewayWithPkcs12}. */
  public static developerPortalWithPkcs12(options: Pkcs12DomainOptions): CustomDomain {
    return CustomDomain.ofFile("CustomDomain.developerPortalWithPkcs12", "developerPortal", options);
  }

  /** The host name of the direct management API, with a certificate from a file, like {@link gatewayWithPkcs12}. */
  public static managementWithPkcs12(options: Pkcs12DomainOptions): CustomDomain {
    return CustomDomain.ofFile("CustomDomain.managementWithPkcs12", "management", options);
  }

  /** The host name of the legacy developer portal, with a certificate from a file, like {@link gatewayWithPkcs12}. */
  public static legacyPortalWithPkcs12(options: Pkcs12DomainOptions): CustomDomain {
    return CustomDomain.ofFile("CustomDomain.legacyPortalWithPkcs12", "portal", options);
  }

  /** The host name of the Git repository, with a certificate from a file, like {@link gatewayWithPkcs12}. */
  public static scmWithPkcs12(options: Pkcs12DomainOptions): CustomDomain {
    return CustomDomain.ofFile("CustomDomain.scmWithPkcs12", "scm", options);
  }

  private static of(
    place: string,
    endpoint: Endpoint,
    options: CustomDomainOptions,
    rule: Rule = SERVICE_RULES.hostName,
  ): CustomDomain {
    checkProps(place, options, VAULT_OPTIONS);
    checkHost(place, endpoint, options, rule);
    check(place, "certificateName", options.certificateName, VAULT_RULES.secretName);
    return new CustomDomain(endpoint, options, inVault(options));
  }

  private static ofFile(
    place: string,
    endpoint: Endpoint,
    options: Pkcs12DomainOptions,
    rule: Rule = SERVICE_RULES.hostName,
  ): CustomDomain {
    checkProps(place, options, PKCS12_OPTIONS);
    checkHost(place, endpoint, options, rule);
    return new CustomDomain(endpoint, options, fromFile(options));
  }

  /** The host name. */
  public readonly hostName: string;
  /** @internal */
  public readonly _endpoint: Endpoint;
  /** @internal */
  public readonly _isDefault: boolean;

  private constructor(
    endpoint: Endpoint,
    private readonly options: HostNameOptions,
    private readonly certificate: Certificate,
  ) {
    this.hostName = lowerCase(options.hostName);
    this._endpoint = endpoint;
    this._isDefault = options.isDefault === true;
  }

  /**
   * Who reads the certificate, if it is in a vault.
   *
   * @internal
   */
  public get _reader(): CertificateReader | undefined {
    return this.certificate.reader;
  }

  /** @internal */
  public _argumentsIn(scope: Construct): ApiManagementHostnameConfigurationProxy {
    const { negotiateClientCertificate, isDefault } = this.options;
    return {
      hostName: this.hostName,
      ...this.certificate.argumentsIn(scope),
      negotiateClientCertificate: negotiateClientCertificate ?? false,
      ...(isDefault !== undefined && { defaultSslBinding: isDefault }),
    };
  }
}

/** Only the gateway answers callers that name no host. */
function checkHost(place: string, endpoint: Endpoint, { hostName, isDefault }: HostNameOptions, rule: Rule): void {
  check(place, "hostName", hostName, rule);
  if (isDefault === true && endpoint !== "proxy") throw noDefaultOfEndpoint(place, hostName);
}

function inVault(options: CustomDomainOptions): Certificate {
  const { vault, certificateName, identity } = options;
  return {
    reader: options,
    argumentsIn: (scope) => ({
      keyVaultCertificateId: secretIdOf(scope, vault, certificateName),
      // Without a client id it is the identity of the service itself.
      sslKeyvaultIdentityClientId: identity && lowerCase(identity.clientId),
    }),
  };
}

function fromFile({ certificate, password }: Pkcs12DomainOptions): Certificate {
  return {
    argumentsIn: (scope) => ({
      certificate: certificate._expression(scope),
      certificatePassword: password?._expression(scope),
    }),
  };
}

/** The domains as the resource has them: for each endpoint its hosts. */
export function hostnamesOf(scope: Construct, domains: readonly CustomDomain[]): ApiManagementHostnameConfiguration {
  const endpoints = [...new Set(domains.map(({ _endpoint }) => _endpoint))];
  return Object.fromEntries(
    endpoints.map((endpoint) => [
      endpoint,
      domains.filter(({ _endpoint }) => _endpoint === endpoint).map((domain) => domain._argumentsIn(scope)),
    ]),
  );
}
