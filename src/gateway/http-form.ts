import { expressionFailure } from "./failure";

/** A name that HTTP can carry: of a header or of a method. */
const TOKEN = /^[!#$%&'*+.^_`|~\w-]+$/;

/**
 * A header name or a method that a policy makes.
 *
 * @throws PolicyFailure for one that is none, such as a text of the caller with a line break
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2
 */
export function tokenOf(text: string, what: string): string {
  if (TOKEN.test(text)) return text;
  throw expressionFailure(`${JSON.stringify(text)} is no ${what}`);
}

/**
 * The address of a server that a policy makes.
 *
 * @throws PolicyFailure for one that is no URL, or of another protocol, such as that of a file
 */
export function serverUrl(text: string, what: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url !== undefined && PROTOCOLS.includes(url.protocol)) return url;
  throw expressionFailure(`the address of ${what} is no URL of a server`);
}

/** The last is how Service Fabric names a service. */
const PROTOCOLS: readonly string[] = ["http:", "https:", "ws:", "wss:", "fabric:"];
