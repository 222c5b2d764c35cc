import { TerraformStack, Token } from "cdktf";
import type { IConstruct } from "constructs";
import { FORBIDDEN_IN_XML } from "../policy/text/characters";
import { differentStacks, invalidNumberOption, invalidValue, type Place, unknownAtSynth } from "./errors";

/** What a text must look like before Terraform sees it. */
export interface Rule {
  /** What is expected, to be read after "expected". */
  readonly expected: string;
  /** What to do about a value that breaks the rule. */
  readonly fix: string;
  /** Tells whether the text keeps the rule. */
  readonly test: (value: string) => boolean;
}

/**
 * Throws when a value breaks a rule. A value that Terraform knows only later is never inspected.
 *
 * @throws with the construct path, the value, the rule and the next step
 */
export function check(place: Place, what: string, value: string, rule: Rule): void {
  if (Token.isUnresolved(value)) return;
  if (!rule.test(value)) throw invalidValue(place, what, value, rule.expected, rule.fix);
}

/** As {@link check}, for a value that may be left out. */
export function checkOptional(place: Place, what: string, value: string | undefined, rule: Rule): void {
  if (value !== undefined) check(place, what, value, rule);
}

/** Throws when a value is known to Terraform only, although a construct id or an Entra ID id is made from it. */
export function requireLiteral(place: Place, what: string, value: string): void {
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
  if (value === undefined || Token.isUnresolved(value)) return;
  if (!test(value)) throw invalidNumberOption(place, what, value, expected);
}

function pattern(regex: RegExp): (value: string) => boolean {
  return (value) => regex.test(value);
}

/** Tells whether a text is an absolute URL with one of the schemes, a host, no user, no wildcard and no fragment. */
function isUrl(value: string, schemes: readonly string[]): boolean {
  // The parser mends what it can, such as "https:/host", and takes characters that belong into no URL.
  if (!/^[a-z]+:\/\/[^/?]/i.test(value) || /[\s*#"<>\\^`{|}]/.test(value)) return false;
  try {
    const url = new URL(value);
    return schemes.includes(url.protocol) && url.hostname !== "" && url.username === "" && url.password === "";
  } catch {
    return false;
  }
}

export const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The names of most things in an API Management service. */
const CHILD_NAME = /^(?=.{1,80}$)[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?$/;

/** The rules of Azure and of the Terraform providers, under the names that the documentation uses. */
export const RULES = {
  apimServiceName: {
    expected: '1 to 50 letters, digits or "-", a letter first and no "-" last',
    fix: "give the name of the API Management service as the portal shows it, not its URL",
    test: pattern(/^[A-Za-z](?:[A-Za-z0-9-]{0,48}[A-Za-z0-9])?$/),
  },
  apimChildName: {
    expected: '1 to 80 letters, digits, "_" or "-", and no "-" at either end',
    fix: "use such a name here and put any other text into displayName",
    test: pattern(CHILD_NAME),
  },
  apiName: {
    expected: '1 to 256 characters without "*", "#", "&", "+", "/", ":", "<", ">", "?" or ";"',
    fix: "use such a name here and put any other text into displayName",
    test: pattern(/^[^*#&+/:<>?;\s][^*#&+/:<>?;]{0,255}$/),
  },
  apiPath: {
    expected: 'up to 400 characters of a URL path that does not start or end with "/"',
    fix: "leave out the host and the outer slashes",
    test: pattern(/^(?!.*:\/\/)(?:[\w.](?:[\w.:/-]{0,398}[\w-])?)?$/),
  },
  urlTemplate: {
    expected: 'a path that starts with "/", with parameters such as {id}',
    fix: "start the template with a slash, close every brace, and write {id} rather than ${id}",
    test: pattern(/^\/(?:[^{}\s$%]|[$%](?!\{)|\{\*?[A-Za-z0-9_-]+\})*$/),
  },
  httpMethod: {
    expected: "an HTTP method such as GET or POST",
    fix: "use GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS or TRACE",
    test: pattern(/^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|TRACE)$/),
  },
  resourceGroupName: {
    expected: '1 to 90 letters, digits, "-", "_", "(", ")" or ".", and no "." last',
    fix: "give the name of the resource group, not its resource id",
    test: pattern(/^(?=.{1,90}$)[\w().-]*[\w()-]$/),
  },
  namedValueName: {
    expected: '1 to 80 letters, digits, "_" or "-", and no "-" at either end',
    fix: "set namedValueName to such a name",
    test: pattern(CHILD_NAME),
  },
  namedValueDisplayName: {
    expected: '1 to 256 letters, digits, ".", "_" or "-"',
    fix: "give the name that policies write between double braces, as the portal shows it",
    test: pattern(/^[A-Za-z0-9._-]{1,256}$/),
  },
  vaultName: {
    expected: '3 to 24 letters, digits or "-", a letter first, and no "-" last or twice in a row',
    fix: "give the name of the vault, not its URL",
    test: pattern(/^(?=.{3,24}$)[A-Za-z](?:-?[A-Za-z0-9])+$/),
  },
  secretName: {
    expected: '1 to 127 letters, digits or "-"',
    fix: "give the name of the secret, not its URL; replace other characters with dashes",
    test: pattern(/^[A-Za-z0-9-]{1,127}$/),
  },
  guid: {
    expected: "a GUID such as 00000000-0000-0000-0000-000000000000",
    fix: "copy the id from the overview page in the Entra admin center or the Azure portal",
    test: pattern(GUID),
  },
  tenantId: {
    expected: "the GUID of one tenant",
    fix: 'a domain name, "common" and "organizations" do not stand in the issuer of a token; copy the tenant id from the overview page in the Entra admin center',
    test: pattern(GUID),
  },
  claimValue: {
    expected: '1 to 120 letters, digits or !#$%&\'()*+,-./:;<=>?@[]^_`{|}, no "." first, and no blank, "${" or "%{"',
    fix: "use a short value such as access_as_user or Orders.Read, and put other text into displayName",
    test: pattern(/^(?!\.)(?!.*[$%]\{)[A-Za-z0-9!#$%&'()*+,\-./:;<=>?@[\]^_`{|}]{1,120}$/),
  },
  displayName: {
    expected: "1 to 256 characters that are not all blank",
    fix: "give the name that people see in the portal",
    test: (value) => value.trim() !== "" && value.length <= 256,
  },
  text: {
    expected: "text that is not empty and has no control characters",
    fix: "write a sentence, or leave the option out",
    test: (value) => value.trim() !== "" && !FORBIDDEN_IN_XML.test(value),
  },
  description: {
    expected: "1 to 1024 characters that are not all blank",
    fix: "write a sentence, or leave the option out",
    test: (value) => value.trim() !== "" && value.length <= 1024,
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
  redirectUri: {
    expected: "an absolute https:// URL with a path, or http://localhost, without wildcard or fragment",
    fix: "register each redirect URI exactly as the client sends it",
    test: (value) =>
      value.length <= 256 &&
      (isUrl(value, ["https:"]) ||
        (isUrl(value, ["http:"]) && ["localhost", "127.0.0.1"].includes(new URL(value).hostname))) &&
      /^https?:\/\/[^/?]+\//.test(value),
  },
  identifierUri: {
    expected:
      'a URI such as api://00000000-0000-0000-0000-000000000000 or https://orders.contoso.com, without a "/" last',
    fix: "leave the option out to get api://<client id>, or use a verified domain of the tenant",
    test: pattern(
      /^(?:(?:api|https?|ms-appx):\/\/[\w.~%!$&'()+,;=:@-]+(?:\/[\w.~%!$&'()+,;=:@-]+)*|urn:[\w.~%!$&'()+,;=:@/-]*[\w.~%!$&'()+,;=:@-])$/,
    ),
  },
  apimServiceId: {
    expected:
      "the id of an API Management service, /subscriptions/…/resourceGroups/…/providers/Microsoft.ApiManagement/service/…",
    fix: "copy the resource id from the JSON view of the service in the portal, and keep these capitals",
    test: pattern(
      /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/Microsoft\.ApiManagement\/service\/[^/]+$/,
    ),
  },
  vaultId: {
    expected: "the id of a key vault, /subscriptions/…/resourceGroups/…/providers/Microsoft.KeyVault/vaults/…",
    fix: "copy the resource id from the JSON view of the vault in the portal, and keep these capitals",
    test: pattern(/^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/Microsoft\.KeyVault\/vaults\/[^/]+$/),
  },
  apiRevision: {
    expected: '1 to 100 letters, digits, ".", "_" or "-"',
    fix: "use a number such as 1, or leave the option out",
    test: pattern(/^[\w.-]{1,100}$/),
  },
  dateTime: {
    expected: "a date and time in UTC such as 2027-03-31T00:00:00Z",
    fix: "write an RFC 3339 time that exists",
    test: isDateTime,
  },
  quotedString: {
    expected: "printable ASCII without quotes and backslashes",
    fix: "leave the option out, or use plain letters, digits and punctuation",
    test: pattern(/^[ !#-[\]-~]+$/),
  },
  httpToken: {
    expected: "the name of an HTTP header, such as Authorization",
    fix: "use letters, digits and dashes",
    test: pattern(/^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,256}$/),
  },
} as const satisfies Record<string, Rule>;

function isDateTime(value: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.\d+)?Z$/.exec(value);
  if (match === null) return false;
  const date = new Date(value);
  // JavaScript rolls 31 February over into March.
  return !Number.isNaN(date.getTime()) && date.getUTCDate() === Number(match[3]);
}
