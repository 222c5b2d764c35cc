import { CompactSign } from "jose";
import { KeySource } from "../../../src/gateway/token/key-source";
import type { TokenCheck } from "../../../src/gateway/token/token-check";
import { verifyToken } from "../../../src/gateway/token/verify-token";
import { SigningKey } from "../../../src/issuer/signing-key";

const NOW = 1_800_000_000;
const [T1, T2] = ["11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"];
const CONSUMERS = "9188040d-6c67-4c5b-b112-36a304b66dad";
const LOGIN = "https://login.microsoftonline.com";
const V1 = (tenant: string): string => `https://sts.windows.net/${tenant}/`;
const V2 = (tenant: string): string => `${LOGIN}/${tenant}/v2.0`;
const IDP = "https://idp.example.com";
const CONFIG = ".well-known/openid-configuration";

const [entra, personal, idp, secret] = [
  SigningKey.generate(),
  SigningKey.generate(),
  SigningKey.generate(),
  Buffer.alloc(32, 7),
];
const KID = "the-same";
const jwk = (key: SigningKey, issuer?: string): object => ({
  ...key.toJwk(),
  kid: KID,
  ...(issuer !== undefined && { issuer }),
});

/** Metadata by URL: the issuer, and the keys. */
const PUBLISHED: Readonly<Record<string, readonly [issuer: string, keys: readonly object[]]>> = {
  [`${LOGIN}/common/v2.0/${CONFIG}`]: [V2("{tenantid}"), [jwk(entra, V2("{tenantid}")), jwk(personal, V2(CONSUMERS))]],
  [`${LOGIN}/common/${CONFIG}`]: [V1("{tenantid}"), [jwk(entra)]],
  [`${LOGIN}/${T1}/v2.0/${CONFIG}`]: [V2(T1), [jwk(entra, V2(T1))]],
  [`${LOGIN}/${T1}/${CONFIG}`]: [V1(T1), [jwk(entra)]],
  [`${IDP}/${CONFIG}`]: [IDP, [jwk(idp)]],
  [`${IDP}/liar/${CONFIG}`]: [V2(T1), [jwk(idp)]],
  [`${IDP}/old-liar/${CONFIG}`]: [V1(T1), [jwk(idp)]],
  [`${IDP}/template-liar/${CONFIG}`]: [V2("{tenantid}"), [jwk(idp)]],
  [`${IDP}/pretender/${CONFIG}`]: [IDP, [jwk(idp, V2(T1))]],
  [`${IDP}/empty/${CONFIG}`]: [IDP, []],
};
const [COMMON, COMMON_V1, TENANT, TENANT_V1, OTHER, LIAR, OLD_LIAR, TEMPLATE_LIAR, PRETENDER, EMPTY] =
  Object.keys(PUBLISHED);

const source = new KeySource(
  (url) => {
    const [issuer, keys] = PUBLISHED[url.replace(/#keys$/, "")] ?? [];
    return Promise.resolve(Response.json(url.endsWith("#keys") ? { keys } : { issuer, jwks_uri: `${url}#keys` }));
  },
  () => NOW * 1000,
);

async function verdict(
  signer: SigningKey | "secret",
  claims: Readonly<Record<string, unknown>>,
  metadataUrls: readonly (string | undefined)[],
  issuers?: readonly string[],
): Promise<string> {
  const [key, alg] = signer === "secret" ? [secret, "HS256"] : [signer.privateKey, "RS256"];
  const token = await new CompactSign(Buffer.from(JSON.stringify({ exp: NOW + 60, ...claims })))
    .setProtectedHeader({ alg, kid: KID })
    .sign(key);
  const check: TokenCheck = {
    requireExpirationTime: true,
    requireSignedTokens: true,
    clockSkewSeconds: 0,
    metadataUrls: metadataUrls.map((url) => url!),
    keys: [{ key: new Uint8Array(secret), kid: KID }],
    decryptionKeys: [],
    requiredClaims: [],
    issuers,
  };
  return verifyToken(token, check, source, NOW * 1000).then(
    () => "passes",
    (error: { readonly reason?: string }) => error.reason ?? "fails otherwise",
  );
}

const of = (tenant: string, iss = V2(tenant)): object => ({ iss, tid: tenant });
const [SIGNATURE, ISSUER] = ["TokenSignatureInvalid", "TokenIssuerNotAllowed"];

describe("a key of a provider", () => {
  test.each<[string, SigningKey | "secret", object, (string | undefined)[], string[] | undefined, string]>([
    ["signs for its own issuer", idp, { iss: IDP }, [COMMON, OTHER], undefined, "passes"],
    ["signs for a tenant of the template", entra, of(T2), [COMMON, OTHER], undefined, "passes"],
    ["does not sign for a tenant that is not listed beside the template", entra, of(T2), [COMMON], [V2(T1)], ISSUER],
    ["does not sign for one either with the secret of a policy", "secret", of(T2), [COMMON], [V2(T1)], ISSUER],
    ["signs for a listed tenant of the template", entra, of(T2), [COMMON, OTHER], [V2(T2)], "passes"],
    [
      "signs for the other version of a tenant, if it is listed",
      entra,
      of(T1, V1(T1)),
      [TENANT, OTHER],
      [V1(T1)],
      "passes",
    ],
    [
      "signs for both versions by both metadata",
      entra,
      of(T1, V1(T1)),
      [TENANT, TENANT_V1, OTHER],
      undefined,
      "passes",
    ],
    [
      "signs for the other version of the template, if it is listed",
      entra,
      of(T2, V1(T2)),
      [COMMON, OTHER],
      [V1(T2)],
      "passes",
    ],
    [
      "signs for any listed issuer, where it is the only provider",
      idp,
      { iss: "urn:alias" },
      [OTHER],
      ["urn:alias"],
      "passes",
    ],
    ["of the policy signs for each issuer of it", "secret", { iss: IDP }, [COMMON, OTHER], undefined, "passes"],
    ["signs for a personal account", personal, of(CONSUMERS), [COMMON], undefined, "passes"],

    ["does not sign for the template of another", idp, of(T2), [COMMON, OTHER], undefined, SIGNATURE],
    [
      "does not sign for the template of another, in version 1",
      idp,
      of(T2, V1(T2)),
      [COMMON_V1, OTHER],
      undefined,
      SIGNATURE,
    ],
    ["does not sign for a listed tenant of another", idp, of(T2), [COMMON, OTHER], [V2(T2)], SIGNATURE],
    ["does not sign for the tenant of another", idp, of(T1), [TENANT, OTHER], undefined, SIGNATURE],
    [
      "does not sign for the other version of the tenant of another",
      idp,
      of(T1, V1(T1)),
      [TENANT, OTHER],
      [V1(T1)],
      SIGNATURE,
    ],
    [
      "does not sign for a listed issuer that nobody publishes",
      idp,
      { iss: "urn:x" },
      [COMMON, OTHER],
      ["urn:x"],
      ISSUER,
    ],
    ["does not sign for another, which signs with no key", entra, { iss: IDP }, [COMMON, EMPTY], undefined, ISSUER],
    [
      "of Entra ID does not sign for another issuer",
      entra,
      { iss: IDP, tid: T1 },
      [COMMON, OTHER],
      undefined,
      SIGNATURE,
    ],
    ["does not name another issuer in its key", idp, of(T1), [TENANT, PRETENDER], undefined, SIGNATURE],
    ["does not publish the issuer of another", idp, of(T1), [TENANT, LIAR], undefined, SIGNATURE],
    ["does not publish a tenant of the template of another", idp, of(T1), [COMMON, LIAR], undefined, SIGNATURE],
    ["does not publish the other version of another", idp, of(T1, V1(T1)), [TENANT, OLD_LIAR], [V1(T1)], SIGNATURE],
    ["does not publish the template of another", idp, of(T2), [COMMON, TEMPLATE_LIAR], undefined, SIGNATURE],
    ["for personal accounts does not sign for a tenant", personal, of(T1), [COMMON], undefined, SIGNATURE],
    ["for personal accounts does not sign for a listed tenant", personal, of(T1), [COMMON], [V2(T1)], SIGNATURE],
    ["of a tenant does not sign for another tenant", entra, of(T2), [TENANT], undefined, ISSUER],
    [
      "does not sign for the tenant in the address and another in the claim",
      entra,
      { iss: V2(T1), tid: T2 },
      [COMMON],
      undefined,
      ISSUER,
    ],
    [
      "does not fill the template with a text that is no GUID",
      entra,
      { iss: V2("x"), tid: "x" },
      [COMMON],
      undefined,
      ISSUER,
    ],
    ["does not sign for the template itself", entra, { iss: V2("{tenantid}") }, [COMMON], undefined, ISSUER],
    ["does not sign for issuers in a list", entra, { iss: [V2(T1)], tid: T1 }, [TENANT], undefined, ISSUER],
    ["does not sign for no issuer", entra, {}, [TENANT], undefined, ISSUER],
  ])("%s", async (_, signer, claims, urls, issuers, expected) => {
    expect(await verdict(signer, { ...claims }, urls, issuers)).toBe(expected);
  });
});
