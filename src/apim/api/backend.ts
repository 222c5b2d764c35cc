import {
  ApiManagementBackend,
  type ApiManagementBackendCredentials,
  type ApiManagementBackendTls,
} from "@cdktf/provider-azurerm/lib/api-management-backend";
import type { Construct, IDependable } from "constructs";
import { create } from "../../core/create";
import { resourcesIn } from "../../core/dependables";
import { CheckedConstruct, checkProps } from "../../core/kinds";
import { mainResourceOf } from "../../core/main-resource";
import { dependOn } from "../../core/dependencies";
import { textForTerraform } from "../../core/terraform-text";
import { requireSameCloud } from "../auth/agreement";
import { tokenHeadersOf } from "../auth/token-headers";
import { BACKENDS } from "../known-names";
import { ApimPolicy } from "../policy/apim-policy";
import type { IPolicyTarget } from "../policy-target";
import type { IApiManagement } from "../service/api-management";
import type { BackendCredential } from "./backend-credential";
import { type BackendProps, checkBackend, PROPS } from "./backend-props";
import { backendStatements, inboundStatements, type RequestOptions } from "./backend-request";
import { breakerArguments } from "./circuit-breaker";
import { type IBackend, requireSameService } from "./i-backend";
import { type BackendAttributes, ImportedBackend } from "./imported-backend";
import { clusterArguments } from "./service-fabric";

/**
 * A backend: where an API sends its requests, and how the gateway proves there who it is.
 *
 * @see https://learn.microsoft.com/azure/api-management/backends
 */
export class Backend extends CheckedConstruct implements IBackend {
  /** An existing backend, from this or another configuration. What its requests need besides its name is not known here. */
  public static fromName(scope: Construct, id: string, attributes: BackendAttributes): IBackend {
    return new ImportedBackend(scope, id, attributes);
  }

  public readonly apim: IApiManagement;
  public readonly backendId: string;

  /** @internal */
  public readonly _request: RequestOptions;

  /**
   * @throws when a value breaks a rule of Azure, two credentials set the same, or the service has a backend of the name already
   */
  public constructor(scope: Construct, id: string, props: BackendProps) {
    super(scope, id);
    checkProps(this, props, PROPS);
    const { apim, name, address, credentials = [], timeoutSeconds, retry } = props;
    checkBackend(this, props);
    for (const { _parts } of credentials) {
      if (_parts.managedIdentity !== undefined) requireSameCloud(this, apim, _parts.managedIdentity.resource);
    }
    const cluster = address._serviceFabric;
    BACKENDS.claim(this, apim.policyTarget.key, name);
    this.apim = apim;
    this.backendId = name;
    this._request = {
      removesFunctionKey: address._isFunctionApp,
      credentials,
      keepsCallerToken: props.keepsCallerToken ?? credentials.length === 0,
      timeoutSeconds,
      retry,
    };
    const resource = create(ApiManagementBackend, this, "Resource", {
      apiManagementName: apim.name,
      resourceGroupName: apim.resourceGroupName,
      name,
      protocol: props.soap === true ? "soap" : "http",
      url: address.url,
      resourceId: address._resourceId(apim.cloud),
      title: textForTerraform(props.title),
      description: textForTerraform(props.description),
      credentials: credentialArguments(credentials),
      circuitBreakerRule: props.circuitBreaker && breakerArguments(props.circuitBreaker),
      proxy: props.proxy && {
        url: props.proxy.url,
        username: textForTerraform(props.proxy.username),
        password: props.proxy.password?._expression(this),
      },
      serviceFabricCluster: cluster && clusterArguments(this, apim, cluster),
      tls: tlsArguments(props),
      // API Management deletes a backend only once no policy uses it.
      lifecycle: { createBeforeDestroy: true },
    });
    // The text of the credentials, and the id of a certificate, refers to named values, which Terraform does not see.
    const made = cluster && mainResourceOf(cluster.clientCertificate);
    const needed = [...neededBy(credentials).flatMap(resourcesIn), ...(made === undefined ? [] : [made])];
    dependOn(resource, needed);
  }

  public useIn(target: IPolicyTarget): void {
    requireSameService(this, target);
    const policy = ApimPolicy.of(target);
    policy.addInbound(...inboundStatements(this.backendId, this._request));
    policy._addBackendLate(() => backendStatements(this.backendId, this._request, tokenHeadersOf(target)));
  }
}

/** How the certificate of the backend is checked. A cluster has the certificates that its address names. */
function tlsArguments({
  address,
  skipCertificateChainValidation: skipsChain = false,
  skipCertificateNameValidation: skipsName = false,
}: BackendProps): ApiManagementBackendTls | undefined {
  if (!address.isEncrypted || (address._serviceFabric !== undefined && !skipsChain && !skipsName)) return undefined;
  return { validateCertificateChain: !skipsChain, validateCertificateName: !skipsName };
}

/** What must exist before a backend with the credentials. */
function neededBy(credentials: readonly BackendCredential[]): IDependable[] {
  return credentials.flatMap(({ _parts: { value, managedIdentity } }) =>
    [value, managedIdentity?.grant].filter((given): given is IDependable => given !== undefined),
  );
}

/** What the resource has of the credentials: all but managed identities, which are for policies. */
function credentialArguments(credentials: readonly BackendCredential[]): ApiManagementBackendCredentials | undefined {
  const parts = credentials.map(({ _parts }) => _parts).filter(({ managedIdentity }) => managedIdentity === undefined);
  if (parts.length === 0) return undefined;
  const texts = (kindOf: "header" | "query"): Record<string, string> | undefined => {
    const found = parts.flatMap((part) =>
      part[kindOf] === undefined ? [] : [[part[kindOf], part.value!.reference.source]],
    );
    return found.length === 0 ? undefined : (Object.fromEntries(found) as Record<string, string>);
  };
  const thumbprints = parts.flatMap(({ thumbprint = [] }) => thumbprint);
  const authorization = parts.find(({ scheme }) => scheme !== undefined);
  return {
    header: texts("header"),
    query: texts("query"),
    certificate: thumbprints.length === 0 ? undefined : thumbprints,
    authorization: authorization && {
      scheme: authorization.scheme,
      parameter: authorization.value!.reference.source,
    },
  };
}
