import { createCipheriv, createDecipheriv } from "node:crypto";
import { type Call } from "../../contract/call";
import { enumValue, type TypeBuilder } from "../../contract/define";
import { type NetType, typeNamed } from "../../contract/type";
import { byteArray, NetObject, type NetValue } from "../../contract/values";
import { unsupported } from "../errors";
import { bytes, cryptographic } from "./arguments";

const NAMESPACE = "System.Security.Cryptography";
const BLOCK = 16;
const MODES: ReadonlyMap<number, string> = new Map([
  [1, "cbc"],
  [2, "ecb"],
]);
/** What a cipher takes however short its data is. */
const STEPS_OF_A_CIPHER = 120;
const NO_PADDING = 1;
const PKCS7 = 2;
const ZEROS = 3;

/** A `SymmetricAlgorithm`: AES, with the settings that the classes of .NET have before any are made. */
export class NetCipher extends NetObject {
  public mode = 1;
  public padding = PKCS7;
  public keySize = 256;
  public secret: Uint8Array | undefined;
  public vector: Uint8Array | undefined;

  public get type(): NetType {
    return typeNamed(`${NAMESPACE}.SymmetricAlgorithm`);
  }
}

/** The algorithm with a name that `SymmetricAlgorithm.Create` knows. */
export function cipherNamed(name: string): NetCipher {
  if (
    /^(?:System\.Security\.Cryptography\.)?(?:Aes|AesManaged|AesCryptoServiceProvider|Rijndael|RijndaelManaged)$/i.test(
      name,
    )
  ) {
    return new NetCipher();
  }
  throw unsupported(`the algorithm ${name}`);
}

export function cipherMembers(type: TypeBuilder<NetCipher>): void {
  type
    .static("SymmetricAlgorithm Create(string algName)", (call) => cipherNamed(call.text(0)))
    .property("int BlockSize", () => BLOCK * 8)
    .property(
      "int KeySize",
      (self) => self.keySize,
      (self, call) => {
        self.keySize = sizeOf(call.int(0));
        self.secret = undefined;
      },
    )
    .property(
      "byte[] Key",
      (self, call) => byteArray((self.secret ??= randomBytes(call, self.keySize / 8))),
      (self, call) => {
        const key = bytes(call, 0);
        self.keySize = sizeOf(key.length * 8);
        self.secret = key.slice();
      },
    )
    .property(
      "byte[] IV",
      (self, call) => byteArray((self.vector ??= randomBytes(call, BLOCK))),
      (self, call) => {
        const vector = bytes(call, 0);
        if (vector.length !== BLOCK) throw cryptographic(WRONG_VECTOR);
        self.vector = vector.slice();
      },
    )
    .property(
      "CipherMode Mode",
      (self) => enumValue(`${NAMESPACE}.CipherMode`, self.mode),
      (self, call) => (self.mode = call.enum(0)),
    )
    .property(
      "PaddingMode Padding",
      (self) => enumValue(`${NAMESPACE}.PaddingMode`, self.padding),
      (self, call) => (self.padding = call.enum(0)),
    )
    .method("void GenerateKey()", (self, call) => {
      self.secret = randomBytes(call, self.keySize / 8);
      return null;
    })
    .method("void GenerateIV()", (self, call) => {
      self.vector = randomBytes(call, BLOCK);
      return null;
    })
    .method("void Clear()", () => null)
    .method("void Dispose()", () => null);
}

function randomBytes({ runtime }: Call, count: number): Uint8Array {
  runtime.step(count);
  return runtime.randomBytes(count);
}

function sizeOf(bits: number): number {
  if (![128, 192, 256].includes(bits)) throw cryptographic(WRONG_KEY);
  return bits;
}

/** What the extension methods `Encrypt` and `Decrypt` of byte arrays do. */
export function transform(
  call: Call,
  cipher: NetCipher,
  encrypts: boolean,
  key = cipher.secret,
  vector = cipher.vector,
): NetValue {
  const input = bytes(call, 0);
  call.runtime.step(STEPS_OF_A_CIPHER + input.length / 12);
  const mode = MODES.get(cipher.mode);
  if (mode === undefined || cipher.padding > ZEROS) {
    throw unsupported(
      mode === undefined ? "this CipherMode of SymmetricAlgorithm" : "this PaddingMode of SymmetricAlgorithm",
    );
  }
  const secret = key ?? randomBytes(call, cipher.keySize / 8);
  const start = mode === "ecb" ? null : (vector ?? randomBytes(call, BLOCK));
  if (start !== null && start.length !== BLOCK) throw cryptographic(WRONG_VECTOR);
  const name = `aes-${sizeOf(secret.length * 8)}-${mode}`;
  const rest = input.length % BLOCK;
  const padded =
    encrypts && cipher.padding === ZEROS && rest > 0 ? Buffer.concat([input, new Uint8Array(BLOCK - rest)]) : input;
  if ((!encrypts || cipher.padding === NO_PADDING) && rest > 0) {
    throw cryptographic(
      encrypts ? "Length of the data to encrypt is invalid." : "Length of the data to decrypt is invalid.",
    );
  }
  const made = encrypts ? createCipheriv(name, secret, start) : createDecipheriv(name, secret, start);
  made.setAutoPadding(cipher.padding === PKCS7);
  try {
    return byteArray(Buffer.concat([made.update(padded), made.final()]));
  } catch {
    throw cryptographic("Padding is invalid and cannot be removed.");
  }
}

const WRONG_KEY = "Specified key is not a valid size for this algorithm.";
const WRONG_VECTOR = "Specified initialization vector (IV) does not match the block size for this algorithm.";
