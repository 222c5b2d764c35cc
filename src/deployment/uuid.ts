import { createHash } from "node:crypto";

/** The namespaces of RFC 9562, by the names that Terraform gives them. */
const NAMESPACES: Readonly<Record<string, string>> = {
  dns: "6ba7b810-9dad-11d1-80b4-00c04fd430c8",
  url: "6ba7b811-9dad-11d1-80b4-00c04fd430c8",
  oid: "6ba7b812-9dad-11d1-80b4-00c04fd430c8",
  x500: "6ba7b814-9dad-11d1-80b4-00c04fd430c8",
};

/**
 * A version 5 UUID, or undefined if the namespace is none.
 *
 * @param namespace a UUID, or `dns`, `url`, `oid` or `x500`
 */
export function uuidV5(namespace: string, name: string): string | undefined {
  const digits = (NAMESPACES[namespace] ?? namespace).replace(/-/g, "");
  if (!/^[\da-f]{32}$/i.test(digits)) return undefined;
  const hash = createHash("sha1").update(digits, "hex").update(name, "utf8").digest("hex");
  const variant = ((Number.parseInt(hash.charAt(16), 16) & 3) | 8).toString(16);
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `5${hash.slice(13, 16)}`,
    variant + hash.slice(17, 20),
    hash.slice(20, 32),
  ].join("-");
}
