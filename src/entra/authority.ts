import { Token } from "cdktf";
import { AzureCloud } from "../core/azure-cloud";
import { check, RULES } from "../core/rules";
import { TokenVersion } from "./token-version";

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
   * @throws when the tenant is named by a domain or by `common`: neither stands in the issuer of a token
   */
  public static publicCloud(tenantId: string): Authority {
    return new Authority(tenantId, AzureCloud.PUBLIC);
  }

  /**
   * A tenant of Azure Government.
   *
   * @param tenantId the tenant's GUID, or a Terraform value that holds it
   * @throws when the tenant is not named by its GUID
   */
  public static usGovernment(tenantId: string): Authority {
    return new Authority(tenantId, AzureCloud.US_GOVERNMENT);
  }

  /**
   * A tenant of Azure operated by 21Vianet.
   *
   * @param tenantId the tenant's GUID, or a Terraform value that holds it
   * @throws when the tenant is not named by its GUID
   */
  public static china(tenantId: string): Authority {
    return new Authority(tenantId, AzureCloud.CHINA);
  }

  /** The tenant's GUID. */
  public readonly tenantId: string;
  /** The cloud that the tenant lives in. */
  public readonly cloud: AzureCloud;

  private constructor(tenantId: string, cloud: AzureCloud) {
    check("Authority", "tenantId", tenantId, RULES.tenantId);
    this.tenantId = Token.isUnresolved(tenantId) ? tenantId : tenantId.toLowerCase();
    this.cloud = cloud;
  }

  /** Where a client gets tokens. The endpoint's version is 2 for tokens of either version. */
  public get tokenEndpoint(): string {
    return `https://${this.cloud.loginHost}/${this.tenantId}/oauth2/v2.0/token`;
  }

  /** Where a user signs in and consents. The endpoint's version is 2 for tokens of either version. */
  public get authorizationEndpoint(): string {
    return `https://${this.cloud.loginHost}/${this.tenantId}/oauth2/v2.0/authorize`;
  }

  /** The OpenID Connect metadata that names the issuer and the signing keys of the tokens of a version. */
  public metadataUrl(version: TokenVersion): string {
    const path = version === TokenVersion.V2 ? "/v2.0" : "";
    return `https://${this.cloud.loginHost}/${this.tenantId}${path}/.well-known/openid-configuration`;
  }

  /** The issuer, claim `iss`, of the tokens of a version. Version 1 ends with a slash. */
  public issuer(version: TokenVersion): string {
    return version === TokenVersion.V2
      ? `https://${this.cloud.loginHost}/${this.tenantId}/v2.0`
      : `https://${this.cloud.securityTokenServiceHost}/${this.tenantId}/`;
  }

  /** The tenant and the cloud, for messages. */
  public toString(): string {
    return `tenant ${this.tenantId} of the ${this.cloud.environment} cloud`;
  }

  /**
   * Whether both are certainly different tenants. Tenants that only Terraform knows may be the same.
   *
   * @internal
   */
  public _differsFrom(other: Authority): boolean {
    if (this.cloud !== other.cloud) return true;
    if (Token.isUnresolved(this.tenantId) || Token.isUnresolved(other.tenantId)) return false;
    return this.tenantId !== other.tenantId;
  }
}
