/**
 * Policy documents as they stand in API Management, in both of its formats. Each is valid.
 */
export const VALID_DOCUMENTS: Readonly<Record<string, string>> = {
  default: `<!--
    IMPORTANT:
    - Policy elements can appear only within the <inbound>, <outbound>, <backend> section elements.
    - To apply a policy to the incoming request (before it is forwarded to the backend service), place it in the <inbound> section, not here.
-->
<policies>
    <inbound>
        <base />
    </inbound>
    <backend>
        <base />
    </backend>
    <outbound>
        <base />
    </outbound>
    <on-error>
        <base />
    </on-error>
</policies>`,

  "jwt with raw expressions": `<policies>
    <inbound>
        <base />
        <validate-jwt header-name="Authorization" failed-validation-httpcode="401" failed-validation-error-message="Unauthorized. Access token is missing or invalid." require-scheme="Bearer" output-token-variable-name="jwt">
            <openid-config url="https://login.microsoftonline.com/{{tenant-id}}/v2.0/.well-known/openid-configuration" />
            <audiences>
                <audience>{{api-client-id}}</audience>
            </audiences>
            <issuers>
                <issuer>https://login.microsoftonline.com/{{tenant-id}}/v2.0</issuer>
            </issuers>
            <required-claims>
                <claim name="scp" match="any" separator=" ">
                    <value>orders.read</value>
                </claim>
            </required-claims>
        </validate-jwt>
        <choose>
            <when condition="@(((Jwt)context.Variables["jwt"]).Claims.GetValueOrDefault("roles", "").Contains("Admin") && context.Request.Method != "GET")">
                <set-header name="X-Admin" exists-action="override">
                    <value>@(((Jwt)context.Variables["jwt"]).Subject)</value>
                </set-header>
            </when>
            <when condition="@(context.Variables.GetValueOrDefault<int>("attempts") < 3 && context.Response?.StatusCode >= 500)">
                <set-variable name="attempts" value="@(context.Variables.GetValueOrDefault<int>("attempts") + 1)" />
            </when>
            <otherwise>
                <return-response>
                    <set-status code="403" reason="Forbidden" />
                </return-response>
            </otherwise>
        </choose>
    </inbound>
    <backend>
        <forward-request timeout="60" buffer-request-body="true" />
    </backend>
    <outbound>
        <base />
    </outbound>
    <on-error>
        <base />
    </on-error>
</policies>`,

  "blocks with generics, lambdas, strings and comments": `<policies>
  <inbound>
    <set-variable name="body" value="@{
        var body = context.Request.Body.As<JObject>(preserveContent: true); // don't consume "it"
        /* brackets in a comment: ) } ] */
        var ids = body["items"].Where(i => (int)i["quantity"] > 0 && i["id"] != null).Select(i => i["id"].ToString());
        var quote = '"'; var paren = ')'; var escaped = '\\'';
        var path = @"C:\\temp\\""quoted""\\";
        return $"{string.Join(",", ids)} {{literal}} {(body["a"] != null ? "}" : "{")}" + $@"{path}\\";
    }" />
    <set-body>@{
        var xml = "<soap:Body><![CDATA[" + context.Variables["body"] + "]]></soap:Body></set-body>";
        for (var i = 0; i < 10; i++) { xml += "<!-- " + i + " -->"; }
        return xml;
    }</set-body>
    <set-header name="X-Hash" exists-action="override">
      <value>
        @(BitConverter.ToString(System.Security.Cryptography.SHA256.Create().ComputeHash(Encoding.UTF8.GetBytes("a<b&&c>d"))).Replace("-", ""))
      </value>
    </set-header>
  </inbound>
  <backend><base /></backend>
  <outbound><base /></outbound>
  <on-error><base /></on-error>
</policies>`,

  "escaped for the xml format": `<policies>
	<inbound>
		<set-variable name="isMobile" value="@(context.Request.Headers.GetValueOrDefault(&quot;User-Agent&quot;,&quot;&quot;).Contains(&quot;iPhone&quot;) &amp;&amp; 1 &lt; 2)" />
		<cache-store duration="@{&#xA; var header = context.Response.Headers.GetValueOrDefault(&quot;Cache-Control&quot;,&quot;&quot;);&#xA; var maxAge = Regex.Match(header, @&quot;max-age=(?&lt;maxAge&gt;\\d+)&quot;).Groups[&quot;maxAge&quot;]?.Value;&#xA; return (!string.IsNullOrEmpty(maxAge))?int.Parse(maxAge):300;&#xA; }" />
		<set-body>@(context.Request.Body.As&lt;string&gt;(preserveContent: true).Replace("&lt;br/&gt;", "\\n"))</set-body>
		<rewrite-uri template="/manual/paths/invoke/?api-version=2016-06-01&amp;sp=/triggers/manual/run&amp;sig={{signature}}" />
	</inbound>
	<backend>
		<base />
	</backend>
	<outbound>
		<base />
	</outbound>
	<on-error>
		<base />
	</on-error>
</policies>`,

  "soap in a liquid body": `<policies>
    <inbound>
        <base />
        <set-header name="SOAPAction" exists-action="override">
            <value>"http://tempuri.org/Add"</value>
        </set-header>
        <set-body template="liquid">
            <soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns="http://tempuri.org/">
                <soap:Body>
                    <Add>
                        <intA>{{body.add.intA}}</intA>
                        <intB>{{body.add.intB}}</intB> <note>a <b>bold</b> <i>word</i></note>
                    </Add>
                </soap:Body>
            </soap:Envelope>
        </set-body>
    </inbound>
    <backend>
        <base />
    </backend>
    <outbound>
        <set-body template="liquid">
{
  "result": {{body.envelope.body.AddResponse.AddResult}},
  "items": [ {% for item in body.items %} "{{item | Upcase}}", {% endfor %} ]
}</set-body>
        <base />
    </outbound>
    <on-error>
        <base />
    </on-error>
</policies>`,

  stylesheet: `<policies>
    <inbound>
        <base />
        <xsl-transform>
            <parameter name="User-Agent">@(context.Request.Headers.GetValueOrDefault("User-Agent","non-specified"))</parameter>
            <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
                <xsl:output method="xml" indent="yes" />
                <xsl:param name="User-Agent" />
                <xsl:template match="* | @* | node()">
                    <xsl:copy><xsl:value-of select="name()" /><xsl:text> </xsl:text><xsl:apply-templates select="* | @* | node()" /></xsl:copy>
                </xsl:template>
            </xsl:stylesheet>
        </xsl-transform>
    </inbound>
    <backend><base /></backend>
    <outbound><base /></outbound>
    <on-error><base /></on-error>
</policies>`,

  "html in an error page": `<policies>
    <inbound><base /></inbound>
    <backend><base /></backend>
    <outbound><base /></outbound>
    <on-error>
        <return-response>
            <set-status code="503" reason="Service Unavailable" />
            <set-header name="Content-Type" exists-action="override"><value>text/html</value></set-header>
            <set-body><![CDATA[<!DOCTYPE html>
<html>
  <head><style>@media (max-width: 600px) { body { margin: 0 } }</style></head>
  <body>Write to help@(contoso).example &amp; wait</body>
</html>]]></set-body>
        </return-response>
    </on-error>
</policies>`,

  "cdata around an expression": `<policies>
    <inbound>
        <set-body><![CDATA[@{
            return new JObject(new JProperty("a<b", context.Request.Body.As<string>() + "&amp;")).ToString();
        }]]></set-body>
        <set-header name="x" exists-action="append">
            <value><![CDATA[@("a" + (1 < 2 && 3 > 2))]]></value>
        </set-header>
    </inbound>
    <backend><base /></backend>
    <outbound><base /></outbound>
    <on-error><base /></on-error>
</policies>`,

  "expressions among other text": `<policies>
    <inbound>
        <base />
        <set-variable name="state" value="@(context.Request.Url.Query.GetValueOrDefault("state", ""))" />
        <cache-store-value key="verifier-@(context.Variables.GetValueOrDefault<string>("state", ""))" value="@(context.Variables.GetValueOrDefault("verifier", ""))" duration="700" />
        <set-header name="X-Trace" exists-action="override">
            <value>orders/@(context.RequestId.ToString() == "" && context.Elapsed < TimeSpan.Zero ? "none" : "</value>")/{{stage}}</value>
        </set-header>
        <rewrite-uri template="/v2/@(context.Request.MatchedParameters["id"])?view=@{ return "full"; }" />
    </inbound>
    <backend>
        <base />
    </backend>
    <outbound>
        <base />
    </outbound>
    <on-error>
        <base />
    </on-error>
</policies>`,
  "single quotes": `<policies>
    <inbound>
        <set-variable name='token' value='@("Bearer " + (string)context.Variables["token"])' />
        <set-variable name="initial" value='@(context.User?.FirstName[0] == 'A' ? "it's" : "no")' />
        <set-backend-service base-url='https://contoso.example/it"s' />
        <find-and-replace from="'" to='"' />
    </inbound>
    <backend><base /></backend>
    <outbound><base /></outbound>
    <on-error><base /></on-error>
</policies>`,

  fragment: `<fragment>
    <!-- sets the correlation id -->
    <set-variable name="correlation-id" value="@(context.Request.Headers.GetValueOrDefault("x-correlation-id", Guid.NewGuid().ToString()))" />
    <set-header name="x-correlation-id" exists-action="override">
        <value>@((string)context.Variables["correlation-id"])</value>
    </set-header>
    <trace source="Global APIM Policy" severity="information">
        <message>@(String.Format("{0} | {1}", context.Api.Name, context.Variables["correlation-id"]))</message>
        <metadata name="correlation-id" value="@((string)context.Variables["correlation-id"])" />
    </trace>
</fragment>`,

  "send-request, cache and retry": `<policies>
    <inbound>
        <base />
        <cache-lookup-value key="@("token-" + context.Subscription.Id)" variable-name="token" />
        <choose>
            <when condition="@(!context.Variables.ContainsKey("token"))">
                <send-request mode="new" response-variable-name="tokenResponse" timeout="20" ignore-error="false">
                    <set-url>https://login.microsoftonline.com/{{tenant-id}}/oauth2/v2.0/token</set-url>
                    <set-method>POST</set-method>
                    <set-header name="Content-Type" exists-action="override">
                        <value>application/x-www-form-urlencoded</value>
                    </set-header>
                    <set-body>@($"client_id={{client-id}}&client_secret={{client-secret}}&scope={Uri.EscapeDataString("api://orders/.default")}&grant_type=client_credentials")</set-body>
                </send-request>
                <set-variable name="token" value="@((string)((IResponse)context.Variables["tokenResponse"]).Body.As<JObject>()["access_token"])" />
                <cache-store-value key="@("token-" + context.Subscription.Id)" value="@((string)context.Variables["token"])" duration="3000" />
            </when>
        </choose>
    </inbound>
    <backend>
        <retry condition="@(context.Response.StatusCode == 429 || context.Response.StatusCode >= 500)" count="3" interval="1" max-interval="10" delta="1" first-fast-retry="false">
            <forward-request buffer-request-body="true" />
        </retry>
    </backend>
    <outbound>
        <base />
        <choose>
            <when condition="@(context.Response.StatusCode &lt; 400)">
                <json-to-xml apply="always" consider-accept-header="false" parse-date="false" />
            </when>
        </choose>
    </outbound>
    <on-error>
        <base />
        <set-header name="ErrorReason" exists-action="override">
            <value>@(context.LastError.Reason)</value>
        </set-header>
    </on-error>
</policies>`,

  "cors, limits and filters": `<?xml version="1.0" encoding="utf-8"?>
<policies>
    <inbound>
        <cors allow-credentials="true" terminate-unmatched-request="@(true)">
            <allowed-origins><origin>https://portal.contoso.example</origin><origin>{{shop-origin}}</origin></allowed-origins>
            <allowed-methods preflight-result-max-age="300"><method>*</method></allowed-methods>
            <allowed-headers><header>*</header></allowed-headers>
        </cors>
        <ip-filter action="allow">
            <address>13.66.201.169</address>
            <address-range from="13.66.140.128" to="13.66.140.143" />
        </ip-filter>
        <rate-limit-by-key calls="{{calls}}" renewal-period="90" increment-condition="@(context.Response.StatusCode == 200)" counter-key="@(context.Request.IpAddress)" remaining-calls-variable-name="remaining" />
        <quota-by-key calls="10000" bandwidth="40000" renewal-period="3600" counter-key="@(context.Subscription?.Key ?? "anonymous")" />
        <base />
    </inbound>
    <backend><base /></backend>
    <outbound><base /></outbound>
    <on-error><base /></on-error>
</policies>
`,

  "a named value for a whole statement": `<policies>
    <inbound>
        {{shared-statements}}
        <base />
    </inbound>
    <backend>{{backend}}</backend>
    <outbound><base /></outbound>
    <on-error />
</policies>`,

  "comments everywhere": `<!-- a --><policies><!-- b -->
    <inbound><!-- c --><base /><!-- <set-header name="old" exists-action="delete" /> is off --></inbound>
    <backend><base /></backend>
    <outbound><set-header name="x" exists-action="override"><!-- why --><value><!-- d -->@(1 < 2 ? "a" : "b")<!-- e --></value></set-header></outbound>
    <on-error><base /></on-error>
</policies><!-- z -->`,

  "unusual layout": `<policies
><inbound
   ><set-header   name = "a"
      exists-action
      =
      'override'   ><value
      >x</value
      ></set-header  ></inbound><backend><base/></backend><outbound><base></base></outbound><on-error></on-error></policies
>`,
};

/** The names of the sections that each document has at its root. */
export const SECTIONS = ["inbound", "backend", "outbound", "on-error"];
