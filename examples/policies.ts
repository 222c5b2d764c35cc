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
      username: "orders",
      password: PolicyValue.namedValue("orders-backend-password"),
    }),

  "authentication-certificate": () => new AuthenticationCertificate({ certificateId: "orders-client" }),

  "authentication-managed-identity": () => new AuthenticationManagedIdentity({ resource: "https://vault.azure.net" }),

  "azure-openai-emit-token-metric": () =>
    new AzureOpenaiEmitTokenMetric({
      metricNamespace: "chat",
      dimensions: [{ name: "API ID" }, { name: "Caller", value: PolicyExpression.claim("jwt", "azp") }],
    }),

  "azure-openai-semantic-cache-lookup": () =>
    new AzureOpenaiSemanticCacheLookup({
      scoreThreshold: 0.05,
      embeddingsBackendId: "embeddings",
      embeddingsBackendAuth: EmbeddingsBackendAuth.SYSTEM_ASSIGNED,
      varyBy: [PolicyValue.expression("context.Subscription.Id")],
    }),

  "azure-openai-semantic-cache-store": () => new AzureOpenaiSemanticCacheStore({ durationSeconds: 60 }),

  "azure-openai-token-limit": () =>
    new AzureOpenaiTokenLimit({
      counterKey: PolicyValue.expression("context.Subscription.Id"),
      tokensPerMinute: 5000,
      estimatePromptTokens: false,
      remainingTokensHeaderName: "x-remaining-tokens",
    }),

  base: () => new Base(),

  "cache-lookup": () =>
    new CacheLookup({
      varyByDeveloper: false,
      varyByDeveloperGroups: false,
      varyByHeaders: ["Accept"],
      varyByQueryParameters: ["version"],
    }),

  "cache-lookup-value": () =>
    new CacheLookupValue({
      key: PolicyValue.expression('"profile-" + context.User.Id'),
      variableName: "profile",
    }),

  "cache-remove-value": () => new CacheRemoveValue({ key: PolicyValue.expression('"profile-" + context.User.Id') }),

  "cache-store": () => new CacheStore({ durationSeconds: 3600 }),

  "cache-store-value": () =>
    new CacheStoreValue({
      key: PolicyValue.expression('"profile-" + context.User.Id'),
      value: PolicyExpression.variable("profile"),
      durationSeconds: 300,
    }),

  "check-header": () =>
    new CheckHeader({
      name: "X-Azure-FDID",
      failedCheckHttpcode: 403,
      failedCheckErrorMessage: "Forbidden",
      ignoreCase: true,
      values: [PolicyValue.namedValue("front-door-id")],
    }),

  choose: () =>
    new Choose({
      when: [
        {
          condition: PolicyValue.expression('context.Request.Headers.ContainsKey("X-Debug")'),
          statements: [new Trace({ source: "orders", message: "debug header found" })],
        },
      ],
      otherwise: [new SetVariable({ name: "quiet", value: PolicyValue.expression("true") })],
    }),

  cors: () =>
    new Cors({
      allowedOrigins: ["https://orders.contoso.com"],
      allowedMethods: ["GET", "POST"],
      preflightResultMaxAgeSeconds: 300,
      allowedHeaders: ["authorization", "content-type"],
      terminateUnmatchedRequest: true,
    }),

  "cosmosdb-data-source": () =>
    new CosmosdbDataSource({
      connectionInfo: {
        connectionString: {
          useManagedIdentity: true,
          value: "AccountEndpoint=https://contoso.documents.azure.com:443/;",
        },
        databaseName: "shop",
        containerName: "orders",
      },
      readRequest: {
        itemId: { value: PolicyValue.expression('context.GraphQL.Arguments["id"].ToString()') },
        partitionKey: { value: PolicyValue.expression('context.GraphQL.Arguments["id"].ToString()') },
      },
    }),

  "cross-domain": () =>
    new CrossDomain({
      crossDomainPolicy: { allowAccessFrom: [{ domain: "*.contoso.com" }] },
    }),

  "emit-metric": () =>
    new EmitMetric({
      name: "orders",
      metricNamespace: "shop",
      value: 1,
      dimensions: [{ name: "API ID" }, { name: "Country", value: PolicyExpression.header("X-Country", "unknown") }],
    }),

  "find-and-replace": () =>
    new FindAndReplace({
      fromText: "http://orders.internal",
      toText: "https://api.contoso.com",
    }),

  "forward-request": () =>
    new ForwardRequest({
      timeoutSeconds: 20,
      failOnErrorStatusCode: true,
      bufferRequestBody: true,
    }),

  "get-authorization-context": () =>
    new GetAuthorizationContext({
      providerId: "github",
      authorizationId: "orders",
      contextVariableName: "authorization",
    }),

  "http-data-source": () =>
    new HttpDataSource({
      httpRequest: {
        method: "GET",
        url: "https://orders.contoso.com/latest",
        headers: [new SetHeader({ name: "Accept", values: ["application/json"] })],
      },
    }),

  "include-fragment": () => new IncludeFragment({ fragmentId: "correlation-id" }),

  "invoke-dapr-binding": () =>
    new InvokeDaprBinding({
      name: "orders-queue",
      operation: "create",
      metadata: [{ key: "source", value: "api-management" }],
      data: PolicyValue.expression("context.Request.Body.As<string>(preserveContent: true)"),
    }),

  "ip-filter": () =>
    new IpFilter({
      action: IpFilterAction.ALLOW,
      addresses: ["203.0.113.7"],
      addressRanges: [{ fromAddress: "198.51.100.0", toAddress: "198.51.100.255" }],
    }),

  "json-to-xml": () => new JsonToXml({ apply: JsonToXmlApply.ALWAYS, considerAcceptHeader: false }),

  jsonp: () => new Jsonp({ callbackParameterName: "callback" }),

  "limit-concurrency": () =>
    new LimitConcurrency({
      key: PolicyValue.expression("context.Api.Id"),
      maxCount: 20,
      statements: [new ForwardRequest()],
    }),

  "llm-content-safety": () =>
    new LlmContentSafety({
      backendId: "content-safety",
      shieldPrompt: true,
      categories: [
        { name: ContentSafetyCategoryName.HATE, threshold: 4 },
        { name: ContentSafetyCategoryName.VIOLENCE, threshold: 4 },
      ],
    }),

  "llm-emit-token-metric": () => new LlmEmitTokenMetric({ dimensions: [{ name: "API ID" }] }),

  "llm-semantic-cache-lookup": () =>
    new LlmSemanticCacheLookup({
      scoreThreshold: 0.05,
      embeddingsBackendId: "embeddings",
      embeddingsBackendAuth: EmbeddingsBackendAuth.SYSTEM_ASSIGNED,
    }),

  "llm-semantic-cache-store": () => new LlmSemanticCacheStore({ durationSeconds: 60 }),

  "llm-token-limit": () =>
    new LlmTokenLimit({
      counterKey: PolicyExpression.claim("jwt", "azp"),
      tokenQuota: 100000,
      tokenQuotaPeriod: TokenQuotaPeriod.DAILY,
      estimatePromptTokens: true,
    }),

  "log-to-eventhub": () =>
    new LogToEventhub({
      loggerId: "orders-events",
      partitionKey: PolicyValue.expression("context.Subscription.Id"),
      message: PolicyValue.expression('string.Join(",", DateTime.UtcNow, context.RequestId, context.Operation.Name)'),
    }),

  "mock-response": () => new MockResponse({ statusCode: 200, contentType: "application/json" }),

  proxy: () => new Proxy({ url: "http://proxy.contoso.com:8080" }),

  "publish-event": () => new PublishEvent({ targets: [{ id: "orderCreated" }] }),

  "publish-to-dapr": () =>
    new PublishToDapr({
      pubsubName: "orders",
      topic: "created",
      message: PolicyValue.expression("context.Request.Body.As<string>(preserveContent: true)"),
    }),

  quota: () => new Quota({ calls: 10000, bandwidthKilobytes: 40000, renewalPeriodSeconds: 3600 }),

  "quota-by-key": () =>
    new QuotaByKey({
      calls: 10000,
      renewalPeriodSeconds: 3600,
      counterKey: PolicyExpression.claim("jwt", "azp"),
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
      calls: 10,
      renewalPeriodSeconds: 60,
      counterKey: PolicyExpression.claim("jwt", "azp"),
      incrementCondition: PolicyValue.expression("context.Response.StatusCode < 500"),
    }),

  "redirect-content-urls": () => new RedirectContentUrls(),

  retry: () =>
    new Retry({
      condition: PolicyValue.expression("context.Response.StatusCode >= 500"),
      count: 3,
      intervalSeconds: 1,
      deltaSeconds: 1,
      maxIntervalSeconds: 10,
      statements: [new ForwardRequest({ bufferRequestBody: true })],
    }),

  "return-response": () =>
    new ReturnResponse({
      status: new SetStatus({ code: 403, reason: "Forbidden" }),
      headers: [
        new SetHeader({
          name: "WWW-Authenticate",
          values: ['Bearer error="insufficient_scope"'],
        }),
      ],
      body: new SetBody({ body: "Forbidden" }),
    }),

  "rewrite-uri": () => new RewriteUri({ template: "/v2/orders/{id}" }),

  "send-one-way-request": () =>
    new SendOneWayRequest({
      url: "https://hooks.contoso.com/orders",
      method: "POST",
      body: new SetBody({ body: PolicyValue.expression("context.RequestId.ToString()") }),
    }),

  "send-request": () =>
    new SendRequest({
      responseVariableName: "stock",
      timeoutSeconds: 5,
      ignoreError: true,
      url: PolicyValue.expression('"https://stock.contoso.com/items/" + context.Request.MatchedParameters["id"]'),
      method: "GET",
      authenticationManagedIdentity: new AuthenticationManagedIdentity({
        resource: "api://5f3ab4f6-8a55-4f0a-8e4e-5d1a3b3c2d10",
      }),
    }),

  "send-service-bus-message": () =>
    new SendServiceBusMessage({
      serviceBusNamespace: "contoso.servicebus.windows.net",
      queueName: "orders",
      messageProperties: [{ name: "source", value: "api-management" }],
      payload: PolicyValue.expression("context.Request.Body.As<string>(preserveContent: true)"),
    }),

  "set-backend-service": () => new SetBackendService({ backendId: "orders-pool" }),

  "set-body": () =>
    new SetBody({
      template: BodyTemplate.LIQUID,
      body: PolicyValue.parse('{ "id": "{{body.order.id}}" }'),
    }),

  "set-header": () =>
    new SetHeader({
      name: "X-Correlation-Id",
      existsAction: ExistsAction.SKIP,
      values: [PolicyValue.expression("context.RequestId.ToString()")],
    }),

  "set-method": () => new SetMethod({ method: "POST" }),

  "set-query-parameter": () => new SetQueryParameter({ name: "api-version", values: ["2026-01-01"] }),

  "set-status": () => new SetStatus({ code: 404, reason: "Not Found" }),

  "set-variable": () => new SetVariable({ name: "country", value: PolicyExpression.header("X-Country", "unknown") }),

  "sql-data-source": () =>
    new SqlDataSource({
      connectionInfo: {
        connectionString: {
          useManagedIdentity: true,
          value: "Server=tcp:contoso.database.windows.net,1433;Initial Catalog=shop;",
        },
      },
      request: {
        singleResult: true,
        sqlStatement: "SELECT * FROM orders WHERE id = @id",
        parameters: [
          {
            name: "@id",
            sqlType: "int",
            value: PolicyValue.expression('context.GraphQL.Arguments["id"]'),
          },
        ],
      },
    }),

  trace: () =>
    new Trace({
      source: "orders",
      severity: TraceSeverity.INFORMATION,
      message: PolicyValue.expression('"caller " + context.Request.IpAddress'),
      metadata: [{ name: "operation", value: PolicyValue.expression("context.Operation.Name") }],
    }),

  "validate-azure-ad-token": () =>
    new ValidateAzureAdToken({
      tenantId: "contoso.onmicrosoft.com",
      clientApplicationIds: [PolicyValue.namedValue("orders-client-id")],
      audiences: [PolicyValue.namedValue("orders-api-client-id")],
      requiredClaims: [{ name: "roles", values: ["Orders.Read"] }],
    }),

  "validate-client-certificate": () =>
    new ValidateClientCertificate({
      validateRevocation: true,
      identities: [
        {
          subject: "CN=orders, O=Contoso",
          issuerSubject: "CN=Contoso CA, O=Contoso",
        },
      ],
    }),

  "validate-content": () =>
    new ValidateContent({
      unspecifiedContentTypeAction: ValidationAction.PREVENT,
      maxSizeBytes: 102400,
      sizeExceededAction: ValidationAction.PREVENT,
      errorsVariableName: "bodyErrors",
      contents: [
        {
          contentType: "application/json",
          validateAs: ContentFormat.JSON,
          action: ValidationAction.PREVENT,
        },
      ],
    }),

  "validate-graphql-request": () =>
    new ValidateGraphqlRequest({
      errorVariableName: "graphqlErrors",
      maxSizeBytes: 102400,
      maxDepth: 4,
      authorizeRules: [{ path: "/Mutation/deleteOrder", action: GraphqlRuleAction.REJECT }],
    }),

  "validate-headers": () =>
    new ValidateHeaders({
      specifiedHeaderAction: ValidationAction.DETECT,
      unspecifiedHeaderAction: ValidationAction.IGNORE,
      errorsVariableName: "headerErrors",
    }),

  "validate-jwt": () =>
    new ValidateJwt({
      headerName: "Authorization",
      requireScheme: "Bearer",
      failedValidationErrorMessage: "Unauthorized",
      outputTokenVariableName: "jwt",
      openidConfigs: [
        {
          url: "https://login.microsoftonline.com/0b6c9a3e-52a6-4b7e-9f8e-0a6a8f1f2c11/v2.0/.well-known/openid-configuration",
        },
      ],
      audiences: ["5f3ab4f6-8a55-4f0a-8e4e-5d1a3b3c2d10"],
      requiredClaims: [
        {
          name: "scp",
          separator: " ",
          values: ["access_as_user"],
        },
      ],
    }),

  "validate-odata-request": () => new ValidateOdataRequest({ errorVariableName: "odataErrors" }),

  "validate-parameters": () =>
    new ValidateParameters({
      specifiedParameterAction: ValidationAction.PREVENT,
      unspecifiedParameterAction: ValidationAction.PREVENT,
      errorsVariableName: "parameterErrors",
      headers: {
        specifiedParameterAction: ValidationAction.DETECT,
        unspecifiedParameterAction: ValidationAction.IGNORE,
        parameters: [{ name: "Authorization", action: ValidationAction.IGNORE }],
      },
    }),

  "validate-status-code": () =>
    new ValidateStatusCode({
      unspecifiedStatusCodeAction: ValidationAction.PREVENT,
      errorsVariableName: "statusErrors",
      statusCodes: [{ code: 304, action: ValidationAction.IGNORE }],
    }),

  wait: () =>
    new Wait({
      statements: [
        new CacheLookupValue({ key: "prices", variableName: "prices" }),
        new SendRequest({
          responseVariableName: "stock",
          url: "https://stock.contoso.com/items",
          method: "GET",
        }),
      ],
    }),

  "xml-to-json": () =>
    new XmlToJson({
      kind: XmlToJsonKind.DIRECT,
      apply: XmlToJsonApply.ALWAYS,
      considerAcceptHeader: false,
    }),

  "xsl-transform": () =>
    new XslTransform({
      parameters: [{ name: "currency", value: "EUR" }],
      stylesheet: new PolicyElement("xsl:stylesheet", {
        attributes: [
          { name: "xmlns:xsl", value: "http://www.w3.org/1999/XSL/Transform" },
          { name: "version", value: "1.0" },
        ],
        children: [
          new PolicyElement("xsl:template", {
            attributes: [{ name: "match", value: "/" }],
            children: [new PolicyText("order")],
          }),
        ],
      }),
    }),
};
