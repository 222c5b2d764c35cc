import {
  AuthenticationManagedIdentity,
  Base,
  BodyTemplate,
  CacheLookup,
  CacheLookupValue,
  CacheRemoveValue,
  CacheStore,
  CacheStoreValue,
  CachingType,
  CheckHeader,
  Choose,
  ClaimMatch,
  ContentFormat,
  Cors,
  CrossDomain,
  DownstreamCachingType,
  EmitMetric,
  ExistsAction,
  FindAndReplace,
  ForwardRequest,
  HttpDataSource,
  HttpVersion,
  IncludeFragment,
  IpFilter,
  IpFilterAction,
  LimitConcurrency,
  LlmContentSafety,
  ContentSafetyCategoryName,
  ContentSafetyOutputType,
  LogToEventhub,
  MockResponse,
  PermittedCrossDomainPolicies,
  PolicyComment,
  type PolicyElement,
  PolicyExpression,
  PolicyValue,
  Proxy,
  Quota,
  QuotaByKey,
  RateLimit,
  RateLimitByKey,
  RequestMode,
  Retry,
  ReturnResponse,
  SendRequest,
  SendServiceBusMessage,
  SetBackendService,
  SetBody,
  SetHeader,
  SetMethod,
  SetStatus,
  SetVariable,
  Trace,
  TraceSeverity,
  ValidateAzureAdToken,
  ValidateContent,
  ValidateJwt,
  ValidateParameters,
  ValidationAction,
  Wait,
  WaitFor,
  XsiNil,
} from "../../../src/policy";
import { writePolicy } from "../../../src/policy/syntax/writer";

/** What a statement becomes, without the line break at the end. */
function written(element: PolicyElement): string {
  return writePolicy(element).trimEnd();
}

describe("validate-jwt", () => {
  test("writes everything in the order of the reference", () => {
    const element = new ValidateJwt({
      id: "token",
      requiredClaims: [{ name: "scp", separator: " ", match: ClaimMatch.ANY, values: ["a", "b"] }, { name: "oid" }],
      issuers: ["https://issuer"],
      audiences: ["one", PolicyValue.expression("context.Request.OriginalUrl.Host")],
      decryptionKeys: [{ certificateId: "decrypt" }],
      issuerSigningKeys: [
        { value: PolicyValue.namedValue("signing-key"), id: "k1" },
        { n: "modulus", e: "AQAB" },
      ],
      openidConfigs: [{ url: "https://a/.well-known" }, { url: "https://b/.well-known" }],
      outputTokenVariableName: "jwt",
      clockSkewSeconds: 60,
      requireSignedTokens: true,
      requireExpirationTime: true,
      requireScheme: "Bearer",
      failedValidationErrorMessage: 'Say "please"',
      failedValidationHttpcode: 401,
      headerName: "Authorization",
    });

    expect(written(element)).toBe(
      [
        `<validate-jwt id="token" header-name="Authorization" failed-validation-httpcode="401" failed-validation-error-message='Say "please"' require-scheme="Bearer" require-expiration-time="true" require-signed-tokens="true" clock-skew="60" output-token-variable-name="jwt">`,
        `    <openid-config url="https://a/.well-known" />`,
        `    <openid-config url="https://b/.well-known" />`,
        `    <issuer-signing-keys>`,
        `        <key id="k1">{{signing-key}}</key>`,
        `        <key n="modulus" e="AQAB" />`,
        `    </issuer-signing-keys>`,
        `    <decryption-keys>`,
        `        <key certificate-id="decrypt" />`,
        `    </decryption-keys>`,
        `    <audiences>`,
        `        <audience>one</audience>`,
        `        <audience>@(context.Request.OriginalUrl.Host)</audience>`,
        `    </audiences>`,
        `    <issuers>`,
        `        <issuer>https://issuer</issuer>`,
        `    </issuers>`,
        `    <required-claims>`,
        `        <claim name="scp" match="any" separator=" ">`,
        `            <value>a</value>`,
        `            <value>b</value>`,
        `        </claim>`,
        `        <claim name="oid" />`,
        `    </required-claims>`,
        `</validate-jwt>`,
      ].join("\n"),
    );
  });
});

const FORWARD = new ForwardRequest();

test.each<[string, PolicyElement, string]>([
  [
    "validate-azure-ad-token",
    new ValidateAzureAdToken({
      tenantId: "contoso.onmicrosoft.com",
      clientApplicationIds: [PolicyValue.namedValue("client-id")],
      audiences: ["api"],
      requiredClaims: [{ name: "roles", values: ["Orders.Read"] }],
    }),
    `<validate-azure-ad-token tenant-id="contoso.onmicrosoft.com">
    <client-application-ids>
        <application-id>{{client-id}}</application-id>
    </client-application-ids>
    <audiences>
        <audience>api</audience>
    </audiences>
    <required-claims>
        <claim name="roles">
            <value>Orders.Read</value>
        </claim>
    </required-claims>
</validate-azure-ad-token>`,
  ],
  [
    "choose",
    new Choose({
      when: [
        { condition: PolicyValue.expression("1 < 2"), statements: [new PolicyComment(" always "), new Base()] },
        { condition: false, statements: [] },
      ],
      otherwise: [new SetVariable({ name: "a", value: "<&>" })],
    }),
    `<choose>
    <when condition="@(1 < 2)">
        <!-- always -->
        <base />
    </when>
    <when condition="false" />
    <otherwise>
        <set-variable name="a" value="&lt;&amp;>" />
    </otherwise>
</choose>`,
  ],
  [
    "return-response",
    new ReturnResponse({
      responseVariableName: "r",
      body: new SetBody({ body: "no" }),
      headers: [new SetHeader({ name: "A", values: ["1"] }), new SetHeader({ name: "B", values: ["2"] })],
      status: new SetStatus({ code: 403, reason: "Forbidden" }),
    }),
    `<return-response response-variable-name="r">
    <set-status code="403" reason="Forbidden" />
    <set-header name="A">
        <value>1</value>
    </set-header>
    <set-header name="B">
        <value>2</value>
    </set-header>
    <set-body>no</set-body>
</return-response>`,
  ],
  ["return-response without anything", new ReturnResponse(), "<return-response />"],
  [
    "set-header",
    new SetHeader({ id: "h", name: "X", existsAction: ExistsAction.APPEND, values: ["a", "b"] }),
    `<set-header id="h" name="X" exists-action="append">
    <value>a</value>
    <value>b</value>
</set-header>`,
  ],
  [
    "set-variable",
    new SetVariable({ name: "who", value: PolicyExpression.claim("jwt", "oid") }),
    `<set-variable name="who" value='@(((Jwt)context.Variables["jwt"]).Claims.GetValueOrDefault("oid", ""))' />`,
  ],
  [
    "set-body",
    new SetBody({ template: BodyTemplate.LIQUID, xsiNil: XsiNil.NULL, body: PolicyValue.parse("{{body.a}} < 1") }),
    `<set-body template="liquid" xsi-nil="null">{{body.a}} &lt; 1</set-body>`,
  ],
  ["set-method", new SetMethod({ method: "POST" }), "<set-method>POST</set-method>"],
  ["set-status", new SetStatus({ code: 204 }), `<set-status code="204" />`],
  [
    "cors",
    new Cors({
      allowCredentials: true,
      terminateUnmatchedRequest: false,
      allowedOrigins: ["https://a", "https://b"],
      allowedMethods: ["GET"],
      preflightResultMaxAgeSeconds: 300,
      allowedHeaders: ["*"],
      exposeHeaders: ["ETag"],
    }),
    `<cors allow-credentials="true" terminate-unmatched-request="false">
    <allowed-origins>
        <origin>https://a</origin>
        <origin>https://b</origin>
    </allowed-origins>
    <allowed-methods preflight-result-max-age="300">
        <method>GET</method>
    </allowed-methods>
    <allowed-headers>
        <header>*</header>
    </allowed-headers>
    <expose-headers>
        <header>ETag</header>
    </expose-headers>
</cors>`,
  ],
  [
    "rate-limit",
    new RateLimit({
      calls: 20,
      renewalPeriodSeconds: 90,
      apis: [{ name: "orders", calls: 10, renewalPeriodSeconds: 60, operations: [{ id: "get", calls: 1 }] }],
    }),
    `<rate-limit calls="20" renewal-period="90">
    <api name="orders" calls="10" renewal-period="60">
        <operation id="get" calls="1" />
    </api>
</rate-limit>`,
  ],
  [
    "rate-limit-by-key",
    new RateLimitByKey({
      calls: 10,
      renewalPeriodSeconds: 60,
      counterKey: PolicyValue.expression("context.Subscription.Id"),
      incrementCondition: PolicyValue.expression("context.Response.StatusCode == 200"),
      incrementCount: 2,
      retryAfterHeaderName: "X-Retry",
      remainingCallsVariableName: "left",
    }),
    `<rate-limit-by-key calls="10" renewal-period="60" counter-key="@(context.Subscription.Id)" increment-condition="@(context.Response.StatusCode == 200)" increment-count="2" retry-after-header-name="X-Retry" remaining-calls-variable-name="left" />`,
  ],
  [
    "quota",
    new Quota({ bandwidthKilobytes: 40000, renewalPeriodSeconds: 0, apis: [{ id: "a", calls: 5 }] }),
    `<quota bandwidth="40000" renewal-period="0">
    <api id="a" calls="5" />
</quota>`,
  ],
  [
    "quota-by-key",
    new QuotaByKey({
      calls: 1,
      bandwidthKilobytes: 2,
      renewalPeriodSeconds: 3600,
      counterKey: "all",
      firstPeriodStart: "2026-01-01T00:00:00Z",
    }),
    `<quota-by-key calls="1" bandwidth="2" renewal-period="3600" counter-key="all" first-period-start="2026-01-01T00:00:00Z" />`,
  ],
  [
    "retry",
    new Retry({
      condition: PolicyValue.expression("context.Response.StatusCode == 429"),
      count: 5,
      intervalSeconds: 1,
      deltaSeconds: 2,
      maxIntervalSeconds: 10,
      firstFastRetry: true,
      statements: [FORWARD],
    }),
    `<retry condition="@(context.Response.StatusCode == 429)" count="5" interval="1" delta="2" max-interval="10" first-fast-retry="true">
    <forward-request />
</retry>`,
  ],
  [
    "forward-request",
    new ForwardRequest({
      httpVersion: HttpVersion.V2,
      timeoutSeconds: 60,
      continueTimeoutSeconds: 1,
      followRedirects: true,
      bufferRequestBody: true,
      bufferResponse: false,
      failOnErrorStatusCode: true,
    }),
    `<forward-request http-version="2" timeout="60" continue-timeout="1" follow-redirects="true" buffer-request-body="true" buffer-response="false" fail-on-error-status-code="true" />`,
  ],
  [
    "send-request",
    new SendRequest({
      mode: RequestMode.NEW,
      responseVariableName: "token",
      timeoutSeconds: 5,
      ignoreError: false,
      url: "https://login",
      method: "POST",
      headers: [new SetHeader({ name: "Accept", values: ["*/*"] })],
      body: new SetBody({ body: "a=b&c=d" }),
      authenticationManagedIdentity: new AuthenticationManagedIdentity({ resource: "https://r" }),
      proxy: new Proxy({ url: "http://proxy" }),
    }),
    `<send-request mode="new" response-variable-name="token" timeout="5" ignore-error="false">
    <set-url>https://login</set-url>
    <set-method>POST</set-method>
    <set-header name="Accept">
        <value>*/*</value>
    </set-header>
    <set-body>a=b&amp;c=d</set-body>
    <authentication-managed-identity resource="https://r" />
    <proxy url="http://proxy" />
</send-request>`,
  ],
  [
    "cache-lookup",
    new CacheLookup({
      varyByDeveloper: false,
      varyByDeveloperGroups: false,
      cachingType: CachingType.EXTERNAL,
      downstreamCachingType: DownstreamCachingType.PRIVATE,
      mustRevalidate: true,
      allowPrivateResponseCaching: false,
      varyByHeaders: ["Accept"],
      varyByQueryParameters: ["a;b"],
    }),
    `<cache-lookup vary-by-developer="false" vary-by-developer-groups="false" caching-type="external" downstream-caching-type="private" must-revalidate="true" allow-private-response-caching="false">
    <vary-by-header>Accept</vary-by-header>
    <vary-by-query-parameter>a;b</vary-by-query-parameter>
</cache-lookup>`,
  ],
  ["cache-store", new CacheStore({ durationSeconds: 60 }), `<cache-store duration="60" />`],
  [
    "cache-lookup-value",
    new CacheLookupValue({ key: "k", variableName: "v", defaultValue: "" }),
    `<cache-lookup-value key="k" variable-name="v" default-value="" />`,
  ],
  [
    "cache-store-value",
    new CacheStoreValue({ key: "k", value: PolicyExpression.variable("v"), durationSeconds: 1 }),
    `<cache-store-value key="k" value='@((string)context.Variables["v"])' duration="1" />`,
  ],
  [
    "cache-remove-value",
    new CacheRemoveValue({ key: "k", cachingType: CachingType.PREFER_EXTERNAL }),
    `<cache-remove-value key="k" caching-type="prefer-external" />`,
  ],
  [
    "ip-filter",
    new IpFilter({
      action: IpFilterAction.FORBID,
      addressRanges: [{ fromAddress: "10.0.0.0", toAddress: "10.0.0.9" }],
      addresses: ["10.1.0.1"],
    }),
    `<ip-filter action="forbid">
    <address>10.1.0.1</address>
    <address-range from="10.0.0.0" to="10.0.0.9" />
</ip-filter>`,
  ],
  [
    "check-header",
    new CheckHeader({
      name: "X",
      failedCheckHttpcode: 401,
      failedCheckErrorMessage: "Not authorized",
      ignoreCase: false,
      values: ["f6dc69a089844cf6b2019bae6d36fac8"],
    }),
    `<check-header name="X" failed-check-httpcode="401" failed-check-error-message="Not authorized" ignore-case="false">
    <value>f6dc69a089844cf6b2019bae6d36fac8</value>
</check-header>`,
  ],
  [
    "include-fragment",
    new IncludeFragment({ id: "i", fragmentId: "headers" }),
    `<include-fragment id="i" fragment-id="headers" />`,
  ],
  [
    "set-backend-service",
    new SetBackendService({ backendId: "dapr", daprAppId: "orders", daprMethod: "new" }),
    `<set-backend-service backend-id="dapr" dapr-app-id="orders" dapr-method="new" />`,
  ],
  [
    "authentication-managed-identity",
    new AuthenticationManagedIdentity({
      resource: "https://r",
      clientId: "00000000-0000-0000-0000-000000000000",
      outputTokenVariableName: "token",
      ignoreError: true,
    }),
    `<authentication-managed-identity resource="https://r" client-id="00000000-0000-0000-0000-000000000000" output-token-variable-name="token" ignore-error="true" />`,
  ],
  [
    "mock-response",
    new MockResponse({ statusCode: 201, contentType: "application/json" }),
    `<mock-response status-code="201" content-type="application/json" />`,
  ],
  [
    "wait",
    new Wait({ waitFor: WaitFor.ANY, statements: [new CacheLookupValue({ key: "k", variableName: "v" })] }),
    `<wait for="any">
    <cache-lookup-value key="k" variable-name="v" />
</wait>`,
  ],
  [
    "limit-concurrency",
    new LimitConcurrency({ key: "backend", maxCount: 3, statements: [FORWARD] }),
    `<limit-concurrency key="backend" max-count="3">
    <forward-request />
</limit-concurrency>`,
  ],
  [
    "emit-metric",
    new EmitMetric({
      name: "orders",
      metricNamespace: "shop",
      value: 0.5,
      dimensions: [{ name: "API ID" }, { name: "Client", value: "web" }],
    }),
    `<emit-metric name="orders" namespace="shop" value="0.5">
    <dimension name="API ID" />
    <dimension name="Client" value="web" />
</emit-metric>`,
  ],
  [
    "log-to-eventhub",
    new LogToEventhub({ loggerId: "l", partitionId: "0", message: PolicyValue.block('return "a" + "b";') }),
    `<log-to-eventhub logger-id="l" partition-id="0">@{return "a" + "b";}</log-to-eventhub>`,
  ],
  ["find-and-replace", new FindAndReplace({ fromText: "a", toText: "" }), `<find-and-replace from="a" to="" />`],
  [
    "trace",
    new Trace({
      source: "orders",
      severity: TraceSeverity.ERROR,
      message: "m",
      metadata: [{ name: "n", value: "v" }],
    }),
    `<trace source="orders" severity="error">
    <message>m</message>
    <metadata name="n" value="v" />
</trace>`,
  ],
  [
    "validate-content",
    new ValidateContent({
      unspecifiedContentTypeAction: ValidationAction.PREVENT,
      maxSizeBytes: 102400,
      sizeExceededAction: ValidationAction.DETECT,
      contentTypeMap: {
        missingContentTypeValue: "application/json",
        types: [{ fromType: "a/b", toType: "c/d" }],
      },
      contents: [{ validateAs: ContentFormat.JSON, contentType: "application/json", action: ValidationAction.PREVENT }],
    }),
    `<validate-content unspecified-content-type-action="prevent" max-size="102400" size-exceeded-action="detect">
    <content-type-map missing-content-type-value="application/json">
        <type from="a/b" to="c/d" />
    </content-type-map>
    <content validate-as="json" type="application/json" action="prevent" />
</validate-content>`,
  ],
  [
    "validate-parameters",
    new ValidateParameters({
      specifiedParameterAction: ValidationAction.PREVENT,
      unspecifiedParameterAction: ValidationAction.of(PolicyValue.namedValue("action")),
      path: {
        specifiedParameterAction: ValidationAction.DETECT,
        parameters: [{ name: "id", action: ValidationAction.IGNORE }],
      },
    }),
    `<validate-parameters specified-parameter-action="prevent" unspecified-parameter-action="{{action}}">
    <path specified-parameter-action="detect">
        <parameter name="id" action="ignore" />
    </path>
</validate-parameters>`,
  ],
  [
    "llm-content-safety",
    new LlmContentSafety({
      backendId: "safety",
      outputType: ContentSafetyOutputType.EIGHT_SEVERITY_LEVELS,
      categories: [{ name: ContentSafetyCategoryName.SELF_HARM, threshold: 4 }],
      blocklists: ["words"],
    }),
    `<llm-content-safety backend-id="safety">
    <categories output-type="EightSeverityLevels">
        <category name="SelfHarm" threshold="4" />
    </categories>
    <blocklists>
        <id>words</id>
    </blocklists>
</llm-content-safety>`,
  ],
  [
    "cross-domain",
    new CrossDomain({
      crossDomainPolicy: {
        siteControl: { permittedCrossDomainPolicies: PermittedCrossDomainPolicies.MASTER_ONLY },
        allowHttpRequestHeadersFrom: [{ domain: "*", headers: "*", secure: false }],
      },
    }),
    `<cross-domain>
    <cross-domain-policy>
        <site-control permitted-cross-domain-policies="master-only" />
        <allow-http-request-headers-from domain="*" headers="*" secure="false" />
    </cross-domain-policy>
</cross-domain>`,
  ],
  [
    "send-service-bus-message",
    new SendServiceBusMessage({
      queueName: "q",
      payload: "hello",
      messageProperties: [{ name: "n", value: "v" }],
    }),
    `<send-service-bus-message queue-name="q">
    <message-properties>
        <message-property name="n">v</message-property>
    </message-properties>
    <payload>hello</payload>
</send-service-bus-message>`,
  ],
  [
    "http-data-source",
    new HttpDataSource({
      httpRequest: { method: "GET", url: "https://a", body: new SetBody({ body: "b" }) },
      forwardRequest: new ForwardRequest({ timeoutSeconds: 3 }),
      httpResponse: { body: new SetBody({ body: "c" }) },
    }),
    `<http-data-source>
    <http-request>
        <set-method>GET</set-method>
        <set-url>https://a</set-url>
        <set-body>b</set-body>
    </http-request>
    <backend>
        <forward-request timeout="3" />
    </backend>
    <http-response>
        <set-body>c</set-body>
    </http-response>
</http-data-source>`,
  ],
  ["base", new Base(), "<base />"],
])("writes %s", (_, element, expected) => {
  expect(written(element)).toBe(expected);
});
