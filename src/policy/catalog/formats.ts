import { isIP } from "node:net";
import { MAX_COMPARED_NAME } from "../text/bounds";
import { nearest } from "../text/errors";
import { type ValueFormat } from "./model";

/** What a text of a format looks like. */
export interface Format {
  readonly matches: (literal: string) => boolean;
  /** As it reads after "expected". */
  readonly expected: string;
}

/** The characters of a token, as HTTP has it: of a method and of the name of a header. */
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
/** A scheme and a host. Service Fabric has addresses without a host. */
const ABSOLUTE_URL = /^(?:[a-z][a-z0-9+.-]*:\/\/[^\s/?#]|fabric:\/)\S*$/i;

const COMMON_METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT"];
/** Methods that are registered and easily taken for a misspelt common one, and the sign for all. */
const OTHER_METHODS = ["ACL", "BIND", "COPY", "LINK", "LOCK", "MOVE", "PRI", "QUERY", "REPORT", "*"];

export const FORMATS: Readonly<Record<ValueFormat, Format>> = {
  "ip-address": {
    matches: (literal) => isIP(literal) !== 0,
    expected: "an IP address, such as 203.0.113.7, without a prefix length",
  },
  method: {
    matches: isMethod,
    expected: "one method, such as GET or POST",
  },
  "header-name": {
    matches: (literal) => TOKEN.test(literal),
    expected: "the name of a header, without spaces and colons",
  },
  "absolute-url": {
    matches: (literal) => ABSOLUTE_URL.test(literal),
    expected: "an absolute URL, such as https://orders.contoso.com/v1",
  },
};

/** Any token may be a method. One that is nearly a common method is a misspelt one. */
function isMethod(literal: string): boolean {
  const method = literal.toUpperCase();
  if (COMMON_METHODS.includes(method) || OTHER_METHODS.includes(method)) return true;
  return TOKEN.test(method) && (method.length > MAX_COMPARED_NAME || nearest(method, COMMON_METHODS) === undefined);
}
