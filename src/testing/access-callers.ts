import type { DeploymentModel, Registration } from "../deployment/model";
import { type EntraApplication, type EntraUser, rolesOf } from "../issuer/directory";
import type { IssuerContext } from "../issuer/issuer-context";
import type { TokenChanges } from "../issuer/token-mint";
import { ROLE_CLAIM } from "../oauth/entra-claims";
import type { Applications } from "./applications";
import type { DeployedIssuers } from "./deployed-issuers";
import { ISSUER_FAULTS, issuerToken, type IssuerTokenFault } from "./issuer-token";
import {
  ANY_USER,
  claimsOf,
  mintFaulty,
  mintToken,
  TOKEN_FAULTS,
  type TokenFault,
  type TokenSubject,
} from "./token-fault";

/** Someone who may call an API, with the token that it gets. */
export interface KnownCaller {
  /** Such as `Nightly job with Orders.Sync`. */
  readonly name: string;
  /** Callers of one kind at one API. The faulty tokens of one of them say as much as those of another. */
  readonly kind: string;
  /** What can be wrong with its token. */
  readonly faults: readonly TokenFault[];
  /** The token, with a fault if one is given. */
  token(fault?: TokenFault): Promise<string>;
}

interface Grant {
  readonly name: string;
  readonly subject: TokenSubject;
  /** Roles in the place of those that the deployment assigns. */
  readonly roles?: readonly string[];
}

/**
 * The callers that a deployment knows of an API, those with the least first: applications with each of the roles, and users with each of the scopes and
 * roles. What no client was granted is granted to those that ask for it, or to one here, because it may be granted tomorrow.
 */
export class KnownCallers {
  private readonly callers = new Map<EntraApplication, readonly KnownCaller[]>();

  public constructor(
    private readonly applications: Applications,
    private readonly deployment: DeploymentModel,
    private readonly context: IssuerContext,
    private readonly users: readonly EntraUser[],
  ) {}

  public of(api: EntraApplication): readonly KnownCaller[] {
    const known = this.callers.get(api);
    if (known !== undefined) return known;
    const callers = [...this.applicationsWithRoles(api), ...this.usersWithScopes(api)].map((grant) =>
      this.caller(api, grant),
    );
    this.callers.set(api, callers);
    return callers;
  }

  private applicationsWithRoles(api: EntraApplication): Grant[] {
    const { directory } = this.context;
    const assigned = this.applications.all
      .map((client) => ({ client, roles: rolesOf(directory, [client.principalId], api) }))
      .filter(({ roles }) => roles.length > 0);
    const free = this.rolesFor(api, "Application").filter((role) =>
      assigned.every(({ roles }) => !roles.includes(role)),
    );
    return [
      ...assigned.map(({ client, roles }) => ({
        name: `${client.displayName} with ${roles.join(" ")}`,
        subject: { client, api },
      })),
      ...free.map((role) => ({ name: `an application with ${role}`, subject: { client: api, api }, roles: [role] })),
    ];
  }

  private usersWithScopes(api: EntraApplication): Grant[] {
    const clients = this.applications.all
      .map((client) => ({ client, scopes: this.applications.scopesOf(client, api) }))
      .filter(({ scopes }) => scopes.length > 0);
    const consents = clients.flatMap(({ client, scopes }) =>
      [...scopes.map((scope) => [scope]), ...(scopes.length > 1 ? [scopes] : [])].map((names) => ({
        client,
        of: ` of ${client.displayName}`,
        scopes: names,
      })),
    );
    const free = api.scopes
      .filter(({ value }) => clients.every(({ scopes }) => !scopes.includes(value)))
      .flatMap(({ id, value }) => {
        const asking = this.clientsThatRequest(api, id);
        if (asking.length === 0) return [{ client: api, of: "", scopes: [value] }];
        return asking.map((client) => ({ client, of: ` of ${client.displayName}`, scopes: [value] }));
      });
    const roles = this.rolesFor(api, "User");
    const grants = [...consents, ...free];
    const grant = (user: EntraUser, name: string, { client, of, scopes }: (typeof grants)[number]): Grant => ({
      name: `${name}${of} with ${scopes.join(" ")}`,
      subject: { client, api, user, scopes },
    });
    return [
      ...grants.map((each) => grant(ANY_USER, "a user", each)),
      ...grants.flatMap((each) =>
        roles.map((role) => {
          const plain = grant(ANY_USER, "a user", each);
          return { ...plain, name: `${plain.name} and the role ${role}`, roles: [role] };
        }),
      ),
      ...grants.flatMap((each) => this.users.map((user) => grant(user, user.displayName, each))),
    ];
  }

  /** The clients that ask their users for a scope. */
  private clientsThatRequest(api: EntraApplication, scopeId: string): EntraApplication[] {
    const asks = ({ requestedPermissions }: Registration): boolean =>
      requestedPermissions.some((each) => each.apiClientId === api.clientId && each.scopeIds.includes(scopeId));
    const ids = this.deployment.registrations.filter(asks).map(({ clientId }) => clientId);
    return this.applications.all.filter(({ clientId }) => ids.includes(clientId));
  }

  /** The roles for applications or for users. */
  private rolesFor(api: EntraApplication, member: "Application" | "User"): string[] {
    const registration = this.deployment.registrations.find(({ clientId }) => clientId === api.clientId);
    const roles = registration?.roles.filter(({ memberTypes }) => memberTypes.includes(member)) ?? [];
    const names = roles.map(({ value }) => value);
    return api.roles.map(({ value }) => value).filter((value) => names.includes(value));
  }

  /** An ID token has the roles of its user: that of one with all of them is the most that a user can have. */
  private allRolesOfUsers(api: EntraApplication): TokenChanges {
    const roles = this.rolesFor(api, "User");
    return roles.length === 0 ? {} : { claims: { [ROLE_CLAIM]: roles } };
  }

  private caller(api: EntraApplication, { name, subject, roles }: Grant): KnownCaller {
    const { context } = this;
    const changes = roles === undefined ? {} : { claims: { [ROLE_CLAIM]: roles } };
    const { user } = subject;
    const principals = user === undefined ? [subject.client.principalId] : [user.objectId, ...user.groups];
    const held = roles ?? rolesOf(context.directory, principals, api);
    const ofApplications = this.rolesFor(api, "Application");
    const impossible: Partial<Record<TokenFault, boolean>> = {
      "role-less": held.length === 0,
      // Without its scope, the token of a user with such a role is the token of an application.
      "scope-less": user === undefined || held.some((role) => ofApplications.includes(role)),
    };
    return {
      name,
      kind: `${api.clientId} ${user === undefined ? "application" : "user"}`,
      faults: FAULTS.filter((fault) => impossible[fault] !== true),
      token: kept((fault) => {
        if (fault === undefined) return mintToken(context, subject, changes);
        if (fault === "id-token") return mintFaulty(context, subject, fault, this.allRolesOfUsers(api));
        return mintFaulty(context, subject, fault, FAULTS_OF_NOBODY.includes(fault) ? {} : changes);
      }),
    };
  }
}

/** A caller with a token that the test has. Only for a token of an issuer that policies trust can faulty ones be made. */
export function givenCaller(name: string, token: string, issuers: DeployedIssuers, now: number): KnownCaller {
  const claims = claimsOf(token);
  const issuer = issuers.all.find((each) => each.issuer === claims.iss);
  return {
    name,
    kind: issuer?.issuer ?? name,
    faults: issuer === undefined ? [] : ISSUER_FAULTS,
    token: kept((fault) =>
      fault === undefined || issuer === undefined
        ? Promise.resolve(token)
        : issuerToken(issuer, claims, now, fault as IssuerTokenFault),
    ),
  };
}

/** These say the same whoever's token it would be. */
export const FAULTS_OF_NOBODY: readonly TokenFault[] = ["other-client", "id-token", "graph-token"];

const FAULTS = Object.keys(TOKEN_FAULTS) as readonly TokenFault[];

type Tokens = (fault?: TokenFault) => Promise<string>;

/** Each token is made once. */
function kept(make: Tokens): Tokens {
  const tokens = new Map<TokenFault | undefined, Promise<string>>();
  return (fault) => {
    const token = tokens.get(fault) ?? make(fault);
    tokens.set(fault, token);
    return token;
  };
}
