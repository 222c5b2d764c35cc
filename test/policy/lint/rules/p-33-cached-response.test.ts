import { CACHED_RESPONSE } from "../../../../src/policy/lint/rules/p-33-cached-response";
import { AUTHORIZE, checked, ERROR, inbound, jwt, WARNING, when } from "../../../support/policy/lint";
import { testRule } from "../../../support/policy/rule-tests";

const PRIVATE = 'allow-private-response-caching="true"';

function lookup(attributes = "", children = ""): string {
  return `<cache-lookup vary-by-developer="false" vary-by-developer-groups="false" ${attributes}>${children}</cache-lookup>`;
}

/** A document that inherits nothing, so that no broader scope can have validated the token. */
const outermost = (statements: string): string =>
  `<policies><inbound>${statements}</inbound><backend><forward-request /></backend><outbound><cache-store duration="300" /></outbound><on-error /></policies>`;

testRule(CACHED_RESPONSE, {
  good: [
    { title: "a cache after the check", text: checked({}, lookup() + AUTHORIZE) },
    { title: "a cache without a check", text: inbound(lookup('downstream-caching-type="none"')) },
    {
      title: "a cache for each token",
      text: checked({}, lookup(PRIVATE, "<vary-by-header>Accept; Authorization</vary-by-header>")),
    },
    {
      title: "a cache for each developer",
      text: checked({}, `<cache-lookup vary-by-developer="true" vary-by-developer-groups="false" ${PRIVATE} />`),
    },
    {
      title: "a cache for each value of a header that the gateway writes",
      text: checked(
        {},
        `<set-header name="X-User" exists-action="override"><value>@(((Jwt)context.Variables["jwt"]).Subject)</value></set-header>${lookup(PRIVATE, "<vary-by-header>x-user</vary-by-header>")}`,
      ),
    },
    {
      title: "a cache of what an expression allows",
      text: checked({}, lookup('allow-private-response-caching="@(context.Request.Method == "GET")"')),
    },
    {
      title: "a cache in another branch than the check",
      text: inbound(`<choose><when condition="true">${lookup()}</when><otherwise>${jwt()}</otherwise></choose>`),
    },
    { title: "a cache between two checks", text: inbound(jwt() + lookup() + jwt({ attributes: 'header-name="X-B"' })) },
  ],
  bad: [
    {
      title: "a cache before the check",
      text: inbound(lookup(`${PRIVATE} downstream-caching-type="none"`) + jwt()),
      severity: WARNING,
      message:
        /^<cache-lookup> answers from the cache before inbound\/validate-jwt validates the token, so whoever has no token/,
      fix: /^move it after the validation$/,
      path: "inbound/cache-lookup",
    },
    {
      title: "a cache before the only check",
      text: outermost(lookup(PRIVATE) + jwt()),
      severity: ERROR,
      message: /before inbound\/validate-jwt/,
    },
    {
      title: "a cache before the only check, of a token in another header",
      text: outermost(lookup() + jwt({ attributes: 'header-name="X-Token"' })),
      severity: ERROR,
      message: /before inbound\/validate-jwt/,
    },
    {
      title: "a cache before the check that keeps no private response",
      text: outermost(lookup() + jwt()),
      severity: WARNING,
      message: /before inbound\/validate-jwt/,
    },
    {
      title: "a cache of each token before the check, which an expired token opens as well",
      text: outermost(lookup(PRIVATE, "<vary-by-header>Authorization</vary-by-header>") + jwt()),
      severity: WARNING,
      message: /before inbound\/validate-jwt/,
    },
    {
      title: "a cache in a branch before the check",
      text: outermost(when('@(context.Request.Method == "GET")', lookup(PRIVATE)) + jwt()),
      severity: WARNING,
      message: /before inbound\/validate-jwt/,
    },
    {
      title: "a cache before the check of a fragment",
      text: `<fragment>${lookup(PRIVATE)}${jwt()}</fragment>`,
      severity: WARNING,
      message: /before validate-jwt/,
    },
    {
      title: "a private response for everyone",
      text: checked({}, lookup(PRIVATE) + AUTHORIZE),
      severity: WARNING,
      message: /^responses to requests with a token are cached and do not vary by the caller/,
      fix: /<vary-by-header>Authorization</,
    },
    {
      title: "a private response that varies by a header of the caller",
      text: inbound(lookup(PRIVATE, "<vary-by-header>Accept</vary-by-header>")),
      severity: WARNING,
      message: /do not vary by the caller/,
    },
  ],
});
