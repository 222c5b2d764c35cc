import { isUrl, pattern, type Rule, RULES } from "../core/rules";
import { GUID } from "../oauth/entra-tenant";
import { MICROSOFT_GRAPH, tryFindMicrosoftApi } from "../oauth/microsoft-apis";
import { isRedirectUriOfApplication, isRedirectUriOfBroker, isRedirectUrl } from "./redirect-uri";

/** The rules of Entra ID and of the azuread provider. */
export const ENTRA_RULES = {
  tenantName: {
    expected: "1 to 27 letters or digits",
    fix: "give the first part of <name>.onmicrosoft.com, without the domain",
    test: pattern(/^[a-z0-9]{1,27}$/i),
  },
  domain: {
    expected: "a host name such as contoso.eu.auth0.com",
    fix: "leave out https:// and everything after the host",
    test: pattern(/^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/i),
  },
  userFlow: {
    expected: "the name of a user flow or custom policy, such as B2C_1_signin",
    fix: "copy the name from the tenant, with its prefix B2C_1_ or B2C_1A_",
    test: pattern(/^B2C_1A?_[\w-]{1,100}$/i),
  },
  pathSegment: {
    expected: 'letters, digits, "_" or "-"',
    fix: "give the id alone, not the URL",
    test: pattern(/^[\w-]{1,100}$/),
  },
  httpsUrl: {
    expected: "an absolute https:// URL without user, wildcard or fragment",
    fix: "write the whole URL, such as https://login.contoso.com/.well-known/openid-configuration",
    test: (value: string) => isUrl(value, ["https:"]),
  },
  tenantId: {
    expected: "the GUID of one tenant",
    fix: 'the issuer of a token never contains a domain name, "common" or "organizations"; copy the tenant id from the overview page in the Entra admin center',
    test: pattern(GUID),
  },
  audience: {
    expected: "the name of your API in its tokens, and not Microsoft Graph, whose tokens nobody else can verify",
    fix: "register the API, give its client id, and let clients ask for its scopes",
    test: (value) => RULES.text.test(value) && tryFindMicrosoftApi(value) !== MICROSOFT_GRAPH,
  },
  claimValue: {
    expected: '1 to 249 letters, digits or !#$%&\'()*+,-./:;<=>?@[]^_`{|}~, no "." first, and no space, "${" or "%{"',
    fix: "use a short value such as access_as_user or Orders.Read, and put other text into displayName",
    test: pattern(/^(?!\.)(?!.*[$%]\{)[A-Za-z0-9!#$%&'()*+,\-./:;<=>?@[\]^_`{|}~]{1,249}$/),
  },
  scopeValue: {
    expected: "at most 120 characters",
    fix: "use a short value such as access_as_user, and put other text into adminConsentDescription",
    test: (value) => value.length <= 120,
  },
  description: {
    expected: "1 to 1024 bytes of UTF-8 without control characters, and not all of them spaces",
    fix: "write a shorter sentence, or leave the option out",
    test: (value) => RULES.text.test(value) && Buffer.byteLength(value, "utf8") <= 1024,
  },
  registrationName: {
    expected: "1 to 120 characters, none of them a control character, and not all of them spaces",
    fix: "give a shorter name, and put other text into description",
    test: (value) => RULES.displayName.test(value) && value.length <= 120,
  },
  redirectUri: {
    expected: "an absolute https:// URL, or http://localhost, without wildcard, fragment or one of ! $ ' ( ) , ;",
    fix: "register each redirect URI exactly as the client sends it, and one with a scheme of the application for RedirectPlatform.PUBLIC_CLIENT",
    test: isRedirectUrl,
  },
  spaRedirectUri: {
    expected:
      "an absolute https:// URL, http://localhost, or brk-multihub://<host> for an add-in, without wildcard, fragment or one of ! $ ' ( ) , ;",
    fix: "register each redirect URI exactly as the client sends it, and one with a scheme of the application for RedirectPlatform.PUBLIC_CLIENT",
    test: (value) => isRedirectUrl(value) || isRedirectUriOfBroker(value),
  },
  publicRedirectUri: {
    expected:
      "an https:// URL, http://localhost, a URI with a host and a scheme of the application such as myapp://auth, or urn:ietf:wg:oauth:2.0:oob",
    fix: "register each redirect URI exactly as the client sends it, without wildcard, fragment or one of ! $ ' ( ) , ;",
    test: (value) => isRedirectUrl(value) || isRedirectUriOfApplication(value),
  },
  logoutUrl: {
    expected: "an absolute https:// URL of at most 255 characters without user, wildcard or fragment",
    fix: "write the whole URL, such as https://orders.contoso.com/signout",
    test: (value) => value.length <= 255 && isUrl(value, ["https:"]),
  },
  tag: {
    expected: '1 to 256 characters without spaces, control characters, "${" or "%{"',
    fix: "use a short word such as HideApp",
    test: pattern(/^(?!.*[$%]\{)[^\s\p{Cc}\p{Cs}]{1,256}$/u),
  },
  optionalClaim: {
    expected: 'the name of a claim: printable ASCII without spaces, quotes and backslashes, and no "${" or "%{"',
    fix: "use a name that Entra ID knows, such as ipaddr, groups or extension_<client id>_<property>",
    test: RULES.scopeToken.test,
  },
  identityName: {
    expected: '3 to 128 letters, digits, "_" or "-", a letter or digit first',
    fix: "give the name of the managed identity, not its resource id",
    test: pattern(/^[A-Za-z0-9][\w-]{2,127}$/),
  },
  identityId: {
    expected:
      "the id of a user-assigned identity, /subscriptions/…/resourceGroups/…/providers/Microsoft.ManagedIdentity/userAssignedIdentities/…",
    fix: "copy the resource id from the JSON view of the identity in the portal",
    test: pattern(
      /^\/subscriptions\/[\w-]+\/resourcegroups\/[\w().-]+\/providers\/microsoft\.managedidentity\/userassignedidentities\/[\w-]+$/i,
    ),
  },
  userPrincipalName: {
    expected: "a user principal name such as eve@contoso.com",
    fix: "copy it from the overview page of the user in the Entra admin center",
    test: pattern(/^[^@\s]{1,64}@[^@\s]+$/),
  },
  notificationAddress: {
    expected: "a mail address such as orders@contoso.com",
    fix: "give the address alone, without a name or mailto:",
    test: pattern(/^(?!.*[$%]\{)[^@\s\p{Cc}]+@[^@\s\p{Cc}]+$/u),
  },
  mailNickname: {
    expected: '1 to 64 characters without spaces and "@"',
    fix: "give the part of the address before the @",
    test: pattern(/^[^@\s]{1,64}$/),
  },
  identifierUri: {
    expected:
      'a URI of at most 255 characters such as api://00000000-0000-0000-0000-000000000000 or https://orders.contoso.com, without a "/" last',
    fix: "leave the option out to get api://<client id>, or use a verified domain of the tenant",
    test: pattern(
      /^(?=.{1,255}$)(?:(?:api|https?|ms-appx):\/\/[\w.~%!$&'()+,;=:@-]+(?:\/[\w.~%!$&'()+,;=:@-]+)*|urn:[\w.~%!$&'()+,;=:@/-]*[\w.~%!$&'()+,;=:@-])$/,
    ),
  },
} as const satisfies Record<string, Rule>;
