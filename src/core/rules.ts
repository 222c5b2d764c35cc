import { TerraformStack, Token } from "cdktf";
import type { IConstruct } from "constructs";
import { GUID } from "../oauth/entra-tenant";
import { FORBIDDEN_IN_XML } from "../policy/text/characters";
import {
  differentStacks,
  duplicateValue,
  invalidNumberOption,
  invalidValue,
  type Place,
  unknownAtSynth,
} from "./errors";
import { NUMBER, STRING } from "./kinds";

/** What a text must look like before Terraform sees it. */
export interface Rule {
  /** What is expected, as it reads after "expected". */
  readonly expected: string;
  /** What to do about a value that breaks the rule. */
  readonly fix: string;
  /** Whether the text follows the rule. */
  readonly test: (value: string) => boolean;
}

/**
 * Throws when a value breaks a rule. A value that Terraform knows only later is never inspected.
 *
 * @throws with the construct path, the value, the rule and the next step
 */
export function check(place: Place, what: string, value: string, rule: Rule): void {
  STRING.require(place, what, value);
  if (Token.isUnresolved(value)) return;
  if (!rule.test(value)) throw invalidValue(place, what, value, rule.expected, rule.fix);
}

/** Like {@link check}, for an optional value. */
export function checkOptional(place: Place, what: string, value: string | undefined, rule: Rule): void {
  if (value !== undefined) check(place, what, value, rule);
}

/** Throws when a value is only known to Terraform, although a construct id or an Entra ID id is derived from it. */
export function requireLiteral(place: Place, what: string, value: string): void {
  STRING.require(place, what, value);
  if (Token.isUnresolved(value)) throw unknownAtSynth(place, what);
}

/** Throws when a construct that something depends on belongs to another stack. */
export function requireOneStack(place: IConstruct, what: string, construct: IConstruct, fix: string): void {
  if (TerraformStack.of(construct) === TerraformStack.of(place)) return;
  throw differentStacks(place, what, construct.node.path, fix);
}

/** Throws when a number breaks a rule. A number that Terraform knows only later is never inspected. */
export function checkNumber(
  place: Place,
  what: string,
  value: number | undefined,
  expected: string,
  test: (value: number) => boolean,
): void {
  if (value === undefined) return;
  NUMBER.require(place, what, value);
  if (Token.isUnresolved(value)) return;
  if (!test(value)) throw invalidNumberOption(place, what, value, expected);
}

/** Throws when a list has a value twice. A value that Terraform knows only later is never compared. */
export function requireDifferent(
  place: Place,
  what: string,
  values: readonly string[],
  fix = "remove one of the two",
): void {
  const known = values.filter((value) => !Token.isUnresolved(value));
  const twice = known.find((value, index) => known.indexOf(value) !== index);
  if (twice !== undefined) throw duplicateValue(place, what, twice, fix);
}

/** A test against a regular expression. */
export function pattern(regex: RegExp): (value: string) => boolean {
  return (value) => regex.test(value);
}

/** Whether a text is an absolute URL with one of the schemes, a host, no user, no wildcard and no fragment. */
export function isUrl(value: string, schemes: readonly string[]): boolean {
  // The parser repairs what it can, such as "https:/host", and accepts characters that are not allowed in a URL.
  if (!/^[a-z]+:\/\/[^/?]/i.test(value) || /[\s*#"<>\\^`{|}\p{Cc}]/u.test(value) || !isEscaped(value)) return false;
  try {
    const url = new URL(value);
    return schemes.includes(url.protocol) && url.hostname !== "" && url.username === "" && url.password === "";
  } catch {
    return false;
  }
}

/** Whether every "%" before the query starts a percent-encoding and the host has none. The providers refuse other URLs. */
export function isEscaped(url: string): boolean {
  const [beforeQuery] = url.split("?");
  return !/%(?![\da-f]{2})|^[^/]*\/\/[^/]*%/i.test(beforeQuery!);
}

/** Rules shared by several services. The rules of one service are in its folder. */
export const RULES = {
  resourceGroupName: {
    expected: '1 to 90 letters, digits, "-", "_", "(", ")" or ".", and no "." last',
    fix: "give the name of the resource group, not its resource id",
    test: pattern(/^(?=.{1,90}$)[\w().-]*[\w()-]$/),
  },
  guid: {
    expected: "a GUID such as 00000000-0000-0000-0000-000000000000",
    fix: "copy the id from the overview page in the Entra admin center or the Azure portal",
    test: pattern(GUID),
  },
  displayName: {
    expected: "1 to 256 characters, none of them a control character, and not all of them spaces",
    fix: "give the name that people see in the portal",
    test: (value) => value.trim() !== "" && value.length <= 256 && !FORBIDDEN_IN_XML.test(value),
  },
  text: {
    expected: "text that is not empty and has no control characters",
    fix: "write a sentence, or leave the option out",
    test: (value) => value.trim() !== "" && !FORBIDDEN_IN_XML.test(value),
  },
  httpsOrigin: {
    expected: "an https:// URL of a host, without path, query, user, wildcard or fragment",
    fix: "write only scheme and host, such as https://contoso.developer.azure-api.net",
    test: (value) => isUrl(value, ["https:"]) && /^[^/]+\/\/[^/?]+\/?$/.test(value),
  },
  httpUrl: {
    expected: "an absolute https:// or http:// URL without user, wildcard or fragment",
    fix: "write the whole URL, such as https://orders.azurewebsites.net/api",
    test: (value) => isUrl(value, ["https:", "http:"]),
  },
  pageUrl: {
    expected: "an absolute https:// or http:// URL without user or wildcard",
    fix: "write the whole URL, such as https://orders.contoso.com/help",
    test: (value) =>
      isUrl(value.replace(/#[^#]*$/, ""), ["https:", "http:"]) &&
      !/[\s"<>\\^`{|}\p{Cc}]|#.*%(?![\da-f]{2})/iu.test(value),
  },
  dateTime: {
    expected: "a date and time such as 2027-03-31T00:00:00Z",
    fix: "write an RFC 3339 time that exists",
    test: isDateTime,
  },
  quotedString: {
    expected: "printable ASCII without quotes and backslashes",
    fix: "leave the option out, or use plain letters, digits and punctuation",
    test: pattern(/^[ !#-[\]-~]+$/),
  },
  scopeToken: {
    expected: 'printable ASCII without spaces, quotes and backslashes, and no "${" or "%{"',
    fix: "give the value of one scope, as tokens have it",
    test: pattern(/^(?!.*[$%]\{)[!#-[\]-~]+$/),
  },
  scopeList: {
    expected: 'scopes with one space between them, and no "${" or "%{"',
    fix: "write them as tokens are asked for, such as api://orders/Orders.Read",
    test: pattern(/^(?!.*[$%]\{)[!#-[\]-~]+(?: [!#-[\]-~]+)*$/),
  },
  httpToken: {
    expected: "the name of an HTTP header, such as Authorization",
    fix: "use letters, digits and dashes",
    test: pattern(/^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,256}$/),
  },
} as const satisfies Record<string, Rule>;

/** The object id of an identity is never its client id. */
export function otherIdThan(clientId: string | undefined): Rule {
  return {
    expected: "another GUID than the client id",
    fix: "copy the object id and the client id from the overview page of the identity",
    test: (value) => value.toLowerCase() !== clientId?.toLowerCase(),
  };
}

/** A time as Azure gives it back, in UTC and without fractions of a second: otherwise Terraform sees a difference in every plan. */
export function wholeSeconds(dateTime: string): string {
  return Token.isUnresolved(dateTime) ? dateTime : new Date(dateTime).toISOString().replace(/\.\d+Z$/, "Z");
}

function isDateTime(value: string): boolean {
  const match = /^(\d{4}-\d{2}-\d{2}T(?:[01]\d|2[0-3]):\d{2}:\d{2})(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/.exec(
    value,
  );
  // A year of more than four digits has a sign, and is none of RFC 3339.
  if (match === null || Number.isNaN(Date.parse(value)) || !/^\d/.test(new Date(value).toISOString())) return false;
  // JavaScript rolls 31 February over into March.
  return new Date(`${match[1]!}Z`).toISOString().startsWith(match[1]!);
}
