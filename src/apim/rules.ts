import { isUrl, pattern, type Rule } from "../core/rules";

/** The names that the provider takes for most things in an API Management service. */
const CHILD_NAME = /^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,78}[A-Za-z0-9])?$/;

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
  urlTemplate: {
    expected: 'a path that starts with "/", with parameters such as {id}',
    fix: "start the template with a slash, close every brace, and write {id} rather than ${id}",
    test: pattern(/^\/(?:[^{}\s$%]|[$%](?!\{)|\{\*?[A-Za-z0-9_-]+\})*$/),
  },
  httpMethod: {
    expected: "an HTTP method in capitals, such as GET, POST or PROPFIND",
    fix: "write the method as clients send it",
    test: pattern(/^[A-Z]+(?:-[A-Z]+)*$/),
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
