import type { TerraformStack } from "cdktf";
import { AzureadProvider } from "@cdktf/provider-azuread/lib/provider";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { type App, TerraformStack as Stack, TerraformVariable } from "cdktf";
import {
  Api,
  ApiManagement,
  ApimAuthServer,
  ApimIdentity,
  ApimPolicy,
  ApimSku,
  ApimSubscription,
  AppRegistration,
  AppRole,
  Authority,
  Backend,
  BackendAddress,
  BackendCredential,
  BackendToken,
  Callers,
  CorsPolicy,
  type IApiManagement,
  type IKeyVault,
  JwtPolicy,
  KeyVault,
  KeyVaultSecret,
  KeyVaultSecretRef,
  NamedValue,
  OAuthGrant,
  OpenIdConnectProvider,
  PermissionScope,
  PolicyFragment,
  Product,
  RedirectPlatform,
  SecretValue,
  SubscriptionScope,
} from "cdktf-apim-oauth";
import { ExistsAction, PolicyDocument, SetHeader } from "cdktf-apim-oauth/policy";
import type { Construct } from "constructs";
import {
  annotationsIn,
  type Configuration,
  newApp,
  newClient,
  newOrders,
  newService,
  newStack,
  newVault,
  resourceOf,
  resourcesOf,
  synth,
  synthStacks,
  TENANT,
  warningsIn,
} from "./support/synth";

const END = { endDate: "2027-05-31T00:00:00Z" };
const READERS = Callers.applications("Orders.Read");

function protectedApi(scope: Construct, id: string, apim: IApiManagement, resource: AppRegistration): Api {
  const api = new Api(scope, id, { apim, path: id.toLowerCase() });
  api.addOperation("list", { method: "GET", urlTemplate: "/" });
  new JwtPolicy(scope, `${id}Jwt`, { target: api, resource, callers: READERS });
  return api;
}

describe("one client of two APIs", () => {
  const stack = newStack();
  const apim = newService(stack);
  const client = newClient(stack);
  const clientSecret = client.addClientSecret("Portal", END);
  for (const id of ["Orders", "Invoices"]) {
    const resource = newOrders(stack, `${id}Registration`);
    client.grantRole(resource, "Orders.Read");
    client.grantScope(resource, "access_as_user");
    resource.preAuthorize(client, "access_as_user");
    new ApimAuthServer(stack, `${id}Server`, {
      apim,
      name: id,
      resource,
      client,
      clientSecret,
      grant: OAuthGrant.authorizationCode("access_as_user"),
    });
    protectedApi(stack, id, apim, resource);
  }
  const configuration = synth(stack);

  test("is registered once, with one secret and the redirect URIs of both", () => {
    expect(resourcesOf(configuration, "azuread_application_registration")).toHaveLength(3);
    expect(resourcesOf(configuration, "azuread_application_password")).toHaveLength(1);
    expect(resourceOf(configuration, "azuread_application_redirect_uris").redirect_uris).toEqual([
      "https://apim-contoso.developer.azure-api.net/signin-oauth/code/callback/Orders",
      "https://apim-contoso.developer.azure-api.net/signin-oauth/code/callback/Invoices",
    ]);
  });

  test.each([
    ["azuread_app_role_assignment", "resource_object_id"],
    ["azuread_service_principal_delegated_permission_grant", "resource_service_principal_object_id"],
    ["azuread_application_api_access", "api_client_id"],
    ["azuread_application_pre_authorized", "application_id"],
  ])("%s is one for each API", (type, of) => {
    const found = resourcesOf(configuration, type).map((resource) => resource[of]);
    expect(found).toEqual([
      expect.stringMatching(/InvoicesRegistration_/) as string,
      expect.stringMatching(/OrdersRegistration_/) as string,
    ]);
  });

  test("gets a token for one API at a time, and each API takes its own only", () => {
    const audiences = resourcesOf(configuration, "azurerm_api_management_api_policy").map(({ xml_content: text }) =>
      [...String(text).matchAll(/<audience>(.*?)<\/audience>/g)].map(([, value]) => value),
    );
    expect(audiences).toEqual([
      [expect.stringMatching(/\.InvoicesRegistration_\w+\.client_id\}$/)],
      [expect.stringMatching(/\.OrdersRegistration_\w+\.client_id\}$/)],
    ]);
  });
});

describe("one API in two products", () => {
  const stack = newStack();
  const apim = newService(stack);
  const api = protectedApi(stack, "Orders", apim, newOrders(stack, "Registration"));
  const products = ["Gold", "Silver"].map((id) => {
    const product = new Product(stack, id, { apim, productId: id.toLowerCase(), apis: [api] });
    ApimPolicy.of(product).addOutbound(new SetHeader({ name: "X-Product", values: [id] }));
    new ApimSubscription(stack, `${id}Shop`, {
      subscriptionScope: SubscriptionScope.product(product),
      displayName: id,
    });
    return product;
  });
  const configuration = synth(stack);

  test("is in each once, after the policy of the product and its own", () => {
    const members = resourcesOf(configuration, "azurerm_api_management_product_api");
    expect(members).toHaveLength(products.length);
    expect(new Set(members.map(({ product_id: id }) => id)).size).toBe(2);
    for (const { api_name: name } of members)
      expect(name).toMatch(/^\$\{azurerm_api_management_api\.Orders_\w+\.name\}$/);
    expect(resourcesOf(configuration, "azurerm_api_management_subscription")).toHaveLength(2);
  });

  test("has one token check, whatever the product", () => {
    expect(resourceOf(configuration, "azurerm_api_management_api_policy").xml_content).toContain("<validate-jwt ");
    expect(warningsIn(stack)).toEqual([]);
  });
});

test("an API joins a product of another stack, which it names by an attribute", () => {
  const app = newApp();
  const [platform, apis] = [newStack("platform", app), newStack("apis", app)];
  const gold = new Product(platform, "Gold", { apim: newService(platform), productId: "gold" });
  const apim = newService(apis);
  const api = protectedApi(apis, "Orders", apim, newOrders(apis, "Registration"));
  Product.fromId(apis, "Gold", { apim, productId: gold.productId }).addApi(api);
  const member = resourceOf(synthStacks(app).apis!, "azurerm_api_management_product_api");
  expect(member.product_id).toMatch(/^\$\{data\.terraform_remote_state\.[\w-]+\.outputs\.[\w-]+\}$/);
  expect(apis.dependencies).toEqual([platform]);
});

describe("registrations, service and APIs in three stacks", () => {
  /** The steps of a program, each of which uses only what is there or will be there by its name. */
  function program(order: "down" | "up"): { app: App; stacks: Record<string, Configuration> } {
    const app = newApp();
    const ids = ["entra", "platform", "apis"];
    if (order === "up") ids.reverse();
    const made = Object.fromEntries(ids.map((id) => [id, newStack(id, app)]));
    const [entra, platform, apis] = [made.entra!, made.platform!, made.apis!];
    const name = { name: "apim-contoso", resourceGroupName: "rg-apim" };
    const service = ApiManagement.fromName(apis, "Apim", name);

    let api: Api | undefined;
    const makeApi = (): void => {
      api = new Api(apis, "Api", { apim: service, path: "orders" });
      api.addOperation("list", { method: "GET", urlTemplate: "/" });
      const key = NamedValue.fromName(apis, "Key", { apim: service, displayName: "function-key" });
      ApimPolicy.of(api).addInbound(new SetHeader({ name: "x-functions-key", values: [key.reference] }));
    };
    const makePlatform = (orders: AppRegistration): void => {
      const apim = ApiManagement.fromName(platform, "Apim", name);
      new KeyVaultSecretRef(platform, "FunctionKey", {
        apim,
        vault: newVault(platform),
        secretName: "function-key",
        value: SecretValue.fromVariable(new TerraformVariable(platform, "key", { sensitive: true })),
      });
      ApimIdentity.systemAssigned().grantRole(apim, orders, "Orders.Read");
    };
    if (order === "up") makeApi();
    const orders = newOrders(entra);
    const client = newClient(entra);
    client.grantRole(orders, "Orders.Read");
    if (order === "down") {
      makePlatform(orders);
      makeApi();
    }
    new JwtPolicy(apis, "Jwt", {
      target: api!,
      resource: orders,
      callers: READERS,
      backendToken: BackendToken.strip(),
    });
    if (order === "up") makePlatform(orders);
    new KeyVaultSecret(entra, "ClientSecret", {
      vault: newVault(entra),
      name: "client",
      value: client.addRotatingClientSecret("Job", { generation: 1 }),
    });
    return { app, stacks: synthStacks(app) };
  }

  const down = program("down");

  test("are deployed one after the other", () => {
    const dependencies = down.app.node.children
      .filter((node): node is TerraformStack => Stack.isStack(node))
      .map((stack) => [stack.node.id, stack.dependencies.map(({ node }) => node.id).sort()]);
    expect(dependencies).toEqual([
      ["entra", []],
      ["platform", ["entra"]],
      ["apis", ["entra", "platform"]],
    ]);
  });

  test("give the same in both orders of construction", () => {
    expect(program("up").stacks).toEqual(down.stacks);
  });

  test("pass ids, and no secret", () => {
    const outputs = Object.values(down.stacks).flatMap(({ output = {} }) => Object.values(output));
    expect(outputs.length).toBeGreaterThan(2);
    for (const { value, sensitive } of outputs) {
      expect(sensitive).toBe(true);
      expect(value).toMatch(/\.(?:client_id|object_id|role_id|tenant_id)\}$/);
    }
  });

  test("name the secret of the platform in the policy of the API", () => {
    const policy = resourceOf(down.stacks.apis!, "azurerm_api_management_api_policy").xml_content;
    expect(policy).toMatch(/<set-header name="x-functions-key"[^>]*>\s*<value>\{\{function-key\}\}/);
    expect(down.stacks.apis).not.toHaveProperty("resource.azurerm_api_management_named_value");
    expect(annotationsIn(down.app, "/warn")).toEqual([]);
  });
});

/** What an API can have, and what it is made from. */
function everything(
  stack: TerraformStack,
  apim: IApiManagement,
  vault: IKeyVault,
  authority: Authority,
  count: number,
): void {
  // Entra ID takes permissions on 50 APIs for each client.
  const clients = Array.from({ length: Math.ceil(count / 50) }, (_, index) => {
    const client = new AppRegistration(stack, `Client${index}`, { displayName: "Client", authority });
    return { client, clientSecret: client.addClientSecret("Portal", END) };
  });
  const shared = new PolicyFragment(stack, "Shared", {
    apim,
    name: "shared",
    document: PolicyDocument.fragment([new SetHeader({ name: "X-Powered-By", existsAction: ExistsAction.DELETE })]),
  });
  const gold = new Product(stack, "Gold", { apim, productId: "gold" });
  for (let index = 0; index < count; index++) {
    const id = `Orders${index}`;
    const name = id.toLowerCase();
    const { client, clientSecret } = clients[Math.floor(index / 50)]!;
    const resource = new AppRegistration(stack, `${id}Registration`, {
      displayName: id,
      authority,
      scopes: [PermissionScope.of("access_as_user")],
      roles: [AppRole.forApplications("Orders.Read"), AppRole.forApplications("Orders.Write")],
      assignmentRequired: false,
    });
    client.grantRole(resource, "Orders.Read");
    client.grantScope(resource, "access_as_user");
    const authServer = new ApimAuthServer(stack, `${id}Server`, {
      apim,
      name,
      resource,
      client,
      clientSecret,
      grant: OAuthGrant.authorizationCode("access_as_user"),
    });
    const key = new KeyVaultSecretRef(stack, `${id}Key`, { apim, vault, secretName: `${name}-key` });
    const backend = new Backend(stack, `${id}Backend`, {
      apim,
      name,
      address: BackendAddress.https(`https://${name}.contoso.com`),
      credentials: [BackendCredential.functionKey(key)],
    });
    const api = new Api(stack, id, { apim, path: name, authServer, backend });
    api.addOperation("list", { method: "GET", urlTemplate: "/" });
    const callers = Callers.applications("Orders.Write");
    const create = api.addOperation("create", { method: "POST", urlTemplate: "/", callers });
    ApimPolicy.of(create).addOutbound(new SetHeader({ name: "X-Api", values: [name] }));
    new JwtPolicy(stack, `${id}Jwt`, {
      target: api,
      resource,
      callers: Callers.anyOf(Callers.users("access_as_user"), READERS),
    });
    ApimPolicy.of(api).addInbound(shared.include());
    gold.addApi(api);
    const subscriptionScope = SubscriptionScope.api(api);
    new ApimSubscription(stack, `${id}Shop`, { subscriptionScope, displayName: id });
  }
}

test("200 APIs with everything are in one stack, each with its own", () => {
  const COUNT = 200;
  const stack = newStack();
  everything(stack, newService(stack), newVault(stack), Authority.publicCloud(TENANT), COUNT);
  const configuration = synth(stack);
  const counts = Object.fromEntries(
    Object.entries(configuration.resource!).map(([type, named]) => [type, Object.keys(named).length]),
  );
  expect(counts).toEqual({
    azuread_app_role_assignment: COUNT,
    azuread_application_api_access: COUNT,
    azuread_application_app_role: 2 * COUNT,
    azuread_application_identifier_uri: COUNT,
    azuread_application_optional_claims: COUNT,
    azuread_application_password: 4,
    azuread_application_permission_scope: COUNT,
    azuread_application_redirect_uris: 4,
    azuread_application_registration: COUNT + 4,
    azuread_service_principal: COUNT + 4,
    azuread_service_principal_delegated_permission_grant: COUNT,
    azurerm_api_management_api: COUNT,
    azurerm_api_management_api_operation: 2 * COUNT,
    azurerm_api_management_api_operation_policy: COUNT,
    azurerm_api_management_api_policy: COUNT,
    azurerm_api_management_authorization_server: COUNT,
    azurerm_api_management_backend: COUNT,
    azurerm_api_management_named_value: COUNT,
    azurerm_api_management_policy_fragment: 1,
    azurerm_api_management_product: 1,
    azurerm_api_management_product_api: COUNT,
    azurerm_api_management_subscription: COUNT,
    azurerm_role_assignment: 1,
  });
  // The service is looked up once for its identity, and the subscription of Azure once for the id of the vault.
  expect(Object.values(configuration.data!).map((named) => Object.keys(named).length)).toEqual([1, 1]);
  expect(warningsIn(stack)).toEqual([]);
  const policies = resourcesOf(configuration, "azurerm_api_management_api_policy");
  for (const pattern of [/<audience>(.*?)<\/audience>/, /backend-id="(.*?)"/]) {
    expect(new Set(policies.map(({ xml_content: text }) => pattern.exec(String(text))![1])).size).toBe(COUNT);
  }
  expect(policies.every(({ depends_on: needs }) => (needs as string[]).length > 0)).toBe(true);
});

describe.each([Authority.usGovernment(TENANT), Authority.china(TENANT)])(
  "the whole in $cloud.environment",
  (authority) => {
    const { cloud } = authority;
    const { environment } = cloud;
    const stack = new Stack(newApp(), "Stack");
    new AzurermProvider(stack, "azurerm", { features: [{}], environment });
    new AzureadProvider(stack, "azuread", { environment });
    const vault = KeyVault.fromName(stack, "Vault", { name: "kv-contoso", resourceGroupName: "rg-secrets", cloud });
    const apim = new ApiManagement(stack, "Apim", {
      name: "apim-contoso",
      resourceGroupName: "rg-apim",
      location: "region",
      publisherName: "Contoso",
      publisherEmail: "apis@contoso.com",
      sku: ApimSku.developer(),
      cloud,
    });
    everything(stack, apim, vault, authority, 1);
    const registration = stack.node.findChild("Orders0Registration") as AppRegistration;
    const client = stack.node.findChild("Client0") as AppRegistration;
    ApimIdentity.systemAssigned().grantRole(apim, registration, "Orders.Read");
    const secret = client.addRotatingClientSecret("Job", { generation: 1 });
    new KeyVaultSecret(stack, "Copy", { vault, name: "copy", value: secret });
    new OpenIdConnectProvider(stack, "SignIn", {
      apim,
      name: "sign-in",
      resource: registration,
      client,
      clientSecret: client.addClientSecret("SignIn", END),
    });
    client.addRedirectUri("https://shop.contoso.com/", RedirectPlatform.SPA);
    const second = new Api(stack, "Second", { apim, path: "second" });
    second.addOperation("list", { method: "GET", urlTemplate: "/" });
    new JwtPolicy(stack, "SecondJwt", {
      target: second,
      resource: registration,
      callers: READERS,
      backendToken: BackendToken.managedIdentity(registration),
    });
    new CorsPolicy(stack, "Cors", { target: second, allowedOrigins: ["https://shop.contoso.com"] });
    const text = JSON.stringify(synth(stack));

    test("names no host of the public cloud", () => {
      const PUBLIC =
        /login\.microsoftonline\.com|azure-api\.net|vault\.azure\.net|management\.azure\.com|sts\.windows\.net|graph\.microsoft\.com|azurewebsites\.net/g;
      expect(text.match(PUBLIC)).toBeNull();
    });

    test("names the hosts of its own", () => {
      for (const host of [cloud.loginHost, cloud.apimDomain, cloud.vaultDomain]) expect(text).toContain(host);
      expect(warningsIn(stack)).toEqual([]);
    });
  },
);
