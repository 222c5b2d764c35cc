import { ENTRA_HOSTS, type EntraHosts } from "./entra-tenant";

/**
 * One of the clouds that Azure runs, and the host names that differ between them.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/authentication-national-cloud
 */
export class AzureCloud {
  /** The public cloud. */
  public static readonly PUBLIC = new AzureCloud("public", {
    entra: ENTRA_HOSTS.public,
    apimDomain: "azure-api.net",
    vaultDomain: "vault.azure.net",
  });

  /** Azure Government, for the United States. */
  public static readonly US_GOVERNMENT = new AzureCloud("usgovernment", {
    entra: ENTRA_HOSTS.usgovernment,
    apimDomain: "azure-api.us",
    vaultDomain: "vault.usgovcloudapi.net",
  });

  /** Azure operated by 21Vianet, for China. */
  public static readonly CHINA = new AzureCloud("china", {
    entra: ENTRA_HOSTS.china,
    apimDomain: "azure-api.cn",
    vaultDomain: "vault.azure.cn",
  });

  /** The name that the Terraform providers use for the cloud: `public`, `usgovernment` or `china`. */
  public readonly environment: string;
  /** The host of Entra ID, such as `login.microsoftonline.com`. */
  public readonly loginHost: string;
  /** The host in the issuer of a version 1 token, such as `sts.windows.net`. */
  public readonly securityTokenServiceHost: string;
  /** The domain of API Management, such as `azure-api.net`. */
  public readonly apimDomain: string;
  /** The domain of Key Vault, such as `vault.azure.net`. */
  public readonly vaultDomain: string;

  private constructor(environment: string, hosts: Hosts) {
    this.environment = environment;
    this.loginHost = hosts.entra.loginHost;
    this.securityTokenServiceHost = hosts.entra.securityTokenServiceHost;
    this.apimDomain = hosts.apimDomain;
    this.vaultDomain = hosts.vaultDomain;
  }
}

interface Hosts {
  readonly entra: EntraHosts;
  readonly apimDomain: string;
  readonly vaultDomain: string;
}
