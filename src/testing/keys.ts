import { KeyRing, SigningKey } from "../issuer/signing-key";

const made = new Map<string, SigningKey[]>();

/** The keys of an issuer. Making one takes a while, so all gateways of a program have the same, until they roll over. */
export function keysOf(issuer: string): KeyRing {
  const keys = made.get(issuer) ?? [];
  made.set(issuer, keys);
  let next = 0;
  return new KeyRing(() => {
    const key = keys[next] ?? SigningKey.generate();
    keys[next] = key;
    next++;
    return key;
  });
}
