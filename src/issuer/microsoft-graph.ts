import { createHash } from "node:crypto";
import type { JWTPayload } from "jose";
import { TokenVersion } from "../oauth/token-version";
import type { EntraApplication } from "./directory";
import { sign } from "./entra-tokens";
import type { IssuerContext } from "./issuer-context";

const CLIENT_ID = "00000003-0000-0000-c000-000000000000";

/** Microsoft Graph, which every tenant has. A request that names no API means it. */
export const MICROSOFT_GRAPH: EntraApplication = {
  clientId: CLIENT_ID,
  principalId: "00000003-0000-4000-8000-000000000000",
  displayName: "Microsoft Graph",
  tokenVersion: TokenVersion.V1,
  identifierUris: ["https://graph.microsoft.com"],
  scopes: [{ id: "e1fe6dd8-ba31-4d61-89e7-88639da4683d", value: "User.Read" }],
  roles: [],
  redirectUris: { web: [], singlePage: [], publicClient: [] },
  isAssignmentRequired: false,
  // Everybody may sign in and read the own profile.
  preAuthorizedClients: [],
  optionalClaims: [],
  credentials: { secrets: [], certificates: [], federated: [] },
};

/** Signs an access token. One for Microsoft Graph is signed over a hash of the `nonce` in its header, so that nobody else can verify it. */
export async function signAccessToken(
  context: IssuerContext,
  api: EntraApplication,
  claims: JWTPayload,
): Promise<string> {
  const key = context.keys.signingKey;
  if (api.clientId !== CLIENT_ID) return sign(claims, key);
  const nonce = context.random(32);
  const hashed = createHash("sha256").update(nonce).digest("base64url");
  const [header, ...rest] = (await sign(claims, key, { nonce: hashed })).split(".");
  const fields = JSON.parse(Buffer.from(header ?? "", "base64url").toString()) as Record<string, string>;
  return [Buffer.from(JSON.stringify({ ...fields, nonce })).toString("base64url"), ...rest].join(".");
}
