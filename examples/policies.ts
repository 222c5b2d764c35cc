import {
  AuthenticationBasic,
  AuthenticationCertificate,
  AuthenticationManagedIdentity,
  AzureOpenaiEmitTokenMetric,
  AzureOpenaiSemanticCacheLookup,
  AzureOpenaiSemanticCacheStore,
  AzureOpenaiTokenLimit,
  Base,
  BodyTemplate,
  CacheLookup,
  CacheLookupValue,
  CacheRemoveValue,
  CacheStore,
  CacheStoreValue,
  CheckHeader,
  Choose,
  ContentFormat,
  ContentSafetyCategoryName,
  Cors,
  CosmosdbDataSource,
  CrossDomain,
  EmbeddingsBackendAuth,
  EmitMetric,
  ExistsAction,
  FindAndReplace,
  ForwardRequest,
  GetAuthorizationContext,
  GraphqlRuleAction,
  HttpDataSource,
  IncludeFragment,
  InvokeDaprBinding,
  IpFilter,
  IpFilterAction,
  Jsonp,
  JsonToXml,
  JsonToXmlApply,
  LimitConcurrency,
  LlmContentSafety,
  LlmEmitTokenMetric,
  LlmSemanticCacheLookup,
  LlmSemanticCacheStore,
  LlmTokenLimit,
  LogToEventhub,
  MockResponse,
  PolicyElement,
  PolicyExpression,
  PolicyText,
  PolicyValue,
  Proxy,
  PublishEvent,
  PublishToDapr,
  Quota,
  QuotaByKey,
  RateLimit,
  RateLimitByKey,
  RedirectContentUrls,
  Retry,
  ReturnResponse,
  RewriteUri,
  SendOneWayRequest,
  SendRequest,
  SendServiceBusMessage,
  SetBackendService,
  SetBody,
  SetHeader,
  SetMethod,
  SetQueryParameter,
  SetStatus,
  SetVariable,
  SqlDataSource,
  TokenQuotaPeriod,
  Trace,
  TraceSeverity,
  ValidateAzureAdToken,
  ValidateClientCertificate,
  ValidateContent,
  ValidateGraphqlRequest,
  ValidateHeaders,
  ValidateJwt,
  ValidateOdataRequest,
  ValidateParameters,
  ValidateStatusCode,
  ValidationAction,
  Wait,
  XmlToJson,
  XmlToJsonApply,
  XmlToJsonKind,
  XslTransform,
} from "cdktf-apim-oauth/policy";

/** An example of each documented policy. The reference page shows them. */
export const POLICY_EXAMPLES: Readonly<Record<string, () => PolicyElement>> = {
  "authentication-basic": () =>
    new AuthenticationBasic({
      username: PolicyValue.text("orders"),
      password: PolicyValue.namedValue("orders-backend-password"),
    }),

  "authentication-certificate": () =>
    new AuthenticationCertificate({ certificateId: PolicyValue.text("orders-client") }),

  "authentication-managed-identity": () =>
    new AuthenticationManagedIdentity({ resource: PolicyValue.text("https://vault.azure.net") }),

  "azure-openai-emit-token-metric": () =>
    new AzureOpenaiEmitTokenMetric({
      metricNamespace: "chat",
      dimensions: [
        { name: PolicyValue.text("API ID") },
        { name: PolicyValue.text("Caller"), value: PolicyExpression.claim("token", "azp") },
      ],
    }),

  "azure-openai-semantic-cache-lookup": () =>
    new AzureOpenaiSemanticCacheLookup({
      scoreThreshold: PolicyValue.number(0.05),
      embeddingsBackendId: PolicyValue.text("embeddings"),
      embeddingsBackendAuth: EmbeddingsBackendAuth.SYSTEM_ASSIGNED,
      varyBy: [PolicyValue.expression("context.Subscription.Id")],
    }),

  "azure-openai-semantic-cache-store": () =>
    new AzureOpenaiSemanticCacheStore({ durationSeconds: PolicyValue.number(60) }),

  "azure-openai-token-limit": () =>
    new AzureOpenaiTokenLimit({
      counterKey: PolicyValue.expression("context.Subscription.Id"),
      tokensPerMinute: PolicyValue.number(5000),
      estimatePromptTokens: PolicyValue.flag(false),
      remainingTokensHeaderName: "x-remaining-tokens",
    }),

  base: () => new Base(),

  "cache-lookup": () =>
    new CacheLookup({
      varyByDeveloper: PolicyValue.flag(false),
      varyByDeveloperGroups: PolicyValue.flag(false),
      varyByHeaders: [PolicyValue.text("Accept")],
      varyByQueryParameters: [PolicyValue.text("version")],
    }),

  "cache-lookup-value": () =>
    new CacheLookupValue({
      key: PolicyValue.expression('"profile-" + context.User.Id'),
      variableName: "profile",
    }),

  "cache-remove-value": () => new CacheRemoveValue({ key: PolicyValue.expression('"profile-" + context.User.Id') }),

  "cache-store": () => new CacheStore({ durationSeconds: PolicyValue.number(3600) }),

  "cache-store-value": () =>
    new CacheStoreValue({
      key: PolicyValue.expression('"profile-" + context.User.Id'),
      value: PolicyExpression.variable("profile"),
      durationSeconds: PolicyValue.number(300),
    }),

  "check-header": () =>
    new CheckHeader({
      name: PolicyValue.text("X-Azure-FDID"),
      failedCheckHttpcode: PolicyValue.number(403),
      failedCheckErrorMessage: PolicyValue.text("Forbidden"),
      ignoreCase: PolicyValue.flag(true),
      values: [PolicyValue.namedValue("front-door-id")],
    }),

  choose: () =>
    new Choose({
      when: [
        {
          condition: PolicyValue.expression('context.Request.Headers.ContainsKey("X-Debug")'),
          statements: [
            new Trace({ source: PolicyValue.text("orders"), message: PolicyValue.text("debug header found") }),
          ],
        },
      ],
      otherwise: [new SetVariable({ name: "quiet", value: PolicyValue.expression("true") })],
    }),

  cors: () =>
    new Cors({
      allowedOrigins: [PolicyValue.text("https://orders.contoso.com")],
      allowedMethods: [PolicyValue.text("GET"), PolicyValue.text("POST")],
      preflightResultMaxAgeSeconds: PolicyValue.number(300),
      allowedHeaders: [PolicyValue.text("authorization"), PolicyValue.text("content-type")],
      terminateUnmatchedRequest: PolicyValue.flag(true),
    }),

  "cosmosdb-data-source": () =>
    new CosmosdbDataSource({
      connectionInfo: {
        connectionString: {
          useManagedIdentity: PolicyValue.flag(true),
          value: PolicyValue.text("AccountEndpoint=https://contoso.documents.azure.com:443/;"),
        },
        databaseName: PolicyValue.text("shop"),
        containerName: PolicyValue.text("orders"),
      },
      readRequest: {
        itemId: { value: PolicyValue.expression('context.GraphQL.Arguments["id"].ToString()') },
        partitionKey: { value: PolicyValue.expression('context.GraphQL.Arguments["id"].ToString()') },
      },
    }),

  "cross-domain": () =>
    new CrossDomain({
      crossDomainPolicy: { allowAccessFrom: [{ domain: PolicyValue.text("*.contoso.com") }] },
    }),

  "emit-metric": () =>
    new EmitMetric({
      name: "orders",
      metricNamespace: "shop",
      value: PolicyValue.number(1),
      dimensions: [
        { name: PolicyValue.text("API ID") },
        { name: PolicyValue.text("Country"), value: PolicyExpression.header("X-Country", "unknown") },
      ],
    }),

  "find-and-replace": () =>
    new FindAndReplace({
      fromText: PolicyValue.text("http://orders.internal"),
      toText: PolicyValue.text("https://api.contoso.com"),
    }),

  "forward-request": () =>
    new ForwardRequest({
      timeoutSeconds: PolicyValue.number(20),
      failOnErrorStatusCode: true,
      bufferRequestBody: true,
    }),

  "get-authorization-context": () =>
    new GetAuthorizationContext({
      providerId: PolicyValue.text("github"),
      authorizationId: PolicyValue.text("orders"),
      contextVariableName: PolicyValue.text("authorization"),
    }),

  "http-data-source": () =>
    new HttpDataSource({
      httpRequest: {
        method: PolicyValue.text("GET"),
        url: PolicyValue.text("https://orders.contoso.com/latest"),
        headers: [new SetHeader({ name: PolicyValue.text("Accept"), values: [PolicyValue.text("application/json")] })],
      },
    }),

  "include-fragment": () => new IncludeFragment({ fragmentId: "correlation-id" }),

  "invoke-dapr-binding": () =>
    new InvokeDaprBinding({
      name: PolicyValue.text("orders-queue"),
      operation: "create",
      metadata: [{ key: PolicyValue.text("source"), value: PolicyValue.text("api-management") }],
      data: PolicyValue.expression("context.Request.Body.As<string>(preserveContent: true)"),
    }),

  "ip-filter": () =>
    new IpFilter({
      action: IpFilterAction.ALLOW,
      addresses: [PolicyValue.text("203.0.113.7")],
      addressRanges: [{ fromAddress: PolicyValue.text("198.51.100.0"), toAddress: PolicyValue.text("198.51.100.255") }],
    }),

  "json-to-xml": () => new JsonToXml({ apply: JsonToXmlApply.ALWAYS, considerAcceptHeader: PolicyValue.flag(false) }),

  jsonp: () => new Jsonp({ callbackParameterName: PolicyValue.text("callback") }),

  "limit-concurrency": () =>
    new LimitConcurrency({
      key: PolicyValue.expression("context.Api.Id"),
      maxCount: 20,
      statements: [new ForwardRequest()],
    }),

  "llm-content-safety": () =>
    new LlmContentSafety({
      backendId: PolicyValue.text("content-safety"),
      shieldPrompt: PolicyValue.flag(true),
      categories: [
        { name: ContentSafetyCategoryName.HATE, threshold: PolicyValue.number(4) },
        { name: ContentSafetyCategoryName.VIOLENCE, threshold: PolicyValue.number(4) },
      ],
    }),

  "llm-emit-token-metric": () => new LlmEmitTokenMetric({ dimensions: [{ name: PolicyValue.text("API ID") }] }),

  "llm-semantic-cache-lookup": () =>
    new LlmSemanticCacheLookup({
      scoreThreshold: PolicyValue.number(0.05),
      embeddingsBackendId: PolicyValue.text("embeddings"),
      embeddingsBackendAuth: EmbeddingsBackendAuth.SYSTEM_ASSIGNED,
    }),

  "llm-semantic-cache-store": () => new LlmSemanticCacheStore({ durationSeconds: PolicyValue.number(60) }),

  "llm-token-limit": () =>
    new LlmTokenLimit({
      counterKey: PolicyExpression.claim("token", "azp"),
      tokenQuota: PolicyValue.number(100000),
      tokenQuotaPeriod: TokenQuotaPeriod.DAILY,
      estimatePromptTokens: PolicyValue.flag(true),
    }),

  "log-to-eventhub": () =>
    new LogToEventhub({
      loggerId: "orders-events",
      partitionKey: PolicyValue.expression("context.Subscription.Id"),
      message: PolicyValue.expression('string.Join(",", DateTime.UtcNow, context.RequestId, context.Operation.Name)'),
    }),

  "mock-response": () => new MockResponse({ statusCode: 200, contentType: "application/json" }),

  proxy: () => new Proxy({ url: PolicyValue.text("http://proxy.contoso.com:8080") }),

  "publish-event": () => new PublishEvent({ targets: [{ id: PolicyValue.text("orderCreated") }] }),

  "publish-to-dapr": () =>
    new PublishToDapr({
      pubsubName: PolicyValue.text("orders"),
      topic: PolicyValue.text("created"),
      message: PolicyValue.expression("context.Request.Body.As<string>(preserveContent: true)"),
    }),

  quota: () => new Quota({ calls: 10000, bandwidthKilobytes: 40000, renewalPeriodSeconds: 3600 }),

  "quota-by-key": () =>
    new QuotaByKey({
      calls: 10000,
      renewalPeriodSeconds: 3600,
      counterKey: PolicyExpression.claim("token", "azp"),
    }),

  "rate-limit": () =>
    new RateLimit({
      calls: 20,
      renewalPeriodSeconds: 90,
      remainingCallsHeaderName: "X-Remaining",
      apis: [{ name: "orders", calls: 10, renewalPeriodSeconds: 90 }],
    }),

  "rate-limit-by-key": () =>
    new RateLimitByKey({
      calls: PolicyValue.number(10),
      renewalPeriodSeconds: PolicyValue.number(60),
      counterKey: PolicyExpression.claim("token", "azp"),
      incrementCondition: PolicyValue.expression("context.Response.StatusCode < 500"),
    }),

  "redirect-content-urls": () => new RedirectContentUrls(),

  retry: () =>
    new Retry({
      condition: PolicyValue.expression("context.Response.StatusCode >= 500"),
      count: PolicyValue.number(3),
      intervalSeconds: PolicyValue.number(1),
      deltaSeconds: PolicyValue.number(1),
      maxIntervalSeconds: PolicyValue.number(10),
      statements: [new ForwardRequest({ bufferRequestBody: true })],
    }),

  "return-response": () =>
    new ReturnResponse({
      status: new SetStatus({ code: PolicyValue.number(403), reason: PolicyValue.text("Forbidden") }),
      headers: [
        new SetHeader({
          name: PolicyValue.text("WWW-Authenticate"),
          values: [PolicyValue.text('Bearer error="insufficient_scope"')],
        }),
      ],
      body: new SetBody({ body: PolicyValue.text("Forbidden") }),
    }),

  "rewrite-uri": () => new RewriteUri({ template: PolicyValue.text("/v2/orders/{id}") }),

  "send-one-way-request": () =>
    new SendOneWayRequest({
      url: PolicyValue.text("https://hooks.contoso.com/orders"),
      method: PolicyValue.text("POST"),
      body: new SetBody({ body: PolicyValue.expression("context.RequestId.ToString()") }),
    }),

  "send-request": () =>
    new SendRequest({
      responseVariableName: "stock",
      timeoutSeconds: PolicyValue.number(5),
      ignoreError: true,
      url: PolicyValue.expression('"https://stock.contoso.com/items/" + context.Request.MatchedParameters["id"]'),
      method: PolicyValue.text("GET"),
      authenticationManagedIdentity: new AuthenticationManagedIdentity({
        resource: PolicyValue.text("api://5f3ab4f6-8a55-4f0a-8e4e-5d1a3b3c2d10"),
      }),
    }),

  "send-service-bus-message": () =>
    new SendServiceBusMessage({
      serviceBusNamespace: PolicyValue.text("contoso.servicebus.windows.net"),
      queueName: PolicyValue.text("orders"),
      messageProperties: [{ name: PolicyValue.text("source"), value: PolicyValue.text("api-management") }],
      payload: PolicyValue.expression("context.Request.Body.As<string>(preserveContent: true)"),
    }),

  "set-backend-service": () => new SetBackendService({ backendId: PolicyValue.text("orders-pool") }),

  "set-body": () =>
    new SetBody({
      template: BodyTemplate.LIQUID,
      body: PolicyValue.parse('{ "id": "{{body.order.id}}" }'),
    }),

  "set-header": () =>
    new SetHeader({
      name: PolicyValue.text("X-Correlation-Id"),
      existsAction: ExistsAction.SKIP,
      values: [PolicyValue.expression("context.RequestId.ToString()")],
    }),

  "set-method": () => new SetMethod({ method: PolicyValue.text("POST") }),

  "set-query-parameter": () =>
    new SetQueryParameter({ name: PolicyValue.text("api-version"), values: [PolicyValue.text("2026-01-01")] }),

  "set-status": () => new SetStatus({ code: PolicyValue.number(404), reason: PolicyValue.text("Not Found") }),

  "set-variable": () => new SetVariable({ name: "country", value: PolicyExpression.header("X-Country", "unknown") }),

  "sql-data-source": () =>
    new SqlDataSource({
      connectionInfo: {
        connectionString: {
          useManagedIdentity: PolicyValue.flag(true),
          value: PolicyValue.text("Server=tcp:contoso.database.windows.net,1433;Initial Catalog=shop;"),
        },
      },
      request: {
        singleResult: PolicyValue.flag(true),
        sqlStatement: PolicyValue.text("SELECT * FROM orders WHERE id = @id"),
        parameters: [
          {
            name: PolicyValue.text("@id"),
            sqlType: PolicyValue.text("int"),
            value: PolicyValue.expression('context.GraphQL.Arguments["id"]'),
          },
        ],
      },
    }),

  trace: () =>
    new Trace({
      source: PolicyValue.text("orders"),
      severity: TraceSeverity.INFORMATION,
      message: PolicyValue.expression('"caller " + context.Request.IpAddress'),
      metadata: [{ name: PolicyValue.text("operation"), value: PolicyValue.expression("context.Operation.Name") }],
    }),

  "validate-azure-ad-token": () =>
    new ValidateAzureAdToken({
      tenantId: PolicyValue.text("contoso.onmicrosoft.com"),
      clientApplicationIds: [PolicyValue.namedValue("orders-client-id")],
      audiences: [PolicyValue.namedValue("orders-api-client-id")],
      requiredClaims: [{ name: PolicyValue.text("roles"), values: [PolicyValue.text("Orders.Read")] }],
    }),

  "validate-client-certificate": () =>
    new ValidateClientCertificate({
      validateRevocation: true,
      identities: [
        {
          subject: PolicyValue.text("CN=orders, O=Contoso"),
          issuerSubject: PolicyValue.text("CN=Contoso CA, O=Contoso"),
        },
      ],
    }),

  "validate-content": () =>
    new ValidateContent({
      unspecifiedContentTypeAction: ValidationAction.PREVENT,
      maxSizeBytes: PolicyValue.number(102400),
      sizeExceededAction: ValidationAction.PREVENT,
      errorsVariableName: "bodyErrors",
      contents: [
        {
          contentType: PolicyValue.text("application/json"),
          validateAs: ContentFormat.JSON,
          action: ValidationAction.PREVENT,
        },
      ],
    }),

  "validate-graphql-request": () =>
    new ValidateGraphqlRequest({
      errorVariableName: PolicyValue.text("graphqlErrors"),
      maxSizeBytes: PolicyValue.number(102400),
      maxDepth: PolicyValue.number(4),
      authorizeRules: [{ path: PolicyValue.text("/Mutation/deleteOrder"), action: GraphqlRuleAction.REJECT }],
    }),

  "validate-headers": () =>
    new ValidateHeaders({
      specifiedHeaderAction: ValidationAction.DETECT,
      unspecifiedHeaderAction: ValidationAction.IGNORE,
      errorsVariableName: "headerErrors",
    }),

  "validate-jwt": () =>
    new ValidateJwt({
      headerName: PolicyValue.text("Authorization"),
      requireScheme: PolicyValue.text("Bearer"),
      failedValidationErrorMessage: PolicyValue.text("Unauthorized"),
      outputTokenVariableName: "token",
      openidConfigs: [
        {
          url: PolicyValue.text(
            "https://login.microsoftonline.com/0b6c9a3e-52a6-4b7e-9f8e-0a6a8f1f2c11/v2.0/.well-known/openid-configuration",
          ),
        },
      ],
      audiences: [PolicyValue.text("5f3ab4f6-8a55-4f0a-8e4e-5d1a3b3c2d10")],
      requiredClaims: [
        {
          name: PolicyValue.text("scp"),
          separator: PolicyValue.text(" "),
          values: [PolicyValue.text("access_as_user")],
        },
      ],
    }),

  "validate-odata-request": () => new ValidateOdataRequest({ errorVariableName: PolicyValue.text("odataErrors") }),

  "validate-parameters": () =>
    new ValidateParameters({
      specifiedParameterAction: ValidationAction.PREVENT,
      unspecifiedParameterAction: ValidationAction.PREVENT,
      errorsVariableName: "parameterErrors",
      headers: {
        specifiedParameterAction: ValidationAction.DETECT,
        unspecifiedParameterAction: ValidationAction.IGNORE,
        parameters: [{ name: PolicyValue.text("Authorization"), action: ValidationAction.IGNORE }],
      },
    }),

  "validate-status-code": () =>
    new ValidateStatusCode({
      unspecifiedStatusCodeAction: ValidationAction.PREVENT,
      errorsVariableName: "statusErrors",
      statusCodes: [{ code: PolicyValue.number(304), action: ValidationAction.IGNORE }],
    }),

  wait: () =>
    new Wait({
      statements: [
        new CacheLookupValue({ key: PolicyValue.text("prices"), variableName: "prices" }),
        new SendRequest({
          responseVariableName: "stock",
          url: PolicyValue.text("https://stock.contoso.com/items"),
          method: PolicyValue.text("GET"),
        }),
      ],
    }),

  "xml-to-json": () =>
    new XmlToJson({
      kind: XmlToJsonKind.DIRECT,
      apply: XmlToJsonApply.ALWAYS,
      considerAcceptHeader: PolicyValue.flag(false),
    }),

  "xsl-transform": () =>
    new XslTransform({
      parameters: [{ name: PolicyValue.text("currency"), value: PolicyValue.text("EUR") }],
      stylesheet: new PolicyElement("xsl:stylesheet", {
        attributes: [
          { name: "xmlns:xsl", value: PolicyValue.text("http://www.w3.org/1999/XSL/Transform") },
          { name: "version", value: PolicyValue.text("1.0") },
        ],
        children: [
          new PolicyElement("xsl:template", {
            attributes: [{ name: "match", value: PolicyValue.text("/") }],
            children: [new PolicyText(PolicyValue.text("order"))],
          }),
        ],
      }),
    }),
};
