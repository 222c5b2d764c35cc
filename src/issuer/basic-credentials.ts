/** A client id and secret as RFC 6749 writes them: each encoded as in a form, then both in Base64. */
export interface BasicCredentials {
  readonly id: string;
  readonly secret: string;
}

/**
 * The credentials in a header `Authorization: Basic …`, or undefined if it has none.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-2.3.1
 */
export function basicCredentials(authorization: string | null): BasicCredentials | undefined {
  const encoded = /^Basic +([A-Za-z0-9+/=]+)$/i.exec(authorization ?? "")?.[1];
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, "base64").toString();
  const colon = text.indexOf(":");
  if (colon < 0) return undefined;
  const decode = (part: string): string => new URLSearchParams(`part=${part}`).get("part") ?? "";
  return { id: decode(text.slice(0, colon)), secret: decode(text.slice(colon + 1)) };
}
