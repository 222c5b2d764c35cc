import { sign } from "../issuer/entra-tokens";
import { unknownFault } from "./errors";
import type { TrustedIssuer } from "./deployed-issuers";
import { claimsOf, DAY_SECONDS, keyOfNobody, type TokenFault, withoutSignature } from "./token-fault";

/** What can be wrong with a token of any issuer. For these, another tenant is another issuer. */
export const ISSUER_FAULTS = [
  "other-tenant",
  "other-audience",
  "expired",
  "not-yet-valid",
  "other-key",
  "unsigned",
] as const satisfies readonly TokenFault[];

export type IssuerTokenFault = (typeof ISSUER_FAULTS)[number];

/** A token of an issuer, with these claims and perhaps something wrong. */
export async function issuerToken(
  { server, audiences }: TrustedIssuer,
  claims: Readonly<Record<string, unknown>>,
  now: number,
  fault?: IssuerTokenFault,
): Promise<string> {
  const seconds = Math.floor(now / 1000);
  switch (fault) {
    case undefined:
      return server.mint(claims);
    case "expired":
      return server.mint({ ...claims, iat: seconds - DAY_SECONDS, exp: seconds - DAY_SECONDS + 1 });
    case "not-yet-valid":
      return server.mint({ ...claims, nbf: seconds + DAY_SECONDS, exp: seconds + 2 * DAY_SECONDS });
    case "other-audience":
      return server.mint({ ...claims, aud: `not-${audiences[0] ?? "this"}` });
    case "other-tenant":
      return server.mint({ ...claims, iss: "https://issuer.example.com" });
    case "other-key": {
      const { kid } = server.keys.signingKey;
      return sign(claimsOf(await server.mint(claims)), keyOfNobody(), { kid });
    }
    case "unsigned":
      return withoutSignature(await server.mint(claims));
    default:
      throw unknownFault(fault, ISSUER_FAULTS);
  }
}
