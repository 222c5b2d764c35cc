import { ApiManagementApi } from "@cdktf/provider-azurerm/lib/api-management-api";
import { ApiManagementApiPolicy } from "@cdktf/provider-azurerm/lib/api-management-api-policy";
import type { TerraformResource } from "cdktf";
import { Construct } from "constructs";
import { informOnce } from "../../core/annotations";
import { Registry } from "../../core/registry";
import { check, checkOptional, RULES } from "../../core/rules";
import { PolicyScope } from "../../policy/model/section";
import type { IApimAuthServer } from "../auth/apim-auth-server";
import { JwtPolicy } from "../auth/jwt-policy";
import { disagreements } from "../auth/server-agreement";
import { keyBesideToken } from "../errors";
import { PolicyTarget } from "../policy-target";
import { APIM_RULES } from "../rules";
import type { IApiManagement } from "../service/api-management";
import { ApiOperation } from "./api-operation";
import type { ApiOperationOptions, IApi, IApiOperation } from "./i-api";

/** Properties of `Api`. */
export interface ApiProps {
  /** The service that serves the API. */
  readonly apim: IApiManagement;
  /** What stands between the gateway's host and the operations in a URL, such as `orders`. Empty for the root. */
  readonly path: string;
  /**
   * The name of the API in Azure.
   *
   * @default - the path, with "-" for every "/"
   */
  readonly name?: string;
  /**
   * The name that people see in the portals.
   *
   * @default - the name
   */
  readonly displayName?: string;
  /**
   * What the API is for.
   *
   * @default - no description
   */
  readonly description?: string;
  /**
   * Where requests go, such as `https://orders.azurewebsites.net/api`.
   *
   * @default - no backend: a policy sets it
   */
  readonly serviceUrl?: string;
  /**
   * Whether callers need a subscription key beside their token: the gateway answers 401 to a request without one, however good its token is.
   *
   * @default true, and the synth says so where a `JwtPolicy` checks the tokens of the API
   */
  readonly subscriptionRequired?: boolean;
  /**
   * The authorization server that the test console of the developer portal uses. It gets tokens; it does not check any: add a `JwtPolicy`.
   *
   * @default - none
   */
  readonly authServer?: IApimAuthServer;
  /**
   * The revision of the API.
   *
   * @default "1"
   */
  readonly revision?: string;
}

/** How to find an API by its name. */
export interface ApiAttributes {
  /** The service that serves the API. */
  readonly apim: IApiManagement;
  /** The name of the API in Azure, without a revision. */
  readonly name: string;
}

/** What APIs that are made here and APIs that exist already have in common. */
abstract class ApiBase extends Construct implements IApi {
  public abstract readonly apim: IApiManagement;
  public abstract readonly name: string;

  public abstract readonly policyTarget: PolicyTarget;

  public addOperation(id: string, options: ApiOperationOptions): IApiOperation {
    return new ApiOperation(this, id, { ...options, api: this });
  }
}

class ApiPolicyTarget extends PolicyTarget {
  /**
   * @param literalName the name of the API as the program gives it: that of a resource is known to Terraform only
   */
  public constructor(
    private readonly api: IApi,
    literalName: string,
  ) {
    super({
      label: `API ${literalName}`,
      scope: PolicyScope.API,
      serviceKey: api.apim.policyTarget.key,
      names: [literalName],
    });
  }

  public createPolicy(scope: Construct, id: string, xmlContent: string): TerraformResource {
    return new ApiManagementApiPolicy(scope, id, {
      apiManagementName: this.api.apim.name,
      resourceGroupName: this.api.apim.resourceGroupName,
      apiName: this.api.name,
      xmlContent,
    });
  }
}

const PATHS = new Registry<Api>("API path");
const NAMES = new Registry<Api>("API");

/**
 * An API of an API Management service. It is served over https only.
 *
 * @see https://learn.microsoft.com/azure/api-management/add-api-manually
 */
export class Api extends ApiBase {
  /** An API that exists already, in this or another configuration. */
  public static fromName(scope: Construct, id: string, attributes: ApiAttributes): IApi {
    return new ImportedApi(scope, id, attributes);
  }

  public readonly apim: IApiManagement;
  public readonly name: string;
  /** The URL that callers use, without an operation. */
  public readonly url: string;

  public readonly policyTarget: PolicyTarget;

  /**
   * @throws when a name, a path or a URL breaks a rule of Azure, or another API of the service has the path or the name already
   */
  public constructor(scope: Construct, id: string, props: ApiProps) {
    super(scope, id);
    check(this, "path", props.path, APIM_RULES.apiPath);
    this.apim = props.apim;
    const name = props.name ?? props.path.replace(/\//g, "-");
    check(this, "name", name, APIM_RULES.apiName);
    checkOptional(this, "displayName", props.displayName, RULES.displayName);
    checkOptional(this, "serviceUrl", props.serviceUrl, RULES.httpUrl);
    checkOptional(this, "revision", props.revision, APIM_RULES.apiRevision);
    this.policyTarget = new ApiPolicyTarget(this, name);
    PATHS.claim(this, ...props.apim.policyTarget.key, props.path);
    NAMES.claim(this, ...this.policyTarget.key);

    const resource = new ApiManagementApi(this, "Resource", {
      apiManagementName: props.apim.name,
      resourceGroupName: props.apim.resourceGroupName,
      name,
      displayName: props.displayName ?? name,
      description: props.description,
      path: props.path,
      protocols: ["https"],
      revision: props.revision ?? "1",
      serviceUrl: props.serviceUrl,
      subscriptionRequired: props.subscriptionRequired ?? true,
      oauth2Authorization:
        props.authServer === undefined ? undefined : { authorizationServerName: props.authServer.name },
    });
    this.name = resource.name;
    this.url = `${props.apim.gatewayUrl}/${props.path}`.replace(/\/$/, "");
    if (props.subscriptionRequired === undefined) {
      this.node.addValidation({ validate: () => sayThatKeyIsNeeded(this) });
    }
    const { authServer } = props;
    if (authServer !== undefined) {
      this.node.addValidation({ validate: () => disagreements(this, this.apim, authServer) });
    }
  }
}

/** A token that is good and refused for want of a key is hard to understand. */
function sayThatKeyIsNeeded(api: Api): string[] {
  const isChecked = [api, api.apim].some((target) => JwtPolicy._tryFind(target) !== undefined);
  if (isChecked) informOnce(api, keyBesideToken());
  return [];
}

/** An API that exists already. */
class ImportedApi extends ApiBase {
  public readonly apim: IApiManagement;
  public readonly name: string;
  public readonly policyTarget: PolicyTarget;

  public constructor(scope: Construct, id: string, attributes: ApiAttributes) {
    super(scope, id);
    check(this, "name", attributes.name, APIM_RULES.apiName);
    this.apim = attributes.apim;
    this.name = attributes.name;
    this.policyTarget = new ApiPolicyTarget(this, attributes.name);
  }
}
