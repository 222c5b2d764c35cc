import {
  constants,
  createPrivateKey,
  createPublicKey,
  createSign,
  createVerify,
  type KeyObject,
  privateDecrypt,
  privateEncrypt,
  publicDecrypt,
  publicEncrypt,
  X509Certificate,
} from "node:crypto";
import { type Call } from "../../contract/call";
import { areEqual } from "../../binding/values-of-types";
import { defineEnum, defineType, type TypeBuilder } from "../../contract/define";
import { exception, NetThrow, UnsupportedError } from "../../contract/errors";
import { byte, byteArray, bytesOf, NetArray, type NetValue } from "../../contract/values";
import { argumentException, unsupported } from "../errors";
import { UNIX_EPOCH_TICKS } from "../time/calendar";
import { NetDateTime } from "../time/values";
import { NetCertificate, NetHash, NetHashName, NetName, NetPadding, NetRandomBytes, NetRsa } from "./values";

const NAMESPACE = "System.Security.Cryptography";

const HASHES: readonly (readonly [name: string, algorithm: string, bytes: number, block: number])[] = [
  ["MD5", "md5", 16, 64],
  ["SHA1", "sha1", 20, 64],
  ["SHA256", "sha256", 32, 64],
  ["SHA384", "sha384", 48, 128],
  ["SHA512", "sha512", 64, 128],
];

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

function hashMembers(type: TypeBuilder<NetHash>): void {
  type
    .method("byte[] ComputeHash(byte[] buffer)", (self, call) => byteArray(self.compute(data(call, 0))))
    .method("byte[] ComputeHash(byte[] buffer, int offset, int count)", (self, call) => {
      const [all, offset, count] = [data(call, 0), call.int(1), call.int(2)];
      if (offset < 0 || count < 0 || offset + count > all.length) throw argumentException("Value was invalid.");
      return byteArray(self.compute(all.slice(offset, offset + count)));
    })
    .property("byte[] Hash", (self) => (self.hash === undefined ? null : byteArray(self.hash)))
    .method("void Initialize()", () => null)
    .method("void Clear()", () => null)
    .method("void Dispose()", () => null);
}

function rsaMembers(type: TypeBuilder<NetRsa>): void {
  type
    .static("RSA Create()", () => new NetRsa(undefined, undefined))
    .property("int KeySize", (self) => (self.publicKey ?? self.privateKey)?.asymmetricKeyDetails?.modulusLength ?? 2048)
    .method(
      "byte[] SignData(byte[] data, HashAlgorithmName hashAlgorithm, RSASignaturePadding padding)",
      (self, call) => {
        const sign = createSign(hashOf(call, 1)).update(data(call, 0));
        return byteArray(attempt(() => sign.sign({ key: privateKeyOf(self), ...signaturePadding(call, 2) })));
      },
    )
    .method(
      "bool VerifyData(byte[] data, byte[] signature, HashAlgorithmName hashAlgorithm, RSASignaturePadding padding)",
      (self, call) => {
        const verify = createVerify(hashOf(call, 2)).update(data(call, 0));
        return attempt(() => verify.verify({ key: publicKeyOf(self), ...signaturePadding(call, 3) }, bytes(call, 1)));
      },
    )
    .method(
      "byte[] SignHash(byte[] hash, HashAlgorithmName hashAlgorithm, RSASignaturePadding padding)",
      (self, call) => {
        const { padding } = signaturePadding(call, 2);
        if (padding !== constants.RSA_PKCS1_PADDING) throw unsupported("RSA.SignHash with this padding");
        const key = privateKeyOf(self);
        return byteArray(attempt(() => privateEncrypt({ key, padding }, digestInfo(call, 0, 1))));
      },
    )
    .method(
      "bool VerifyHash(byte[] hash, byte[] signature, HashAlgorithmName hashAlgorithm, RSASignaturePadding padding)",
      (self, call) => {
        const { padding } = signaturePadding(call, 3);
        if (padding !== constants.RSA_PKCS1_PADDING) throw unsupported("RSA.VerifyHash with this padding");
        const key = publicKeyOf(self);
        const expected = digestInfo(call, 0, 2);
        try {
          return publicDecrypt({ key, padding }, bytes(call, 1)).equals(expected);
        } catch {
          return false;
        }
      },
    )
    .method("byte[] Encrypt(byte[] data, RSAEncryptionPadding padding)", (self, call) =>
      byteArray(attempt(() => publicEncrypt({ key: publicKeyOf(self), ...encryptionPadding(call, 1) }, data(call, 0)))),
    )
    .method("byte[] Decrypt(byte[] data, RSAEncryptionPadding padding)", (self, call) =>
      byteArray(
        attempt(() => privateDecrypt({ key: privateKeyOf(self), ...encryptionPadding(call, 1) }, data(call, 0))),
      ),
    )
    .method("void ImportRSAPrivateKey(byte[] source, out int bytesRead)", (self, call) =>
      importKey(self, call, "pkcs1"),
    )
    .method("void ImportPkcs8PrivateKey(byte[] source, out int bytesRead)", (self, call) =>
      importKey(self, call, "pkcs8"),
    )
    .method("void ImportFromPem(string input)", (self, call) => {
      const pem = call.text(0);
      if (pem.includes("PRIVATE KEY"))
        setPrivateKey(
          self,
          attempt(() => createPrivateKey(pem)),
        );
      else self.publicKey = attempt(() => createPublicKey(pem));
      return null;
    });
}

function randomMembers(type: TypeBuilder<NetRandomBytes>): void {
  const fill = (call: Call, isZeroLeftOut: boolean) => {
    const { items } = call.object(0, NetArray);
    const random = call.runtime.randomBytes(items.length);
    for (let index = 0; index < items.length; index++) {
      items[index] = byte(isZeroLeftOut && random[index] === 0 ? 1 : (random[index] ?? 0));
    }
    return null;
  };
  type
    .static("RandomNumberGenerator Create()", () => new NetRandomBytes())
    .static("byte[] GetBytes(int count)", (call) => byteArray(call.runtime.randomBytes(call.int(0))))
    .method("void GetBytes(byte[] data)", (_, call) => fill(call, false))
    .method("void GetNonZeroBytes(byte[] data)", (_, call) => fill(call, true))
    .method("void Dispose()", () => null);
}

function certificateMembers(type: TypeBuilder<NetCertificate>): void {
  type
    .create("(byte[] rawData)", (call) => new NetCertificate(attempt(() => new X509Certificate(bytes(call, 0)))))
    .property("string Thumbprint", (self) => thumbprint(self))
    .property("string SerialNumber", (self) => self.certificate.serialNumber)
    .property("DateTime NotBefore", (self) => dateOf(self.certificate.validFrom))
    .property("DateTime NotAfter", (self) => dateOf(self.certificate.validTo))
    .property("bool HasPrivateKey", (self) => self.privateKey !== undefined)
    .property("string FriendlyName", () => "")
    .property("X500DistinguishedName SubjectName", (self) => new NetName(distinguishedName(self.certificate.subject)))
    .property("X500DistinguishedName IssuerName", (self) => new NetName(distinguishedName(self.certificate.issuer)))
    .method("string GetNameInfo(X509NameType nameType, bool forIssuer)", (self, call) => {
      if (call.enum(0) !== 0) throw unsupported("X509Certificate2.GetNameInfo of this name");
      const name = call.boolean(1) ? self.certificate.issuer : self.certificate.subject;
      // Each part has a line.
      const parts = name.split("\n").map((part) => part.split("="));
      const found = ["CN", "OU", "O", "emailAddress"].map((key) => parts.find(([part]) => part === key)).find(Boolean);
      return found?.slice(1).join("=") ?? "";
    })
    .method("bool Verify()", (self, call) => self.isValidAt(call.runtime.now(), true))
    .property("byte[] RawData", (self) => byteArray(self.certificate.raw));
}

/** A name as .NET writes it: the last part first, separated by commas. */
function distinguishedName(name: string | undefined): string {
  return (name ?? "")
    .split("\n")
    .filter((part) => part !== "")
    .reverse()
    .map((part) => {
      const [key = "", ...rest] = part.split("=");
      const value = rest.join("=");
      return `${NAME_KEYS.get(key) ?? key}=${/[,+="\n<>#;]|^\s|\s$/.test(value) ? `"${value.replace(/"/g, '""')}"` : value}`;
    })
    .join(", ");
}

const NAME_KEYS: ReadonlyMap<string, string> = new Map([
  ["ST", "S"],
  ["emailAddress", "E"],
]);

function thumbprint({ certificate }: NetCertificate): string {
  return certificate.fingerprint.replace(/:/g, "");
}

/** The key in PKCS #1, which is what a certificate has of an RSA key. */
function rsaPublicKey({ certificate: { publicKey } }: NetCertificate): Buffer {
  if (publicKey.asymmetricKeyType !== "rsa") throw unsupported("the bytes of a key that is not of RSA");
  return publicKey.export({ type: "pkcs1", format: "der" });
}

/** In local time, which is UTC. */
function dateOf(text: string): NetDateTime {
  return new NetDateTime(UNIX_EPOCH_TICKS + BigInt(Date.parse(text)) * 10_000n, "local");
}

function data(call: Call, index: number): Uint8Array {
  const found = bytes(call, index);
  call.runtime.checkLength(found.length);
  return found;
}

function bytes(call: Call, index: number): Uint8Array {
  return bytesOf(call.object(index, NetArray));
}

function hashOf(call: Call, index: number): string {
  const { name } = call.object(index, NetHashName);
  const algorithm = HASHES.find(([known]) => known === name)?.[1];
  if (algorithm === undefined) throw cryptographic(`'${name}' is not a known hash algorithm.`);
  return algorithm;
}

/** A hash together with its algorithm, as PKCS #1 signs it. */
function digestInfo(call: Call, hash: number, algorithm: number): Buffer {
  const name = hashOf(call, algorithm);
  const digest = bytes(call, hash);
  const known = HASHES.find(([, other]) => other === name);
  const prefix = DIGEST_PREFIXES.get(name);
  if (prefix === undefined || digest.length !== known?.[2]) {
    throw cryptographic("The hash is not valid for the hash algorithm.");
  }
  return Buffer.concat([Buffer.from(prefix, "hex"), digest]);
}

const DIGEST_PREFIXES: ReadonlyMap<string, string> = new Map([
  ["md5", "3020300c06082a864886f70d020505000410"],
  ["sha1", "3021300906052b0e03021a05000414"],
  ["sha256", "3031300d060960864801650304020105000420"],
  ["sha384", "3041300d060960864801650304020205000430"],
  ["sha512", "3051300d060960864801650304020305000440"],
]);

function signaturePadding(call: Call, index: number): { padding: number; saltLength?: number } {
  const { name } = call.object(index, NetPadding);
  if (name === "Pkcs1") return { padding: constants.RSA_PKCS1_PADDING };
  return { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
}

function encryptionPadding(call: Call, index: number): { padding: number; oaepHash?: string } {
  const { name, hash } = call.object(index, NetPadding);
  if (name === "Pkcs1") return { padding: constants.RSA_PKCS1_PADDING };
  return { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: hash };
}

function importKey(self: NetRsa, call: Call, type: "pkcs1" | "pkcs8"): NetValue {
  const der = Buffer.from(bytes(call, 0));
  setPrivateKey(
    self,
    attempt(() => createPrivateKey({ key: der, format: "der", type })),
  );
  call.set(1, der.length);
  return null;
}

function setPrivateKey(self: NetRsa, key: KeyObject): void {
  self.privateKey = key;
  self.publicKey = createPublicKey(key);
}

function privateKeyOf(self: NetRsa): KeyObject {
  if (self.privateKey !== undefined) return self.privateKey;
  if (self.publicKey === undefined) throw unsupported("a new RSA key");
  throw cryptographic("Key does not exist.");
}

function publicKeyOf(self: NetRsa): KeyObject {
  if (self.publicKey === undefined) throw unsupported("a new RSA key");
  return self.publicKey;
}

/** Where Node.js throws its errors, .NET throws a `CryptographicException`. */
function attempt<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof NetThrow || error instanceof UnsupportedError) throw error;
    throw cryptographic("The parameter is incorrect.");
  }
}

function cryptographic(message: string): Error {
  return exception("System.Security.Cryptography.CryptographicException", message);
}
