import { isUrl, pattern, type Rule, RULES } from "../../core/rules";
import { APIM_RULES } from "../rules";

/** The rules of backends. */
export const BACKEND_RULES = {
  backendName: {
    expected: '1 to 80 letters, digits, "_" or "-", and no "-" at either end',
    fix: "use such a name here and put any other text into title",
    test: pattern(/^\w(?:[\w-]{0,78}\w)?$/),
  },
  siteId: {
    expected:
      "the id of a function app or web app, or of its slot, /subscriptions/…/resourceGroups/…/providers/Microsoft.Web/sites/…",
    fix: "give the resource id, and keep these capitals",
    // The provider takes 2000 bytes.
    test: pattern(
      /^\/subscriptions\/[\w-]{1,36}\/resourceGroups\/[\w.()-]{1,90}\/providers\/Microsoft\.Web\/sites\/[\w-]{1,60}(?:\/slots\/[\w-]{1,60})?$/,
    ),
  },
  containerAppId: {
    expected: "the id of a container app, /subscriptions/…/resourceGroups/…/providers/Microsoft.App/containerApps/…",
    fix: "give the resource id, and keep these capitals",
    test: pattern(
      /^\/subscriptions\/[\w-]{1,36}\/resourceGroups\/[\w.()-]{1,90}\/providers\/Microsoft\.App\/containerApps\/[\w-]{1,60}$/,
    ),
  },
  logicAppId: {
    expected:
      "the id of a logic app, /subscriptions/…/resourceGroups/…/providers/Microsoft.Logic/workflows/… or, of the plan Standard, …/Microsoft.Web/sites/…",
    fix: "give the resource id, and keep these capitals",
    test: pattern(
      /^\/subscriptions\/[\w-]{1,36}\/resourceGroups\/[\w.()-]{1,90}\/providers\/(?:Microsoft\.Logic\/workflows\/[\w.()-]{1,80}|Microsoft\.Web\/sites\/[\w-]{1,60}(?:\/slots\/[\w-]{1,60})?)$/,
    ),
  },
  fabricService: {
    expected: "the name of a service such as fabric:/shop/orders",
    fix: "give fabric:/ with the application and the service, without a host",
    test: pattern(/^fabric:\/[\w.~-]+(?:\/[\w.~-]+)+$/),
  },
  managementEndpoint: {
    expected: "an absolute https:// URL without user, wildcard, query or fragment",
    fix: "give the management endpoint of the cluster, such as https://cluster.contoso.com:19080",
    test: (value) => isAddress(value) && /^https:/i.test(value),
  },
  backendPath: {
    expected: 'a path such as api/v1, without "/" at either end',
    fix: "leave out the host and the outer slashes",
    test: pattern(/^(?:[\w.~-]+(?:\/[\w.~-]+)*)?$/),
  },
  encryptedUrl: {
    expected: "an absolute https:// URL of at most 2000 characters without user, wildcard, query or fragment",
    fix: "use https://, or BackendAddress.unencrypted where nobody can listen",
    test: (value) => isAddress(value) && /^https:/i.test(value),
  },
  plainUrl: {
    expected: "an absolute http:// URL of at most 2000 characters without user, wildcard, query or fragment",
    fix: "use BackendAddress.https for https://",
    test: (value) => isAddress(value) && /^http:/i.test(value),
  },
  // The provider counts bytes.
  backendTitle: {
    expected: "1 to 300 bytes, without control characters, and not all of them spaces",
    fix: "shorten the title, or leave the option out",
    test: (value) => RULES.text.test(value) && Buffer.byteLength(value, "utf8") <= 300,
  },
  backendDescription: {
    expected: "1 to 2000 bytes, without control characters, and not all of them spaces",
    fix: "shorten the description, or leave the option out",
    test: (value) => RULES.text.test(value) && Buffer.byteLength(value, "utf8") <= 2000,
  },
  // AzAPI counts nothing, and Azure characters.
  poolDescription: {
    expected: "1 to 2000 characters, none of them a control character, and not all of them spaces",
    fix: "shorten the description, or leave the option out",
    test: (value) => RULES.text.test(value) && value.length <= 2000,
  },
  errorReason: {
    expected: "1 to 200 letters, such as Timeout",
    fix: "give a reason that context.LastError can have",
    test: pattern(/^[A-Za-z0-9_.-]{1,200}$/),
  },
  ruleName: {
    expected: '1 to 80 letters, digits or "-", and a letter or digit at either end',
    fix: "use such a name, or leave the option out",
    test: pattern(/^[A-Za-z0-9](?:[A-Za-z0-9-]{0,78}[A-Za-z0-9])?$/),
  },
} as const satisfies Record<string, Rule>;

function isAddress(value: string): boolean {
  return APIM_RULES.serviceUrl.test(value) && !value.includes("?") && !/[$%]\{/.test(value);
}

/** The rules of documents that Azure reads, as far as their first characters show it. */
export const DOCUMENT_RULES = {
  yaml: {
    expected: "an OpenAPI document in YAML or JSON",
    fix: "give the text of the document, or another format",
    test: (value) => /\S/.test(value) && !isLink(value) && !isXml(value),
  },
  json: {
    expected: "a document in JSON",
    fix: "give the text of the document, or another format",
    test: isJson,
  },
  xml: {
    expected: "a document in XML",
    fix: "give the text of the document, or another format",
    test: isXml,
  },
  wsdl: {
    expected: "a WSDL document or its http(s) URL",
    fix: "give the text of the document, which starts with <, or its URL",
    test: (value) => isXml(value) || isLink(value),
  },
} as const satisfies Record<string, Rule>;

export function isLink(value: string): boolean {
  return isUrl(value, ["https:", "http:"]);
}

function isXml(value: string): boolean {
  return /^\uFEFF?\s*</.test(value);
}

function isJson(value: string): boolean {
  try {
    return typeof JSON.parse(value.replace(/^\uFEFF/, "")) === "object";
  } catch {
    return false;
  }
}
