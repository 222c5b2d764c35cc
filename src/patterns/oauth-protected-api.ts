import type { Construct } from "constructs";
import { Api } from "../apim/api/api";
import type { IBackend } from "../apim/api/i-backend";
import type { ApiOperationOptions } from "../apim/api/i-api";
import type { OpenApiDocument } from "../apim/api/openapi/openapi-document";
import type { ApimAuthServer } from "../apim/auth/apim-auth-server";
import { Callers } from "../apim/auth/callers";
import { JwtPolicy } from "../apim/auth/jwt-policy";
import { TOKEN_CHECK_OPTIONS, type TokenCheckOptions } from "../apim/auth/token-check-options";
import { SERVICE } from "../apim/kinds";
import { ApimPolicy } from "../apim/policy/apim-policy";
import type { IApiManagement } from "../apim/service/api-management";
import {
  BOOLEAN,
  CheckedConstruct,
  checkObject,
  checkProps,
  type Kinds,
  OBJECT,
  optional,
  STRING,
  KNOWN_STRINGS,
} from "../core/kinds";
import { AUTHORITY } from "../entra/kinds";
import { AppRegistration } from "../entra/app-registration";
import { AppRole } from "../entra/app-role";
import type { Authority } from "../entra/authority";
import { PermissionScope } from "../entra/permission-scope";
import { nobodyMayCall } from "./errors";
import { addTestConsole, type TestConsoleOptions } from "./test-console";

/** Properties of `OAuthProtectedApi`. */
export interface OAuthProtectedApiProps {
  /** The service that serves the API. */
  readonly apim: IApiManagement;
  /** The path of the API, without the outer slashes, such as `orders`. */
  readonly path: string;
  /** The name that people see: of the API, and of its registration in Entra ID. */
  readonly displayName: string;
  /**
   * The name of the API in Azure.
   *
   * @default - the path, with "-" in place of every "/" and ":"
   */
  readonly name?: string;
  /**
   * The scopes of which clients need one that call for a signed-in user, such as `access_as_user`.
   *
   * @default - users may not call
   */
  readonly users?: string[];
  /**
   * The roles of which applications need one that call without a user, such as `Orders.Read`.
   *
   * @default - applications may not call
   */
  readonly applications?: string[];
  /**
   * The operations by their ids. `callers` of an operation replace those of the API.
   *
   * @default - none; `api.addOperation` adds some
   */
  readonly operations?: Record<string, ApiOperationOptions>;
  /**
   * The document with the operations, in place of `operations`.
   *
   * @default - none
   */
  readonly openApi?: OpenApiDocument;
  /**
   * Who may call operations of `openApi`, by `operationId`, in place of the callers of the API.
   *
   * @default - those of the API
   */
  readonly callers?: { readonly [operationId: string]: Callers };
  /**
   * The URL of the backend.
   *
   * @default - none; a policy answers or sets it
   */
  readonly serviceUrl?: string;
  /**
   * The backend, in place of `serviceUrl`.
   *
   * @default - none
   */
  readonly backend?: IBackend;
  /**
   * Whether callers need a subscription key beside the token. With false, the token is enough.
   *
   * @default true
   */
  readonly subscriptionRequired?: boolean;
  /**
   * Whether Entra ID gives tokens only to applications and users with a role or access. With false, every application of the tenant gets a token, and the
   * token check refuses it without a role. With true, assign the users: `registration.assignDefaultAccess`.
   *
   * @default - true if applications may call
   */
  readonly assignmentRequired?: boolean;
  /**
   * How tokens are checked, limits by caller, and what the backend gets: what a `JwtPolicy` takes beside the callers.
   *
   * @default - the defaults of `JwtPolicy`
   */
  readonly tokenCheck?: TokenCheckOptions;
  /**
   * Lets people try the API in the developer portal: a client for the portal, and an authorization server for users, for applications, or one for
   * each. An API names one server, and that is the one for users. Without `secretEndDate` there is none for applications.
   *
   * @default - the developer portal gets no tokens
   */
  readonly testConsole?: TestConsoleOptions;
  /**
   * The tenant and the cloud.
   *
   * @default - those of the provider
   */
  readonly authority?: Authority;
}

const PROPS: Kinds<OAuthProtectedApiProps> = {
  apim: SERVICE,
  path: STRING,
  displayName: STRING,
  name: optional(STRING),
  users: optional(KNOWN_STRINGS),
  applications: optional(KNOWN_STRINGS),
  operations: optional(OBJECT),
  openApi: optional(OBJECT),
  callers: optional(OBJECT),
  serviceUrl: optional(STRING),
  backend: optional(OBJECT),
  subscriptionRequired: optional(BOOLEAN),
  assignmentRequired: optional(BOOLEAN),
  tokenCheck: optional(OBJECT),
  testConsole: optional(OBJECT),
  authority: optional(AUTHORITY),
};

/**
 * An API that only callers with a valid token of Entra ID can call: registration, API, token policy, and, for the developer portal, a client and its
 * authorization servers.
 *
 * What it makes is public, to add to it: `api.addOperation`, `policy.addInbound`, `registration.addRole`.
 *
 * @see https://learn.microsoft.com/azure/api-management/api-management-howto-protect-backend-with-aad
 */
export class OAuthProtectedApi extends CheckedConstruct {
  /** The API in Entra ID, which the tokens are for. */
  public readonly registration: AppRegistration;
  /** The API in API Management. */
  public readonly api: Api;
  /** The check of the token and of the caller. */
  public readonly jwtPolicy: JwtPolicy;
  /** The client of the developer portal, if it may try the API. */
  public readonly testClient?: AppRegistration;
  /** How the developer portal gets a token for a user, if it may. */
  public readonly userServer?: ApimAuthServer;
  /** How the developer portal gets a token for itself, if it may. */
  public readonly applicationServer?: ApimAuthServer;

  /**
   * @throws when neither users nor applications may call, or one of the parts refuses what it is given
   */
  public constructor(scope: Construct, id: string, props: OAuthProtectedApiProps) {
    super(scope, id);
    checkProps(this, props, PROPS);
    const { apim, authority, displayName, users = [], applications = [], testConsole } = props;
    if (users.length + applications.length === 0) throw nobodyMayCall(this);

    this.registration = new AppRegistration(this, "Registration", {
      displayName,
      authority,
      scopes: users.map((value) => PermissionScope.of(value)),
      roles: applications.map((value) => AppRole.forApplications(value)),
      assignmentRequired: props.assignmentRequired,
    });
    if (testConsole !== undefined) {
      const made = addTestConsole(this, this.registration, testConsole, { ...props, users, applications });
      this.testClient = made.testClient;
      this.userServer = made.userServer;
      this.applicationServer = made.applicationServer;
    }
    this.api = new Api(this, "Api", {
      apim,
      path: props.path,
      name: props.name,
      displayName,
      openApi: props.openApi,
      callers: props.callers,
      serviceUrl: props.serviceUrl,
      backend: props.backend,
      subscriptionRequired: props.subscriptionRequired,
      authServer: this.userServer ?? this.applicationServer,
    });
    for (const [operationId, options] of Object.entries(props.operations ?? {})) {
      this.api.addOperation(operationId, options);
    }
    const { tokenCheck } = props;
    if (tokenCheck !== undefined) checkObject(this, "tokenCheck", tokenCheck, TOKEN_CHECK_OPTIONS);
    this.jwtPolicy = new JwtPolicy(this, "Jwt", {
      ...tokenCheck,
      target: this.api,
      resource: this.registration,
      callers: callersOf(users, applications),
    });
  }

  /** The policy document of the API. */
  public get policy(): ApimPolicy {
    return ApimPolicy.of(this.api);
  }
}

function callersOf(users: readonly string[], applications: readonly string[]): Callers {
  if (applications.length === 0) return Callers.users(...users);
  if (users.length === 0) return Callers.applications(...applications);
  return Callers.anyOf(Callers.users(...users), Callers.applications(...applications));
}
