import { createHmac, generateKeyPairSync, type JsonWebKey, type KeyObject, sign } from "node:crypto";
import { CompactEncrypt } from "jose";
import { KeySource } from "../../../src/gateway/token/key-source";
import { run } from "../run-policy";

const NOW = 1_800_000_000;
const ISSUER = "https://idp.example.com";
const METADATA = `${ISSUER}/.well-known/openid-configuration`;
const KID = "k";

const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
const small = generateKeyPairSync("rsa", { modulusLength: 1024 });
const ec = generateKeyPairSync("ec", { namedCurve: "P-256" });
const ec384 = generateKeyPairSync("ec", { namedCurve: "P-384" });
const CLAIMS = { iss: ISSUER, aud: "api", exp: NOW + 60, sub: "ada" };
const HEADER = { alg: "RS256", kid: KID };

type Part = object | string | Buffer;

function encoded(part: Part): string {
  const bytes = Buffer.isBuffer(part) ? part : Buffer.from(typeof part === "string" ? part : JSON.stringify(part));
  return bytes.toString("base64url");
}

/** A token that a key signs, whatever is in it. */
function signed(
  header: Part = HEADER,
  claims: Part = CLAIMS,
  key: KeyObject = rsa.privateKey,
  hash = "sha256",
): string {
  const text = `${encoded(header)}.${encoded(claims)}`;
  const signature = sign(hash, Buffer.from(text), { key, dsaEncoding: "ieee-p1363" });
  return `${text}.${signature.toString("base64url")}`;
}

const jwk = (key: KeyObject, more: object = {}): JsonWebKey => ({
  ...key.export({ format: "jwk" }),
  kid: KID,
  ...more,
});
const PUBLIC = jwk(rsa.publicKey, { use: "sig" });

const claim = (name: string, value: string): string =>
  `<required-claims><claim name="${name}"><value>${value}</value></claim></required-claims>`;

/** The reason for which a request is refused, or "passes". */
async function verdict(
  headers: readonly (readonly [string, string])[],
  keys: readonly unknown[] = [PUBLIC],
  {
    inline = "",
    claims = "",
    then = "",
    url,
    attributes = 'header-name="Authorization"',
  }: { inline?: string; claims?: string; then?: string; url?: string; attributes?: string } = {},
): Promise<string> {
  const source = new KeySource(
    (address) =>
      Promise.resolve(Response.json(address === METADATA ? { issuer: ISSUER, jwks_uri: `${ISSUER}/keys` } : { keys })),
    () => NOW * 1000,
  );
  const clock = {
    now: () => NOW * 1000,
    sleep: () => Promise.resolve(),
    within: <T>(_: number, work: (signal: AbortSignal) => Promise<T>) => work(new AbortController().signal),
  };
  const policy = `<validate-jwt ${attributes}><openid-config url="${METADATA}" />${inline}<audiences><audience>api</audience></audiences>${claims}</validate-jwt>${then}`;
  const { exchange, sent } = await run(policy, { headers, url, services: { keys: source, clock } });
  const { lastError } = exchange;
  if (lastError !== undefined) expect(sent).toEqual([]);
  return lastError === undefined && sent.length === 1 ? "passes" : (lastError?.reason ?? "no reason");
}

const bearer = (token: string): [string, string][] => [["Authorization", `Bearer ${token}`]];
const json = (claims: string): string => `{"iss":"${ISSUER}","aud":"api","exp":${NOW + 60}${claims}}`;
const [INVALID, SIGNATURE, UNKNOWN_KEY, EXPIRED] = [
  "JwtInvalid",
  "TokenSignatureInvalid",
  "TokenSignatureKeyNotFound",
  "TokenExpired",
];

test.each<[string, string, string]>([
  ["a good token", signed(), "passes"],
  ["no name of a key", signed({ alg: "RS256" }), "passes"],
  ["a type", signed({ ...HEADER, typ: "at+jwt" }), "passes"],
  ["an audience among several", signed(HEADER, { ...CLAIMS, aud: ["x", "api"] }), "passes"],
  ["times with fractions", signed(HEADER, { ...CLAIMS, exp: NOW + 0.5, nbf: NOW - 0.5 }), "passes"],
  ["white space in the JSON", signed(HEADER, json(' ,\n "a" : [ 1 , {} ]')), "passes"],
  ["RS512", signed({ ...HEADER, alg: "RS512" }, CLAIMS, rsa.privateKey, "sha512"), "passes"],

  ["the algorithm none", `${encoded({ alg: "none" })}.${encoded(CLAIMS)}.`, INVALID],
  ["the algorithm none, with a signature", signed({ ...HEADER, alg: "none" }), INVALID],
  ["the algorithm NONE", `${encoded({ alg: "NONE", kid: KID })}.${encoded(CLAIMS)}.`, SIGNATURE],
  ["an empty algorithm", signed({ ...HEADER, alg: "" }), SIGNATURE],
  ["no algorithm", signed({ kid: KID }), INVALID],
  ["an algorithm in a list", signed({ ...HEADER, alg: ["RS256"] }), INVALID],
  ["another algorithm than that of its signature", signed({ ...HEADER, alg: "PS256" }), SIGNATURE],
  ["RS384, which is not documented", signed({ ...HEADER, alg: "RS384" }, CLAIMS, rsa.privateKey, "sha384"), SIGNATURE],
  [
    "the key of somebody in its header",
    signed({ ...HEADER, jwk: jwk(ec.publicKey), alg: "ES256" }, CLAIMS, ec.privateKey),
    SIGNATURE,
  ],
  ["a key at an address", signed({ alg: "RS256", kid: "x", jku: "https://evil.example.com" }), UNKNOWN_KEY],
  ["a certificate", signed({ alg: "RS256", kid: "x", x5c: ["AAAA"] }), UNKNOWN_KEY],
  ["crit", signed({ ...HEADER, crit: ["exp"], exp: NOW }), INVALID],
  ["an empty crit", signed({ ...HEADER, crit: [] }), INVALID],
  ["b64", signed({ ...HEADER, b64: true }), INVALID],
  ["a path as the name of its key", signed({ alg: "RS256", kid: "../../k" }), UNKNOWN_KEY],
  ["SQL as the name of its key", signed({ alg: "RS256", kid: "' OR 1=1 --" }), UNKNOWN_KEY],
  ["an empty name of its key", signed({ alg: "RS256", kid: "" }), UNKNOWN_KEY],
  ["the name of its key in other case", signed({ alg: "RS256", kid: "K" }), UNKNOWN_KEY],
  ["__proto__ as the name of its key", signed({ alg: "RS256", kid: "__proto__" }), UNKNOWN_KEY],
  ["a list as the name of its key", signed({ alg: "RS256", kid: [KID] }), INVALID],
  ["null as the name of its key", signed({ alg: "RS256", kid: null }), INVALID],
  ["a number as the name of its key", signed({ alg: "RS256", kid: 0 }), INVALID],
  ["a name twice in its header", signed(`{"alg":"none","alg":"RS256"}`), INVALID],
  ["the audience twice", signed(HEADER, json(',"aud":"api"')), INVALID],
  ["the audience twice, once escaped", signed(HEADER, json(',"\\u0061ud":"api"')), INVALID],
  ["a name twice inside of a claim", signed(HEADER, json(',"a":[{"b":1,"c":2,"b":3}]')), INVALID],
  ["a name twice with space", signed(HEADER, json(',"a":1,"a"\t:2')), INVALID],
  ["values nested without end", signed(HEADER, json(`,"a":${"[".repeat(10_000)}${"]".repeat(10_000)}`)), INVALID],
  [
    "bytes that are no text",
    signed(HEADER, Buffer.concat([Buffer.from(json(',"a":"').slice(0, -1)), Buffer.from([0xff]), Buffer.from('"}')])),
    INVALID,
  ],
  ["a mark of the byte order", signed(HEADER, `\ufeff${json("")}`), INVALID],
  ["claims in a list", signed(HEADER, [CLAIMS]), INVALID],
  ["a token in a token", signed({ ...HEADER, cty: "JWT" }, signed()), INVALID],
  ["no claims", signed(HEADER, ""), INVALID],
  ["an audience that is an object", signed(HEADER, { ...CLAIMS, aud: { api: "api" } }), "TokenAudienceNotAllowed"],
  ["an audience in a list in a list", signed(HEADER, { ...CLAIMS, aud: [["api"]] }), "TokenAudienceNotAllowed"],
  ["two audiences in one text", signed(HEADER, { ...CLAIMS, aud: "api other" }), "TokenAudienceNotAllowed"],
  ["no issuer", signed(HEADER, { ...CLAIMS, iss: undefined }), "TokenIssuerNotAllowed"],
  ["an issuer in a list", signed(HEADER, { ...CLAIMS, iss: [ISSUER] }), "TokenIssuerNotAllowed"],
  ["an issuer with a slash", signed(HEADER, { ...CLAIMS, iss: `${ISSUER}/` }), "TokenIssuerNotAllowed"],
  ["no end", signed(HEADER, { ...CLAIMS, exp: undefined }), INVALID],
  ["an end that is text", signed(HEADER, { ...CLAIMS, exp: String(NOW + 60) }), INVALID],
  ["an end that is null", signed(HEADER, { ...CLAIMS, exp: null }), INVALID],
  ["an end in a list", signed(HEADER, { ...CLAIMS, exp: [NOW + 60] }), INVALID],
  ["an end that is true", signed(HEADER, { ...CLAIMS, exp: true }), INVALID],
  ["an end beyond all numbers", signed(HEADER, `{"iss":"${ISSUER}","aud":"api","exp":1e400}`), INVALID],
  ["an end that is NaN", signed(HEADER, `{"iss":"${ISSUER}","aud":"api","exp":NaN}`), INVALID],
  ["an end before 1970", signed(HEADER, { ...CLAIMS, exp: -NOW }), EXPIRED],
  ["an end that is zero", signed(HEADER, { ...CLAIMS, exp: 0 }), EXPIRED],
  ["an end that is over", signed(HEADER, { ...CLAIMS, exp: NOW - 1 }), EXPIRED],
  ["a start in the future", signed(HEADER, { ...CLAIMS, nbf: NOW + 1 }), INVALID],
  ["a start that is text", signed(HEADER, { ...CLAIMS, nbf: "0" }), INVALID],
  ["two parts", signed().replace(/\.[^.]*$/, ""), INVALID],
  ["four parts", `${signed()}.e30`, INVALID],
  ["six parts", `${signed()}.e30.e30.e30`, INVALID],
  ["five parts for nobody", `${signed()}.e30.e30`, INVALID],
  ["an empty header", signed().replace(/^[^.]*/, ""), INVALID],
  ["no signature", signed().replace(/[^.]*$/, ""), SIGNATURE],
  ["padding", `${signed()}=`, INVALID],
  ["the other alphabet", signed().replace(/.$/, "+"), INVALID],
  [
    "bits that are in no byte",
    signed().replace(/.$/, (last) => (last === "A" ? "B" : `${last}`.replace(/[AQgw]/, "B"))),
    INVALID,
  ],
  ["a space in it", signed().replace(".", " ."), INVALID],
  ["a line break after it", `${signed()}\n`, INVALID],
  ["another token after it", `${signed()}, ${signed()}`, INVALID],
  ["too many characters", signed(HEADER, { ...CLAIMS, a: "x".repeat(40_000) }), INVALID],
])("a token with %s", async (_, token, expected) => {
  expect(await verdict(bearer(token))).toBe(expected);
});

const ES256 = { alg: "ES256", kid: KID };
const der = (): string => {
  const text = `${encoded(ES256)}.${encoded(CLAIMS)}`;
  return `${text}.${sign("sha256", Buffer.from(text), ec.privateKey).toString("base64url")}`;
};
const zero = `${encoded(ES256)}.${encoded(CLAIMS)}.${Buffer.alloc(64).toString("base64url")}`;
const hs256 = (secret: string | Buffer): string => {
  const text = `${encoded({ alg: "HS256", kid: KID })}.${encoded(CLAIMS)}`;
  return `${text}.${createHmac("sha256", secret).update(text).digest("base64url")}`;
};
const pem = rsa.publicKey.export({ type: "spki", format: "pem" });
const secret = Buffer.alloc(32, 5);

test.each<[string, string, unknown[], string]>([
  ["of the type EC", signed(ES256, CLAIMS, ec.privateKey), [jwk(ec.publicKey)], "passes"],
  [
    "beside others that cannot be read",
    signed(),
    [null, 1, { kty: "EC", kid: KID }, { kty: "RSA", n: 1 }, PUBLIC],
    "passes",
  ],
  ["with the algorithm of the token", signed(), [{ ...PUBLIC, alg: "RS256", key_ops: ["verify"] }], "passes"],
  ["of another curve", signed(ES256, CLAIMS, ec384.privateKey), [jwk(ec384.publicKey)], SIGNATURE],
  ["and a signature in DER", der(), [jwk(ec.publicKey)], SIGNATURE],
  ["and a signature of zeros", zero, [jwk(ec.publicKey)], SIGNATURE],
  ["of the other type", signed(), [jwk(ec.publicKey)], SIGNATURE],
  ["of 1024 bits", signed(HEADER, CLAIMS, small.privateKey), [jwk(small.publicKey)], SIGNATURE],
  ["that is taken for a secret", hs256(pem), [PUBLIC], SIGNATURE],
  ["that is empty", hs256(""), [PUBLIC], SIGNATURE],
  [
    "that is a secret in public",
    hs256(secret),
    [{ kty: "oct", kid: KID, k: secret.toString("base64url") }],
    UNKNOWN_KEY,
  ],
  ["that is private in public", signed(), [{ ...rsa.privateKey.export({ format: "jwk" }), kid: KID }], UNKNOWN_KEY],
  ["for encryption", signed(), [{ ...PUBLIC, use: "enc" }], UNKNOWN_KEY],
  ["for encryption by its operations", signed(), [{ ...PUBLIC, key_ops: ["encrypt"] }], UNKNOWN_KEY],
  ["for another algorithm", signed(), [{ ...PUBLIC, alg: "PS256" }], SIGNATURE],
  ["for no algorithm", signed(), [{ ...PUBLIC, alg: 1 }], UNKNOWN_KEY],
  ["with a number as its name", signed({ alg: "RS256", kid: "1" }), [{ ...PUBLIC, kid: 1 }], UNKNOWN_KEY],
  ["with another name", signed(), [{ ...PUBLIC, kid: "x" }], UNKNOWN_KEY],
  ["and there is none", signed(), [], UNKNOWN_KEY],
])("a key %s", async (_, token, keys, expected) => {
  expect(await verdict(bearer(token), keys)).toBe(expected);
});

test.each<[string, (token: string) => [string, string][], string]>([
  ["in lower case", (token) => [["authorization", `bearer ${token}`]], "passes"],
  ["with several spaces", (token) => [["Authorization", ` Bearer \t  ${token} `]], "passes"],
  ["with no scheme", (token) => [["Authorization", token]], "TokenNotPresent"],
  ["with another scheme", (token) => [["Authorization", `Basic ${token}`]], "TokenNotPresent"],
  ["with the scheme alone", () => [["Authorization", "Bearer "]], "TokenNotPresent"],
  ["that is not there", () => [], "TokenNotPresent"],
  ["with the scheme twice", (token) => [["Authorization", `Bearer Bearer ${token}`]], INVALID],
  ["with a space that HTTP does not have", (token) => [["Authorization", `Bearer\u00a0${token}`]], "TokenNotPresent"],
  [
    "that is there twice",
    (token) => [
      ["Authorization", `Bearer ${token}`],
      ["authorization", `Bearer ${token}`],
    ],
    INVALID,
  ],
  ["of another name", (token) => [["X-Authorization", `Bearer ${token}`]], "TokenNotPresent"],
])("a header %s", async (_, headers, expected) => {
  const attributes = 'header-name="Authorization" require-scheme="Bearer"';
  expect(await verdict(headers(signed()), [PUBLIC], { attributes })).toBe(expected);
});

test.each<[string, string]>([
  [`?token=${signed()}`, "passes"],
  [`?token=${signed()}&token=x`, INVALID],
  [`?token=x&token=${signed()}`, INVALID],
  ["?token=", "TokenNotPresent"],
  [`?other=${signed()}`, "TokenNotPresent"],
])("a token in the query %#", async (query, expected) => {
  const url = `https://apim-contoso.azure-api.net/orders/1${query}`;
  expect(await verdict([], [PUBLIC], { url, attributes: 'query-parameter-name="token"' })).toBe(expected);
});

test("an encrypted token has a good header and a signed token in it", async () => {
  const shared = Buffer.alloc(32, 9);
  const inline = `<decryption-keys><key>${shared.toString("base64")}</key></decryption-keys>`;
  const encrypted = async (text: string): Promise<string> =>
    new CompactEncrypt(Buffer.from(text)).setProtectedHeader({ alg: "dir", enc: "A128CBC-HS256" }).encrypt(shared);
  const ask = async (text: string): Promise<string> => verdict(bearer(text), [PUBLIC], { inline });
  expect(await ask(await encrypted(signed()))).toBe("passes");
  expect(await ask(await encrypted(JSON.stringify(CLAIMS)))).toBe(INVALID);
  expect(await ask(await encrypted(`${encoded({ alg: "none" })}.${encoded(CLAIMS)}.`))).toBe(INVALID);
  expect(await ask(await encrypted(await encrypted(signed())))).toBe(INVALID);
  const [, ...rest] = (await encrypted(signed())).split(".");
  const twice = encoded('{"alg":"dir","alg":"dir","enc":"A128CBC-HS256"}');
  expect(await ask([twice, ...rest].join("."))).toBe(INVALID);
});

test("an encrypted token is not inflated without end", async () => {
  const shared = Buffer.alloc(32, 9);
  const inline = `<decryption-keys><key>${shared.toString("base64")}</key></decryption-keys>`;
  const zipped = async (text: string): Promise<string> => {
    const header = { alg: "dir", enc: "A128CBC-HS256", zip: "DEF" };
    return new CompactEncrypt(Buffer.from(text)).setProtectedHeader(header).encrypt(shared);
  };
  const ask = async (text: string): Promise<string> => verdict(bearer(await zipped(text)), [PUBLIC], { inline });
  expect(await ask(signed())).toBe("passes");
  expect(await ask(" ".repeat(20_000_000))).toBe(INVALID);
});

test.each<[string, string, string, string]>([
  ["a number", '"n":7', "7", "passes"],
  ["a number that a double rounds", '"n":9007199254740993', "9007199254740993", "passes"],
  ["its neighbour", '"n":9007199254740993', "9007199254740992", "TokenClaimValueNotAllowed"],
  ["its neighbour in a list", '"n":[9007199254740993]', "9007199254740992", "TokenClaimValueNotAllowed"],
  ["a fraction with many digits", '"n":"7","f":0.12345678901234567890', "7", "passes"],
  ["digits in a text", '"n":"\\"9007199254740993"', '"9007199254740993', "passes"],
])("the claim of a token that is %s", async (_, written, value, expected) => {
  const claims = claim("n", value);
  expect(await verdict(bearer(signed(HEADER, json(`,${written}`))), [PUBLIC], { claims })).toBe(expected);
});

test.each(["constructor", "toString", "__proto__"])("no token has the claim %s by itself", async (name) => {
  const claims = `<required-claims><claim name="${name}" /></required-claims>`;
  expect(await verdict(bearer(signed()), [PUBLIC], { claims })).toBe("TokenClaimNotFound");
});

test("a symmetric key has at least 128 bits", async () => {
  const ask = (bytes: number): Promise<string> => {
    const key = Buffer.alloc(bytes, 5);
    const inline = `<issuer-signing-keys><key>${key.toString("base64")}</key></issuer-signing-keys>`;
    return verdict(bearer(hs256(key)), [], { inline });
  };
  expect([await ask(16), await ask(15), await ask(1)]).toEqual(["passes", SIGNATURE, SIGNATURE]);
});

test.each<[string, string, string]>([
  ["a line break", "ada\r\nx-admin: 1", "ExpressionValueEvaluationFailure"],
  ["a zero", "ada\0", "ExpressionValueEvaluationFailure"],
  ["a line break at its end", "ada\n", "passes"],
])("a claim with %s adds no header", async (_, name, expected) => {
  const attributes = 'header-name="Authorization" output-token-variable-name="jwt"';
  const then =
    '<set-header name="x-user"><value>@(((Jwt)context.Variables["jwt"]).Claims.GetValueOrDefault("name",""))</value></set-header>';
  expect(await verdict(bearer(signed(HEADER, { ...CLAIMS, name })), [PUBLIC], { attributes, then })).toBe(expected);
});

test.each<[string, string]>([
  ["a line break in the name of a header", '<set-header name="@("a\\r\\nb")"><value>c</value></set-header>'],
  ["a line break in the method", '<set-method>@("GET / HTTP/1.1\\r\\nx-admin: 1")</set-method>'],
  ["a file as the backend", '<set-backend-service base-url="@("file:///etc/passwd")" />'],
  [
    "a file as another server",
    '<send-request mode="new" response-variable-name="r"><set-url>@("file:///etc/passwd")</set-url></send-request>',
  ],
])("an expression that makes %s fails", async (_, statement) => {
  const { status, sent, exchange } = await run(statement);
  expect([status, sent, exchange.lastError?.reason]).toEqual([500, [], "ExpressionValueEvaluationFailure"]);
});
