import { inspect } from "node:util";
import { TerraformVariable } from "cdktf";
import { PublicCertificate } from "cdktf-apim-oauth";
import { CERTIFICATE, CERTIFICATE_END, PRIVATE_KEY } from "../support/certificates";
import { messageOf } from "../support/error-text";
import { newStack } from "../support/synth";

const BASE64 = CERTIFICATE.replace(/-----.*-----/g, "").trim();
const DER = Buffer.from(BASE64, "base64");
const HEX = DER.toString("hex");

test("a certificate in PEM is taken without what is around it, and knows when it expires", () => {
  const text = `Bag Attributes\n    friendlyName: client\n${CERTIFICATE}`;
  expect(PublicCertificate.fromPem(text)._data(newStack())).toEqual({
    value: CERTIFICATE.trim(),
    encoding: "pem",
    endDate: CERTIFICATE_END,
  });
});

test.each([
  ["base64", BASE64, BASE64.replace(/\s/g, "")],
  ["hex", ` ${HEX}\n`, HEX],
] as const)("a certificate in %s is read as well", (encoding, text, value) => {
  const certificate = encoding === "hex" ? PublicCertificate.fromHex(text) : PublicCertificate.fromBase64(text);
  expect(certificate._data(newStack())).toEqual({ value, encoding, endDate: CERTIFICATE_END });
});

test("a text that only Terraform knows is not read", () => {
  const stack = newStack();
  const text = new TerraformVariable(stack, "certificate", {}).stringValue;
  expect([
    PublicCertificate.fromPem(text)._data(stack),
    PublicCertificate.fromBase64(text)._data(stack),
    PublicCertificate.fromHex(text)._data(stack),
  ]).toEqual(["pem", "base64", "hex"].map((encoding) => ({ value: text, encoding })));
});

/** The part of the key that must not be printed, in each form. */
const KEY = "bm90IGEga2V5LCBidXQgaXQgbXVzdCBuZXZlciBiZSBwcmludGVk";
const KEY_HEX = Buffer.from(KEY, "base64").toString("hex");

test.each<[string, () => unknown]>([
  ["a private key", () => PublicCertificate.fromPem(PRIVATE_KEY)],
  ["an encrypted private key", () => PublicCertificate.fromPem(PRIVATE_KEY.replace(/PRIVATE/g, "ENCRYPTED PRIVATE"))],
  ["a private key with its certificate", () => PublicCertificate.fromPem(CERTIFICATE + PRIVATE_KEY)],
  ["a private key without its frame", () => PublicCertificate.fromPem(KEY)],
  [
    "a private key as a certificate",
    () => PublicCertificate.fromPem(PRIVATE_KEY.replace(/PRIVATE KEY/g, "CERTIFICATE")),
  ],
  ["a private key in base64", () => PublicCertificate.fromBase64(KEY)],
  ["a private key in PEM as base64", () => PublicCertificate.fromBase64(PRIVATE_KEY)],
  ["a private key in hex", () => PublicCertificate.fromHex(KEY_HEX)],
])("fails for %s, and prints nothing of it", (_title, make) => {
  const message = messageOf(make);
  expect(message).toMatch(/^PublicCertificate\.from\w+: \w+ is [^;]+; expected the text of one certificate, [^:]+: ./);
  expect(message).not.toMatch(new RegExp(`${KEY.slice(0, 8)}|${KEY_HEX.slice(0, 8)}`));
});

test.each(["", " ", "certificate.pem", CERTIFICATE + CERTIFICATE, CERTIFICATE.replace("MII", "AII")])(
  "fails for what is not one certificate: %#",
  (text) => {
    expect(() => PublicCertificate.fromPem(text)).toThrow("; expected the text of one certificate");
  },
);

test("shows nothing when it is printed", () => {
  const certificate = PublicCertificate.fromPem(CERTIFICATE);
  expect(`${JSON.stringify(certificate)}${inspect(certificate)}`).not.toContain("MII");
});
