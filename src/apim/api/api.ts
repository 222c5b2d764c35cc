import { ApiManagementApi } from "@cdktf/provider-azurerm/lib/api-management-api";
import { ApiManagementApiPolicy } from "@cdktf/provider-azurerm/lib/api-management-api-policy";
import { Annotations, type TerraformResource } from "cdktf";
import { Construct } from "constructs";
import { serverForOtherApi, serverForOtherCallers } from "../../core/errors";
import { Registry } from "../../core/registry";
import { check, checkOptional, RULES } from "../../core/rules";
import { PolicyScope } from "../../policy/model/section";
import type { IApiManagement } from "../service/api-management";
import { ApiOperation, type ApiOperationOptions } from "./api-operation";
import type { IApimAuthServer } from "../auth/apim-auth-server";
import { ApimPolicy } from "../policy/apim-policy";
import type { IPolicyTarget } from "../policy/policy-target";

/** What an API is made of. */
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
   * Whether callers need a subscription key beside their token.
   *
   * @default true
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

/** An API of an API Management service. */
export interface IApi extends IPolicyTarget {
  /** The name of the API in Azure. */
  readonly name: string;

  /**
   * Adds an operation.
   *
   * @param id the id of the construct, unique in this API
   * @param options method and URL
   */
  addOperation(id: string, options: ApiOperationOptions): ApiOperation;
}

/** What APIs that are made here and APIs that exist already have in common. */
abstract class ApiBase extends Construct implements IApi {
  public abstract readonly apim: IApiManagement;
  public abstract readonly name: string;

  /** @internal */
  public abstract readonly _apiName: string;

  public addOperation(id: string, options: ApiOperationOptions): ApiOperation {
    return new ApiOperation(this, id, { ...options, api: this });
  }

  /** @internal */
  public get _label(): string {
    return `API ${this._apiName}`;
  }

  /** @internal */
  public get _policyKey(): string[] {
    return [...this.apim._policyKey, this._apiName];
  }

  /** @internal */
  public get _policyScope(): PolicyScope {
    return PolicyScope.API;
  }

  /** @internal */
  public get _isOutermost(): boolean {
    return false;
  }

  /** @internal */
  public _createPolicy(scope: Construct, id: string, xmlContent: string): TerraformResource {
    return new ApiManagementApiPolicy(scope, id, {
      apiManagementName: this.apim.name,
      resourceGroupName: this.apim.resourceGroupName,
      apiName: this.name,
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

  /** @internal */
  public readonly _apiName: string;

  /**
   * @throws when a name, a path or a URL breaks a rule of Azure, or another API of the service has the path or the name already
   */
  public constructor(scope: Construct, id: string, props: ApiProps) {
    super(scope, id);
    check(this, "path", props.path, RULES.apiPath);
    this.apim = props.apim;
    this._apiName = props.name ?? props.path.replace(/\//g, "-");
    check(this, "name", this._apiName, RULES.apiName);
    checkOptional(this, "displayName", props.displayName, RULES.displayName);
    checkOptional(this, "serviceUrl", props.serviceUrl, RULES.httpUrl);
    checkOptional(this, "revision", props.revision, RULES.apiRevision);
    PATHS.claim(this, ...props.apim._policyKey, props.path);
    NAMES.claim(this, ...this._policyKey);

    const resource = new ApiManagementApi(this, "Resource", {
      apiManagementName: props.apim.name,
      resourceGroupName: props.apim.resourceGroupName,
      name: this._apiName,
      displayName: props.displayName ?? this._apiName,
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
    const { authServer } = props;
    if (authServer !== undefined) this.node.addValidation({ validate: () => this.compareWithPolicy(authServer) });
  }

  /** A common mistake: the authorization server looks like a lock and is none, or has keys for another one. */
  private compareWithPolicy({ _resource: resource, _grant: grant }: IApimAuthServer): string[] {
    if (!ApimPolicy._checksTokens(this) && !ApimPolicy._checksTokens(this.apim)) {
      Annotations.of(this).addWarning(
        "the authorization server gets tokens for the test console and checks none, so this API lets every caller in; add a JwtPolicy with this API as target",
      );
    }
    const check = ApimPolicy._tokenCheckOf(this) ?? ApimPolicy._tokenCheckOf(this.apim);
    if (check === undefined || resource === undefined || grant === undefined) return [];
    if (resource.clientId !== check.resource.clientId) {
      return [serverForOtherApi(resource.displayName, check.resource.displayName)];
    }
    const { roles, scopes } = check.callers;
    const policy = [...roles.map((role) => `role ${role}`), ...scopes.map((scope) => `scope ${scope}`)].join(" or ");
    if (!grant._redirects) return roles.length > 0 ? [] : [serverForOtherCallers("roles", policy)];
    if (grant.scopes.some((scope) => scopes.includes(scope))) return [];
    return [serverForOtherCallers(grant.scopes.map((scope) => `scope ${scope}`).join(" and "), policy)];
  }
}

/** An API that exists already. */
class ImportedApi extends ApiBase {
  public readonly apim: IApiManagement;
  public readonly name: string;

  public constructor(scope: Construct, id: string, attributes: ApiAttributes) {
    super(scope, id);
    check(this, "name", attributes.name, RULES.apiName);
    this.apim = attributes.apim;
    this.name = attributes.name;
  }

  /** @internal */
  public get _apiName(): string {
    return this.name;
  }
}
