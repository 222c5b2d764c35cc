import { type Call } from "../../contract/call";
import { exception, NetThrow, UnsupportedError } from "../../contract/errors";
import { bytesOf, NetArray } from "../../contract/values";
import { NetHashName } from "./values";

export const HASHES: readonly (readonly [name: string, algorithm: string, bytes: number, block: number])[] = [
  ["MD5", "md5", 16, 64],
  ["SHA1", "sha1", 20, 64],
  ["SHA256", "sha256", 32, 64],
  ["SHA384", "sha384", 48, 128],
  ["SHA512", "sha512", 64, 128],
];

export function data(call: Call, index: number): Uint8Array {
  const found = bytes(call, index);
  call.runtime.checkLength(found.length);
  return found;
}

export function bytes(call: Call, index: number): Uint8Array {
  return bytesOf(call.object(index, NetArray));
}

export function hashOf(call: Call, index: number): string {
  const { name } = call.object(index, NetHashName);
  const algorithm = HASHES.find(([known]) => known === name)?.[1];
  if (algorithm === undefined) throw cryptographic(`'${name}' is not a known hash algorithm.`);
  return algorithm;
}

/** Where Node.js throws its errors, .NET throws a `CryptographicException`. */
export function attempt<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof NetThrow || error instanceof UnsupportedError) throw error;
    throw cryptographic("The parameter is incorrect.");
  }
}

export function cryptographic(message: string): Error {
  return exception("System.Security.Cryptography.CryptographicException", message);
}
