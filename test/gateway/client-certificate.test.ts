import { X509Certificate } from "node:crypto";
import { TestClock } from "../../src/gateway/clock";
import type { ClientCertificate } from "../../src/gateway/exchange";
import { makeCertificate } from "../support/made-certificate";
import { SHOP_CERTIFICATE } from "../support/certificates";
import { type Outcome, run } from "./run-policy";

const certificate = new X509Certificate(SHOP_CERTIFICATE);
const GOOD: ClientCertificate = { certificate, issuer: certificate, isTrusted: true, isRevoked: false };

function ask(given: ClientCertificate | undefined, year = 2027, attributes = "", identities = ""): Promise<Outcome> {
  const text = `<validate-client-certificate${attributes}>${identities}</validate-client-certificate>`;
  const clock = new TestClock(Date.UTC(year, 5, 1));
  return run(text, { facts: { certificate: given }, services: { clock } });
}

test("a valid certificate passes", async () => {
  expect((await ask(GOOD)).status).toBe(200);
});

test.each<[string, ClientCertificate | undefined, number, string]>([
  ["no certificate", undefined, 2027, "validate-trust"],
  ["one that is not valid yet", GOOD, 2026, "validate-not-before"],
  ["one that has ended", GOOD, 2037, "validate-not-after"],
  ["one that is not trusted", { ...GOOD, isTrusted: false }, 2027, "validate-trust"],
  ["one that is revoked", { ...GOOD, isRevoked: true }, 2027, "validate-revocation"],
])("%s is refused, unless the policy looks away", async (_, given, year, attribute) => {
  const { status, body, sent, exchange } = await ask(given, year);
  expect([status, body, sent.length]).toEqual([403, '{"statusCode":403,"message":"Invalid client certificate"}', 0]);
  expect(exchange.lastError?.source).toBe("validate-client-certificate");
  expect((await ask(given, year, ` ${attribute}="false"`)).status).toBe(given === undefined ? 403 : 200);
  expect((await ask(given, year, ' ignore-error="true"')).status).toBe(200);
});

const THUMBPRINT = certificate.fingerprint.replace(/:/g, "");

test("an identity with the certificate of the issuer is one that its key signed", async () => {
  const ca = makeCertificate("ca.contoso.com");
  const other = makeCertificate("ca.contoso.com");
  const authority = { name: "ca.contoso.com", key: ca.privateKey };
  const client = new X509Certificate(makeCertificate("job.contoso.com", authority).pem);
  const given = { certificate: client, isTrusted: true, isRevoked: false };
  const askWith = async (issuer: string): Promise<number | undefined> =>
    (
      await run(
        '<validate-client-certificate><identities><identity issuer-certificate-id="ca" /></identities></validate-client-certificate>',
        { facts: { certificate: given }, services: { certificate: () => new X509Certificate(issuer) } },
      )
    ).status;
  expect([await askWith(ca.pem), await askWith(other.pem), await askWith(SHOP_CERTIFICATE)]).toEqual([200, 403, 403]);
});

test.each([
  [`thumbprint="${THUMBPRINT.toLowerCase()}"`, 200],
  [`thumbprint="${THUMBPRINT.slice(1)}"`, 403],
  ['thumbprint=""', 403],
  [`serial-number="${certificate.serialNumber}"`, 200],
  ['common-name="shop.contoso.com"', 200],
  ['common-name="contoso.com"', 403],
  ['subject="CN=shop.contoso.com, O=Contoso"', 200],
  ['subject="CN=shop.contoso.com"', 403],
  ['dns-name="shop.contoso.com"', 200],
  ['dns-name="evil.contoso.com"', 403],
  ['issuer-subject="O=Contoso, CN=shop.contoso.com"', 200],
  [`issuer-thumbprint="${THUMBPRINT}"`, 200],
  [`common-name="shop.contoso.com" thumbprint="${"0".repeat(40)}"`, 403],
])("an identity with %s gives %d", async (attributes, expected) => {
  const identity = `<identity ${attributes} />`;
  expect((await ask(GOOD, 2027, "", `<identities>${identity}</identities>`)).status).toBe(expected);
  const other = '<identity common-name="shop.contoso.com" />';
  expect((await ask(GOOD, 2027, "", `<identities>${identity}${other}</identities>`)).status).toBe(200);
});
