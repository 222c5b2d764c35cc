import type { ApiManagementBackendServiceFabricCluster } from "@cdktf/provider-azurerm/lib/api-management-backend";
import type { IConstruct } from "constructs";
import { invalidNumberOption } from "../../core/errors";
import {
  checkObject,
  checkProps,
  type Kinds,
  listOf,
  NUMBER,
  OBJECT,
  optional,
  STRING,
  STRINGS,
} from "../../core/kinds";
import { check, checkNumber, RULES } from "../../core/rules";
import { certificateOfOtherService } from "../errors";
import { SERVICE_CERTIFICATE } from "../kinds";
import { areApart } from "../policy-target";
import { APIM_RULES } from "../rules";
import type { IApiManagement } from "../service/api-management";
import type { IApimCertificate } from "../values/apim-certificate";
import { within } from "./circuit-breaker";
import { certificatesOfCluster } from "./errors";
import { BACKEND_RULES } from "./rules";

/** A certificate of a Service Fabric cluster, by its name and that of its issuer. It can be renewed without a change here. */
export interface ServiceFabricX509Name {
  /** The common name of the certificate, such as `cluster.contoso.com`. */
  readonly name: string;
  /** The thumbprint of the certificate that issued it: 40 hexadecimal digits. */
  readonly issuerThumbprint: string;
}

/** Options of `BackendAddress.serviceFabric`: the service, and the cluster that it runs in. */
export interface ServiceFabricOptions {
  /** The service that requests go to where no policy names another: `fabric:/` with the application and the service, such as `fabric:/shop/orders`. */
  readonly serviceName: string;
  /** The management endpoints of the cluster, such as `https://cluster.contoso.com:19080`. At least one. */
  readonly managementEndpoints: string[];
  /** The certificate with which the gateway signs in to the cluster, as a client that may read. */
  readonly clientCertificate: IApimCertificate;
  /**
   * The thumbprints of the certificates that the cluster may have: 40 hexadecimal digits each.
   *
   * @default - none: give `serverX509Names`
   */
  readonly serverThumbprints?: string[];
  /**
   * The names of the certificates that the cluster may have.
   *
   * @default - none: give `serverThumbprints`
   */
  readonly serverX509Names?: ServiceFabricX509Name[];
  /**
   * How often the gateway asks again where a partition is, from 0 to 2147483647.
   *
   * @default 5
   */
  readonly maxPartitionResolutionRetries?: number;
}

const OPTIONS: Kinds<ServiceFabricOptions> = {
  serviceName: STRING,
  managementEndpoints: STRINGS,
  clientCertificate: SERVICE_CERTIFICATE,
  serverThumbprints: optional(STRINGS),
  serverX509Names: optional(listOf(OBJECT, "names of certificates")),
  maxPartitionResolutionRetries: optional(NUMBER),
};
const X509_NAME: Kinds<ServiceFabricX509Name> = { name: STRING, issuerThumbprint: STRING };

/** @throws when a value breaks a rule of Azure, or nothing says which certificate the cluster has, or two options do */
export function checkServiceFabric(place: string, options: ServiceFabricOptions): void {
  checkProps(place, options, OPTIONS);
  check(place, "serviceName", options.serviceName, BACKEND_RULES.fabricService);
  const { managementEndpoints, serverThumbprints = [], serverX509Names = [], maxPartitionResolutionRetries } = options;
  if (managementEndpoints.length === 0) {
    throw invalidNumberOption(place, "the number of managementEndpoints", 0, "at least one");
  }
  managementEndpoints.forEach((url) => check(place, "managementEndpoint", url, BACKEND_RULES.managementEndpoint));
  serverThumbprints.forEach((thumbprint) => check(place, "serverThumbprint", thumbprint, APIM_RULES.thumbprint));
  for (const given of serverX509Names) {
    checkObject(place, "serverX509Names", given, X509_NAME);
    check(place, "name of a certificate", given.name, RULES.text);
    check(place, "issuerThumbprint", given.issuerThumbprint, APIM_RULES.thumbprint);
  }
  const retries = "a whole number from 0 to 2147483647";
  const what = "maxPartitionResolutionRetries";
  checkNumber(place, what, maxPartitionResolutionRetries, retries, within(0, 2_147_483_647));
  // Azure takes neither: it could not say which certificate to trust. The provider refuses both.
  if ((serverThumbprints.length === 0) === (serverX509Names.length === 0)) throw certificatesOfCluster(place);
}

/** @throws when the certificate is of another service */
export function clusterArguments(
  place: IConstruct,
  apim: IApiManagement,
  options: ServiceFabricOptions,
): ApiManagementBackendServiceFabricCluster {
  const {
    clientCertificate,
    serverThumbprints = [],
    serverX509Names = [],
    maxPartitionResolutionRetries = 5,
  } = options;
  const { _serviceKey } = clientCertificate as IApimCertificate & { readonly _serviceKey: readonly string[] };
  const { key, label } = apim.policyTarget;
  if (areApart(_serviceKey, key)) throw certificateOfOtherService(place, clientCertificate.node.path, label);
  return {
    // The id stays when the certificate is renewed, and the thumbprint does not.
    clientCertificateId: `${apim.resourceId}/certificates/${clientCertificate.name}`,
    managementEndpoints: options.managementEndpoints,
    maxPartitionResolutionRetries,
    serverCertificateThumbprints: serverThumbprints.length === 0 ? undefined : serverThumbprints,
    serverX509Name:
      serverX509Names.length === 0
        ? undefined
        : serverX509Names.map(({ name, issuerThumbprint }) => ({
            name,
            issuerCertificateThumbprint: issuerThumbprint,
          })),
  };
}
