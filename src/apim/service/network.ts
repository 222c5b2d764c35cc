import { checkProps, type Kinds, optional, STRING } from "../../core/kinds";
import { check, checkOptional } from "../../core/rules";
import { SERVICE_RULES } from "./rules";

/** The subnet that a gateway is in. */
export interface ApimSubnet {
  /** The resource id of the subnet. */
  readonly subnetId: string;
  /**
   * The resource id of a public IP address for the gateway, in the tiers Developer and Premium.
   *
   * @default - Azure assigns one
   */
  readonly publicIpAddressId?: string;
}

const SUBNET: Kinds<ApimSubnet> = { subnetId: STRING, publicIpAddressId: optional(STRING) };

/** @throws when an id is none */
export function checkSubnet(place: string, subnet: ApimSubnet): void {
  checkProps(place, subnet, SUBNET);
  check(place, "subnetId", subnet.subnetId, SERVICE_RULES.subnetId);
  checkOptional(place, "publicIpAddressId", subnet.publicIpAddressId, SERVICE_RULES.publicIpAddressId);
}

/**
 * The virtual network of a service.
 *
 * @see https://learn.microsoft.com/azure/api-management/virtual-network-concepts
 */
export class ApimVirtualNetwork {
  /** The service reaches the network, and the internet reaches the service. In Standard v2 and Premium v2 this is the integration for outbound calls. */
  public static externalMode(subnet: ApimSubnet): ApimVirtualNetwork {
    checkSubnet("ApimVirtualNetwork.externalMode", subnet);
    return new ApimVirtualNetwork("External", subnet);
  }

  /** Only the network reaches the service. */
  public static internalMode(subnet: ApimSubnet): ApimVirtualNetwork {
    checkSubnet("ApimVirtualNetwork.internalMode", subnet);
    return new ApimVirtualNetwork("Internal", subnet);
  }

  /** `External` or `Internal`. */
  public readonly mode: string;
  /** The subnet of the primary location. */
  public readonly subnet: ApimSubnet;

  private constructor(mode: string, subnet: ApimSubnet) {
    this.mode = mode;
    this.subnet = subnet;
  }
}
