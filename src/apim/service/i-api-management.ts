import type { AzureCloud } from "../../oauth/azure-cloud";
import type { IPolicyTarget } from "../policy-target";

/** An API Management service. */
export interface IApiManagement extends IPolicyTarget {
  /** The name of the service. */
  readonly name: string;
  /** The name of the resource group that the service is in. */
  readonly resourceGroupName: string;
  /** The resource id of the service. */
  readonly resourceId: string;
  /** The cloud that the service runs in. */
  readonly cloud: AzureCloud;
  /** The URL of the gateway that callers use, without a path. */
  readonly gatewayUrl: string;
  /** The URL of the developer portal, without a path. */
  readonly developerPortalUrl: string;
  /** The object id of the service's system-assigned identity, a GUID. */
  readonly systemIdentityPrincipalId: string;
}
