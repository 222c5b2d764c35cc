import type { IOAuthClient, IResourceServer } from "../../oauth/resource-server";
import { hasEntraClaims } from "../../oauth/entra-claims";
import { GUID } from "../../oauth/entra-tenant";
import {
  type ApplicationTokens,
  ClaimForm,
  ClaimTest,
  type TokenClaim,
  type TokenClaims,
} from "../../oauth/token-claims";
import { csharpString } from "../../policy/csharp/literal";
import type { Callers } from "./callers";

/**
 * C# condition that is true when the caller is authorized. The token has been validated before.
 *
 * It has neither "&" nor "<" nor single quotes, so that the policy is well-formed XML as well.
 *
 * @param variable the variable that holds the validated token
 * @param allowedClients the only clients that may call, or undefined for all
 */
export function authorizationCondition(
  variable: string,
  resource: IResourceServer,
  callers: Callers,
  allowedClients: readonly IOAuthClient[] | undefined,
): string {
  const { claims } = resource;
  const token = new TokenReader(variable);
  const users = anyOf(
    callers._users.map(({ scopes, roles }) => {
      const held = token.holdsAnyOf(claims.scopes, scopes);
      return roles.length === 0 ? held : `${grouped(held)} ? ${grouped(token.holdsAnyOf(claims.roles, roles))} : false`;
    }),
  );
  const held = token.holdsAnyOf(claims.roles, callers.roles);
  const isAnyToken = allowedClients === undefined && mayBeRolesOfUsers(resource, callers.roles);
  const applications = isAnyToken ? `${token.has(claims.client)} ? ${grouped(held)} : false` : held;
  const difference = token.difference(claims.applications);
  const caller =
    claims.applications.test === ClaimTest.ABSENT
      ? `${difference} ? ${grouped(users)} : ${applications}`
      : `${difference} ? ${grouped(applications)} : ${users}`;
  if (allowedClients === undefined) return caller;

  const clients = allowedClients.map(
    ({ clientId }) => `${token.claim(claims.client)} == ${csharpString(asInTokens(clientId, claims))}`,
  );
  return `${anyOf(clients)} ? (${caller}) : false`;
}

/**
 * Whether a user may have one of the roles, in tokens of Entra ID. An ID token for the registration of the API has the roles of its user, and no scope, like
 * the token of an application; but it names no client.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/id-token-claims-reference
 */
function mayBeRolesOfUsers({ claims, userRoleValues: known }: IResourceServer, roles: readonly string[]): boolean {
  return hasEntraClaims(claims) && roles.some((role) => known?.includes(role) !== false);
}

/** Tokens of Entra ID have client ids in lower case. */
function asInTokens(clientId: string, claims: TokenClaims): string {
  return GUID.test(clientId) && hasEntraClaims(claims) ? clientId.toLowerCase() : clientId;
}

/** C# that reads the claims of a validated token. A missing claim never throws. */
export class TokenReader {
  /** The validated token. */
  public readonly token: string;
  private readonly claims: string;

  public constructor(variable: string) {
    this.token = `((Jwt)context.Variables[${csharpString(variable)}])`;
    this.claims = `${this.token}.Claims`;
  }

  /** C# that differs between the tokens of applications and those of users. It is true for a user only if application tokens lack a claim. */
  public difference({ claim, test, text = "" }: ApplicationTokens): string {
    switch (test) {
      case ClaimTest.ABSENT:
      case ClaimTest.PRESENT:
        return this.has(claim);
      case ClaimTest.EQUALS:
        return `${this.claim(claim)} == ${csharpString(text)}`;
      case ClaimTest.ENDS_WITH:
        return `${this.claim(claim)}.EndsWith(${csharpString(text)})`;
    }
  }

  public has(name: string): string {
    return `${this.claims}.ContainsKey(${csharpString(name)})`;
  }

  public claim(name: string): string {
    return `${this.claims}.GetValueOrDefault(${csharpString(name)}, "")`;
  }

  /** C# that is true when a claim holds one of the values. */
  public holdsAnyOf({ name, form }: TokenClaim, values: readonly string[]): string {
    if (values.length === 0) return "false";
    if (form === ClaimForm.SPACE_DELIMITED) {
      return anyOf(values.map((value) => `(" " + ${this.claim(name)} + " ").Contains(${csharpString(` ${value} `)})`));
    }
    const held = values.map((value) => `${this.claims}[${csharpString(name)}].Contains(${csharpString(value)})`);
    return `${this.has(name)} ? ${anyOf(held)} : false`;
  }
}

/** C# that is true when one of the conditions is. */
function anyOf(conditions: readonly string[]): string {
  if (conditions.length === 0) return "false";
  return conditions.length === 1 ? conditions[0]! : `(${conditions.map(grouped).join(" || ")})`;
}

/** A nested conditional is hard to read without parentheses. */
function grouped(condition: string): string {
  return condition.includes(" ? ") ? `(${condition})` : condition;
}
