import {
  BOOLEAN,
  type Kinds,
  kind,
  listOf,
  OBJECT,
  objectWith,
  oneOf,
  optional,
  STRING,
  STRINGS,
  TEXTS,
} from "../../core/kinds";
import { CLOUD } from "../../core/shared-kinds";
import type { AzureCloud } from "../../oauth/azure-cloud";
import { ATTACHED_IDENTITY } from "../kinds";
import type { AdditionalLocation } from "./additional-location";
import type { AttachedIdentity } from "./apim-identity";
import { type ApimSku } from "./apim-sku";
import { CaCertificate } from "./ca-certificate";
import { CustomDomain } from "./custom-domain";
import { type ApimVirtualNetwork } from "./network";
import type { PortalDelegation, PortalSignUp } from "./portal-options";
import { WeakTls } from "./weak-tls";

/** Properties of `ApiManagement`. */
export interface ApiManagementProps {
  /** The name of the service, unique in Azure: 1 to 50 letters, digits and dashes. A deleted service keeps its name for 48 hours. */
  readonly name: string;
  /** The name of the resource group that the service is in. */
  readonly resourceGroupName: string;
  /** The Azure region, such as `westeurope`. */
  readonly location: string;
  /** The name of the organization, as the developer portal and emails show it. */
  readonly publisherName: string;
  /** The address that gets notifications. */
  readonly publisherEmail: string;
  /** The tier and the number of units. */
  readonly sku: ApimSku;
  /**
   * The cloud that the service runs in.
   *
   * @default AzureCloud.PUBLIC
   */
  readonly cloud?: AzureCloud;
  /**
   * Whether the service has an identity that is created and deleted with it.
   *
   * @default true
   */
  readonly systemAssignedIdentity?: boolean;
  /**
   * User-assigned identities of the service. Those of `customDomains` are added.
   *
   * @default - none
   */
  readonly userAssignedIdentities?: AttachedIdentity[];
  /**
   * Host names with their certificates.
   *
   * @default - only those of Azure
   */
  readonly customDomains?: CustomDomain[];
  /**
   * The virtual network. Developer, Premium and Premium v2 take both kinds, Standard v2 an external one.
   *
   * @default - none
   */
  readonly virtualNetwork?: ApimVirtualNetwork;
  /**
   * Whether the service is reached without a private endpoint. Azure refuses false while the service is created.
   *
   * @default true
   */
  readonly publicNetworkAccess?: boolean;
  /**
   * The availability zones, such as `1`. Premium only.
   *
   * @default - Azure decides
   */
  readonly zones?: string[];
  /**
   * Further regions with a gateway. Premium only.
   *
   * @default - none
   */
  readonly additionalLocations?: AdditionalLocation[];
  /**
   * Whether the primary location serves no requests.
   *
   * @default false
   */
  readonly gatewayDisabled?: boolean;
  /**
   * Certificates of private authorities that the gateway trusts, up to 10. Developer, Basic, Standard and Premium only.
   *
   * @default - none
   */
  readonly caCertificates?: CaCertificate[];
  /**
   * Whether callers must present a certificate. Consumption only; elsewhere it is an option of `CustomDomain.gateway`.
   *
   * @default false
   */
  readonly clientCertificates?: boolean;
  /**
   * The oldest version of the management API that is answered. With older ones, people who may only read can read secrets.
   *
   * @default "2021-08-01"
   */
  readonly minApiVersion?: string;
  /**
   * Whether callers can use HTTP/2.
   *
   * @default - Azure decides
   */
  readonly http2?: boolean;
  /**
   * Weak protocols and ciphers to allow.
   *
   * @default - none
   */
  readonly weakTls?: WeakTls[];
  /**
   * Whether visitors of the developer portal see its pages without an account. Developer, Basic, Standard and Premium only.
   *
   * @default false
   */
  readonly anonymousPortalAccess?: boolean;
  /**
   * Lets everyone create an account of the developer portal with a password. Developer, Basic, Standard and Premium only.
   *
   * @default - nobody can
   */
  readonly portalSignUp?: PortalSignUp;
  /**
   * Sends people of the developer portal to pages of your own. Developer, Basic, Standard and Premium only.
   *
   * @default - they stay in the portal
   * @see https://learn.microsoft.com/azure/api-management/api-management-howto-setup-delegation
   */
  readonly portalDelegation?: PortalDelegation;
  /**
   * Whether the direct management API takes access keys, which no role of Azure limits. Developer, Basic, Standard and Premium only.
   *
   * @default false
   */
  readonly directManagementApi?: boolean;
  /**
   * The address that notifications come from.
   *
   * @default - one of Azure
   */
  readonly notificationSenderEmail?: string;
  /**
   * Azure tags, up to 50.
   *
   * @default - none
   */
  readonly tags?: Record<string, string>;
}

const SKU = objectWith(["tier", "units", "name"], {
  expected: "an ApimSku",
  fix: "use ApimSku.developer, ApimSku.premium or another of its functions",
});
const NETWORK = objectWith(["mode", "subnet"], {
  expected: "an ApimVirtualNetwork",
  fix: "use ApimVirtualNetwork.externalMode or ApimVirtualNetwork.internalMode",
});
const DOMAIN = kind(
  { expected: "a CustomDomain", fix: "use CustomDomain.gateway or CustomDomain.developerPortal" },
  (value) => value instanceof CustomDomain,
);
const CERTIFICATE = kind(
  { expected: "a CaCertificate", fix: "use CaCertificate.root or CaCertificate.intermediate" },
  (value) => value instanceof CaCertificate,
);

export const PROPS: Kinds<ApiManagementProps> = {
  name: STRING,
  resourceGroupName: STRING,
  location: STRING,
  publisherName: STRING,
  publisherEmail: STRING,
  sku: SKU,
  cloud: optional(CLOUD),
  systemAssignedIdentity: optional(BOOLEAN),
  userAssignedIdentities: optional(listOf(ATTACHED_IDENTITY, "identities")),
  customDomains: optional(listOf(DOMAIN, "custom domains")),
  virtualNetwork: optional(NETWORK),
  publicNetworkAccess: optional(BOOLEAN),
  zones: optional(STRINGS),
  additionalLocations: optional(listOf(OBJECT, "locations")),
  gatewayDisabled: optional(BOOLEAN),
  caCertificates: optional(listOf(CERTIFICATE, "certificates")),
  clientCertificates: optional(BOOLEAN),
  minApiVersion: optional(STRING),
  http2: optional(BOOLEAN),
  weakTls: optional(listOf(oneOf("WeakTls", WeakTls), "WeakTls")),
  anonymousPortalAccess: optional(BOOLEAN),
  portalSignUp: optional(OBJECT),
  portalDelegation: optional(OBJECT),
  directManagementApi: optional(BOOLEAN),
  notificationSenderEmail: optional(STRING),
  tags: optional(TEXTS),
};
