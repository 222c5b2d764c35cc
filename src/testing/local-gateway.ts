import { Deployment, type DeploymentInput, type GivenValues } from "../deployment";
import { type GatewayRequest, LocalGateway as Gateway, type LocalGatewayOptions } from "../gateway/local-gateway";
import type { Versioning } from "../gateway/routing";
import type { EntraUser } from "../issuer/directory";
import type { TokenChanges } from "../issuer/token-mint";
import { ROLE_CLAIM } from "../oauth/entra-claims";
import { accessTable } from "./access";
import { givenCaller, KnownCallers } from "./access-callers";
import type { AccessTable } from "./access-table";
import { TrustedApis } from "./trusted-apis";
import { type ApplicationName, Applications } from "./applications";
import { isConstruct, isVersionSet, type TestedConstruct } from "./constructs";
import { DeployedIssuers, type IssuerName } from "./deployed-issuers";
import { keysOf } from "./keys";
import { checkPermissions, notOnly, unknownFault } from "./errors";
import { synthesize } from "./synthesize";
import { ANY_USER, mintFaulty, mintToken, TOKEN_FAULTS, type TokenFault } from "./token-fault";
import { issuerToken, type IssuerTokenFault } from "./issuer-token";

export type { GatewayRequest };

/** What a test gives to a gateway. */
export interface TestGatewayOptions extends LocalGatewayOptions {
  /** What the deployment does not say: attributes of what exists already, and variables. */
  readonly values?: GivenValues;
}

/** Which token a client gets. */
export interface TokenOptions extends TokenChanges {
  /**
   * The API that the token is for.
   *
   * @default - the only one that the client was granted something of, or the only one of the deployment
   */
  readonly api?: ApplicationName;
  /** What is wrong with the token: a key of `TOKEN_FAULTS`. */
  readonly fault?: TokenFault;
}

/** Which token a client gets for a user. */
export interface UserTokenOptions extends TokenOptions {
  /**
   * The client that the user signs in to.
   *
   * @default - the only client that was granted scopes of the API, or the API itself
   */
  readonly client?: ApplicationName;
  /**
   * Who signs in.
   *
   * @default - a user without groups
   */
  readonly user?: EntraUser;
  /**
   * The scopes of the token.
   *
   * @default - those that the client was granted
   */
  readonly scopes?: readonly string[];
  /**
   * The roles of the user.
   *
   * @default - those that the deployment assigns to the user or to a group of the user
   */
  readonly roles?: readonly string[];
}

/** Who calls, in a table of access. */
export interface AccessOptions {
  /**
   * Tokens of callers that the deployment does not know, such as those of another issuer, by name.
   *
   * @default - none
   */
  readonly callers?: Readonly<Record<string, string>>;
}

/**
 * The gateway of a deployment on this machine, with tokens for its clients: whom do the policies let in?
 */
export class LocalGateway extends Gateway {
  /**
   * Synthesizes a stack with those that it refers to, several stacks, or an app: as `cdktf synth` does, without writing files.
   *
   * @throws what the validations of the program find, and when a value is missing that the gateway needs to start
   */
  public static fromStack(
    stack: TestedConstruct | readonly TestedConstruct[],
    options?: TestGatewayOptions,
  ): LocalGateway {
    const versionSets = options?.versionSets ?? versionSetsIn([stack].flat());
    return LocalGateway.fromSynth(synthesize(stack), { ...options, versionSets });
  }

  /** Reads what cdktf synthesized: the folder `cdktf.out`, files, or JSON of one or several stacks. */
  public static override fromSynth(
    input: DeploymentInput | readonly DeploymentInput[],
    options: TestGatewayOptions = {},
  ): LocalGateway {
    return new LocalGateway(Deployment.fromSynth(input, options.values), { keys: keysOf("Entra ID"), ...options });
  }

  /** Reads what `terraform show -json` writes of a plan: a file or the JSON. */
  public static fromPlan(input: DeploymentInput, options: TestGatewayOptions = {}): LocalGateway {
    return new LocalGateway(Deployment.fromPlan(input, options.values), { keys: keysOf("Entra ID"), ...options });
  }

  /** Reads what `terraform show -json` writes of a state: a file or the JSON. */
  public static fromState(input: DeploymentInput, options: TestGatewayOptions = {}): LocalGateway {
    return new LocalGateway(Deployment.fromState(input, options.values), { keys: keysOf("Entra ID"), ...options });
  }

  /** The applications and identities of the deployment. */
  public readonly applications = new Applications(this.deployment, this.entra.context.directory);
  /** The issuers other than Entra ID that the policies trust. */
  public override readonly otherIssuers = new DeployedIssuers(this.service, () => this.clock.now());

  /**
   * The token that an application gets for itself, by client credentials or as a managed identity.
   *
   * @param client the construct of the application, its display name or its client id
   * @throws TestingError when the client or the API is not in the deployment, or there are several
   */
  public tokenFor(client: ApplicationName, options: TokenOptions = {}): Promise<string> {
    const application = this.applications.find(client);
    const api = options.api === undefined ? this.applications.apiOf(application) : this.applications.find(options.api);
    return this.issue({ client: application, api }, options);
  }

  /**
   * The token that a client gets for a user who signs in.
   *
   * @throws TestingError when the client or the API is not in the deployment, there are several, or the API does not have a scope or a role
   */
  public tokenForUser(options: UserTokenOptions = {}): Promise<string> {
    const { applications } = this;
    const given = options.client === undefined ? undefined : applications.find(options.client);
    const api = options.api === undefined ? applications.apiForUsersOf(given) : applications.find(options.api);
    const client = given ?? applications.clientOf(api);
    const { user = ANY_USER, scopes = applications.scopesOf(client, api), roles } = options;
    checkPermissions("scope", scopes, api.displayName, api.scopes);
    if (roles === undefined) return this.issue({ client, api, user, scopes }, options);
    checkPermissions("role", roles, api.displayName, api.roles);
    const claims = { ...options.claims, [ROLE_CLAIM]: roles.length === 0 ? undefined : roles };
    return this.issue({ client, api, user, scopes }, { ...options, claims });
  }

  /**
   * A token of an issuer other than Entra ID, with the claims that it would write.
   *
   * @param issuer the `ResourceServer` that the policy was made with, or the issuer or its metadata URL
   * @param claims the claims; `aud` is the audience that the policy asks for if it asks for one only
   * @throws TestingError when no policy trusts the issuer
   */
  public tokenFrom(
    issuer: IssuerName,
    claims: Readonly<Record<string, unknown>>,
    options: { readonly fault?: IssuerTokenFault } = {},
  ): Promise<string> {
    const trusted = this.otherIssuers.find(issuer);
    const { audiences } = trusted;
    if (claims.aud === undefined && audiences.length !== 1) {
      throw notOnly("audience", `a token of ${trusted.issuer}`, "the claim aud", audiences);
    }
    return issuerToken(trusted, { aud: audiences[0], ...claims }, this.clock.now(), options.fault);
  }

  /**
   * Who gets in at each operation, and who does not: callers with all that the deployment grants, nobody, and faulty tokens of those who get in. Each request
   * is answered as the first one, so that no limit is reached.
   *
   * @param options callers that the deployment does not know
   */
  public access({ callers = {} }: AccessOptions = {}): Promise<AccessTable> {
    const { service, apis, applications, deployment, entra, options } = this;
    const known = new KnownCallers(applications, deployment, entra.context, options.users ?? []);
    const trusted = new TrustedApis(service, applications.apis);
    const given = Object.entries(callers).map(([name, token]) =>
      givenCaller(name, token, this.otherIssuers, this.clock.now()),
    );
    return accessTable({
      service,
      apis,
      callersOf: (api, operation) => [...trusted.of(api, operation).flatMap((each) => known.of(each)), ...given],
      send: (method, path, request) => this.requestAlone(method, path, request),
    });
  }

  private issue(subject: Parameters<typeof mintToken>[1], { fault, ...changes }: TokenOptions): Promise<string> {
    if (fault === undefined) return mintToken(this.entra.context, subject, changes);
    if (!Object.keys(TOKEN_FAULTS).includes(fault)) throw unknownFault(fault, Object.keys(TOKEN_FAULTS));
    return mintFaulty(this.entra.context, subject, fault, changes);
  }
}

/** What a program says of version sets. The synthesized JSON has nothing of those that exist already but their ids. */
function versionSetsIn(roots: readonly TestedConstruct[]): Map<string, Versioning> {
  const trees = roots.filter(isConstruct).map((root) => root.node.scopes[0] ?? root);
  const found = trees.flatMap(({ node }) => node.findAll().filter(isVersionSet));
  return new Map(found.map(({ name, scheme }) => [name, { scheme: scheme._scheme, name: scheme.name }]));
}
