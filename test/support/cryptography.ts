import { constants, createHash, generateKeyPairSync, type KeyObject, randomUUID, sign, verify } from "node:crypto";

/** A certificate as the gateway has it. */
export interface SigningCertificate {
  readonly RawData: Buffer;
  readonly GetRSAPrivateKey: () => { readonly SignData: (data: Buffer, hash: string, padding: string) => Buffer };
}

const PSS = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 };

/** A certificate with a new key, and the public part of the key. */
export function newSigningCertificate(): { readonly certificate: SigningCertificate; readonly publicKey: KeyObject } {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const SignData = (data: Buffer, hash: string, padding: string): Buffer => {
    if (hash !== "SHA256" || padding !== "Pss") throw new Error(`${hash} with ${padding}`);
    return sign("sha256", data, { key: privateKey, ...PSS });
  };
  return {
    certificate: { RawData: publicKey.export({ type: "spki", format: "der" }), GetRSAPrivateKey: () => ({ SignData }) },
    publicKey,
  };
}

/** Whether a JWT has the signature of the key, with PS256. */
export function isSignedWith(publicKey: KeyObject, jwt: string): boolean {
  const end = jwt.lastIndexOf(".");
  return verify("sha256", Buffer.from(jwt.slice(0, end)), { key: publicKey, ...PSS }, bytesOf(jwt.slice(end + 1)));
}

/** The header and the claims of a JWT. */
export function partsOf(jwt: string): readonly Readonly<Record<string, unknown>>[] {
  const parts = jwt.split(".").slice(0, 2);
  return parts.map((part) => JSON.parse(bytesOf(part).toString()) as Record<string, unknown>);
}

export function sha256(data: Buffer): string {
  return createHash("sha256").update(data).digest("base64url");
}

function bytesOf(base64Url: string): Buffer {
  return Buffer.from(base64Url, "base64url");
}

/** Types of .NET for policies that hash and sign. */
export const CRYPTOGRAPHY = {
  Convert: { ToBase64String: (data: Buffer) => data.toString("base64") },
  DateTimeOffset: { UtcNow: { ToUnixTimeSeconds: () => Math.floor(Date.now() / 1000) } },
  Guid: { NewGuid: () => ({ ToString: () => randomUUID() }) },
  HashAlgorithmName: { SHA256: "SHA256" },
  RSASignaturePadding: { Pss: "Pss" },
  System: {
    Text: { Encoding: { UTF8: { GetBytes: (text: string) => Buffer.from(text) } } },
    Security: {
      Cryptography: {
        SHA256: { Create: () => ({ ComputeHash: (data: Buffer) => createHash("sha256").update(data).digest() }) },
      },
    },
  },
};
