import type { ApiManagementApiConfig } from "@cdktf/provider-azurerm/lib/api-management-api";
import type { IConstruct } from "constructs";
import { BOOLEAN, constructWith, type Kinds, objectWith, optional, STRING } from "../../core/kinds";
import { check, checkOptional, RULES } from "../../core/rules";
import { textForTerraform } from "../../core/terraform-text";
import { API } from "../kinds";
import { APIM_RULES } from "../rules";
import type { ApiAboutOptions, ApiContact, ApiLicense } from "./api-about";
import type { ApiServingOptions, SubscriptionKeyNames } from "./api-options";
import { versionWithoutSet } from "./errors";
import type { IApi } from "./i-api";
import { objectOf } from "./operation-kinds";

/** Groups of options of an API: their kinds, and the arguments of its resource. */

const CONTACT: Kinds<ApiContact> = { name: optional(STRING), email: optional(STRING), url: optional(STRING) };
const LICENSE: Kinds<ApiLicense> = { name: optional(STRING), url: optional(STRING) };

export const ABOUT: Kinds<ApiAboutOptions> = {
  contact: optional(objectOf(CONTACT)),
  license: optional(objectOf(LICENSE)),
  termsOfServiceUrl: optional(STRING),
};

export function aboutArguments(place: IConstruct, options: ApiAboutOptions): Partial<ApiManagementApiConfig> {
  const { contact, license, termsOfServiceUrl } = options;
  checkOptional(place, "contact.name", contact?.name, RULES.text);
  checkOptional(place, "contact.email", contact?.email, APIM_RULES.mailAddress);
  checkOptional(place, "contact.url", contact?.url, RULES.pageUrl);
  checkOptional(place, "license.name", license?.name, RULES.text);
  checkOptional(place, "license.url", license?.url, RULES.pageUrl);
  checkOptional(place, "termsOfServiceUrl", termsOfServiceUrl, RULES.pageUrl);
  return {
    contact: isGiven(contact) ? { ...contact, name: textForTerraform(contact.name) } : undefined,
    license: isGiven(license) ? { ...license, name: textForTerraform(license.name) } : undefined,
    termsOfServiceUrl,
  };
}

/** The provider cannot read an empty block. */
function isGiven<T extends object>(value: T | undefined): value is T {
  return value !== undefined && Object.values(value).some((each) => each !== undefined);
}

const API_TYPE = optional(
  objectWith(["_arguments"], {
    expected: "an ApiType",
    fix: "use ApiType.graphQl, webSocket, soap, soapWithoutDocument or importedByAzure",
  }),
);

const KEY_NAMES: Kinds<SubscriptionKeyNames> = { header: STRING, query: STRING };

export const SERVING: Kinds<ApiServingOptions> = {
  apiType: API_TYPE,
  versionSet: optional(
    constructWith(["name", "scheme", "versionSetId"], {
      expected: "a version set",
      fix: "use an ApiVersionSet, or ApiVersionSet.fromName",
    }),
  ),
  version: optional(STRING),
  versionDescription: optional(STRING),
  revisionDescription: optional(STRING),
  sourceApi: optional(API),
  subscriptionKeyNames: optional(objectOf(KEY_NAMES)),
  allowUnencryptedCalls: optional(BOOLEAN),
};

export function servingArguments(place: IConstruct, options: ApiServingOptions): Partial<ApiManagementApiConfig> {
  const { apiType: type, versionSet, version, versionDescription, revisionDescription, sourceApi } = options;
  checkOptional(place, "version", version, APIM_RULES.apiVersion);
  checkOptional(place, "versionDescription", versionDescription, APIM_RULES.versionDescription);
  checkOptional(place, "revisionDescription", revisionDescription, APIM_RULES.versionDescription);
  if (version !== undefined && versionSet === undefined) throw versionWithoutSet(place, version);
  const keyNames = options.subscriptionKeyNames;
  if (keyNames !== undefined) {
    check(place, "subscriptionKeyNames.header", keyNames.header, RULES.httpToken);
    check(place, "subscriptionKeyNames.query", keyNames.query, APIM_RULES.queryName);
  }
  const [encrypted, unencrypted] = type?._isWebSocket === true ? ["wss", "ws"] : ["https", "http"];
  return {
    ...type?._arguments,
    protocols: options.allowUnencryptedCalls === true ? [encrypted, unencrypted] : [encrypted],
    versionSetId: versionSet?.versionSetId,
    version,
    versionDescription: textForTerraform(versionDescription),
    revisionDescription: textForTerraform(revisionDescription),
    sourceApiId: sourceApi === undefined ? undefined : resourceIdOf(sourceApi),
    subscriptionKeyParameterNames: keyNames && { header: keyNames.header, query: keyNames.query },
  };
}

/** The resource id of an API, without a revision. */
export function resourceIdOf(api: IApi): string {
  return `${api.apim.resourceId}/apis/${api.name}`;
}

/** Whether requests leave the machine unencrypted. */
export function isUnencrypted(url: string): boolean {
  return /^(?:http|ws):\/\/(?!(?:localhost|127\.0\.0\.1|\[::1\])(?:[:/]|$))/i.test(url);
}
