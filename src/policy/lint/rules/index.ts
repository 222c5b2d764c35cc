import { type LintRule } from "../rule";
import { KNOWN_ELEMENT } from "./c-01-known-element";
import { KNOWN_ATTRIBUTE } from "./c-02-known-attribute";
import { REQUIRED_ATTRIBUTE } from "./c-03-required-attribute";
import { VALID_VALUE } from "./c-04-valid-value";
import { ALLOWED_EXPRESSION } from "./c-05-allowed-expression";
import { ALLOWED_SECTION } from "./c-06-allowed-section";
import { ALLOWED_SCOPE } from "./c-07-allowed-scope";
import { ALLOWED_PARENT } from "./c-08-allowed-parent";
import { ELEMENT_ORDER } from "./c-09-element-order";
import { ELEMENT_COUNT } from "./c-10-element-count";
import { SINGLE_USE } from "./c-11-single-use";
import { ATTRIBUTE_COMBINATION } from "./c-12-attribute-combination";
import { BASE_PLACEMENT } from "./c-13-base-placement";
import { DECLARED_REFERENCE } from "./c-14-declared-reference";
import { STRAY_TEXT } from "./c-15-stray-text";
import { WELL_FORMED } from "./c-16-well-formed";
import { WHOLE_EXPRESSION } from "./c-17-whole-expression";
import { PLAIN_TEXT_EXPRESSION } from "./c-18-plain-text-expression";
import { COMPLETE_EXPRESSION } from "./c-23-complete-expression";
import { COMPILING_EXPRESSION } from "./c-25-compiling-expression";
import { ALLOWED_MEMBER } from "./c-26-allowed-member";
import { DECIDING_COMPARISON } from "./c-27-deciding-comparison";
import { ALLOWED_TIER } from "./c-28-allowed-tier";
import { CHECK_EVERY_BRANCH } from "./p-01-check-every-branch";
import { BASE_IN_SECTION } from "./p-02-base-in-section";
import { SIGNED_AND_EXPIRING } from "./p-03-signed-and-expiring";
import { KEY_SOURCE } from "./p-04-key-source";
import { TENANT } from "./p-05-tenant";
import { TOKEN_VERSION } from "./p-06-token-version";
import { AUDIENCE } from "./p-07-audience";
import { AUTHORIZATION } from "./p-08-authorization";
import { CLAIM_MATCH } from "./p-09-claim-match";
import { TOKEN_IN_HEADER } from "./p-10-token-in-header";
import { CLOCK_SKEW } from "./p-11-clock-skew";
import { ERROR_DETAIL } from "./p-12-error-detail";
import { CHALLENGE } from "./p-13-challenge";
import { FORBIDDEN_STATUS } from "./p-14-forbidden-status";
import { REFUSAL_STATUS } from "./p-15-refusal-status";
import { UNCHANGED_TOKEN } from "./p-16-unchanged-token";
import { TOKEN_TO_BACKEND } from "./p-17-token-to-backend";
import { CHECKED_TOKEN } from "./p-18-checked-token";
import { IDENTITY_HEADER } from "./p-19-identity-header";
import { CORS } from "./p-20-cors";
import { LIMIT_KEY } from "./p-21-limit-key";
import { STABLE_CLAIM } from "./p-22-stable-claim";
import { TOKEN_IN_LOG } from "./p-23-token-in-log";
import { TOKEN_KIND } from "./p-24-token-kind";
import { CLIENT_CLAIM } from "./p-25-client-claim";
import { LITERAL_SECRET } from "./p-27-literal-secret";
import { METADATA_ADDRESS } from "./p-28-metadata-address";
import { UNFILLED_PLACE } from "./p-29-unfilled-place";
import { ENDING_REFUSAL } from "./p-32-ending-refusal";
import { CACHED_RESPONSE } from "./p-33-cached-response";
import { WHOLE_PERMISSION } from "./p-34-whole-permission";
import { CORS_LISTS } from "./p-35-cors-lists";
import { ENCRYPTED_BACKEND } from "./p-36-encrypted-backend";
import { SET_VARIABLE_FIRST } from "./p-37-set-variable-first";
import { PATH_PARAMETER } from "./p-38-path-parameter";
import { EXEMPT_OPERATION } from "./p-39-exempt-operation";
import { MISSING_VALUE } from "./p-40-missing-value";
import { SAFE_READ } from "./p-41-safe-read";
import { GATEWAY_TOKEN } from "./p-42-gateway-token";
import { REQUEST_ADDRESS } from "./p-43-request-address";
import { KEPT_HEADER } from "./p-44-kept-header";
import { CORS_MATCH } from "./p-45-cors-match";
import { VARIABLE_TYPE } from "./p-46-variable-type";

/** Rules that are only about certain elements, which most documents lack, and the names of the elements. They are loaded for documents with one of them. */
const RULES_ABOUT: readonly { readonly elements: readonly string[]; readonly rules: () => readonly LintRule[] }[] = [
  { elements: ["cors", "include-fragment"], rules: () => [CORS] },
  { elements: ["cors"], rules: () => [CORS_LISTS, CORS_MATCH] },
  {
    elements: [
      "rate-limit-by-key",
      "quota-by-key",
      "azure-openai-token-limit",
      "llm-token-limit",
      "cache-lookup-value",
    ],
    rules: () => [LIMIT_KEY],
  },
  { elements: ["trace", "log-to-eventhub", "emit-metric"], rules: () => [TOKEN_IN_LOG] },
  { elements: ["cache-lookup"], rules: () => [CACHED_RESPONSE] },
  { elements: ["set-backend-service", "set-url"], rules: () => [ENCRYPTED_BACKEND, REQUEST_ADDRESS] },
];

/** The other rules, which run on every document. */
const GENERAL_RULES: readonly LintRule[] = [
  KNOWN_ELEMENT,
  KNOWN_ATTRIBUTE,
  REQUIRED_ATTRIBUTE,
  VALID_VALUE,
  ALLOWED_EXPRESSION,
  ALLOWED_SECTION,
  ALLOWED_SCOPE,
  ALLOWED_PARENT,
  ELEMENT_ORDER,
  ELEMENT_COUNT,
  SINGLE_USE,
  ATTRIBUTE_COMBINATION,
  BASE_PLACEMENT,
  DECLARED_REFERENCE,
  STRAY_TEXT,
  WELL_FORMED,
  WHOLE_EXPRESSION,
  PLAIN_TEXT_EXPRESSION,
  COMPLETE_EXPRESSION,
  COMPILING_EXPRESSION,
  ALLOWED_MEMBER,
  DECIDING_COMPARISON,
  ALLOWED_TIER,
  CHECK_EVERY_BRANCH,
  BASE_IN_SECTION,
  SIGNED_AND_EXPIRING,
  KEY_SOURCE,
  TENANT,
  TOKEN_VERSION,
  AUDIENCE,
  AUTHORIZATION,
  CLAIM_MATCH,
  TOKEN_IN_HEADER,
  CLOCK_SKEW,
  ERROR_DETAIL,
  CHALLENGE,
  FORBIDDEN_STATUS,
  REFUSAL_STATUS,
  UNCHANGED_TOKEN,
  TOKEN_TO_BACKEND,
  CHECKED_TOKEN,
  IDENTITY_HEADER,
  STABLE_CLAIM,
  TOKEN_KIND,
  CLIENT_CLAIM,
  LITERAL_SECRET,
  METADATA_ADDRESS,
  UNFILLED_PLACE,
  ENDING_REFUSAL,
  WHOLE_PERMISSION,
  SET_VARIABLE_FIRST,
  PATH_PARAMETER,
  EXEMPT_OPERATION,
  MISSING_VALUE,
  SAFE_READ,
  GATEWAY_TOKEN,
  KEPT_HEADER,
  VARIABLE_TYPE,
];

/** All rules, by their ids. */
export function allRules(): LintRule[] {
  return byId([...GENERAL_RULES, ...RULES_ABOUT.flatMap(({ rules }) => rules())]);
}

/** The rules that can find something in a document with elements of these names, in the order in which findings about one element are given. */
export function rulesAbout(names: ReadonlySet<string>): LintRule[] {
  const chosen = RULES_ABOUT.filter(({ elements }) => elements.some((name) => names.has(name)));
  return byId([...GENERAL_RULES, ...chosen.flatMap(({ rules }) => rules())]);
}

function byId(rules: LintRule[]): LintRule[] {
  return rules.sort((left, right) => (left.id < right.id ? -1 : 1));
}
