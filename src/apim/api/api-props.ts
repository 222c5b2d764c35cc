import { BOOLEAN, type Kinds, optional, STRING } from "../../core/kinds";
import type { PolicySuppression } from "../../policy/lint";
import type { IApimAuthServer } from "../auth/apim-auth-server";
import type { Callers } from "../auth/callers";
import type { IOpenIdConnectProvider } from "../auth/openid-connect-provider";
import { AUTH_SERVER, BACKEND, OPENID_PROVIDER, SERVICE, SUPPRESSIONS } from "../kinds";
import type { IApiManagement } from "../service/api-management";
import type { ApiAboutOptions } from "./api-about";
import { ABOUT, SERVING } from "./api-arguments";
import type { ApiServingOptions } from "./api-options";
import { CALLERS_BY_OPERATION, OPEN_API } from "./document-operations";
import type { IBackend } from "./i-backend";
import type { OpenApiDocument } from "./openapi/openapi-document";

/** Properties of `Api`. */
export interface ApiProps extends ApiAboutOptions, ApiServingOptions {
  /** The service that serves the API. */
  readonly apim: IApiManagement;
  /** The part of the URL between the gateway's host and the operations, such as `orders`. Empty for the root. */
  readonly path: string;
  /**
   * The name of the API in Azure.
   *
   * @default - the path and the version, with "-" in place of every "/" and ":"
   */
  readonly name?: string;
  /**
   * The name shown in the Azure portal and in the developer portal.
   *
   * @default - the title of `openApi`, else the name
   */
  readonly displayName?: string;
  /**
   * What the API is for.
   *
   * @default - that of `openApi`
   */
  readonly description?: string;
  /**
   * The document with the operations. Each is created after the policy of the API, so none answers before its check.
   *
   * @default - none: operations are added with `addOperation`
   */
  readonly openApi?: OpenApiDocument;
  /**
   * Who may call operations of `openApi`, by `operationId`, in place of the callers that the `JwtPolicy` of the API names.
   *
   * @default - those of the API
   */
  readonly callers?: { readonly [operationId: string]: Callers };
  /**
   * The URL of the backend, such as `https://orders.azurewebsites.net/api`.
   *
   * @default - no backend: a policy sets it
   */
  readonly serviceUrl?: string;
  /**
   * The backend, in place of `serviceUrl`.
   *
   * @default - none
   */
  readonly backend?: IBackend;
  /**
   * Whether callers need a subscription key in addition to their token: without one the gateway answers 401, even if the token is valid.
   *
   * @default true, with a note at synth if a `JwtPolicy` validates the tokens of the API
   */
  readonly subscriptionRequired?: boolean;
  /**
   * The authorization server that the test console of the developer portal uses. It gets tokens but does not validate them: add a `JwtPolicy`.
   *
   * @default - none
   */
  readonly authServer?: IApimAuthServer;
  /**
   * What the test console asks `authServer` for, in place of its default scope. For client credentials it ends with `/.default`.
   *
   * @default - the default scope of the authorization server
   */
  readonly authScope?: string;
  /**
   * The OpenID Connect provider that the test console uses in place of an authorization server. Its ID tokens are not for the API.
   *
   * @default - none
   */
  readonly openIdProvider?: IOpenIdConnectProvider;
  /**
   * The revision of the API.
   *
   * @default "1"
   */
  readonly revision?: string;
  /**
   * Findings about the API and all its operations that are accepted, such as `open-operation` for one that a private network protects.
   *
   * @default - none
   */
  readonly suppressions?: PolicySuppression[];
}

export const API_PROPS: Kinds<ApiProps> = {
  suppressions: optional(SUPPRESSIONS),
  apim: SERVICE,
  path: STRING,
  name: optional(STRING),
  displayName: optional(STRING),
  description: optional(STRING),
  serviceUrl: optional(STRING),
  backend: optional(BACKEND),
  subscriptionRequired: optional(BOOLEAN),
  authServer: optional(AUTH_SERVER),
  authScope: optional(STRING),
  openIdProvider: optional(OPENID_PROVIDER),
  openApi: OPEN_API,
  callers: CALLERS_BY_OPERATION,
  ...ABOUT,
  ...SERVING,
  revision: optional(STRING),
};
