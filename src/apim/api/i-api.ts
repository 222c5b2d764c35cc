import type { PolicySuppression } from "../../policy/lint";
import type { Callers } from "../auth/callers";
import type { IPolicyTarget } from "../policy-target";
import type { IApiManagement } from "../service/api-management";
import type { ApiParameter, ApiRequest, ApiResponse } from "./operation-parts";

/** Options of an operation: its method, its URL and its callers. */
export interface ApiOperationOptions {
  /** The HTTP method, in capitals. */
  readonly method: string;
  /** The path below the API's, such as `/{id}/lines`. Each parameter in braces is required. */
  readonly urlTemplate: string;
  /**
   * The name of the operation in Azure.
   *
   * @default - the id of the construct
   */
  readonly operationId?: string;
  /**
   * The name shown in the Azure portal and in the developer portal.
   *
   * @default - method and URL template
   */
  readonly displayName?: string;
  /**
   * What the operation does, in up to 1000 characters.
   *
   * @default - no description
   */
  readonly description?: string;
  /**
   * The parameters of the URL template.
   *
   * @default - required strings
   */
  readonly templateParameters?: ApiParameter[];
  /**
   * What requests hold.
   *
   * @default - not described
   */
  readonly request?: ApiRequest;
  /**
   * The responses, one for each status.
   *
   * @default - not described
   */
  readonly responses?: ApiResponse[];
  /**
   * Who may call the operation, in place of the callers that the `JwtPolicy` of its API names: `Callers.anonymous()` for everyone.
   *
   * They are checked in the document of the API, so the operation never answers without its check.
   *
   * @default - those of the API
   */
  readonly callers?: Callers;
  /**
   * Findings about the operation that are accepted, such as `open-operation` for one that a private network protects.
   *
   * @default - none
   */
  readonly suppressions?: PolicySuppression[];
}

/** An operation of an API. */
export interface IApiOperation extends IPolicyTarget {
  /** The service that the API belongs to. */
  readonly apim: IApiManagement;
  /** The name of the operation in Azure. */
  readonly operationId: string;
}

/** An API of an API Management service. */
export interface IApi extends IPolicyTarget {
  /** The service that serves the API. */
  readonly apim: IApiManagement;
  /** The name of the API in Azure. */
  readonly name: string;

  /**
   * Adds an operation.
   *
   * @param id the id of the construct, unique in this API
   * @param options method and URL
   */
  addOperation(id: string, options: ApiOperationOptions): IApiOperation;
}
