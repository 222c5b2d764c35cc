import { generateKeyPairSync, X509Certificate } from "node:crypto";
import {
  byteArray,
  NetArray,
  NetNumber,
  type NetObject,
  type NetValue,
} from "../../../../../src/policy/csharp/evaluate/contract/values";
import { NetCertificate } from "../../../../../src/policy/csharp/evaluate/dotnet/crypto/values";
import "../../../../../src/policy/csharp/evaluate/dotnet/index";
import { textOf } from "../../../../../src/policy/csharp/evaluate/dotnet/json/value-text";
import { Library, thrown } from "./support";

const net = new Library();
const get = (value: NetValue, name: string, ...values: NetValue[]) => net.get(value as NetObject, name, ...values);
const data = byteArray(Buffer.from("text"));

function plain(value: NetValue): string {
  if (!(value instanceof NetArray)) return "";
  return Buffer.from(value.items.map((item) => (item instanceof NetNumber ? Number(item.value) : 0))).toString();
}

describe("RSA", () => {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 1024 });
  const rsa = net.static("RSA", "Create");
  get(rsa, "ImportFromPem", privateKey.export({ type: "pkcs8", format: "pem" }).toString());
  const sha256 = net.static("HashAlgorithmName", "SHA256");

  test.each(["Pkcs1", "Pss"])("verifies what it signed with %s, and nothing else", (name) => {
    const padding = net.static("RSASignaturePadding", name);
    const signature = get(rsa, "SignData", data, sha256, padding);
    expect(get(rsa, "VerifyData", data, signature, sha256, padding)).toBe(true);
    expect(get(rsa, "VerifyData", byteArray(Buffer.from("other")), signature, sha256, padding)).toBe(false);
  });

  test.each(["OaepSHA1", "OaepSHA256"])("decrypts what it encrypted with %s", (name) => {
    const padding = net.static("RSAEncryptionPadding", name);
    expect(plain(get(rsa, "Decrypt", get(rsa, "Encrypt", data, padding), padding))).toBe("text");
    expect(thrown(() => get(rsa, "Decrypt", data, padding))).toBe(
      "CryptographicException: The parameter is incorrect.",
    );
  });

  test("does not make up a key", () => {
    const padding = net.static("RSASignaturePadding", "Pkcs1");
    expect(thrown(() => get(net.static("RSA", "Create"), "SignData", data, sha256, padding))).toBe(
      "UnsupportedError: a new RSA key",
    );
  });
});

describe("X509Certificate2", () => {
  /** A self-signed certificate of `CN=api.contoso.com`. */
  const der = [
    "MIICUDCCAbmgAwIBAgIUB93X0cz4YOeVgVcA32ypkaXf6RQwDQYJKoZIhvcNAQELBQAwOTELMAkGA1UEBhMCREUxEDAOBgNVBAoM",
    "B0NvbnRvc28xGDAWBgNVBAMMD2FwaS5jb250b3NvLmNvbTAgFw0yNjExMjgyMjEwMTdaGA8yMTI2MTEwNDIyMTAxN1owOTELMAkG",
    "A1UEBhMCREUxEDAOBgNVBAoMB0NvbnRvc28xGDAWBgNVBAMMD2FwaS5jb250b3NvLmNvbTCBnzANBgkqhkiG9w0BAQEFAAOBjQAw",
    "gYkCgYEA2tBsd01A/QjZmbPUXhn+eAAoyNAHARxl/QCGaBTl0O8Qcc7dPcsEJwbQ8dWw2tvUdK6IcKyFdM/FyMvLcKYBVp9bzgie",
    "Q53xiUBRsEcY2JLDNgQYWOYiYqDYkrFW+RsijqFwFq/kKxxLN8f5KYre+q48Y2yP1Dv18pMjFWzeaxMCAwEAAaNTMFEwHQYDVR0O",
    "BBYEFKrBx9GnfoFhZB8veWQN4HhAxBzUMB8GA1UdIwQYMBaAFKrBx9GnfoFhZB8veWQN4HhAxBzUMA8GA1UdEwEB/wQFMAMBAf8w",
    "DQYJKoZIhvcNAQELBQADgYEAv0hFRE0ZWmCCDkv9KMxDPlt3YJSQnAy9CmWV5oTvh6Lzne/WZO3DU1lnbAScuHA2L4S7Tuhwpsx2",
    "Yx9FkIBLEV9+2Ku5lE/hWALE+2HlurSh+cGQzg9jr66j9wbRYgLuLM4oeSlcRzjtvvjBct37W5qeH9XUKbiDTjhbsKxrsuU=",
  ].join("");
  const certificate = net.create("X509Certificate2", byteArray(Buffer.from(der, "base64")));

  test.each([
    ["Subject", "CN=api.contoso.com, O=Contoso, C=DE"],
    ["Issuer", "CN=api.contoso.com, O=Contoso, C=DE"],
    ["Thumbprint", "E82D017A22A8C58C3CA9A9B93B1E888F46230DDC"],
    ["SerialNumber", "07DDD7D1CCF860E795815700DF6CA991A5DFE914"],
    ["NotAfter", "11/04/2126 22:10:17"],
    ["HasPrivateKey", "False"],
  ])("%s", (name, expected) => {
    expect(textOf(get(certificate, name))).toBe(expected);
  });

  test("has a public key, and no private one", () => {
    expect(net.static("RSACertificateExtensions", "GetRSAPrivateKey", certificate)).toBeNull();
    expect(get(net.static("RSACertificateExtensions", "GetRSAPublicKey", certificate), "KeySize")).toBe(1024);
  });

  test.each([
    ["trusted", { isTrusted: true, isRevoked: false }, Date.UTC(2027, 0, 1), true, true],
    ["revoked", { isTrusted: true, isRevoked: true }, Date.UTC(2027, 0, 1), false, true],
    ["not trusted", { isTrusted: false, isRevoked: false }, Date.UTC(2027, 0, 1), false, false],
    ["too early", { isTrusted: true, isRevoked: false }, Date.UTC(2024, 0, 1), false, false],
    ["too late", { isTrusted: true, isRevoked: false }, Date.UTC(2127, 0, 1), false, false],
  ])("is verified: %s", (_, standing, now, withRevocation, without) => {
    const given = new NetCertificate(new X509Certificate(Buffer.from(der, "base64")), undefined, standing);

    expect(given.isValidAt(now, true)).toBe(withRevocation);
    expect(given.isValidAt(now, false)).toBe(without);
  });

  test("is not verified where nobody says whether it is trusted", () => {
    const given = new NetCertificate(new X509Certificate(Buffer.from(der, "base64")));

    expect(() => given.isValidAt(Date.UTC(2027, 0, 1), true)).toThrow("not known whether it is trusted");
  });

  test("fails for bytes that are no certificate", () => {
    expect(thrown(() => net.create("X509Certificate2", data))).toBe(
      "CryptographicException: The parameter is incorrect.",
    );
  });
});
