import { createHash } from "node:crypto";

/** The DNS namespace of RFC 9562, as hexadecimal digits. */
const NAMESPACE = "6ba7b8109dad11d180b400c04fd430c8";

/**
 * A version 5 UUID: the same name always gives the same id.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9562#section-5.5
 */
export function stableId(name: string): string {
  const bytes = createHash("sha1").update(Buffer.from(NAMESPACE, "hex")).update(name, "utf8").digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x50;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
