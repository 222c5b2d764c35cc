import { type LintRule } from "../rule";
import { UNKNOWN_ELEMENT } from "./c-01-unknown-element";
import { UNKNOWN_ATTRIBUTE } from "./c-02-unknown-attribute";
import { MISSING_ATTRIBUTE } from "./c-03-missing-attribute";
import { WRONG_VALUE } from "./c-04-wrong-value";
import { EXPRESSION_NOT_ALLOWED } from "./c-05-expression-not-allowed";
import { WRONG_SECTION } from "./c-06-wrong-section";
import { WRONG_SCOPE } from "./c-07-wrong-scope";
import { WRONG_PARENT } from "./c-08-wrong-parent";
import { CHILD_ORDER } from "./c-09-order";
import { CHILD_COUNT } from "./c-10-count";
import { ONCE } from "./c-11-once";
import { ATTRIBUTE_RULES } from "./c-12-attribute-rules";
import { BASE_PLACE } from "./c-13-base";
import { REFERENCE } from "./c-14-reference";
import { STRAY_TEXT } from "./c-15-stray-text";
import { NOT_READABLE } from "./c-16-not-readable";
import { WHOLE_EXPRESSION } from "./c-17-whole-expression";
import { PLAIN_TEXT_EXPRESSION } from "./c-18-plain-text-expression";
import { CHECK_ON_EVERY_WAY } from "./p-01-check-on-every-way";
import { BASE_IN_SECTIONS } from "./p-02-base";
import { SIGNED_AND_EXPIRING } from "./p-03-signed-and-expiring";
import { KEY_SOURCE } from "./p-04-key-source";
import { TENANT } from "./p-05-tenant";
import { ONE_TOKEN_VERSION } from "./p-06-one-token-version";
import { AUDIENCE } from "./p-07-audience";
import { AUTHORIZATION } from "./p-08-authorization";
import { CLAIM_VALUES } from "./p-09-claim-values";
import { TOKEN_SOURCE } from "./p-10-token-source";
import { CLOCK_SKEW } from "./p-11-clock-skew";
import { QUIET_ERRORS } from "./p-12-quiet-errors";
import { CHALLENGE } from "./p-13-challenge";
import { FORBIDDEN } from "./p-14-forbidden";
import { REFUSAL_STATUS } from "./p-15-refusal-status";
import { TOKEN_UNTOUCHED } from "./p-16-token-untouched";
import { TOKEN_TO_BACKEND } from "./p-17-token-to-backend";
import { CHECKED_TOKEN } from "./p-18-checked-token";
import { IDENTITY_HEADERS } from "./p-19-identity-headers";
import { CORS } from "./p-20-cors";
import { LIMIT_KEYS } from "./p-21-limit-keys";
import { STABLE_CLAIMS } from "./p-22-stable-claims";
import { NO_TOKEN_IN_LOGS } from "./p-23-no-token-in-logs";
import { TOKEN_KINDS } from "./p-24-token-kinds";
import { CLIENT_CLAIM } from "./p-25-client-claim";
import { NO_SECRETS } from "./p-27-no-secrets";

/** The rules, in the order in which findings about one element are given. P-26, the known language, is what the rules C-… check. */
export const RULES: readonly LintRule[] = [
  UNKNOWN_ELEMENT,
  UNKNOWN_ATTRIBUTE,
  MISSING_ATTRIBUTE,
  WRONG_VALUE,
  EXPRESSION_NOT_ALLOWED,
  WRONG_SECTION,
  WRONG_SCOPE,
  WRONG_PARENT,
  CHILD_ORDER,
  CHILD_COUNT,
  ONCE,
  ATTRIBUTE_RULES,
  BASE_PLACE,
  REFERENCE,
  STRAY_TEXT,
  NOT_READABLE,
  WHOLE_EXPRESSION,
  PLAIN_TEXT_EXPRESSION,
  CHECK_ON_EVERY_WAY,
  BASE_IN_SECTIONS,
  SIGNED_AND_EXPIRING,
  KEY_SOURCE,
  TENANT,
  ONE_TOKEN_VERSION,
  AUDIENCE,
  AUTHORIZATION,
  CLAIM_VALUES,
  TOKEN_SOURCE,
  CLOCK_SKEW,
  QUIET_ERRORS,
  CHALLENGE,
  FORBIDDEN,
  REFUSAL_STATUS,
  TOKEN_UNTOUCHED,
  TOKEN_TO_BACKEND,
  CHECKED_TOKEN,
  IDENTITY_HEADERS,
  CORS,
  LIMIT_KEYS,
  STABLE_CLAIMS,
  NO_TOKEN_IN_LOGS,
  TOKEN_KINDS,
  CLIENT_CLAIM,
  NO_SECRETS,
];
