import { type Call } from "../../contract/call";
import { areEqual } from "../../binding/values-of-types";
import { defineEnum, defineType, type TypeBuilder } from "../../contract/define";
import { byteArray } from "../../contract/values";
import { unsupported } from "../errors";
import { NetCertificate, NetHash, NetHashName, type NetName, NetPadding, NetRandomBytes, NetRsa } from "./values";
import { hashMembers } from "./hash-members";
import { bytes, HASHES, data } from "./arguments";
import { rsaMembers } from "./rsa-members";
import { randomMembers } from "./random-members";
import { cipherMembers, type NetCipher } from "./symmetric";
import { distinguishedName, thumbprint, dateOf, rsaPublicKey, certificateMembers } from "./certificate-members";

const NAMESPACE = "System.Security.Cryptography";

const ENUMS: readonly (readonly [name: string, values: Readonly<Record<string, number>>])[] = [
  ["CipherMode", { CBC: 1, ECB: 2, OFB: 3, CFB: 4, CTS: 5 }],
  ["PaddingMode", { None: 1, PKCS7: 2, Zeros: 3, ANSIX923: 4, ISO10126: 5 }],
  [
    "X509Certificates.X509ContentType",
    { Unknown: 0, Cert: 1, SerializedCert: 2, Pfx: 3, Pkcs12: 3, SerializedStore: 4, Pkcs7: 5, Authenticode: 6 },
  ],
  [
    "X509Certificates.X509NameType",
    { SimpleName: 0, EmailName: 1, UpnName: 2, DnsName: 3, DnsFromAlternativeName: 4, UrlName: 5 },
  ],
];

export const CRYPTO_TYPES = [
  defineType("class System.Security.Cryptography.CryptographicException : Exception"),
  defineType<NetHash>(`class ${NAMESPACE}.HashAlgorithm : IDisposable`, hashMembers),
  defineType(`class ${NAMESPACE}.KeyedHashAlgorithm : HashAlgorithm`),
  defineType<NetHash>(`class ${NAMESPACE}.HMAC : KeyedHashAlgorithm`, (type) => {
    type.property(
      "byte[] Key",
      (self) => byteArray(self.secret ?? new Uint8Array()),
      (self, call) => (self.secret = bytes(call, 0)),
    );
  }),
  ...HASHES.flatMap(([name, algorithm, size, block]) => [
    defineType<NetHash>(`class ${NAMESPACE}.${name} : HashAlgorithm`, (type) => {
      type
        .static(`${name} Create()`, () => new NetHash(name, algorithm, undefined))
        .static("byte[] HashData(byte[] source)", (call) =>
          byteArray(new NetHash(name, algorithm, undefined).compute(data(call, 0))),
        )
        .property("int HashSize", () => size * 8);
    }),
    ...(name === "MD5"
      ? []
      : [
          defineType(`class ${NAMESPACE}.${name}Managed : ${name}`, (type) => {
            type.create("()", () => new NetHash(name, algorithm, undefined));
          }),
        ]),
    defineType<NetHash>(`class ${NAMESPACE}.HMAC${name} : HMAC`, (type) => {
      type
        .create("()", (call) => new NetHash(`HMAC${name}`, algorithm, call.runtime.randomBytes(block)))
        .create("(byte[] key)", (call) => new NetHash(`HMAC${name}`, algorithm, bytes(call, 0)))
        .create("(byte[] key, bool useManaged)", (call) => new NetHash(`HMAC${name}`, algorithm, bytes(call, 0)))
        .property("string HashName", () => name)
        .property("int HashSize", () => size * 8);
    }),
  ]),
  defineType<NetHashName>(`struct ${NAMESPACE}.HashAlgorithmName`, (type) => {
    type.create("(string name)", (call) => new NetHashName(call.text(0)));
    for (const [name] of HASHES) type.staticProperty(`HashAlgorithmName ${name}`, () => new NetHashName(name));
    type.property("string Name", (self) => self.name).method("string ToString()", (self) => self.name);
    sameness(type, "HashAlgorithmName");
  }),
  defineType(`class ${NAMESPACE}.RSASignaturePadding`, (type) => {
    sameness(type, "RSASignaturePadding");
    for (const name of ["Pkcs1", "Pss"]) {
      type.staticProperty(`RSASignaturePadding ${name}`, () => new NetPadding("RSASignaturePadding", name));
    }
  }),
  defineType(`class ${NAMESPACE}.RSAEncryptionPadding`, (type) => {
    sameness(type, "RSAEncryptionPadding");
    type.staticProperty("RSAEncryptionPadding Pkcs1", () => new NetPadding("RSAEncryptionPadding", "Pkcs1"));
    for (const [name, algorithm] of HASHES.slice(1)) {
      type.staticProperty(
        `RSAEncryptionPadding Oaep${name}`,
        () => new NetPadding("RSAEncryptionPadding", `Oaep${name}`, algorithm),
      );
    }
  }),
  defineType(`class ${NAMESPACE}.AsymmetricAlgorithm : IDisposable`, (type) => {
    type.method("void Dispose()", () => null);
  }),
  defineType<NetRsa>(`class ${NAMESPACE}.RSA : AsymmetricAlgorithm`, rsaMembers),
  defineType<NetCipher>(`class ${NAMESPACE}.SymmetricAlgorithm : IDisposable`, cipherMembers),
  defineType<NetRandomBytes>(`class ${NAMESPACE}.RandomNumberGenerator : IDisposable`, randomMembers),
  defineType(`class ${NAMESPACE}.RNGCryptoServiceProvider : RandomNumberGenerator`, (type) => {
    type.create("()", () => new NetRandomBytes());
  }),
  defineType<NetCertificate>(`class ${NAMESPACE}.X509Certificates.X509Certificate : IDisposable`, (type) => {
    type
      .property("string Subject", (self) => distinguishedName(self.certificate.subject))
      .property("string Issuer", (self) => distinguishedName(self.certificate.issuer))
      .method("string GetSerialNumberString()", (self) => self.certificate.serialNumber)
      .method("string GetCertHashString()", (self) => thumbprint(self))
      .method("byte[] GetCertHash()", (self) => byteArray(Buffer.from(thumbprint(self), "hex")))
      .method("string GetEffectiveDateString()", (self) => dateOf(self.certificate.validFrom).toText())
      .method("string GetExpirationDateString()", (self) => dateOf(self.certificate.validTo).toText())
      .method("byte[] GetSerialNumber()", (self) =>
        byteArray(Buffer.from(self.certificate.serialNumber, "hex").reverse()),
      )
      .method("byte[] GetPublicKey()", (self) => byteArray(rsaPublicKey(self)))
      .method("string GetPublicKeyString()", (self) => rsaPublicKey(self).toString("hex").toUpperCase())
      .method("byte[] GetRawCertData()", (self) => byteArray(self.certificate.raw))
      .method("byte[] Export(X509ContentType contentType)", (self, call) => {
        if (call.enum(0) !== 1) throw unsupported("X509Certificate.Export as anything but X509ContentType.Cert");
        return byteArray(self.certificate.raw);
      })
      .method("void Dispose()", () => null);
  }),
  defineType<NetCertificate>(
    `class ${NAMESPACE}.X509Certificates.X509Certificate2 : X509Certificate`,
    certificateMembers,
  ),
  defineType<NetName>(`class ${NAMESPACE}.X509Certificates.X500DistinguishedName`, (type) => {
    type.property("string Name", (self) => self.text);
  }),
  ...ENUMS.map(([name, values]) => defineEnum(`${NAMESPACE}.${name}`, values)),
  defineType(`static class ${NAMESPACE}.X509Certificates.RSACertificateExtensions`, (type) => {
    type
      .static("RSA GetRSAPublicKey(this X509Certificate2 certificate)", (call) => {
        const { publicKey } = call.object(0, NetCertificate).certificate;
        return publicKey.asymmetricKeyType === "rsa" ? new NetRsa(publicKey, undefined) : null;
      })
      .static("RSA GetRSAPrivateKey(this X509Certificate2 certificate)", (call) => {
        const { certificate, privateKey } = call.object(0, NetCertificate);
        return privateKey?.asymmetricKeyType === "rsa" ? new NetRsa(certificate.publicKey, privateKey) : null;
      });
  }),
];

/** `==` and `!=` by value. */
function sameness(type: TypeBuilder, name: string): void {
  const isSame = (call: Call): boolean => areEqual(call.value(0), call.value(1));
  type
    .operator(`bool operator ==(${name} left, ${name} right)`, isSame)
    .operator(`bool operator !=(${name} left, ${name} right)`, (call) => !isSame(call));
}
