import { authorize } from "./authorization-endpoint";
import { authenticate } from "./client-authentication";
import { type EntraDirectory, isTenant } from "./directory";
import { ANY_ORIGIN, ownOrigin, preflightAnswer } from "./cross-origin";
import { EntraError, missingParameter } from "./entra-error";
import { authorizationCode } from "./grants/authorization-code";
import { clientCredentials } from "./grants/client-credentials";
import { JWT_BEARER, onBehalfOf } from "./grants/on-behalf-of";
import { refreshToken } from "./grants/refresh-token";
import type { GrantRequest, TokenResponse } from "./grants/token-grant";
import { contextOf, type IssuerContext, type IssuerOptions } from "./issuer-context";
import { jwksOf, metadataOf } from "./metadata";
import { MICROSOFT_GRAPH } from "./microsoft-graph";
import { parametersOf } from "./request-parameters";
import { Sessions } from "./sessions";
import { isAnyTenant } from "../oauth/issuer-address";
import { TokenVersion } from "../oauth/token-version";

const GRANTS: ReadonlyMap<string, (request: GrantRequest) => Promise<TokenResponse>> = new Map([
  ["client_credentials", clientCredentials],
  ["authorization_code", authorizationCode],
  ["refresh_token", refreshToken],
  [JWT_BEARER, onBehalfOf],
]);

/** `/<tenant>/v2.0/.well-known/…`, `/<tenant>/oauth2/v2.0/token` and the like. */
const PATH =
  /^\/([^/]+)(\/v2\.0)?\/\.well-known\/openid-configuration$|^\/([^/]+)\/(?:(discovery)(\/v2\.0)?\/keys|oauth2(\/v2\.0)?\/(authorize|token))$/;

const TENANT_ID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/**
 * One tenant of Entra ID on this machine: metadata, keys, the authorization and the token endpoint of version 2.
 * It issues what Entra ID issues for the same directory, and refuses what it refuses, with the same code.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/v2-protocols
 */
export class LocalEntraId {
  public readonly context: IssuerContext;
  private readonly sessions = new Sessions();

  public constructor(directory: EntraDirectory, options: IssuerOptions = {}) {
    this.context = contextOf({ ...directory, applications: [...directory.applications, MICROSOFT_GRAPH] }, options);
  }

  /** Answers a request, as a server would. */
  public async handle(request: Request): Promise<Response> {
    const url = new URL(request.url);
    const match = PATH.exec(url.pathname);
    const tenant = match?.[1] ?? match?.[3];
    if (match === null || tenant === undefined) return new Response(null, { status: 404 });
    const { context } = this;
    const isForBrowser = match[7] === "authorize";
    const preflight = isForBrowser ? undefined : preflightAnswer(request);
    if (preflight !== undefined) return preflight;
    try {
      const directory = directoryFor(context.directory, tenant);
      if (match[1] !== undefined) return this.answer(metadataOf(directory, tenant, versionOf(match[2])), ANY_ORIGIN);
      if (match[4] !== undefined)
        return this.answer(jwksOf(directory, tenant, context.keys.published, versionOf(match[5])), ANY_ORIGIN);
      this.checkTenant(tenant);
      const parameters = await parametersOf(request);
      checkOnce(parameters);
      if (versionOf(match[6]) === TokenVersion.V1) nameScope(parameters);
      if (isForBrowser) return authorize(context, this.sessions, parameters);
      return await this.token(request, tenant, parameters);
    } catch (error) {
      if (error instanceof EntraError) return this.refuse(error, isForBrowser ? {} : ownOrigin(request));
      throw error;
    }
  }

  private async token(request: Request, tenant: string, parameters: URLSearchParams): Promise<Response> {
    if (request.method !== "POST") {
      throw new EntraError(
        "invalid_request",
        900561,
        "The endpoint only accepts POST, OPTIONS requests. Received a GET request.",
      );
    }
    const type = parameters.get("grant_type");
    if (type === null) throw missingParameter("grant_type");
    const grant = GRANTS.get(type);
    if (grant === undefined) {
      throw new EntraError("unsupported_grant_type", 70003, `The app requested an unsupported grant type '${type}'.`);
    }
    if (type === "client_credentials" && isAnyTenant(tenant)) {
      throw new EntraError(
        "invalid_request",
        50059,
        "No tenant-identifying information found in either the request or implied by any provided credentials.",
      );
    }
    const { context, sessions } = this;
    const client = await authenticate(context, parameters, request.headers.get("authorization"));
    const origin = request.headers.get("origin");
    const answer = await grant({ ...client, context, sessions, parameters, origin });
    // With an origin, these grants are for pages only.
    const isForPage = grant === authorizationCode || grant === refreshToken;
    return this.answer(answer, isForPage ? ownOrigin(request) : {});
  }

  private checkTenant(tenant: string): void {
    if (isAnyTenant(tenant) || isTenant(this.context.directory, tenant)) return;
    throw tenantNotFound(tenant);
  }

  private answer(body: object, headers: Readonly<Record<string, string>>): Response {
    return Response.json(body, { headers: { "cache-control": "no-store", ...headers } });
  }

  private refuse(error: EntraError, headers: Readonly<Record<string, string>>): Response {
    const body = {
      error: error.error,
      error_description: error.message,
      error_codes: [error.code],
      timestamp: new Date(this.context.now())
        .toISOString()
        .replace(/\.\d+Z$/, "Z")
        .replace("T", " "),
      trace_id: this.context.random(16),
      correlation_id: this.context.random(16),
    };
    const status = error.error === "invalid_client" ? 401 : 400;
    return Response.json(body, { status, headers: { "cache-control": "no-store", ...headers } });
  }
}

/**
 * The directory whose public documents an address is for. Every tenant has them, with the same keys: an id that is not the one here is that of another tenant.
 *
 * @throws EntraError for a name that nobody has
 */
function directoryFor(directory: EntraDirectory, tenant: string): EntraDirectory {
  if (isTenant(directory, tenant) || isAnyTenant(tenant)) return directory;
  if (!TENANT_ID.test(tenant)) throw tenantNotFound(tenant);
  return { ...directory, tenantId: tenant.toLowerCase(), domains: [] };
}

function tenantNotFound(tenant: string): EntraError {
  return new EntraError(
    "invalid_request",
    90002,
    `Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.`,
  );
}

function versionOf(path: string | undefined): TokenVersion {
  return path === undefined ? TokenVersion.V1 : TokenVersion.V2;
}

/** @see https://www.rfc-editor.org/rfc/rfc6749#section-3.1 */
function checkOnce(parameters: URLSearchParams): void {
  const names = [...parameters.keys()];
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice === undefined) return;
  throw new EntraError(
    "invalid_request",
    9000411,
    `The request is not properly formatted. The parameter '${twice}' is duplicated.`,
  );
}

/** Version 1 of the endpoints names the API in `resource`, and knows no scopes. */
function nameScope(parameters: URLSearchParams): void {
  const resource = parameters.get("resource");
  if (resource === null) throw missingParameter("resource");
  parameters.delete("resource");
  parameters.set("scope", `${resource}/.default`);
}
