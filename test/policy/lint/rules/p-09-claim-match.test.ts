import { CLAIM_MATCH } from "../../../../src/policy/lint/rules/p-09-claim-match";
import { adToken, AUTH0, checked, CLIENT, TENANT, WARNING } from "../../../support/policy/lint";
import { testRule } from "../../../support/policy/rule-tests";

const B2C = "https://contoso.b2clogin.com/contoso.onmicrosoft.com/B2C_1_signin/v2.0/.well-known/openid-configuration";

testRule(CLAIM_MATCH, {
  good: [
    {
      title: "a separator and a match",
      text: checked({
        claims: '<claim name="scp" match="any" separator=" "><value>read</value><value>write</value></claim>',
      }),
    },
    {
      title: "one value without a match",
      text: checked({ claims: '<claim name="roles"><value>Read</value></claim>' }),
    },
    { title: "any scope", text: checked({ claims: '<claim name="scp" />' }) },
    {
      title: "a list of scopes of another issuer",
      text: checked({ metadata: [AUTH0], issuers: [], claims: '<claim name="scp"><value>read</value></claim>' }),
    },
    {
      title: "the claims of Entra ID as tokens have them",
      text: checked({
        claims: `<claim name="azp" match="any"><value>${CLIENT}</value><value>${TENANT}</value></claim><claim name="oid"><value>{{admin}}</value></claim><claim name="ver"><value>2.0</value></claim><claim name="idtyp"><value>app</value></claim><claim name="groups" match="any"><value>Admins</value></claim>`,
      }),
    },
    {
      title: "all roles at once",
      text: checked({ claims: '<claim name="roles" match="all"><value>Read</value><value>Write</value></claim>' }),
    },
    {
      title: "names and URIs of another issuer",
      text: checked({
        metadata: [AUTH0],
        issuers: [],
        claims:
          '<claim name="scope" separator=","><value>https://api.contoso.com/read write</value></claim><claim name="role"><value>a,b</value></claim><claim name="azp"><value>shop</value></claim>',
      }),
    },
    {
      title: "a scope and a separator that are not known yet",
      text: checked({ claims: '<claim name="scp" separator="{{separator}}"><value>{{scopes}}</value></claim>' }),
    },
    {
      title: "values that an expression gives",
      text: checked({
        claims: '<claim name="azp"><value>@(string.Join(", ", context.Variables.Keys))</value></claim>',
      }),
    },
    {
      title: "names that a custom policy of Azure AD B2C gives to claims",
      text: checked({ metadata: [B2C], issuers: [], claims: '<claim name="role"><value>a</value></claim>' }),
    },
    {
      title: "a place that nobody filled, which P-29 finds",
      text: checked({ claims: '<claim name="azp"><value>YOUR CLIENT ID</value></claim>' }),
    },
    {
      title: "the id of a client",
      text: adToken(`<client-application-ids><application-id>${CLIENT}</application-id></client-application-ids>`),
    },
  ],
  bad: [
    {
      title: "a scope without a separator",
      text: checked({ claims: '<claim name="scp" match="any"><value>read</value></claim>' }),
      severity: WARNING,
      message: /^claim scp is compared as a whole; expected separator=" "/,
      path: "inbound/validate-jwt/required-claims/claim",
    },
    {
      title: "several values without a match",
      text: checked({ claims: '<claim name="roles"><value>Read</value><value>Write</value></claim>' }),
      severity: WARNING,
      message: /^claim roles requires all of its 2 values, because match is not given/,
    },
    ...[
      ["ids with a comma", "azp", `${CLIENT},${TENANT}`],
      ["ids with a semicolon", "appid", `${CLIENT}; ${TENANT}`],
      ["ids with a space", "oid", `${CLIENT} ${TENANT}`],
      ["named values with a comma", "azp", "{{shop}},{{job}}"],
      ["roles with a comma", "roles", "Orders.Read,Orders.Write"],
    ].map(([title, name, value]) => ({
      title: `${title} in one value`,
      text: checked({ claims: `<claim name="${name}" match="any" separator=","><value>${value}</value></claim>` }),
      severity: WARNING,
      message: /several values in one, and it is compared as a whole; expected one value in each <value>$/,
      fix: /^write one <value> for each$/,
      path: "inbound/validate-jwt/required-claims/claim",
    })),
    {
      title: "scopes with a space in one value",
      text: checked({ claims: '<claim name="scp" separator=" "><value>read write</value></claim>' }),
      severity: WARNING,
      message: /^claim scp has to be "read write", several values in one/,
    },
    ...["client", "backend"].map((list) => ({
      title: `ids with a comma as ${list} of validate-azure-ad-token`,
      text: adToken(
        `<${list}-application-ids><application-id>${CLIENT},${TENANT}</application-id></${list}-application-ids>`,
      ),
      severity: WARNING,
      message: /^<application-id> has to be .* expected one value in each <application-id>$/,
      path: `inbound/validate-azure-ad-token/${list}-application-ids/application-id`,
    })),
    {
      title: "a URI as the id of a client",
      text: checked({ claims: `<claim name="azp"><value>api://${CLIENT}</value></claim>` }),
      severity: WARNING,
      message: /^claim azp has to be "api:.*", which it is in no token; expected one client id, a GUID$/,
    },
    {
      title: "the name of a client",
      text: checked({ claims: '<claim name="appid"><value>nightly-job</value></claim>' }),
      severity: WARNING,
      message: /expected one client id, a GUID$/,
    },
    {
      title: "a version that there is not",
      text: checked({ claims: '<claim name="ver"><value>v2</value></claim>' }),
      severity: WARNING,
      message: /expected 1\.0 or 2\.0$/,
    },
    ...[`api://${CLIENT}/Orders.Read`, "https://orders.contoso.com/Orders.Read", `${CLIENT}/Orders.Read`].map(
      (value) => ({
        title: `the scope ${value}`,
        text: checked({ claims: `<claim name="scp" match="any" separator=" "><value>${value}</value></claim>` }),
        severity: WARNING,
        message: /the form in which clients ask for a scope; expected its short name, such as "Orders\.Read"$/,
      }),
    ),
    {
      title: "a role with the URI of the API",
      text: checked({ claims: `<claim name="roles" match="any"><value>api://${CLIENT}/Orders.Sync</value></claim>` }),
      severity: WARNING,
      message: /the form in which clients ask for a role; expected its short name, such as "Orders\.Sync"$/,
    },
    {
      title: "the URI of a scope in a tenant for customers",
      text: checked({
        metadata: [B2C],
        issuers: [],
        claims: '<claim name="scp" separator=" "><value>https://contoso.onmicrosoft.com/orders/read</value></claim>',
      }),
      severity: WARNING,
      message: /expected its short name, such as "read"$/,
    },
    ...[".default", `api://${CLIENT}/.default`].flatMap((value) =>
      ["scp", "roles"].map((name) => ({
        title: `${value} in claim ${name}`,
        text: checked({ claims: `<claim name="${name}" match="any" separator=" "><value>${value}</value></claim>` }),
        severity: WARNING,
        message: /which clients ask for and no token holds; expected the short name of a (?:scope|role)/,
      })),
    ),
    ...[
      ["scope", "scp"],
      ["Scp", "scp"],
      ["role", "roles"],
      ["Roles", "roles"],
      ["group", "groups"],
      ["client_id", "azp \\(appid in version 1\\)"],
      ["http://schemas.microsoft.com/identity/claims/scope", "scp"],
      ["http://schemas.microsoft.com/ws/2008/06/identity/claims/role", "roles"],
      ["http://schemas.microsoft.com/identity/claims/objectidentifier", "oid"],
    ].map(([name, right]) => ({
      title: `the name ${name}`,
      text: checked({ claims: `<claim name="${name}" match="any"><value>Orders.Read</value></claim>` }),
      severity: WARNING,
      message: new RegExp(`^claim ${name} is required, which tokens of Entra ID do not have; expected ${right}$`),
    })),
    ...[",", ";", "  ", "|", "%20"].map((separator) => ({
      title: `the separator "${separator}"`,
      text: checked({ claims: `<claim name="scp" separator="${separator}"><value>read</value></claim>` }),
      severity: WARNING,
      message: /^claim scp is split at ".*", which it never contains; expected separator=" "/,
    })),
    {
      title: "a comma as separator in a tenant for customers",
      text: checked({
        metadata: [B2C],
        issuers: [],
        claims: '<claim name="scp" separator=","><value>read</value></claim>',
      }),
      severity: WARNING,
      message: /^claim scp is split at ","/,
    },
    {
      title: "two clients at once",
      text: checked({
        claims: `<claim name="azp" match="all"><value>${CLIENT}</value><value>${TENANT}</value></claim>`,
      }),
      severity: WARNING,
      message: /^claim azp has to be 2 values at once, and it is always one; expected match="any"$/,
    },
  ],
});
