import { createHash, createPublicKey, type KeyObject, timingSafeEqual, X509Certificate } from "node:crypto";
import {
  createLocalJWKSet,
  decodeJwt,
  decodeProtectedHeader,
  type JSONWebKeySet,
  type JWTPayload,
  jwtVerify,
} from "jose";
import { entraTokenEndpoint } from "../oauth/entra-tenant";
import { basicCredentials } from "./basic-credentials";
import { type EntraApplication, type FederatedIdentity, tryFindApplication } from "./directory";
import { EntraError, missingParameter, unknownClient } from "./entra-error";
import { ClientProof } from "./entra-tokens";
import type { IssuerContext } from "./issuer-context";
import { issuerOf } from "./entra-tokens";
import { TokenVersion } from "../oauth/token-version";

/** A client, and how it proved who it is. */
export interface AuthenticatedClient {
  readonly client: EntraApplication;
  readonly proof: ClientProof;
}

export const ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/**
 * Finds out which client sends a request, from its parameters or its `Authorization` header.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-2.3
 */
export async function authenticate(
  context: IssuerContext,
  parameters: URLSearchParams,
  authorization: string | null,
): Promise<AuthenticatedClient> {
  const basic = basicCredentials(authorization);
  const clientId = basic?.id ?? parameters.get("client_id");
  if (clientId === null || clientId === "") throw missingParameter("client_id");
  const client = tryFindApplication(context.directory, clientId);
  if (client === undefined) throw unknownClient(clientId, context.directory.tenantId);
  const secret = basic?.secret ?? parameters.get("client_secret");
  const assertion = parameters.get("client_assertion");
  if (assertion !== null) {
    if (parameters.get("client_assertion_type") !== ASSERTION_TYPE) throw missingParameter("client_assertion_type");
    return { client, proof: await checkAssertion(context, client, assertion) };
  }
  if (secret === null) return { client, proof: ClientProof.NONE };
  checkSecret(context, client, secret);
  return { client, proof: ClientProof.SECRET };
}

/** What a request without a secret or an assertion gets, where one is needed. */
export function credentialNeeded(): EntraError {
  return new EntraError(
    "invalid_client",
    7000218,
    "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
  );
}

function checkSecret({ now }: IssuerContext, client: EntraApplication, secret: string): void {
  const known = client.credentials.secrets.find(({ value }) => isSame(value, secret));
  if (known === undefined) {
    throw new EntraError(
      "invalid_client",
      7000215,
      `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${client.clientId}'.`,
    );
  }
  if (known.endsAt !== undefined && known.endsAt <= now()) {
    throw new EntraError(
      "invalid_client",
      7000222,
      `The provided client secret keys for app '${client.clientId}' are expired. Visit the Azure portal to create new keys for your app, or consider using certificate credentials for added security.`,
    );
  }
}

/** Compares hashes, which have the same length, in a time that says nothing about the secret. */
function isSame(left: string, right: string): boolean {
  const hash = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(hash(left), hash(right));
}

async function checkAssertion(
  context: IssuerContext,
  client: EntraApplication,
  assertion: string,
): Promise<ClientProof> {
  const claims = readClaims(assertion);
  if (claims.iss === client.clientId) await checkSigned(context, client, assertion);
  else await checkFederated(context, client, assertion, claims);
  return ClientProof.CERTIFICATE;
}

function readClaims(assertion: string): JWTPayload {
  try {
    decodeProtectedHeader(assertion);
    return decodeJwt(assertion);
  } catch {
    throw new EntraError("invalid_request", 50027, "JWT token is invalid or malformed.");
  }
}

/** An assertion that the client signed with the key of one of its certificates (RFC 7523). */
async function checkSigned(context: IssuerContext, client: EntraApplication, assertion: string): Promise<void> {
  const { directory, now } = context;
  const audiences = [
    entraTokenEndpoint(directory.hosts.loginHost, directory.tenantId),
    ...directory.domains.map((domain) => entraTokenEndpoint(directory.hosts.loginHost, domain)),
    issuerOf(context, TokenVersion.V2),
  ];
  for (const key of client.credentials.certificates.map(publicKeyOf)) {
    try {
      const options = { issuer: client.clientId, subject: client.clientId, currentDate: new Date(now()) };
      await jwtVerify(assertion, key, {
        ...options,
        audience: audiences,
        algorithms: ["RS256", "PS256"],
        requiredClaims: ["exp"],
      });
      return;
    } catch {
      // Another certificate may be the one.
    }
  }
  throw new EntraError(
    "invalid_client",
    700027,
    "The certificate with identifier used to sign the client assertion is not registered on application, or its signature, lifetime, subject or audience is not valid.",
  );
}

function publicKeyOf(certificate: string): KeyObject {
  return certificate.includes("BEGIN CERTIFICATE")
    ? new X509Certificate(certificate).publicKey
    : createPublicKey(certificate);
}

/** A token of another issuer, such as that of a pipeline. */
async function checkFederated(
  context: IssuerContext,
  client: EntraApplication,
  assertion: string,
  claims: JWTPayload,
): Promise<void> {
  const audiences = [claims.aud ?? []].flat();
  const match = client.credentials.federated.find(
    ({ issuer, subject, audience }) => issuer === claims.iss && subject === claims.sub && audiences.includes(audience),
  );
  if (match === undefined) {
    throw new EntraError(
      "invalid_client",
      700213,
      `No matching federated identity record found for presented assertion subject '${claims.sub ?? ""}' and issuer '${claims.iss ?? ""}'. Check your federated identity credential Subject, Audience and Issuer against the presented assertion.`,
    );
  }
  await checkSignature(context, match, assertion);
}

async function checkSignature(context: IssuerContext, identity: FederatedIdentity, assertion: string): Promise<void> {
  const { issuer, subject, audience } = identity;
  try {
    const keys = createLocalJWKSet(await jwksOfIssuer(context, issuer));
    const options = { issuer, subject, audience, currentDate: new Date(context.now()), requiredClaims: ["exp"] };
    await jwtVerify(assertion, keys, { ...options, algorithms: ["RS256"] });
  } catch {
    throw new EntraError(
      "invalid_client",
      700024,
      "Client assertion is not within its valid time range, or its signature does not match a key of its issuer.",
    );
  }
}

async function jwksOfIssuer(context: IssuerContext, issuer: string): Promise<JSONWebKeySet> {
  // The tokens of a managed identity are those of the tenant itself.
  if (issuer === issuerOf(context, TokenVersion.V2)) return { keys: context.keys.published.map((key) => key.toJwk()) };
  const { fetch } = context;
  const metadata = await fetch(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`);
  const { jwks_uri: uri } = (await metadata.json()) as { readonly jwks_uri: string };
  return (await (await fetch(uri)).json()) as JSONWebKeySet;
}
