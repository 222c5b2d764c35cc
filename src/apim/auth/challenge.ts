import type { IResourceServer } from "../../oauth/resource-server";
import { csharpString } from "../../policy/csharp/literal";
import { writtenExpression } from "../../policy/model/written-value";
import { Choose, ReturnResponse, SetBody, SetStatus } from "../../policy/statements";
import { setHeader } from "../policy/headers";
import type { AcceptedTokens } from "./accepted-tokens";
import { authorizationCondition } from "./authorization-condition";
import type { TokenValidation } from "./token-validation";

/**
 * What a `WWW-Authenticate` header says.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6750#section-3
 */
export interface Challenge {
  readonly realm: string;
  /** Where the metadata of RFC 9728 is. */
  readonly resourceMetadata?: string | undefined;
}

/**
 * Adds to a 401 response the challenge that says what is missing.
 *
 * @param scopes the scopes that a client asks for first. Only one that reads the metadata can know where.
 */
export function challengeOf401(challenge: Challenge, validation: TokenValidation, scopes: readonly string[]): Choose {
  const asked = challenge.resourceMetadata === undefined ? [] : scopeParameter(scopes);
  const noToken = headerValue(challenge, ...asked);
  const badToken = headerValue(challenge, 'error="invalid_token"', ...asked);
  const value = `context.LastError.Reason == "TokenNotPresent" ? ${csharpString(noToken)} : ${csharpString(badToken)}`;
  const condition = writtenExpression(`context.LastError.Source == ${csharpString(validation)}`);
  return new Choose({
    when: [{ condition, statements: [setHeader("WWW-Authenticate", writtenExpression(value))] }],
  });
}

/** Rejects callers that lack the role or scope. */
export function refuseOthers(tokens: AcceptedTokens, variable: string, challenge: Challenge): Choose {
  const { resource, callers, allowedClients } = tokens;
  const scopes = requestedScopes(resource, callers.scopes);
  const value = headerValue(challenge, 'error="insufficient_scope"', ...scopeParameter(scopes));
  const condition = authorizationCondition(variable, resource, callers, allowedClients);
  return new Choose({
    when: [{ condition: writtenExpression(`!(${condition})`), statements: [refusal(403, "Forbidden", value)] }],
  });
}

/** A response that ends the request. */
export function refusal(code: number, reason: string, challenge?: string): ReturnResponse {
  return new ReturnResponse({
    status: new SetStatus({ code, reason }),
    headers: [
      ...(challenge === undefined ? [] : [setHeader("WWW-Authenticate", challenge)]),
      setHeader("Content-Type", "application/json"),
    ],
    body: new SetBody({ body: `{ "statusCode": ${code}, "message": "${reason}" }` }),
  });
}

/** The value of a `WWW-Authenticate` header. */
export function headerValue({ realm, resourceMetadata }: Challenge, ...parameters: string[]): string {
  const metadata = resourceMetadata === undefined ? [] : [`resource_metadata=${quotedString(resourceMetadata)}`];
  return [`Bearer realm=${quotedString(realm)}`, ...parameters, ...metadata].join(", ");
}

/** Scopes as a client asks for them. */
export function requestedScopes(resource: IResourceServer, scopes: readonly string[]): string[] {
  return scopes.map((name) => resource.requestedScope(name));
}

/** Applications have roles, and nothing to ask for. */
function scopeParameter(scopes: readonly string[]): string[] {
  return scopes.length === 0 ? [] : [`scope=${quotedString(scopes.join(" "))}`];
}

/** A parameter of an HTTP header. Text next to a Terraform value has not been checked and may contain quotes. */
function quotedString(value: string): string {
  return `"${value.replace(/["\\]/g, "\\$&")}"`;
}
