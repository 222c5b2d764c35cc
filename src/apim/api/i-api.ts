import type { IPolicyTarget } from "../policy-target";
import type { IApiManagement } from "../service/api-management";

/** Options of an operation: its method and URL. */
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
