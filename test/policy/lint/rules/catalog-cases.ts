import { PolicyScope } from "../../../../src/policy";
import { checked, ERROR, inbound, jwt, WARNING } from "../check";
import { type RuleCases } from "./rule-cases";

const HEADER = '<set-header name="X" exists-action="override"><value>a</value></set-header>';

/** The rules that compare a document with the catalog. */
export const CATALOG_CASES: readonly RuleCases[] = [
  {
    id: "C-01",
    good: [
      { title: "known elements", text: inbound(HEADER) },
      { title: "any XML in a body", text: inbound("<set-body><inbound><made-up /></inbound></set-body>") },
      {
        title: "any XML in a stylesheet",
        text: inbound("<xsl-transform><xsl:stylesheet><xsl:made-up /></xsl:stylesheet></xsl-transform>"),
      },
    ],
    bad: [
      {
        title: "a policy that is retired",
        text: inbound(
          '<set-graphql-resolver parent-type="Query" field="users"><http-data-source /></set-graphql-resolver>',
        ),
        severity: WARNING,
        message: /^<set-graphql-resolver> is retired; expected another way$/,
        fix: /^make a resolver of the GraphQL API/,
      },
      {
        title: "a misspelt policy",
        text: inbound('<set-headers name="X"><value>a</value></set-headers>'),
        severity: ERROR,
        message: /^<set-headers> is not an element of <inbound>; expected a policy$/,
        fix: /^use <set-header>, if that is meant, or remove it$/,
        path: "inbound/set-headers",
      },
      {
        title: "required-audiences",
        text: checked({ children: "<required-audiences><audience>a</audience></required-audiences>" }),
        severity: ERROR,
        message: /^<required-audiences> is not an element of <validate-jwt>; expected .*<audiences>, <issuers>, <req/,
        fix: /^use <audiences>/,
        path: "inbound/validate-jwt/required-audiences",
      },
      {
        title: "required-scopes",
        text: checked({ children: "<required-scopes><scope>read</scope></required-scopes>" }),
        severity: ERROR,
        message: /^<required-scopes> is not an element of <validate-jwt>/,
        fix: /^use <required-claims>: with <claim name="scp".* for tokens of users, or with <claim name="roles".* for tokens of applications/,
      },
      {
        title: "a section of another name",
        text: "<policies><inbounds><base /></inbounds></policies>",
        severity: ERROR,
        message: /^<inbounds> is not an element of <policies>; expected <inbound>, <backend>, <outbound>, <on-error>$/,
        fix: /<inbound>/,
      },
      {
        title: "an element that is called like a property of every object",
        text: inbound("<constructor />"),
        severity: ERROR,
        message: /^<constructor> is not an element of <inbound>; expected a policy$/,
        fix: /^remove it, or correct its name$/,
      },
      {
        title: "an element that is like nothing",
        text: inbound("<zzzzzzzzzzzzzzzz />"),
        severity: ERROR,
        message: /zzzz/,
        fix: /^remove it, or correct its name$/,
      },
      {
        title: "an element in a policy whose schema is not known",
        text: inbound(
          '<send-service-bus-message queue-name="q"><payload>a</payload><session-id>1</session-id></send-service-bus-message>',
        ),
        severity: WARNING,
        message: /^<session-id>/,
      },
    ],
  },
  {
    id: "C-02",
    good: [
      { title: "known attributes", text: inbound(HEADER) },
      { title: "an id", text: inbound('<set-header id="x" name="X"><value>a</value></set-header>') },
      {
        title: "declarations of namespaces",
        text: '<policies xmlns:a="b" xml:space="preserve"><inbound /></policies>',
      },
      {
        title: "any attribute of a stylesheet",
        text: inbound('<xsl-transform><xsl:stylesheet made-up="1" /></xsl-transform>'),
      },
    ],
    bad: [
      {
        title: "a misspelt attribute",
        text: inbound('<set-header name="X" exist-action="skip"><value>a</value></set-header>'),
        severity: ERROR,
        message: /^<set-header> has the attribute "exist-action"; expected id, name, exists-action$/,
        fix: /^use exists-action, if/,
        path: "inbound/set-header",
      },
      {
        title: "an attribute where there is none",
        text: '<policies><inbound scope="api" /></policies>',
        severity: ERROR,
        message: /^<inbound> has the attribute "scope"; expected none$/,
        fix: /^remove it$/,
      },
      {
        title: "an attribute of a policy whose schema is not known",
        text: inbound(
          '<send-service-bus-message queue-name="a" priority="b"><payload>a</payload></send-service-bus-message>',
        ),
        severity: WARNING,
        message: /"priority"/,
      },
      {
        title: "an attribute of a body",
        text: inbound('<set-body language="liquid">a</set-body>'),
        severity: ERROR,
        message: /"language"/,
      },
    ],
  },
  {
    id: "C-03",
    good: [{ title: "all required attributes", text: inbound('<set-variable name="a" value="b" />') }],
    bad: [
      {
        title: "a variable without a name",
        text: inbound('<set-variable value="b" />'),
        severity: ERROR,
        message: /^<set-variable> lacks the attribute "name"; expected it to be given$/,
        fix: /^give name: the name of the variable$/,
      },
      {
        title: "a branch without a condition",
        text: inbound("<choose><when /></choose>"),
        severity: ERROR,
        message: /^<when> lacks the attribute "condition"/,
        path: "inbound/choose[1]/when[1]",
      },
      {
        title: "a claim without a name, which only the page requires",
        text: checked({ claims: "<claim><value>a</value></claim>" }),
        severity: WARNING,
        message: /^<claim> lacks the attribute "name"/,
      },
    ],
  },
  {
    id: "C-04",
    good: [
      { title: "numbers in their range", text: inbound('<rate-limit calls="5" renewal-period="300" />') },
      {
        title: "a flag as XML writes it as well",
        text: checked({ attributes: 'header-name="A" require-signed-tokens="1"' }),
      },
      {
        title: "blanks around a literal",
        text: inbound("<set-method> POST\n</set-method><set-status code=' 200 ' />"),
      },
      {
        title: "expressions and named values",
        text: inbound(
          '<set-status code="@(1 + 1)" /><rate-limit calls="{{calls}}" renewal-period="6{{zeros}}" /><set-header name="A" exists-action="{{action}}"><value>a</value></set-header>',
        ),
      },
      {
        title: "zero as a quota without end",
        text: inbound(
          '<quota-by-key calls="1" renewal-period="0" counter-key="a" first-period-start="2026-01-01T00:00:00Z" />',
        ),
      },
    ],
    bad: [
      {
        title: "a word for a number",
        text: inbound('<rate-limit calls="five" renewal-period="60" />'),
        severity: ERROR,
        message: /^attribute "calls" of <rate-limit> is "five"; expected a whole number$/,
      },
      {
        title: "a number outside the range",
        text: inbound('<rate-limit calls="5" renewal-period="301" />'),
        severity: ERROR,
        message: /is "301"; expected a whole number from 1 to 300$/,
      },
      {
        title: "a number outside the range that only the page gives",
        text: inbound('<retry condition="false" count="51" interval="1"><base /></retry>'),
        severity: WARNING,
        message: /is "51"; expected a whole number from 1 to 50$/,
      },
      {
        title: "a word that is not one of the allowed ones",
        text: inbound('<set-header name="A" exists-action="replace"><value>a</value></set-header>'),
        severity: ERROR,
        message: /is "replace"; expected "override", "append", "skip", "delete"$/,
        fix: /^use one of them$/,
      },
      {
        title: "an allowed word in other letters",
        text: inbound('<set-header name="A" exists-action="Override"><value>a</value></set-header>'),
        severity: WARNING,
        message: /is "Override"/,
        fix: /^use "override", if that is meant$/,
      },
      {
        title: "a flag in other letters",
        text: inbound('<validate-client-certificate validate-trust="True" />'),
        severity: WARNING,
        message: /is "True"; expected true or false$/,
      },
      {
        title: "no flag at all",
        text: inbound('<validate-client-certificate validate-trust="yes" />'),
        severity: ERROR,
        message: /is "yes"; expected true or false$/,
      },
      {
        title: "an empty name",
        text: checked({ attributes: 'header-name="A" output-token-variable-name=""' }),
        severity: ERROR,
        message: /is ""; expected a name$/,
      },
      {
        title: "a time that is none",
        text: inbound('<quota-by-key calls="1" renewal-period="300" counter-key="a" first-period-start="tomorrow" />'),
        severity: ERROR,
        message: /is "tomorrow"; expected a time such as/,
      },
      {
        title: "a method that a resolver does not know",
        text: "<http-data-source><http-request><set-method>FETCH</set-method><set-url>https://a</set-url></http-request></http-data-source>",
        severity: ERROR,
        message: /^the text of <set-method> is "FETCH"; expected "GET"/,
      },
      {
        title: "a word where only the page asks for a number",
        text: inbound('<validate-graphql-request max-size="big" />'),
        severity: WARNING,
        message: /is "big"; expected a whole number$/,
      },
    ],
  },
  {
    id: "C-05",
    good: [
      { title: "an expression where it is evaluated", text: inbound('<set-variable name="a" value="@(1)" />') },
      { title: "a named value where none is", text: inbound('<set-variable name="{{name}}" value="1" />') },
    ],
    bad: [
      {
        title: "an expression for a number",
        text: inbound('<rate-limit calls="@(5)" renewal-period="60" />'),
        severity: ERROR,
        message: /^attribute "calls" of <rate-limit> is the expression "@\(5\)"; expected plain text/,
      },
      {
        title: "an expression for a fixed word",
        text: inbound('<cache-remove-value key="a" caching-type="@("internal")" />'),
        severity: ERROR,
        message: /caching-type/,
      },
      {
        title: "an expression for text, which may be kept as text",
        text: inbound('<set-variable name="@("a")" value="1" />'),
        severity: WARNING,
        message: /^attribute "name" of <set-variable>/,
      },
    ],
  },
  {
    id: "C-06",
    good: [
      {
        title: "a policy in its section",
        text: inbound('<rate-limit-by-key calls="1" renewal-period="1" counter-key="a" />'),
      },
      {
        title: "a part of a statement",
        text: "<policies><outbound><send-request response-variable-name='a'><set-url>https://a</set-url><set-method>GET</set-method><authentication-managed-identity resource='a' /></send-request></outbound></policies>",
      },
      { title: "what may stand in wait", text: inbound("<wait for='all'><forward-request /></wait>") },
      {
        title: "a fragment, whose section is not known",
        text: "<fragment><forward-request /><cors><allowed-origins><origin>https://a</origin></allowed-origins></cors></fragment>",
      },
    ],
    bad: [
      {
        title: "a policy of inbound in outbound",
        text: `<policies><outbound>${jwt()}</outbound></policies>`,
        severity: ERROR,
        message: /^<validate-jwt> stands in <outbound>; expected it in <inbound>$/,
        fix: /^move it to <inbound>$/,
        path: "outbound/validate-jwt",
      },
      {
        title: "the same in a branch",
        text: "<policies><on-error><choose><when condition='true'><forward-request /></when></choose></on-error></policies>",
        severity: ERROR,
        message: /^<forward-request> stands in <on-error>/,
        path: "on-error/choose[1]/when[1]/forward-request",
      },
      {
        title: "a section that only the schema has",
        text: "<policies><backend><rewrite-uri template='/a' /></backend></policies>",
        severity: WARNING,
        message: /^<rewrite-uri> stands in <backend>/,
      },
    ],
  },
  {
    id: "C-07",
    good: [
      {
        title: "a policy at its scope",
        text: inbound('<rate-limit calls="1" renewal-period="1" />'),
        options: { scope: PolicyScope.API },
      },
      { title: "a policy at a scope that is not known", text: inbound('<quota calls="1" renewal-period="1" />') },
      { title: "a policy whose scopes are not known", text: inbound("<block />"), options: { scope: PolicyScope.API } },
    ],
    bad: [
      {
        title: "a quota of an API",
        text: inbound('<quota calls="1" renewal-period="1" />'),
        options: { scope: PolicyScope.API },
        severity: ERROR,
        message: /^<quota> stands in a document of the scope api; expected product$/,
      },
      {
        title: "a base of the service",
        text: "<policies><inbound><base /></inbound></policies>",
        options: { scope: PolicyScope.GLOBAL },
        severity: WARNING,
        message: /^<base> stands in a document of the scope global/,
        fix: /^remove it, because there is nothing broader/,
      },
      {
        title: "a policy that the page does not name for workspaces",
        text: inbound('<log-to-eventhub logger-id="a">b</log-to-eventhub>'),
        options: { scope: PolicyScope.WORKSPACE },
        severity: WARNING,
        message: /scope workspace/,
      },
    ],
  },
  {
    id: "C-08",
    good: [
      { title: "elements where they belong", text: inbound(HEADER) },
      { title: "a fragment in a policy", text: inbound('<include-fragment fragment-id="a" />') },
    ],
    bad: [
      {
        title: "an audience outside of its list",
        text: checked({ children: "<audience>a</audience>" }),
        severity: ERROR,
        message: /^<audience> stands in <validate-jwt>; expected it in <audiences>$/,
        fix: /^move it there, or remove it$/,
      },
      {
        title: "a policy in a policy that takes none",
        text: inbound(`<set-header name="a"><value>b</value>${HEADER}</set-header>`),
        severity: ERROR,
        message: /^<set-header> stands in <set-header>; expected it in a section/,
        fix: /^move it out/,
      },
      {
        title: "a section in a section",
        text: "<policies><inbound><outbound><base /></outbound></inbound></policies>",
        severity: ERROR,
        message: /^<outbound> stands in <inbound>; expected it in <policies>$/,
      },
      {
        title: "a policy outside of a section",
        text: `<policies>${HEADER}</policies>`,
        severity: ERROR,
        message: /^<set-header> stands in <policies>; expected it in a section/,
      },
      {
        title: "a section in a fragment",
        text: "<fragment><inbound><base /></inbound></fragment>",
        severity: ERROR,
        message: /^<inbound> stands in <fragment>/,
      },
      {
        title: "a resolver among other policies",
        text: inbound("<publish-event><targets><graphql-subscription id='a' /></targets></publish-event>"),
        severity: WARNING,
        message: /^<publish-event> stands in <inbound>; expected it in a document of its own/,
      },
      {
        title: "a fragment in a fragment",
        text: '<fragment><include-fragment fragment-id="a" /></fragment>',
        severity: WARNING,
        message: /^<include-fragment> stands in a fragment/,
      },
    ],
  },
  {
    id: "C-09",
    good: [
      { title: "the order of the reference", text: checked() },
      {
        title: "any order where the schema takes it",
        text: inbound(
          "<cors><allowed-methods><method>*</method></allowed-methods><allowed-origins><origin>https://a</origin></allowed-origins></cors>",
        ),
      },
      { title: "sections in any order", text: "<policies><outbound /><inbound /></policies>" },
    ],
    bad: [
      {
        title: "issuers before audiences",
        text: checked({
          children: "<issuers><issuer>a</issuer></issuers><audiences><audience>b</audience></audiences>",
        }),
        severity: WARNING,
        message:
          /^<audiences> stands after <issuers>; expected the order <openid-config>, <issuer-signing-keys>, <decryption-keys>, <aud/,
        fix: /^move it before <issuers>$/,
        path: "inbound/validate-jwt/audiences",
      },
      {
        title: "otherwise before when",
        text: inbound("<choose><otherwise /><when condition='true' /></choose>"),
        severity: WARNING,
        message: /^<when> stands after <otherwise>/,
      },
    ],
  },
  {
    id: "C-10",
    good: [
      {
        title: "parts as often as they have to be",
        text: inbound("<cors><allowed-origins><origin>https://a</origin></allowed-origins></cors>"),
      },
      {
        title: "a named value for the parts",
        text: inbound("<cors><allowed-origins>{{origins}}</allowed-origins></cors>"),
      },
      { title: "an empty body", text: inbound("<set-body />") },
    ],
    bad: [
      {
        title: "no origins",
        text: inbound("<cors><allowed-methods><method>GET</method></allowed-methods></cors>"),
        severity: ERROR,
        message: /^<cors> has no <allowed-origins>; expected at least 1$/,
        fix: /^add <allowed-origins>$/,
        path: "inbound/cors",
      },
      {
        title: "a choice without branches",
        text: inbound("<choose />"),
        severity: ERROR,
        message: /^<choose> has no <when>/,
      },
      {
        title: "a section twice",
        text: "<policies><inbound /><inbound /></policies>",
        severity: ERROR,
        message: /^<policies> has 2 <inbound>; expected at most 1$/,
        path: "inbound[2]",
      },
      {
        title: "two branches for the rest",
        text: inbound("<choose><when condition='true' /><otherwise /><otherwise /></choose>"),
        severity: ERROR,
        message: /^<choose> has 2 <otherwise>/,
      },
      {
        title: "an empty list, which only the page forbids",
        text: checked({ children: "<audiences />" }),
        severity: WARNING,
        message: /^<audiences> has no <audience>; expected at least 1$/,
      },
      {
        title: "no text where the page asks for one",
        text: inbound("<set-method />"),
        severity: WARNING,
        message: /^<set-method> is empty; expected its text$/,
      },
    ],
  },
  {
    id: "C-11",
    good: [
      { title: "one of each", text: inbound('<rate-limit calls="1" renewal-period="1" />') },
      {
        title: "one in each branch",
        text: "<policies><backend><choose><when condition='true'><forward-request /></when><otherwise><forward-request /></otherwise></choose></backend></policies>",
      },
      {
        title: "several of a policy that may be used often",
        text: inbound(HEADER + HEADER),
      },
    ],
    bad: [
      {
        title: "two cors",
        text: inbound("<cors><allowed-origins><origin>https://a</origin></allowed-origins></cors>".repeat(2)),
        severity: WARNING,
        message: /^<cors> stands here and at inbound\/cors\[1\]; expected it once in a section$/,
        path: "inbound/cors[2]",
      },
      {
        title: "two limits",
        text: inbound('<rate-limit calls="1" renewal-period="1" />'.repeat(2)),
        severity: WARNING,
        message: /expected it once in a document$/,
      },
    ],
  },
  {
    id: "C-12",
    good: [
      { title: "one source of the token", text: checked() },
      {
        title: "no values of a header that is deleted",
        text: inbound('<set-header name="a" exists-action="delete" />'),
      },
      {
        title: "a named value for the addresses",
        text: inbound('<ip-filter action="allow">{{addresses}}</ip-filter>'),
      },
    ],
    bad: [
      {
        title: "no source of the token",
        text: inbound("<validate-jwt failed-validation-httpcode='401' />"),
        severity: ERROR,
        message:
          /^<validate-jwt> has none of header-name, query-parameter-name and token-value; expected exactly one of them$/,
        fix: /^give one$/,
      },
      {
        title: "two sources of the token",
        text: checked({ attributes: 'header-name="Authorization" token-value="@(null)"' }),
        severity: ERROR,
        message: /^<validate-jwt> has header-name and token-value; expected only one of/,
      },
      {
        title: "no address",
        text: inbound('<ip-filter action="allow" />'),
        severity: ERROR,
        message: /^<ip-filter> has none of address and address-range/,
      },
      {
        title: "no value of a header, which only the page forbids",
        text: inbound('<set-header name="a" />'),
        severity: WARNING,
        message: /^<set-header> has no value; expected value unless exists-action is "delete"$/,
      },
    ],
  },
  {
    id: "C-13",
    good: [{ title: "one in each section", text: inbound("") }],
    bad: [
      {
        title: "one in a branch",
        text: inbound("<choose><when condition='true'><base /></when></choose>"),
        severity: WARNING,
        message: /^<base \/> stands in <when>; expected it in a section itself$/,
        fix: /^move it to the section$/,
      },
      {
        title: "two in a section",
        text: inbound("<base />"),
        severity: WARNING,
        message: /^<base \/> stands in <inbound> more than once/,
        path: "inbound/base[2]",
      },
      {
        title: "one in a fragment",
        text: "<fragment><base /></fragment>",
        severity: WARNING,
        message: /^<base \/> stands in <fragment>/,
        fix: /^remove it: the policy that includes the fragment has it$/,
      },
    ],
  },
  {
    id: "C-14",
    good: [
      {
        title: "what is declared",
        text: inbound(
          '<include-fragment fragment-id="a" /><set-backend-service backend-id="b" /><set-variable name="x" value="@("{{Some.Name-1}}" + 1)" />',
        ),
        options: { namedValues: ["some.name-1"], fragments: ["a"], backends: ["b"] },
      },
      { title: "anything, when nothing is known", text: inbound('<include-fragment fragment-id="{{a}}" />') },
      {
        title: "braces of a Liquid template, a comment and the backend of Dapr",
        text: inbound(
          '<set-body template="liquid">{{body.name}}</set-body><!-- {{a}} --><set-backend-service backend-id="dapr" dapr-app-id="a" />',
        ),
        options: { namedValues: [], backends: [] },
      },
      {
        title: "an id that is known only later",
        text: inbound('<set-backend-service backend-id="@(context.Api.Id)" />'),
        options: { backends: [] },
      },
    ],
    bad: [
      {
        title: "a named value that nobody declares, once",
        text: inbound(
          '<set-variable name="a" value="{{orders-kay}}{{orders-kay}}" /><set-variable name="b" value="{{orders-kay}}" />',
        ),
        options: { namedValues: ["orders-key"] },
        severity: WARNING,
        message: /^the named value "orders-kay" is declared nowhere; expected one of the service$/,
        fix: /^use "orders-key", if that is meant, or declare it$/,
        path: "inbound/set-variable[1]",
      },
      {
        title: "a named value in a body",
        text: inbound("<set-body><a><b>{{secret}}</b></a></set-body>"),
        options: { namedValues: [] },
        severity: WARNING,
        message: /"secret"/,
      },
      {
        title: "a fragment that nobody declares",
        text: inbound('<include-fragment fragment-id="a" />'),
        options: { fragments: [] },
        severity: WARNING,
        message: /^the fragment "a" is declared nowhere/,
      },
      {
        title: "a backend that nobody declares",
        text: inbound(
          '<llm-semantic-cache-lookup score-threshold="0.1" embeddings-backend-id="a" embeddings-backend-auth="system-assigned" />',
        ),
        options: { backends: ["b"] },
        severity: WARNING,
        message: /^the backend "a" is declared nowhere/,
      },
    ],
  },
  {
    id: "C-15",
    good: [
      { title: "text where it belongs", text: inbound("<set-method>POST</set-method>") },
      { title: "a named value that may become elements", text: inbound("{{statements}}") },
      { title: "comments", text: inbound("<!-- here -->") },
    ],
    bad: [
      {
        title: "text in a section",
        text: inbound("; "),
        severity: ERROR,
        message: /^<inbound> holds the text ";"; expected policies$/,
        path: "inbound",
      },
      {
        title: "text among the parts of a statement",
        text: checked({ children: "<audiences>shop</audiences>" }),
        severity: ERROR,
        message: /^<audiences> holds the text "shop"; expected elements$/,
      },
      {
        title: "text in a statement that holds nothing",
        text: inbound('<set-variable name="a" value="b">c</set-variable>'),
        severity: ERROR,
        message: /expected nothing$/,
      },
    ],
  },
  {
    id: "C-16",
    good: [{ title: "a whole document", text: inbound(HEADER) }],
    bad: [
      {
        title: "an element that does not end",
        text: "<policies><inbound><base /></policies>",
        severity: ERROR,
        message: /^<inbound> is not closed; expected <\/inbound>$/,
        fix: /^add it$/,
        path: "inbound",
      },
      {
        title: "no root",
        text: "<inbound><base /></inbound>",
        severity: ERROR,
        message: /^<inbound> stands outside <policies>/,
      },
      { title: "no document at all", text: "\n", severity: ERROR, message: /expected/, path: "policies" },
    ],
  },
  {
    id: "C-17",
    good: [
      { title: "a whole expression", text: inbound('<set-variable name="a" value="@("b" + 1)" />') },
      { title: "text with an address of mail", text: inbound('<set-variable name="a" value="me@example.com @(" />') },
      { title: "text with a named value", text: inbound('<set-variable name="a" value="b/{{c}}" />') },
      { title: "a body that is markup", text: inbound("<set-body><a>b @(c)</a></set-body>") },
    ],
    bad: [
      {
        title: "text before an expression in an attribute",
        text: inbound('<set-variable name="a" value="b @(context.Variables["c"])" />'),
        severity: WARNING,
        message: /^attribute "value" of <set-variable> has text beside an expression; expected one expression/,
        path: "inbound/set-variable",
      },
      {
        title: "two expressions in a text",
        text: inbound("<set-body>@(1)@{ return 2; }</set-body>"),
        severity: WARNING,
        message: /^the text of <set-body> has text beside an expression/,
      },
    ],
  },
  {
    id: "C-18",
    good: [
      { title: "an expression", text: inbound('<set-variable name="a" value="@(context.RequestId)" />') },
      { title: "a string that starts otherwise", text: inbound('<set-variable name="a" value="@("a @(b)")" />') },
      { title: "a string and more", text: inbound('<set-variable name="a" value="@("@(" + "b)")" />') },
      {
        title: "text with the braces of a named value",
        text: inbound('<set-variable name="a" value="@("\\u007b{b}}")" />'),
      },
    ],
    bad: [
      {
        title: "an expression in a string",
        text: inbound('<set-variable name="a" value="@("@(context.RequestId)")" />'),
        severity: WARNING,
        message:
          /^attribute "value" of <set-variable> is the text "@\(context\.RequestId\)", which is not evaluated; expected an expression, or text/,
        fix: /^use PolicyValue\.expression or PolicyValue\.block/,
        path: "inbound/set-variable",
      },
      {
        title: "a block in a string, after white space",
        text: inbound('<set-body>@("\\n  @{ return \\"a\\"; }")</set-body>'),
        severity: WARNING,
        message: /^the text of <set-body> is the text "\\n {2}@\{ return \\"a\\"; \}", which is not evaluated/,
      },
    ],
  },
];
