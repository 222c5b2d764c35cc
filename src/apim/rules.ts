import { pattern, type Rule, RULES } from "../core/rules";
import { isUrl } from "../core/rules";
import { FORBIDDEN_IN_XML } from "../policy/text/characters";

/** The names that the provider takes for most things in an API Management service. */
const CHILD_NAME = /^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,78}[A-Za-z0-9])?$/;

/** A name that people see, as long as API Management takes it. */
function titleUpTo(length: number): Rule {
  return {
    expected: `1 to ${length} characters, none of them a control character, and not all of them spaces`,
    fix: "give the name that people see in the portal",
    test: (value: string) => value.length <= length && RULES.text.test(value),
  };
}

/** A text that people read, as long as API Management takes it. */
function textUpTo(length: number): Rule {
  return {
    expected: `1 to ${length} characters, none of them a control character, and not all of them spaces`,
    fix: "write a shorter text, or leave the option out",
    test: (value: string) => value.length <= length && RULES.text.test(value),
  };
}

/** The rules of API Management and of the azurerm provider. */
export const APIM_RULES = {
  serviceName: {
    expected: '1 to 50 letters, digits or "-", and no "-" at either end',
    fix: "give the name of the API Management service as the portal shows it, not its URL",
    test: pattern(/^[A-Za-z0-9](?:[A-Za-z0-9-]{0,48}[A-Za-z0-9])?$/),
  },
  serviceId: {
    expected:
      "the id of an API Management service, /subscriptions/…/resourceGroups/…/providers/Microsoft.ApiManagement/service/…",
    fix: "copy the resource id from the JSON view of the service in the portal, and keep these capitals",
    test: pattern(
      /^\/subscriptions\/[\w-]+\/resourceGroups\/[^/]+\/providers\/Microsoft\.ApiManagement\/service\/[^/]+$/,
    ),
  },
  childName: {
    expected: '1 to 80 letters, digits, "_" or "-", and a letter or digit at either end',
    fix: "use such a name here and put any other text into displayName",
    test: pattern(CHILD_NAME),
  },
  // What exists may have a name that Azure takes and the provider does not.
  existingFragmentName: {
    expected: '1 to 80 letters, digits, "_" or "-", and no "-" at either end',
    fix: "give the name of the fragment, as the portal shows it",
    test: pattern(/^\w(?:[\w-]{0,78}\w)?$/),
  },
  apiName: {
    expected:
      '1 to 256 characters without "*", "#", "&", "+", "/", ":", "<", ">", "?", ";", "%", "${" or control characters',
    fix: "use such a name here and put any other text into displayName",
    // The provider puts the name into a URL as it is, and counts code points.
    test: pattern(/^(?!\s|.*\$\{)[^*#&+/:<>?;%\p{Cc}\p{Cs}]{1,256}$/u),
  },
  apiPath: {
    expected: 'up to 400 letters, digits, "_", "-", ".", ":" or "/", no "/" at either end, and no "." last',
    fix: "leave out the host and the outer slashes",
    test: pattern(/^(?!.*:\/\/)(?:\w|[\w.][\w.:/-]{0,398}[\w-])?$/),
  },
  apiRevision: {
    expected: '1 to 100 letters, digits, ".", "_" or "-"',
    fix: "use a number such as 1, or leave the option out",
    test: pattern(/^[\w.-]{1,100}$/),
  },
  title: titleUpTo(300),
  authServerTitle: titleUpTo(50),
  shortTitle: titleUpTo(100),
  tagTitle: titleUpTo(160),
  apimDescription: textUpTo(1000),
  versionDescription: textUpTo(256),
  userId: {
    expected: "1 to 80 characters of the id of a user, without spaces and slashes",
    fix: "give the last part of the resource id of the user, or its user_id",
    test: pattern(/^[^*#&+/:<>?;%$\s{}\p{Cc}]{1,80}$/u),
  },
  workspaceName: {
    expected: '1 to 80 letters, digits or "-", and a letter or digit at either end',
    fix: "use such a name here and put any other text into displayName",
    test: pattern(/^[A-Za-z0-9](?:[A-Za-z0-9-]{0,78}[A-Za-z0-9])?$/),
  },
  apiVersion: {
    expected: '1 to 100 letters, digits, ".", "_", "~" or "-"',
    fix: "give a version such as v1 or 2027-03-31",
    test: pattern(/^[\w.~-]{1,100}$/),
  },
  webSocketUrl: {
    expected: "an absolute wss:// or ws:// URL of at most 2000 characters without user, wildcard or fragment",
    fix: "write the whole URL, such as wss://events.contoso.com",
    test: (value: string) => value.length <= 2000 && isUrl(value, ["wss:", "ws:"]),
  },
  serviceUrl: {
    expected: "an absolute https:// or http:// URL of at most 2000 characters without user, wildcard or fragment",
    fix: RULES.httpUrl.fix,
    test: (value: string) => value.length <= 2000 && RULES.httpUrl.test(value),
  },
  versionHeader: {
    expected: "the name of an HTTP header of at most 100 characters, such as Api-Version",
    fix: RULES.httpToken.fix,
    test: (value: string) => value.length <= 100 && RULES.httpToken.test(value),
  },
  mailAddress: {
    expected: "a mail address such as api@contoso.com",
    fix: "give the address alone, without a name or mailto:",
    test: pattern(/^\w+(?:[-+.']\w+)*@\w+(?:[-.]\w+)*\.\w+(?:[-.]\w+)*$/),
  },
  queryName: {
    expected: '1 to 100 letters, digits, ".", "_", "~" or "-"',
    fix: "give the name of the parameter, such as api-version",
    test: pattern(/^[\w.~-]{1,100}$/),
  },
  json: {
    expected: "the text of a JSON object",
    fix: "write it with JSON.stringify",
    test: isJsonObject,
  },
  urlTemplate: {
    expected: 'a path of at most 1000 characters that starts with "/", with parameters such as {id}',
    fix: "start the template with a slash, close every brace, and write {id} rather than ${id}",
    test: pattern(/^(?=.{1,1000}$)\/(?:[^{}\s$%]|[$%](?!\{)|\{\*?[A-Za-z0-9_-]+\})*$/),
  },
  parameterName: {
    expected: "1 to 1024 characters, none of them a control character, and not all of them spaces",
    fix: "give the name as requests have it",
    test: (value: string) => RULES.text.test(value) && value.length <= 1024,
  },
  plainText: {
    expected: "text without control characters",
    fix: "remove them, or leave the option out",
    test: (value: string) => !FORBIDDEN_IN_XML.test(value),
  },
  mediaType: {
    expected: "a media type such as application/json",
    fix: "write type and subtype with a slash between them",
    test: pattern(/^(?!.*[$%]\{)[\w!#$&^.+*-]+\/[\w!#$&^.+*-]+(?:\s*;[ -~]*)?$/),
  },
  httpMethod: {
    expected: "an HTTP method in capitals, such as GET, POST or PROPFIND",
    fix: "write the method as clients send it",
    test: pattern(/^[A-Z]+(?:-[A-Z]+)*$/),
  },
  clientId: {
    expected: "the client id of an application, not empty and without control characters",
    fix: "give the id that the issuer gave the application",
    test: RULES.text.test,
  },
  corsMethod: {
    expected: 'an HTTP method in capitals, such as GET, POST or PROPFIND, or "*"',
    fix: "write the method as clients send it",
    test: pattern(/^(?:\*|[A-Z]+(?:-[A-Z]+)*)$/),
  },
  tokenResource: {
    expected: "the App ID URI of a service, such as https://storage.azure.com, or its client id",
    fix: "give the URI that the service names as the resource or audience of its tokens, without a scope",
    test: (value: string) => /^[^\s"<>{}]+$/.test(value) && !value.endsWith("/.default"),
  },
  resourceUrl: {
    expected: 'an https:// URL without query, user, wildcard or fragment, and no "/" last',
    fix: "write the URL of the API as clients call it",
    test: (value: string) => isUrl(value, ["https:"]) && !/[?#]|\/$/.test(value),
  },
  // RFC 8414, section 2. The issuers of some providers end with "/".
  issuerUrl: {
    expected: "an https:// URL without query, user, wildcard or fragment",
    fix: "write the issuer as the metadata of the authorization server has it",
    test: (value: string) => isUrl(value, ["https:"]) && !/[?#]/.test(value),
  },
  origin: {
    expected: 'an origin such as https://app.contoso.com, or "*"',
    fix: "write only scheme, host and port, without a slash at the end",
    test: (value: string) => value === "*" || (isUrl(value, ["https:", "http:"]) && /^[^/]+\/\/[^/?]+$/.test(value)),
  },
  namedValueName: {
    expected: '1 to 80 letters, digits, "_" or "-", and a letter or digit at either end',
    fix: "set namedValueName to such a name",
    test: pattern(CHILD_NAME),
  },
  certificateName: {
    expected: '1 to 80 letters, digits, "_" or "-", and a letter or digit at either end',
    fix: "set name to such a name",
    test: pattern(CHILD_NAME),
  },
  thumbprint: {
    expected: "the thumbprint of a certificate: 40 hexadecimal digits",
    fix: "copy it from the certificates of the service",
    test: pattern(/^[0-9A-Fa-f]{40}$/),
  },
  namedValueText: {
    expected: "1 to 4096 characters, not all of them spaces",
    fix: "give the text that policies use",
    test: (value: string) => value.trim() !== "" && value.length <= 4096,
  },
  namedValueDisplayName: {
    expected: '1 to 256 letters, digits, ".", "_" or "-"',
    fix: "give the name that policies write between double braces, as the portal shows it",
    test: pattern(/^[A-Za-z0-9._-]{1,256}$/),
  },
} as const satisfies Record<string, Rule>;

function isJsonObject(value: string): boolean {
  try {
    const parsed: unknown = JSON.parse(value);
    return typeof parsed === "object" && parsed !== null && !Array.isArray(parsed);
  } catch {
    return false;
  }
}
