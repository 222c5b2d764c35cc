import { checkProps, type Kinds, optional, STRING } from "../../core/kinds";
import { check, checkOptional, type Rule } from "../../core/rules";
import type { AzureCloud } from "../../oauth/azure-cloud";
import { SERVICE_RULES } from "../service/rules";
import { BACKEND_RULES } from "./rules";
import { checkServiceFabric, type ServiceFabricOptions } from "./service-fabric";

/** Options of `BackendAddress` for an app that Azure hosts. */
export interface AppBackendOptions {
  /**
   * The host name, such as `func-orders.azurewebsites.net`, or the attribute of a resource that has it: `default_hostname` of an app,
   * `ingress[0].fqdn` of a container app.
   */
  readonly hostName: string;
  /**
   * The path before that of the operations.
   *
   * @default - `api` for a function app, otherwise none
   */
  readonly path?: string;
  /**
   * The resource id of the app. The portal links the backend to it.
   *
   * @default - none
   */
  readonly resourceId?: string;
}

const APP: Kinds<AppBackendOptions> = { hostName: STRING, path: optional(STRING), resourceId: optional(STRING) };

/** The resource managers of the clouds, which the id of a linked resource starts with. */
const RESOURCE_MANAGERS: Readonly<Record<string, string>> = {
  public: "https://management.azure.com",
  usgovernment: "https://management.usgovcloudapi.net",
  china: "https://management.chinacloudapi.cn",
};

/** Where a backend is. */
export class BackendAddress {
  /** Any URL with https. */
  public static https(url: string): BackendAddress {
    check("BackendAddress.https", "url", url, BACKEND_RULES.encryptedUrl);
    return new BackendAddress(url);
  }

  /** A URL with http: tokens, keys and data can be read on the way. */
  public static unencrypted(url: string): BackendAddress {
    check("BackendAddress.unencrypted", "url", url, BACKEND_RULES.plainUrl);
    return new BackendAddress(url);
  }

  /** A function app. Keys of functions that callers send are removed, so that only the gateway's own counts. */
  public static functionApp(options: AppBackendOptions): BackendAddress {
    return BackendAddress.app("BackendAddress.functionApp", options, BACKEND_RULES.siteId, "api", true);
  }

  /** A web app of App Service. */
  public static appService(options: AppBackendOptions): BackendAddress {
    return BackendAddress.app("BackendAddress.appService", options, BACKEND_RULES.siteId);
  }

  /** An app of Azure Container Apps. */
  public static containerApp(options: AppBackendOptions): BackendAddress {
    return BackendAddress.app("BackendAddress.containerApp", options, BACKEND_RULES.containerAppId);
  }

  /**
   * A workflow of Azure Logic Apps. Its signature is a key: give it with `BackendCredential.queryParameter("sig", …)`, or let the workflow take
   * tokens of the service's identity.
   */
  public static logicApp(options: AppBackendOptions): BackendAddress {
    return BackendAddress.app("BackendAddress.logicApp", options, BACKEND_RULES.logicAppId);
  }

  /**
   * A service in a cluster of Service Fabric, where the gateway finds its instances.
   *
   * @throws when a value breaks a rule of Azure, or it is not said which certificate the cluster has
   * @see https://learn.microsoft.com/azure/api-management/how-to-configure-service-fabric-backend
   */
  public static serviceFabric(options: ServiceFabricOptions): BackendAddress {
    checkServiceFabric("BackendAddress.serviceFabric", options);
    return new BackendAddress(options.serviceName, false, undefined, options);
  }

  private static app(
    place: string,
    options: AppBackendOptions,
    idRule: Rule,
    defaultPath = "",
    isFunctionApp = false,
  ): BackendAddress {
    checkProps(place, options, APP);
    const { hostName, path = defaultPath, resourceId } = options;
    check(place, "hostName", hostName, SERVICE_RULES.hostName);
    check(place, "path", path, BACKEND_RULES.backendPath);
    checkOptional(place, "resourceId", resourceId, idRule);
    return new BackendAddress(`https://${hostName}${path === "" ? "" : `/${path}`}`, isFunctionApp, resourceId);
  }

  /** The URL. */
  public readonly url: string;
  /** @internal */
  public readonly _isFunctionApp: boolean;

  private constructor(
    url: string,
    isFunctionApp = false,
    private readonly resourceId?: string,
    /** @internal */
    public readonly _serviceFabric?: ServiceFabricOptions,
  ) {
    this.url = url;
    this._isFunctionApp = isFunctionApp;
  }

  /** Whether the way to the backend is encrypted, as far as the program knows. */
  public get isEncrypted(): boolean {
    return !/^http:/i.test(this.url);
  }

  /** @internal */
  public _resourceId(cloud: AzureCloud): string | undefined {
    return this.resourceId && `${RESOURCE_MANAGERS[cloud.environment]}${this.resourceId}`;
  }
}
