import type { IResourceServer } from "../../oauth/resource-server";
import { ClaimTest } from "../../oauth/token-claims";
import { hasEntraClaims } from "../../oauth/entra-claims";
import { csharpString } from "../../policy/csharp/literal";
import type { PolicyValue } from "../../policy/model/value";
import { writtenExpression } from "../../policy/model/written-value";
import { SetVariable } from "../../policy/statements";
import { TokenReader } from "./authorization-condition";

/** The variables that name the caller of a validated token. */
export enum CallerVariable {
  /** The user, or the application that calls for itself. */
  CALLER = "caller",
  /** The same, with all that the token allows: what one token may see, another of the same caller may not. */
  GRANT = "caller-grant",
}

/** Names the caller in a variable. */
export function nameCaller(name: CallerVariable, tokenVariable: string, resource: IResourceServer): SetVariable {
  const code =
    name === CallerVariable.CALLER ? callerName(tokenVariable, resource) : grantName(tokenVariable, resource);
  return new SetVariable({ name, value: writtenExpression(code) });
}

/**
 * C# that names the caller of a validated token: a user, or an application that calls for itself.
 *
 * It has the issuer and claims that the issuer determines. Tokens that lack them share one name.
 */
function callerName(variable: string, { claims }: IResourceServer): string {
  const token = new TokenReader(variable);
  // Claim sub of Entra ID differs between the clients of one user.
  const subject = `${token.token}.Subject`;
  const user = hasEntraClaims(claims) ? `(${token.has("oid")} ? ${token.claim("oid")} : ${subject})` : subject;
  const client = token.claim(claims.client);
  const difference = token.difference(claims.applications);
  const who =
    claims.applications.test === ClaimTest.ABSENT
      ? `${difference} ? ${user} : ${client}`
      : `${difference} ? ${client} : ${user}`;
  return `${token.token}.Issuer + ${csharpString("|")} + (${who})`;
}

/** C# that names the caller together with the client, the scopes and the roles of the token. */
function grantName(variable: string, resource: IResourceServer): string {
  const token = new TokenReader(variable);
  const { client, scopes, roles } = resource.claims;
  const parts = [callerName(variable, resource), ...[client, scopes.name, roles.name].map((name) => token.claim(name))];
  return parts.join(` + ${csharpString("|")} + `);
}

/** The caller that the token check has named, or the address of a caller without a token. */
export function callerOrAddress(prefix: string): PolicyValue {
  const name = csharpString(CallerVariable.CALLER);
  return writtenExpression(
    `${csharpString(`${prefix}|`)} + (context.Variables.ContainsKey(${name}) ? (string)context.Variables[${name}] : context.Request.IpAddress)`,
  );
}
