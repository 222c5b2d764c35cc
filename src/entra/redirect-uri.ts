import { isEscaped, isUrl } from "../core/rules";

/**
 * The shapes of redirect URIs that Entra ID takes.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/reply-url
 */

const LONGEST = 256;

/** The hosts of the user's own machine. Entra ID does not know the loopback address of IPv6. */
const LOOPBACK = ["localhost", "127.0.0.1"];

/** Characters that Entra ID does not take in a redirect URI, or that are not allowed in a URI. */
const FORBIDDEN = /[\s*#"<>\\^`{|}!$'(),;\p{Cc}]/u;

/** Schemes that run or read something on the device, and those of the web. */
const NOT_OF_APPLICATION = [
  "http",
  "https",
  "ws",
  "wss",
  "ftp",
  "file",
  "javascript",
  "vbscript",
  "data",
  "blob",
  "about",
];

/** An https URL, or an http URL of the user's own machine. */
export function isRedirectUrl(value: string): boolean {
  if (value.length > LONGEST || FORBIDDEN.test(value) || !isUrl(value, ["https:", "http:"])) return false;
  const { protocol, hostname } = new URL(value);
  return protocol === "https:" ? !hostname.startsWith("[") : LOOPBACK.includes(hostname);
}

/** A URI with a scheme of the application. The provider asks for a host after the scheme. */
export function isRedirectUriOfApplication(value: string): boolean {
  if (value.length > LONGEST || FORBIDDEN.test(value) || !isEscaped(value)) return false;
  if (/^urn:ietf:wg:oauth:2\.0:[\w.:-]+$/.test(value)) return true;
  const [, scheme] = /^([a-z][a-z\d+.-]*):\/\/[a-z\d._~%-]+(?::\d+)?(?:[/?].*)?$/i.exec(value) ?? [];
  return scheme !== undefined && !NOT_OF_APPLICATION.includes(scheme.toLowerCase());
}

/** The URI of a page inside another application, such as an add-in of Office, whose host gets the token for it. */
export function isRedirectUriOfBroker(value: string): boolean {
  return value.length <= LONGEST && /^brk-[a-z\d-]+:\/\/[a-z\d](?:[a-z\d.-]*[a-z\d])?(?::\d{1,5})?$/i.test(value);
}

/** A URI of the user's own machine without its port, which Entra ID ignores there; undefined for any other. */
export function tryLoopback(uri: string): string | undefined {
  const [, scheme, host, rest] = /^(https?):\/\/(localhost|127\.0\.0\.1)(?::\d*)?((?:[/?].*)?)$/i.exec(uri) ?? [];
  if (scheme === undefined) return undefined;
  return `${scheme.toLowerCase()}://${host!.toLowerCase()}${rest === "" ? "/" : rest!}`;
}
