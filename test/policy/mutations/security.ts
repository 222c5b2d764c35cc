import { type MutationClass } from "./mutation";
import { type Source } from "./sources";

/** A token check in a text, from `<validate-` to its end. */
export const CHECK = /<validate-(?:jwt|azure-ad-token)\b[^>]*?(?:\/>|>[^]*?<\/validate-(?:jwt|azure-ad-token)>)/g;

/** A change of one place of a text, for each place in turn. Undefined where a change has no other meaning. */
export function changed(
  name: string,
  floor: number,
  pattern: RegExp,
  change: (found: RegExpExecArray, source: Source) => string | undefined,
): MutationClass {
  return {
    name,
    floor,
    mutants: (source) =>
      ([...source.text.matchAll(pattern)] as RegExpExecArray[]).flatMap((found) => {
        const other = change(found, source);
        if (other === undefined || other === found[0]) return [];
        const { text } = source;
        const after = found.index + found[0].length;
        return [() => ({ text: text.slice(0, found.index) + other + text.slice(after) })];
      }),
  };
}

const without = (check: string, pattern: RegExp): string => check.replace(pattern, "");

/** Adds attributes to an element in the place of those of the same names. */
export function withAttributes(element: string, ...attributes: readonly (readonly [string, string])[]): string {
  return attributes.reduce((text, [name, value]) => {
    const tag = /^<[\w-]+/.exec(text)![0];
    const end = text.indexOf(">");
    const head = text.slice(0, end).replace(new RegExp(`\\s${name}="[^"]*"`), "");
    return `${tag} ${name}="${value}"${head.slice(tag.length)}${text.slice(end)}`;
  }, element);
}

export const isOfEntra = (check: string): boolean =>
  /validate-azure-ad-token|openid-config url="https:\/\/login\.microsoftonline\.com/.test(check);

const inboundOf = (statement: string, first: string): string | undefined =>
  statement.includes("<base />") ? `${statement}${first}` : undefined;

const INBOUND = /<inbound>\s*(?:<base \/>)?/g;
const hasCheck = ({ text }: Source): boolean =>
  /<validate-(?:jwt|azure-ad-token)\b/.test(text) && !/<choose>[^]*<validate-(?:jwt|azure-ad-token)/.test(text);

export const SECURITY: readonly MutationClass[] = [
  changed("audience removed", 90, CHECK, ([check]) => without(check, /<audiences>[^]*?<\/audiences>/)),
  changed("required claims removed", 90, CHECK, ([check], { text }) =>
    // Another statement may authorize, and a list of clients does.
    /Claims|client-application-ids/.test(text) || /name="aud"/.test(check)
      ? undefined
      : without(check, /<required-claims>[^]*?<\/required-claims>/),
  ),
  changed("issuers of tokens of every tenant removed", 90, CHECK, ([check]) =>
    // The metadata of one tenant names its issuer.
    /\.com\/(?:common|organizations)\//.test(check) ? without(check, /<issuers>[^]*?<\/issuers>/) : undefined,
  ),
  changed("keys removed", 95, CHECK, ([check]) =>
    without(check, /<openid-config\b[^>]*\/>|<issuer-signing-keys>[^]*?<\/issuer-signing-keys>/g),
  ),
  changed("signature not required", 100, CHECK, ([check]) =>
    check.startsWith("<validate-jwt") ? withAttributes(check, ["require-signed-tokens", "false"]) : undefined,
  ),
  changed("expiry not required", 100, CHECK, ([check]) =>
    check.startsWith("<validate-jwt") ? withAttributes(check, ["require-expiration-time", "false"]) : undefined,
  ),
  changed("expired tokens accepted for an hour", 100, CHECK, ([check]) =>
    check.startsWith("<validate-jwt") ? withAttributes(check, ["clock-skew", "3600"]) : undefined,
  ),
  changed("scheme not required", 90, CHECK, ([check]) => without(check, /\srequire-scheme="[^"]*"/)),
  changed("another scheme required", 90, CHECK, ([check]) =>
    check.replace(/require-scheme="Bearer"/, 'require-scheme="Basic"'),
  ),
  changed("token in the query", 100, CHECK, ([check]) =>
    // Where no scheme is required, the same rule has told of it.
    /header-name="/.test(check) && /require-scheme=/.test(check)
      ? without(check, /\srequire-scheme="[^"]*"/).replace(/header-name="[^"]*"/, 'query-parameter-name="token"')
      : undefined,
  ),
  changed("metadata without https", 100, /<openid-config url="https:/g, () => '<openid-config url="http:'),
  changed("metadata of every tenant", 90, CHECK, ([check]) =>
    /login\.microsoftonline\.com\/(?!common|organizations|consumers)[^"]*\/openid-configuration/.test(check)
      ? without(check, /<issuers>[^]*?<\/issuers>/).replace(
          /(login\.microsoftonline\.com)\/(?!common|organizations|consumers)[^/"]+/,
          "$1/common",
        )
      : undefined,
  ),
  changed("audience of the other version of tokens", 90, CHECK, ([check]) =>
    // Tokens of version 2 hold the client id. An issuer of version 1 lets the others in.
    /openid-config url="https:\/\/login\.microsoftonline\.com\/[^"]*\/v2\.0\//.test(check) &&
    !/sts\.windows\.net/.test(check)
      ? check.replace(/<audiences>[^]*?<\/audiences>/, "<audiences><audience>api://orders</audience></audiences>")
      : undefined,
  ),
  changed("issuer of another tenant", 90, CHECK, ([check]) =>
    (check.match(/<issuer>/g) ?? []).length === 1 && /login\.microsoftonline\.com\/[0-9a-f]{8}-/.test(check)
      ? check.replace(/(<issuer>https:\/\/[^/<]+\/)[0-9a-f-]{36}/, "$199999999-9999-4999-8999-999999999999")
      : undefined,
  ),
  changed("metadata without its path", 95, /\/\.well-known\/openid-configuration(?=")/g, () => ""),
  changed("audience of Microsoft Graph", 100, CHECK, ([check]) =>
    isOfEntra(check)
      ? check.replace(
          /<audiences>[^]*?<\/audiences>/,
          "<audiences><audience>https://graph.microsoft.com</audience></audiences>",
        )
      : undefined,
  ),
  changed(
    "scope in the form of a request",
    90,
    /<claim name="scp"[^>]*>\s*<value>([\w.]+)<\/value>/g,
    // Another issuer may name its scopes so.
    ([text, scope], { text: whole }) =>
      isOfEntra(whole) && !/okta/.test(whole) ? text.replace(`>${scope!}<`, `>api://orders/${scope!}<`) : undefined,
  ),
  changed("scopes that are not split", 90, /<claim name="scp"[^>]* separator=" "/g, ([text], { text: whole }) =>
    whole.includes("b2clogin") || isOfEntra(whole) ? text.replace(' separator=" "', "") : undefined,
  ),
  changed("answer to a bad token that is no refusal", 100, CHECK, ([check]) =>
    withAttributes(check, ["failed-validation-httpcode", "200"]),
  ),
  changed("check in a branch", 95, CHECK, ([check], source) =>
    hasCheck(source)
      ? `<choose><when condition="@(context.Request.Method == &quot;POST&quot;)">${check}</when></choose>`
      : undefined,
  ),
  changed("check after an answer", 100, CHECK, ([check], source) =>
    hasCheck(source) ? `<return-response><set-status code="200" /></return-response>${check}` : undefined,
  ),
  changed("check after a cached response", 95, CHECK, ([check], source) =>
    hasCheck(source) && !source.text.includes("<cache-lookup ")
      ? `<cache-lookup vary-by-developer="false" vary-by-developer-groups="false" />${check}`
      : undefined,
  ),
  changed("check before cors", 100, /<cors\b[^]*?<\/cors>/g, ([cors], { text }) =>
    hasCheck({ text } as Source)
      ? undefined
      : `<validate-jwt header-name="Authorization" require-scheme="Bearer" failed-validation-error-message="Unauthorized"><openid-config url="https://login.microsoftonline.com/{{t}}/v2.0/.well-known/openid-configuration" /><audiences><audience>{{a}}</audience></audiences><required-claims><claim name="roles"><value>Orders.Read</value></claim></required-claims></validate-jwt>${cors}`,
  ),
  changed("every origin with credentials", 100, /<cors\b[^]*?<\/cors>/g, ([cors]) =>
    withAttributes(cors, ["allow-credentials", "true"]).replace(
      /<allowed-origins>[^]*?<\/allowed-origins>/,
      "<allowed-origins><origin>*</origin></allowed-origins>",
    ),
  ),
  changed(
    "every origin",
    95,
    /<allowed-origins>[^]*?<\/allowed-origins>/g,
    () => "<allowed-origins><origin>*</origin></allowed-origins>",
  ),
  changed("backend without https", 90, /(?:base-url|<set-url)(?:="|>)https:/g, ([text]) =>
    text.replace("https:", "http:"),
  ),
  changed(
    "literal in the place of a secret",
    90,
    /<(?:key|value)>(?:Bearer |Basic )?\{\{[\w-]*(?:key|secret|password|token|credential)[\w-]*\}\}/g,
    ([text]) => text.replace(/\{\{.*\}\}/, "c3VwZXJTZWNyZXRWYWx1ZTEyMzQ1Njc4OTBhYmNkZWY="),
  ),
  changed("password as a literal", 90, /\spassword="\{\{[\w-]+\}\}"/g, () => ' password="Sommer-2031-Regen"'),
  changed("client secret in a body", 95, INBOUND, ([text]) =>
    inboundOf(
      text,
      '<send-request mode="new" response-variable-name="r"><set-url>https://login.example.com/token</set-url><set-method>POST</set-method><set-body>grant_type=client_credentials&amp;client_id=orders&amp;client_secret=8Q~abcDEF1234567890abcdefGHIJKL</set-body></send-request>',
    ),
  ),
  changed("key of Azure Functions as a literal", 95, INBOUND, ([text]) =>
    inboundOf(
      text,
      '<set-header name="x-functions-key" exists-action="override"><value>kPq3vXw8R2mZt5nYb7cLd9fGh1jKs4aQe6uTo0iWxVzAzFuNmBvCxQ==</value></set-header>',
    ),
  ),
  changed("decision from a token that nothing has checked", 95, INBOUND, ([text], { text: whole }) =>
    /<validate-|fragment/.test(whole)
      ? undefined
      : text
          .replace("<base />", "")
          .concat(
            `<choose><when condition="@(context.Request.Headers.GetValueOrDefault("Authorization","").AsJwt()?.Claims.GetValueOrDefault("roles","") == "Admin")"><set-backend-service base-url="https://admin.example.com" /></when></choose>`,
          ),
  ),
  changed("token in a log", 95, INBOUND, ([text]) =>
    inboundOf(
      text,
      `<trace source="orders"><message>@(context.Request.Headers.GetValueOrDefault("Authorization",""))</message></trace>`,
    ),
  ),
  changed(
    "message of an error for the caller",
    95,
    /<on-error>/g,
    ([text]) =>
      `${text}<set-header name="X-Error" exists-action="override"><value>@(context.LastError.Message)</value></set-header>`,
  ),
  changed(
    "limit by a header that the caller writes",
    95,
    /counter-key="@\((?!context\.Request\.Headers)[^"]*(?:"[^"<>]*"[^"]*)*\)"/g,
    () => `counter-key="@(context.Request.Headers.GetValueOrDefault("X-Forwarded-For",""))"`,
  ),
  changed(
    "refusal that does not end",
    90,
    /<return-response>\s*(<set-status code="40[13]"[^>]*>)[^]*?<\/return-response>/g,
    // In a fragment the status may be that of an answer.
    ([, status], { text }) => (/<fragment|<on-error>[^]*<return-response>/.test(text) ? undefined : status),
  ),
];
