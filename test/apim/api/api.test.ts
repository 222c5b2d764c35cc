import { TerraformVariable, Testing } from "cdktf";
import { Api, type ApiProps, ApimAuthServer, ApimPolicy, Callers, JwtPolicy, OAuthGrant } from "cdktf-apim-oauth";
import { Cors, PolicyValue } from "cdktf-apim-oauth/policy";
import { Construct } from "constructs";
import {
  OPEN,
  addressesOf,
  importedApi,
  newApp,
  newClient,
  newOrders,
  newService,
  newStack,
  resourceOf,
  resourcesOf,
  synth,
  synthStacks,
  warningsIn,
} from "../../support/synth";

type Stack = ReturnType<typeof newStack>;

function newApi(stack: Stack, props: Partial<ApiProps> = {}, id = "Api"): Api {
  return new Api(stack, id, { ...OPEN, apim: newService(stack, `${id}Service`), path: "orders", ...props });
}

function newServer(stack: Stack): ApimAuthServer {
  const client = newClient(stack);
  return new ApimAuthServer(stack, "Server", {
    apim: newService(stack, "ServerService"),
    name: "AzureAD-OAuth",
    resource: importedApi(stack),
    client,
    clientSecret: client.addClientSecret("Portal", { endDate: "2027-05-31T00:00:00Z" }),
    grant: OAuthGrant.authorizationCode("read"),
  });
}

test("a display name may have 300 characters, as in Azure", () => {
  const stack = newStack();
  const displayName = "n".repeat(300);
  const api = newApi(stack, { displayName });
  api.addOperation("get", { method: "GET", urlTemplate: "/", displayName });
  expect(resourceOf(synth(stack), "azurerm_api_management_api").display_name).toBe(displayName);
  expect(resourceOf(synth(stack), "azurerm_api_management_api_operation").display_name).toBe(displayName);
  expect(() => newApi(newStack(), { displayName: `${displayName}n` })).toThrow("expected 1 to 300 characters");
});

describe("Api", () => {
  test("needs a path only, and is served over https with a subscription key", () => {
    const stack = newStack();
    const api = newApi(stack, { path: "orders/v1" });
    const configuration = synth(stack);
    expect(configuration).toMatchSnapshot();
    expect(addressesOf(configuration)).toEqual(["azurerm_api_management_api.Api_F70053CD"]);
    expect(resourceOf(configuration, "azurerm_api_management_api")).toEqual({
      api_management_name: "apim-contoso",
      display_name: "orders-v1",
      name: "orders-v1",
      path: "orders/v1",
      protocols: ["https"],
      resource_group_name: "rg-apim",
      revision: "1",
      subscription_required: true,
    });
    expect(api.url).toBe("https://apim-contoso.azure-api.net/orders/v1");
  });

  test("takes every option", () => {
    const stack = newStack();
    const api = newApi(stack, {
      name: "orders-api",
      displayName: 'The "orders" <API> & more 🚚',
      description: "Takes orders.",
      serviceUrl: "https://func-contoso-orders.azurewebsites.net/api",
      subscriptionRequired: false,
      revision: "2",
      authServer: newServer(stack),
    });
    const configuration = synth(stack);
    expect(configuration).toMatchSnapshot();
    expect(resourceOf(configuration, "azurerm_api_management_api")).toEqual({
      api_management_name: "apim-contoso",
      description: "Takes orders.",
      display_name: 'The "orders" <API> & more 🚚',
      name: "orders-api",
      oauth2_authorization: {
        authorization_server_name: "${azurerm_api_management_authorization_server.Server_7E7D21FA.name}",
      },
      path: "orders",
      protocols: ["https"],
      resource_group_name: "rg-apim",
      revision: "2",
      service_url: "https://func-contoso-orders.azurewebsites.net/api",
      subscription_required: false,
    });
    expect(api.apim.name).toBe("apim-contoso");
  });

  test("at the root needs a name of its own", () => {
    const stack = newStack();
    expect(newApi(stack, { path: "", name: "root" }).url).toBe("https://apim-contoso.azure-api.net");
    expect(() => newApi(stack, { path: "" }, "Nameless")).toThrow(/^Stack\/Nameless: name is ""; expected 1 to 256/);
  });

  test("gives the same bytes each time", () => {
    const build = (): string => {
      const stack = newStack();
      newApi(stack, { authServer: newServer(stack) }).addOperation("list", { method: "GET", urlTemplate: "/" });
      return Testing.synth(stack);
    };
    expect(build()).toBe(build());
  });

  test("fails for a path that another API of the service has, also through another import and in other capitals", () => {
    const stack = newStack();
    newApi(stack, {}, "First");
    expect(() => newApi(stack, { path: "Orders", name: "other" }, "Second")).toThrow(
      /^Stack\/Second: the API path "Orders" is already created by Stack\/First/,
    );
  });

  test("fails for a name that another API of the service has, which would replace it", () => {
    const stack = newStack();
    newApi(stack, { path: "orders/v1" }, "First");
    expect(() => newApi(stack, { path: "orders-v1" }, "Second")).toThrow(
      /^Stack\/Second: the API "orders-v1" is already created by Stack\/First/,
    );
  });

  test("fails for a path that an API in another stack of the app has", () => {
    const app = newApp();
    newApi(newStack("First", app));
    expect(() => newApi(newStack("Second", app))).toThrow(
      /^Second\/Api: the API path "orders" is already created by First\/Api/,
    );
  });

  test("knows nothing of another app", () => {
    newApi(newStack());
    expect(() => newApi(newStack())).not.toThrow();
  });

  test("a path that only Terraform knows clashes with itself only", () => {
    const stack = newStack();
    const [one, two] = ["one", "two"].map((id) => new TerraformVariable(stack, id, {}).stringValue);
    newApi(stack, { path: one }, "First");
    expect(() => newApi(stack, { path: two }, "Second")).not.toThrow();
    expect(() => newApi(stack, { path: one, name: "other" }, "Third")).toThrow(/is already created by Stack\/First/);
    expect(resourcesOf(synth(stack), "azurerm_api_management_api").map((api) => api.path)).toEqual([
      "${var.one}",
      "${var.two}",
    ]);
  });

  test("can be imported twice, and makes nothing", () => {
    const stack = newStack();
    const apis = ["One", "Two"].map((id) =>
      Api.fromName(stack, id, { ...OPEN, apim: newService(stack, `${id}S`), name: "orders" }),
    );
    expect(apis.map((api) => api.name)).toEqual(["orders", "orders"]);
    expect(addressesOf(synth(stack))).toEqual([]);
  });

  test("can live in another stack than what depends on it", () => {
    const app = newApp();
    const api = newApi(newStack("Apis", app));
    const stack = newStack("Operations", app);
    new Construct(stack, "Nested");
    ApimPolicy.of(api).addInbound(new Cors({ allowedOrigins: [PolicyValue.text("https://contoso.com")] }));
    const stacks = synthStacks(app);
    expect(addressesOf(stacks.Apis!)).toContain("azurerm_api_management_api_policy.Api_Policy_D08799DE");
    expect(addressesOf(stacks.Operations!)).toEqual([]);
  });
});

describe("the authorization server of an API and its policy", () => {
  const serve = (grant: OAuthGrant, callers: Callers): (() => unknown) => {
    const stack = newStack();
    const [client, resource] = [newClient(stack), newOrders(stack)];
    client.grantRole(resource, "Orders.Read");
    const clientSecret = client.addClientSecret("Portal", { endDate: "2027-05-31T00:00:00Z" });
    const apim = newService(stack);
    const authServer = new ApimAuthServer(stack, "Server", {
      apim,
      name: "server",
      resource,
      client,
      clientSecret,
      grant,
    });
    const target = new Api(stack, "Api", { ...OPEN, apim, path: "orders", authServer });
    new JwtPolicy(stack, "Jwt", { target, resource, callers });
    return () => synth(stack);
  };
  const both = Callers.anyOf(Callers.applications("Orders.Read"), Callers.users("access_as_user"));

  test.each([
    ["client credentials", OAuthGrant.clientCredentials(), Callers.applications("Orders.Read")],
    ["client credentials", OAuthGrant.clientCredentials(), both],
    ["authorization code", OAuthGrant.authorizationCode("access_as_user"), Callers.users("access_as_user")],
    ["authorization code", OAuthGrant.authorizationCode("access_as_user"), both],
  ])("may get tokens by %s that the policy takes", (_grant, grant, callers) => {
    expect(serve(grant, callers)).not.toThrow();
  });

  test.each([
    ["client credentials", OAuthGrant.clientCredentials(), Callers.users("access_as_user")],
    ["authorization code", OAuthGrant.authorizationCode("access_as_user"), Callers.applications("Orders.Read")],
  ])("fails for tokens by %s that the policy never takes", (_grant, grant, callers) => {
    expect(serve(grant, callers)).toThrow(/expected one in common/);
  });
});

test.each([
  ["http://orders.contoso.com/api", 1],
  ["HTTP://orders.contoso.com", 1],
  ["http://localhost.contoso.com", 1],
  ["https://orders.contoso.com", 0],
  ["http://localhost:7071/api", 0],
  ["http://127.0.0.1", 0],
])("a backend at %s gives %i warnings about a connection without encryption", (serviceUrl, count) => {
  const stack = newStack();
  new Api(stack, "Api", { apim: newService(stack), path: "orders", serviceUrl });
  expect(warningsIn(stack).filter((warning) => warning.includes("unencrypted"))).toHaveLength(count);
});
