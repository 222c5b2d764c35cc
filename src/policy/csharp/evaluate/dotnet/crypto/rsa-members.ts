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
} from "node:crypto";
import { type Call } from "../../contract/call";
import { chargeParts } from "../../contract/meter";
import { type TypeBuilder } from "../../contract/define";
import { byteArray, type NetValue } from "../../contract/values";
import { unsupported } from "../errors";
import { NetPadding, NetRsa } from "./values";
import { hashOf, data, attempt, bytes, HASHES, cryptographic } from "./arguments";

export function rsaMembers(type: TypeBuilder<NetRsa>): void {
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
  chargeParts(STEPS_OF_A_PUBLIC_KEY);
  self.privateKey = key;
  self.publicKey = createPublicKey(key);
}

/** The work of a key, which takes far longer than any other call. */
const STEPS_OF_A_PRIVATE_KEY = 8000;
const STEPS_OF_A_PUBLIC_KEY = 500;

function privateKeyOf(self: NetRsa): KeyObject {
  chargeParts(STEPS_OF_A_PRIVATE_KEY);
  if (self.privateKey !== undefined) return self.privateKey;
  if (self.publicKey === undefined) throw unsupported("a new RSA key");
  throw cryptographic("Key does not exist.");
}

function publicKeyOf(self: NetRsa): KeyObject {
  chargeParts(STEPS_OF_A_PUBLIC_KEY);
  if (self.publicKey === undefined) throw unsupported("a new RSA key");
  return self.publicKey;
}
