import { XMLBuilder, XMLParser } from "fast-xml-parser";
import { SaxesParser } from "saxes";
import type * as language from "../src/policy";
import { median } from "./measure";

// What users run is what jsii compiled.
// eslint-disable-next-line @typescript-eslint/no-require-imports
const { PolicyDocument } = require("../lib/policy") as typeof language;

/** How many times as fast as XML libraries this library is on the same documents. */
export interface PolicyTextResult {
  /** Read and write, against fast-xml-parser's parse and build. */
  readonly readAndWrite: number;
  /** Read, against the events of saxes, which builds nothing. */
  readonly read: number;
}

/** Measures in turns, so that a busy machine slows all, and gives the medians of the ratios of each turn. */
export function comparePolicyText(runs = 25): PolicyTextResult {
  const documents = policyDocuments();
  const turn = (): PolicyTextResult => ({
    readAndWrite: time(parseAndBuild, documents) / time(readAndWrite, documents),
    read: time(parseEvents, documents) / time(read, documents),
  });
  for (let warmUp = 0; warmUp < 3; warmUp++) turn();
  const turns = Array.from({ length: runs }, turn);
  return {
    readAndWrite: median(turns.map((result) => result.readAndWrite)),
    read: median(turns.map((result) => result.read)),
  };
}

/** Well-formed documents as API Management has them: from the default policy to one with hundreds of statements. */
function policyDocuments(): string[] {
  const documents: string[] = [];
  for (let size = 0; size < 60; size++) documents.push(policyDocument(size));
  for (const size of [200, 400, 800]) documents.push(policyDocument(size));
  return documents;
}

function policyDocument(size: number): string {
  const statements: string[] = [];
  for (let index = 0; index < size; index++)
    statements.push(STATEMENTS[(index * 7 + size) % STATEMENTS.length]!(index));
  return `<policies>
    <inbound>
        <base />
${statements.join("\n")}
    </inbound>
    <backend>
        <base />
    </backend>
    <outbound>
        <base />
        <set-header name="X-Powered-By" exists-action="delete" />
    </outbound>
    <on-error>
        <base />
    </on-error>
</policies>
`;
}

const STATEMENTS: readonly ((index: number) => string)[] = [
  (index) => `        <set-header name="X-Request-${index}" exists-action="override">
            <value>@(context.Request.Headers.GetValueOrDefault("X-Request-${index}", context.RequestId.ToString()))</value>
        </set-header>`,
  (
    index,
  ) => `        <validate-jwt header-name="Authorization" failed-validation-httpcode="401" failed-validation-error-message="Unauthorized" require-scheme="Bearer" output-token-variable-name="jwt${index}">
            <openid-config url="https://login.microsoftonline.com/{{tenant-id}}/v2.0/.well-known/openid-configuration" />
            <audiences>
                <audience>5f0c1a52-0000-4000-8000-${String(index).padStart(12, "0")}</audience>
            </audiences>
            <issuers>
                <issuer>https://login.microsoftonline.com/{{tenant-id}}/v2.0</issuer>
            </issuers>
            <required-claims>
                <claim name="roles" match="any">
                    <value>Orders.Read</value>
                    <value>Orders.Write</value>
                </claim>
            </required-claims>
        </validate-jwt>`,
  (index) => `        <choose>
            <when condition="@(context.Response.StatusCode &gt;= 400 &amp;&amp; context.Variables.ContainsKey(&quot;attempt${index}&quot;))">
                <return-response>
                    <set-status code="403" reason="Forbidden" />
                    <set-body>{"error": "insufficient_scope", "attempt": ${index}}</set-body>
                </return-response>
            </when>
            <otherwise>
                <set-variable name="attempt${index}" value="@(1 + ${index})" />
            </otherwise>
        </choose>`,
  (index) => `        <!-- calls of one subscription, see runbook ${index} -->
        <rate-limit-by-key calls="100" renewal-period="60" counter-key="@(context.Subscription?.Id ?? context.Request.IpAddress)" />`,
  (
    index,
  ) => `        <set-backend-service base-url="https://orders-${index}.contoso.example/api?code={{function-key}}&amp;clientId=apim" />
        <rewrite-uri template="/v${index}/orders/{id}" copy-unmatched-params="false" />`,
  (index) => `        <set-body>@{
            var body = context.Request.Body.As&lt;JObject&gt;(preserveContent: true);
            body["sequence"] = ${index};
            foreach (var item in body["items"]) {
                item["currency"] = item["currency"] ?? "EUR"; // prices come without
            }
            return body.ToString();
        }</set-body>`,
  (index) => `        <cors allow-credentials="true">
            <allowed-origins>
                <origin>https://portal-${index}.contoso.example</origin>
                <origin>https://shop-${index}.contoso.example</origin>
            </allowed-origins>
            <allowed-methods preflight-result-max-age="300">
                <method>GET</method>
                <method>POST</method>
            </allowed-methods>
            <allowed-headers>
                <header>authorization</header>
                <header>content-type</header>
            </allowed-headers>
        </cors>`,
  (
    index,
  ) => `        <send-request mode="new" response-variable-name="introspection${index}" timeout="20" ignore-error="true">
            <set-url>https://auth.contoso.example/introspect/${index}</set-url>
            <set-method>POST</set-method>
            <set-header name="Content-Type" exists-action="override">
                <value>application/x-www-form-urlencoded</value>
            </set-header>
            <set-body>@("token=" + (string)context.Variables["token"])</set-body>
        </send-request>`,
];

const PARSER = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  commentPropName: "#comment",
  parseTagValue: false,
  parseAttributeValue: false,
});
const BUILDER = new XMLBuilder({
  preserveOrder: true,
  ignoreAttributes: false,
  commentPropName: "#comment",
  format: true,
  suppressEmptyNode: true,
});

function readAndWrite(document: string): number {
  return PolicyDocument.parse(document).render().length;
}

function read(document: string): number {
  return PolicyDocument.parse(document).root.children.length;
}

function parseAndBuild(document: string): number {
  return BUILDER.build(PARSER.parse(document)).length;
}

function parseEvents(document: string): number {
  let tags = 0;
  const parser = new SaxesParser();
  parser.on("opentag", () => tags++);
  parser.write(document).close();
  return tags;
}

/** Milliseconds for all documents. What the candidate returns is used, so that no work is left out. */
function time(candidate: (document: string) => number, documents: readonly string[]): number {
  const start = process.hrtime.bigint();
  let sum = 0;
  for (const document of documents) sum += candidate(document);
  if (sum === 0) throw new Error(`${candidate.name} did nothing`);
  return Number(process.hrtime.bigint() - start) / 1e6;
}
