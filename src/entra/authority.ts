import { Token } from "cdktf";
import { lowerCase } from "../core/lower-case";
import { check } from "../core/rules";
import { AzureCloud } from "../oauth/azure-cloud";
import { entraAuthorizationEndpoint, entraIssuer, entraMetadataUrl, entraTokenEndpoint } from "../oauth/entra-tenant";
import { type TokenVersion } from "../oauth/token-version";
import { TOKEN_VERSION } from "./kinds";
import { ENTRA_RULES } from "./rules";

/**
 * A tenant of Entra ID in one cloud: who issues the tokens.
 *
 * Every URL and issuer that a policy, an authorization server or a client needs comes from here, so that they agree.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/v2-protocols
 */
export class Authority {
  /**
   * A tenant of the public cloud.
   *
   * @param tenantId the tenant's GUID, or a Terraform value that holds it
   * @throws when the tenant is given as a domain or as `common`, which are never part of the issuer of a token
   */
  public static publicCloud(tenantId: string): Authority {
    return new Authority(tenantId, AzureCloud.PUBLIC);
  }

  /**
   * A tenant of Azure Government.
   *
   * @param tenantId the tenant's GUID, or a Terraform value that holds it
   * @throws when the tenant is not given as a GUID
   */
  public static usGovernment(tenantId: string): Authority {
    return new Authority(tenantId, AzureCloud.US_GOVERNMENT);
  }

  /**
   * A tenant of Azure operated by 21Vianet.
   *
   * @param tenantId the tenant's GUID, or a Terraform value that holds it
   * @throws when the tenant is not given as a GUID
   */
  public static china(tenantId: string): Authority {
    return new Authority(tenantId, AzureCloud.CHINA);
  }

  /** The tenant's GUID. */
  public readonly tenantId: string;
  /** The cloud that the tenant is in. */
  public readonly cloud: AzureCloud;

  private constructor(tenantId: string, cloud: AzureCloud) {
    check("Authority", "tenantId", tenantId, ENTRA_RULES.tenantId);
    this.tenantId = lowerCase(tenantId);
    this.cloud = cloud;
  }

  /** Where a client gets tokens. The endpoint's version is 2 for tokens of either version. */
  public get tokenEndpoint(): string {
    return entraTokenEndpoint(this.cloud.loginHost, this.tenantId);
  }

  /** Where a user signs in and consents. The endpoint's version is 2 for tokens of either version. */
  public get authorizationEndpoint(): string {
    return entraAuthorizationEndpoint(this.cloud.loginHost, this.tenantId);
  }

  /** The OpenID Connect metadata that names the issuer and the signing keys of the tokens of a version. */
  public metadataUrl(version: TokenVersion): string {
    TOKEN_VERSION.require("Authority.metadataUrl", "version", version);
    return entraMetadataUrl(this.cloud, this.tenantId, version);
  }

  /** The issuer, claim `iss`, of the tokens of a version. Version 1 ends with a slash. */
  public issuer(version: TokenVersion): string {
    TOKEN_VERSION.require("Authority.issuer", "version", version);
    return entraIssuer(this.cloud, this.tenantId, version);
  }

  /** The tenant and the cloud, for messages. */
  public toString(): string {
    return `tenant ${this.tenantId} of the ${this.cloud.environment} cloud`;
  }

  /**
   * Another tenant of the same cloud.
   *
   * @internal
   */
  public _inTenant(tenantId: string): Authority {
    return new Authority(tenantId, this.cloud);
  }

  /**
   * Whether the two are certainly different tenants. Tenants that only Terraform knows may be the same.
   *
   * @internal
   */
  public _differsFrom(other: Authority): boolean {
    if (this.cloud !== other.cloud) return true;
    if (Token.isUnresolved(this.tenantId) || Token.isUnresolved(other.tenantId)) return false;
    return this.tenantId !== other.tenantId;
  }
}
