import {
  ApiManagement,
  Assignee,
  Authority,
  AzapiProvider,
  AzureCloud,
  Backend,
  BackendToken,
  CallerLimit,
  Callers,
  OAuthProtectedApi,
  OpenApiDocument,
  type OAuthProtectedApiProps,
  type TokenCheckOptions,
} from "cdktf-apim-oauth";
import { SetHeader } from "cdktf-apim-oauth/policy";
import {
  annotationsIn,
  guid,
  newService,
  newStack,
  resourceOf,
  resourcesOf,
  synth,
  warningsIn,
} from "../support/synth";

type Stack = ReturnType<typeof newStack>;

const END = "2027-05-31T00:00:00Z";

function orders(stack: Stack, props: Partial<OAuthProtectedApiProps>): OAuthProtectedApi {
  const operations = { list: { method: "GET", urlTemplate: "/" } };
  return new OAuthProtectedApi(stack, "Orders", {
    apim: props.apim ?? newService(stack),
    path: "shop/orders",
    displayName: "Orders",
    operations,
    ...props,
  });
}

function counts(stack: Stack): Record<string, number> {
  const { resource } = synth(stack) as { resource: Record<string, object> };
  return Object.fromEntries(Object.entries(resource).map(([type, all]) => [type, Object.keys(all).length]));
}

test("lets applications with a role call, and nobody else", () => {
  const stack = newStack();
  orders(stack, { applications: ["Orders.Read"] });
  const policy = resourceOf(synth(stack), "azurerm_api_management_api_policy").xml_content as string;

  expect(policy).toContain("<validate-jwt");
  expect(policy).toContain('"Orders.Read"');
  expect(policy).not.toContain('"scp"]).Contains');
  expect(counts(stack)).toEqual({
    azuread_application_registration: 1,
    azuread_application_app_role: 1,
    azuread_application_identifier_uri: 1,
    azuread_service_principal: 1,
    azurerm_api_management_api: 1,
    azurerm_api_management_api_operation: 1,
    azurerm_api_management_api_policy: 1,
  });
});

test("checks tokens as told, limits callers, and gives the backend what it asks for", () => {
  const stack = newStack();
  orders(stack, {
    applications: ["Orders.Read"],
    tokenCheck: {
      clockSkewSeconds: 30,
      failedValidationErrorMessage: "Sign in first",
      claimsToHeaders: { "x-caller": "azp" },
      limits: [CallerLimit.rate({ calls: 10, renewalPeriodSeconds: 60 })],
      backendToken: BackendToken.strip(),
    },
  });
  const policy = resourceOf(synth(stack), "azurerm_api_management_api_policy").xml_content as string;

  expect(policy).toMatch(/<validate-jwt [^>]*failed-validation-error-message="Sign in first"[^>]* clock-skew="30"/);
  expect(policy).toContain('<rate-limit-by-key calls="10" renewal-period="60"');
  expect(policy).toContain('<set-header name="x-caller" exists-action="override">');
  expect(policy).toContain('<set-header name="Authorization" exists-action="delete"');
});

test("fails when the options of the token check are of another kind", () => {
  const tokenCheck = { limits: "ten" } as unknown as TokenCheckOptions;
  expect(() => orders(newStack(), { applications: ["Orders.Read"], tokenCheck })).toThrow(
    /^Stack\/Orders: limits is the string "ten"; expected a list of CallerLimit/,
  );
});

test("shortens the display names of its authorization servers to what API Management takes", () => {
  const stack = newStack();
  const displayName = `${"a".repeat(42)}🚚${"b".repeat(20)}`;
  orders(stack, { displayName, users: ["access_as_user"], testConsole: { secretEndDate: END } });
  const { display_name } = resourceOf(synth(stack), "azurerm_api_management_authorization_server");
  expect(display_name).toBe(`${"a".repeat(42)}, users`);
});

test("lets users with a scope call", () => {
  const stack = newStack();
  const { registration } = orders(stack, { users: ["access_as_user"] });
  expect(registration.scopeValues).toEqual(["access_as_user"]);
  expect(registration.applicationRoleValues).toEqual([]);
  expect(resourceOf(synth(stack), "azurerm_api_management_api_policy").xml_content).toContain("access_as_user");
});

test("asks for an assignment and for a key unless the program gives them up, and warns where users have no assignment", () => {
  const both = { users: ["access_as_user"], applications: ["Orders.Read"] };
  const madeWith = (props: Partial<OAuthProtectedApiProps>, assign = false): unknown[] => {
    const stack = newStack();
    const { registration } = orders(stack, { ...both, ...props });
    if (assign) registration.assignDefaultAccess(Assignee.group(guid(1)));
    const configuration = synth(stack);
    const { app_role_assignment_required: assignment } = resourceOf(configuration, "azuread_service_principal");
    const { subscription_required: key } = resourceOf(configuration, "azurerm_api_management_api");
    return [assignment, key, warningsIn(stack).length];
  };
  expect(madeWith({})).toEqual([true, true, 1]);
  expect(madeWith({}, true)).toEqual([true, true, 0]);
  expect(madeWith({ assignmentRequired: false, subscriptionRequired: false })).toEqual([false, false, 0]);
});

test("makes a client and a server for each kind of caller for the developer portal", () => {
  const stack = newStack();
  const made = orders(stack, {
    users: ["access_as_user"],
    applications: ["access_as_application"],
    assignmentRequired: false,
    subscriptionRequired: false,
    testConsole: { secretEndDate: END },
  });
  const configuration = synth(stack);

  expect(made.userServer!.defaultScope).toBe(made.registration.requestedScope("access_as_user"));
  expect(made.applicationServer!.defaultScope).toBe(made.registration.applicationScope);
  const servers = resourcesOf(configuration, "azurerm_api_management_authorization_server");
  expect(servers.map(({ name, grant_types }) => [name, grant_types])).toEqual([
    ["shop-orders-applications", ["clientCredentials"]],
    ["shop-orders-users", ["authorizationCode"]],
  ]);
  expect(resourcesOf(configuration, "azuread_application_password")).toHaveLength(1);
  expect(resourcesOf(configuration, "azuread_app_role_assignment")).toHaveLength(1);
  expect(resourceOf(configuration, "azurerm_api_management_api").oauth2_authorization).toEqual({
    authorization_server_name: expect.stringMatching(/UserServer/) as string,
  });
  expect(annotationsIn(stack)).toEqual([]);
});

test("signs users in with PKCE in the developer portal, without a secret", () => {
  const stack = newStack();
  new AzapiProvider(stack, "azapi");
  const made = orders(stack, {
    users: ["access_as_user"],
    applications: ["access_as_application"],
    testConsole: {},
  });
  const configuration = synth(stack);
  expect(made.applicationServer).toBeUndefined();
  expect(resourceOf(configuration, "azapi_resource")).toMatchObject({
    name: "shop-orders-users",
    body: { properties: { grantTypes: ["authorizationCodeWithPkce"] } },
  });
  expect(resourceOf(configuration, "azuread_application_redirect_uris").type).toBe("SPA");
  const types = Object.keys(configuration.resource!);
  expect(types.filter((type) => /password|role_assignment|authorization_server/.test(type))).toEqual([]);
});

test("names the server for applications when users may not call", () => {
  const stack = newStack();
  const made = orders(stack, { applications: ["Orders.Read"], testConsole: { secretEndDate: END } });
  expect(made.userServer).toBeUndefined();
  expect(resourceOf(synth(stack), "azurerm_api_management_api").oauth2_authorization).toEqual({
    authorization_server_name: expect.stringMatching(/ApplicationServer/) as string,
  });
});

const BOTH = { users: ["access_as_user"], applications: ["access_as_application"] };

test.each([
  [{ applications: ["Orders.Read"] }, {}, ["shop-orders-applications"]],
  [{ applications: ["Orders.Read"] }, { serverName: "AzureAD-OAuth" }, ["AzureAD-OAuth"]],
  [BOTH, { serverName: "AzureAD-OAuth" }, ["AzureAD-OAuth-applications", "AzureAD-OAuth-users"]],
  [{ ...BOTH, path: `a/${"b".repeat(100)}` }, {}, [`a-${"b".repeat(65)}-applications`, `a-${"b".repeat(65)}-users`]],
])("names the authorization servers of %j with %j", (props, options, names) => {
  const stack = newStack();
  orders(stack, { ...props, testConsole: { secretEndDate: END, ...options } });
  const servers = resourcesOf(synth(stack), "azurerm_api_management_authorization_server");
  expect(servers.map(({ name }) => name)).toEqual(names);
});

test("has the name that it is given, such as that of an API which is imported, or at the root of the service", () => {
  const stack = newStack();
  orders(stack, { applications: ["Orders.Read"], path: "", name: "orders-api" });
  expect(resourceOf(synth(stack), "azurerm_api_management_api")).toMatchObject({ name: "orders-api", path: "" });
});

test.each([[""], ["_a"]])("fails for the name %j of an authorization server", (serverName) => {
  const testConsole = { secretEndDate: END, serverName };
  expect(() => orders(newStack(), { applications: ["Orders.Read"], testConsole })).toThrow(
    `Stack/Orders/ApplicationServer: name is ${JSON.stringify(serverName)}; expected 1 to 80 letters`,
  );
});

test("is closed, apart from an operation that says otherwise", () => {
  const stack = newStack();
  const made = orders(stack, { applications: ["Orders.Read"], operations: {} });
  made.api.addOperation("health", { method: "GET", urlTemplate: "/health", callers: Callers.anonymous() });
  made.api.addOperation("list", { method: "GET", urlTemplate: "/" });
  made.policy.addInbound(new SetHeader({ name: "X-Api", values: ["orders"] }));
  const policy = made.policy.render();
  expect(policy).toContain('context.Operation.Id != "health"');
  expect(policy).toContain("X-Api");
  expect(() => synth(stack)).not.toThrow();
});

test("is in the tenant and the cloud that it is given, and passes on what the API takes", () => {
  const stack = newStack();
  const apim = ApiManagement.fromName(stack, "Gov", {
    name: "apim-contoso",
    resourceGroupName: "rg-apim",
    cloud: AzureCloud.US_GOVERNMENT,
  });
  const made = orders(stack, {
    apim,
    applications: ["Orders.Read"],
    authority: Authority.usGovernment(guid("e")),
    serviceUrl: "https://orders.contoso.com/api",
    subscriptionRequired: true,
  });
  expect(made.jwtPolicy.issuers).toEqual([`https://login.microsoftonline.us/${guid("e")}/v2.0`]);
  expect(made.api.url).toBe("https://apim-contoso.azure-api.us/shop/orders");
  expect(made.node.findChild("Api").node.defaultChild).toMatchObject({
    serviceUrlInput: "https://orders.contoso.com/api",
    subscriptionRequiredInput: true,
    displayNameInput: "Orders",
  });
});

test("reads the operations of an OpenAPI document, and sends requests to a backend", () => {
  const stack = newStack();
  const apim = newService(stack);
  const openApi = OpenApiDocument.fromText(
    JSON.stringify({
      openapi: "3.0.3",
      info: { title: "Orders", version: "1" },
      paths: {
        "/": { get: { operationId: "list", responses: {} } },
        "/health": { get: { operationId: "health", responses: {} } },
      },
    }),
  );
  const backend = Backend.fromName(stack, "Backend", { apim, name: "orders" });
  const callers = { health: Callers.anonymous() };
  const made = orders(stack, { apim, applications: ["Orders.Read"], operations: {}, openApi, callers, backend });
  const configuration = synth(stack);

  const operations = resourcesOf(configuration, "azurerm_api_management_api_operation");
  expect(operations.map(({ operation_id }) => operation_id).sort()).toEqual(["health", "list"]);
  expect(made.policy.render()).toContain('context.Operation.Id != "health"');
  expect(made.policy.render()).toContain('backend-id="orders"');
});

test("fails when nobody may call", () => {
  const stack = newStack();
  expect(() => orders(stack, { users: [] })).toThrow(
    "Stack/Orders: neither users nor applications may call; expected at least one scope or role",
  );
});

test("fails when a scope and a role share a value", () => {
  const stack = newStack();
  expect(() => orders(stack, { users: ["Orders.Read"], applications: ["Orders.Read"] })).toThrow(
    /Stack\/Orders\/Registration: /,
  );
});
