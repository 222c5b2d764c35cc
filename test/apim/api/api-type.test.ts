import {
  Api,
  type ApiProps,
  ApimAuthServer,
  ApimPolicy,
  ApiOperation,
  ApiType,
  Callers,
  JwtPolicy,
  OpenIdConnectProvider,
} from "cdktf-apim-oauth";
import { SetHeader } from "cdktf-apim-oauth/policy";
import { Fn } from "cdktf";
import {
  annotationsIn,
  importedApi,
  newService,
  newStack,
  OPEN,
  resourceOf,
  synth,
  warningsIn,
} from "../../support/synth";

type Stack = ReturnType<typeof newStack>;

const POLICY = "azurerm_api_management_api_policy.Api_Policy_D08799DE";

function newApi(stack: Stack, props: Partial<ApiProps>): Api {
  return new Api(stack, "Api", { apim: newService(stack), path: "orders", ...props });
}

function found(props: Partial<ApiProps>): ReturnType<typeof resourceOf> {
  const stack = newStack();
  newApi(stack, { ...OPEN, ...props });
  return resourceOf(synth(stack), "azurerm_api_management_api");
}

describe("ApiType", () => {
  test("a GraphQL API gets its schema after its policy", () => {
    const stack = newStack();
    const target = newApi(stack, { apiType: ApiType.graphQl("type Query { a: Int }") });
    new JwtPolicy(stack, "Jwt", { target, resource: importedApi(stack), callers: Callers.users("read") });
    const configuration = synth(stack);
    expect(resourceOf(configuration, "azurerm_api_management_api")).toMatchObject({
      api_type: "graphql",
      protocols: ["https"],
    });
    expect(resourceOf(configuration, "azurerm_api_management_api_schema")).toMatchObject({
      content_type: "application/vnd.ms-azure-apim.graphql.schema",
      depends_on: [POLICY],
      schema_id: "graphql",
      value: "type Query { a: Int }",
    });
  });

  test("a WebSocket API is served over wss", () => {
    const serviceUrl = "wss://events.contoso.com";
    expect(found({ apiType: ApiType.webSocket(), serviceUrl })).toMatchObject({
      api_type: "websocket",
      protocols: ["wss"],
      service_url: serviceUrl,
    });
    expect(() => found({ apiType: ApiType.webSocket(), serviceUrl: "https://contoso.com" })).toThrow(
      /serviceUrl is "https:\/\/contoso.com"; expected an absolute wss:\/\//,
    );
    const stack = newStack();
    newApi(stack, { apiType: ApiType.webSocket(), serviceUrl: "ws://contoso.com" });
    expect(warningsIn(stack)).toEqual([expect.stringContaining("unencrypted; use wss://")]);
  });

  test.each([
    ["<definitions>${a}</definitions>", "wsdl", "<definitions>$${a}</definitions>"],
    ["https://contoso.com/orders?wsdl", "wsdl-link", "https://contoso.com/orders?wsdl"],
  ])("a SOAP API of %s is imported as %s", (wsdl, content_format, content_value) => {
    const selector = { serviceName: "Orders${a}", endpointName: "Soap%{a}" };
    expect(found({ apiType: ApiType.soap(wsdl, selector) })).toMatchObject({
      api_type: "soap",
      import: {
        content_format,
        content_value,
        wsdl_selector: { endpoint_name: "Soap%%{a}", service_name: "Orders$${a}" },
      },
    });
  });

  test("fails for an operation where API Management makes them", () => {
    const operation = { method: "POST", urlTemplate: "/" };
    const stack = newStack();
    const graph = newApi(stack, { apiType: ApiType.graphQl("type Query { a: Int }") });
    expect(() => graph.addOperation("query", operation)).toThrow(
      /^Stack\/Api\/query: the type of API orders is "graphql"; expected http or soap, .* the policy of the API/,
    );
    expect(() => new ApiOperation(stack, "Second", { api: graph, ...operation })).toThrow(
      /the type of API orders is "graphql"/,
    );
    const apiType = ApiType.webSocket();
    const live = newApi(newStack(), { apiType, serviceUrl: "wss://events.contoso.com" });
    expect(() => live.addOperation("send", operation)).toThrow(/ is "websocket"; .* onHandshake$/);
  });

  test("the handshake of a WebSocket API can be referred to", () => {
    const stack = newStack();
    const apiType = ApiType.webSocket();
    const api = newApi(stack, { ...OPEN, apiType, serviceUrl: "wss://events.contoso.com" });
    const handshake = ApiOperation.fromId(stack, "Handshake", { api, operationId: "onHandshake" });
    ApimPolicy.of(handshake).addInbound(new SetHeader({ name: "x-api", values: ["events"] }));
    const { operation_id } = resourceOf(synth(stack), "azurerm_api_management_api_operation_policy");
    expect(operation_id).toBe("onHandshake");
  });

  test("an import by Azure says that its operations come before the policy", () => {
    const stack = newStack();
    const apiType = ApiType.importedByAzure("openapi-link", "https://contoso.com/openapi.json");
    newApi(stack, { ...OPEN, apiType });
    expect(resourceOf(synth(stack), "azurerm_api_management_api")).toMatchObject({
      api_type: "http",
      import: { content_format: "openapi-link", content_value: "https://contoso.com/openapi.json" },
    });
    expect(annotationsIn(stack, "/info")).toEqual([expect.stringContaining("come with its import")]);
    expect(() => ApiType.importedByAzure("openapi-yaml", "a")).toThrow(
      /^ApiType.importedByAzure: format is the string "openapi-yaml"; expected a format: openapi, /,
    );
  });

  test("Azure makes a REST API of one port of a WSDL document", () => {
    const selector = { serviceName: "Orders${a}", endpointName: "Soap" };
    expect(
      found({ apiType: ApiType.importedByAzure("wsdl-link", "https://contoso.com/a?wsdl", selector) }),
    ).toMatchObject({
      api_type: "http",
      import: { content_format: "wsdl-link", wsdl_selector: { endpoint_name: "Soap", service_name: "Orders$${a}" } },
    });
    expect(() => ApiType.importedByAzure("wsdl", "<a/>", { serviceName: " ", endpointName: "Soap" })).toThrow(
      /^ApiType.importedByAzure: serviceName is " "; expected /,
    );
  });

  test("a SOAP API without a document is closed operation by operation", () => {
    const stack = newStack();
    const api = newApi(stack, { apiType: ApiType.soapWithoutDocument() });
    const add = (id: string, callers?: Callers): void => {
      api.addOperation(id, { method: "POST", urlTemplate: `/?soapAction=${id}`, callers });
    };
    add("health", Callers.anonymous());
    const configuration = synth(stack);
    expect(resourceOf(configuration, "azurerm_api_management_api")).toMatchObject({ api_type: "soap" });
    expect(resourceOf(configuration, "azurerm_api_management_api")).not.toHaveProperty("import");
    add("getOrder");
    expect(() => synth(stack)).toThrow(
      /A-01 open-operation: nothing checks who calls operation getOrder of API orders/,
    );
  });

  test("fails for callers of an operation that Azure makes of a WSDL", () => {
    const stack = newStack();
    const api = newApi(stack, { apiType: ApiType.importedByAzure("wsdl", "<definitions/>") });
    const attributes = { api, operationId: "getOrder" };
    expect(() => ApiOperation.fromId(stack, "Get", { ...attributes, callers: Callers.users("read") })).toThrow(
      /^Stack\/Get: callers is given for an operation of a WSDL document; .* use ApiType\.soapWithoutDocument/,
    );
    expect(() => ApiOperation.fromId(stack, "Other", attributes)).not.toThrow();
  });

  test("fails for a SOAP API without a document and without operations", () => {
    const stack = newStack();
    newApi(stack, { apiType: ApiType.soapWithoutDocument() });
    expect(() => synth(stack)).toThrow(/A-01 open-operation: nothing checks who calls API orders/);
  });

  test("a GraphQL API can get its schema elsewhere, and is closed as a whole", () => {
    expect(found({ apiType: ApiType.graphQl() })).toMatchObject({ api_type: "graphql" });
    const stack = newStack();
    newApi(stack, { apiType: ApiType.graphQl() });
    expect(() => synth(stack)).toThrow(/A-01 open-operation: nothing checks who calls API orders/);
  });

  test.each<[string, Partial<ApiProps>]>([
    ["an import", { apiType: ApiType.importedByAzure("openapi-link", "https://contoso.com/openapi.json") }],
    ["a SOAP API", { apiType: ApiType.soap("<definitions/>") }],
  ])("fails for %s without a check, although all operations of the program are open on purpose", (_what, props) => {
    const stack = newStack();
    const api = newApi(stack, props);
    api.addOperation("health", { method: "GET", urlTemplate: "/health", callers: Callers.anonymous() });
    expect(() => synth(stack)).toThrow(/\[Stack\/Api\] A-01 open-operation: nothing checks who calls API orders/);
  });

  test.each<[string, Partial<ApiProps>]>([
    ["a GraphQL API", { apiType: ApiType.graphQl("type Query { a: Int }") }],
    ["a WebSocket API", { apiType: ApiType.webSocket(), serviceUrl: "wss://contoso.com" }],
  ])("fails for %s without a check, although one of its operations is open on purpose", (_what, props) => {
    const stack = newStack();
    const api = newApi(stack, props);
    ApiOperation.fromId(stack, "Known", { api, operationId: "onHandshake", callers: Callers.anonymous() });
    expect(() => synth(stack)).toThrow(/\[Stack\/Api\] A-01 open-operation: nothing checks who calls API orders/);
  });

  test("fails for a copy of another API without a check, because its operations come with it", () => {
    const stack = newStack();
    const sourceApi = Api.fromName(stack, "Source", { apim: newService(stack, "S"), name: "source" });
    newApi(stack, { sourceApi }).addOperation("health", {
      method: "GET",
      urlTemplate: "/health",
      callers: Callers.anonymous(),
    });
    expect(() => synth(stack)).toThrow(/\[Stack\/Api\] A-01 open-operation/);
  });
});

describe("how an API is served", () => {
  test("over http as well only if the program says so", () => {
    expect(found({ allowUnencryptedCalls: true }).protocols).toEqual(["https", "http"]);
    const serviceUrl = "wss://contoso.com";
    expect(found({ apiType: ApiType.webSocket(), serviceUrl, allowUnencryptedCalls: true }).protocols).toEqual([
      "wss",
      "ws",
    ]);
    expect(found({ allowUnencryptedCalls: false }).protocols).toEqual(["https"]);
  });

  test("with other names for the key, a contact, a license and terms", () => {
    expect(
      found({
        subscriptionKeyNames: { header: "X-Key", query: "key" },
        contact: { name: 'The "${team}"', email: "orders@contoso.com", url: "https://contoso.com" },
        license: { name: "MIT", url: "https://contoso.com/license" },
        termsOfServiceUrl: "https://contoso.com/terms",
        revisionDescription: "First.",
      }),
    ).toMatchObject({
      subscription_key_parameter_names: { header: "X-Key", query: "key" },
      contact: { name: 'The "$${team}"', email: "orders@contoso.com", url: "https://contoso.com" },
      license: { name: "MIT", url: "https://contoso.com/license" },
      terms_of_service_url: "https://contoso.com/terms",
      revision_description: "First.",
    });
  });

  test("without blocks that say nothing", () => {
    const { contact, license } = found({ contact: {}, license: { name: undefined } });
    expect([contact, license]).toEqual([undefined, undefined]);
  });

  test("with a scope for the test console, or with an OpenID Connect provider, whose token goes into a header only", () => {
    const stack = newStack();
    const authServer = ApimAuthServer.fromName(stack, "Server", "portal");
    newApi(stack, { ...OPEN, authServer, authScope: "api://orders/.default" });
    const configuration = synth(stack);
    expect(resourceOf(configuration, "azurerm_api_management_api").oauth2_authorization).toEqual({
      authorization_server_name: "portal",
      scope: "api://orders/.default",
    });
    const other = newStack();
    newApi(other, { ...OPEN, openIdProvider: OpenIdConnectProvider.fromName(other, "Provider", "contoso") });
    expect(resourceOf(synth(other), "azurerm_api_management_api").openid_authentication).toEqual({
      bearer_token_sending_methods: ["authorizationHeader"],
      openid_provider_name: "contoso",
    });
  });
});

test.each([
  ["openapi", "https://contoso.com/a.yaml", "an OpenAPI document in YAML or JSON"],
  ["openapi", "<openapi/>", "an OpenAPI document in YAML or JSON"],
  ["openapi+json", "openapi: 3.0.0", "a document in JSON"],
  ["swagger-json", "<a/>", "a document in JSON"],
  ["wsdl", "{}", "a document in XML"],
  ["wadl-xml", "https://contoso.com/a.wadl", "a document in XML"],
  ["openapi-link", "openapi: 3.0.0", "an absolute http"],
  ["wsdl-link", "ftp://contoso.com/a", "an absolute http"],
])("fails for the format %s of %j", (format, content, expected) => {
  expect(() => ApiType.importedByAzure(format, content)).toThrow(
    `ApiType.importedByAzure: content is ${JSON.stringify(content)}; expected ${expected}`,
  );
});

test("content that only Terraform knows is of any format, and a SOAP API takes a document or its URL", () => {
  for (const format of ["openapi+json", "wsdl", "openapi-link"]) ApiType.importedByAzure(format, Fn.file("a"));
  ApiType.importedByAzure("openapi", '{ "openapi": "3.0.0" }');
  ApiType.importedByAzure("wsdl", '\uFEFF<?xml version="1.0"?><a/>');
  expect(() => ApiType.soap("definitions")).toThrow(
    'ApiType.soap: wsdl is "definitions"; expected a WSDL document or its http(s) URL',
  );
});
