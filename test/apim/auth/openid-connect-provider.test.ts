import {
  Api,
  ApimAuthServer,
  type ApiProps,
  AppRegistration,
  Authority,
  OpenIdConnectProvider,
  type OpenIdConnectProviderProps,
} from "cdktf-apim-oauth";
import {
  addressesOf,
  guid,
  importedApi,
  newClient,
  newOrders,
  newService,
  newStack,
  OPEN,
  resourceOf,
  synth,
  TENANT,
} from "../../support/synth";

type Stack = ReturnType<typeof newStack>;

const END = { endDate: "2027-05-31T00:00:00Z" };
const PROVIDER = "azurerm_api_management_openid_connect_provider";

function signIn(stack: Stack, props: Partial<OpenIdConnectProviderProps> = {}, id = "SignIn"): OpenIdConnectProvider {
  const client = props.client instanceof AppRegistration ? props.client : newClient(stack, `${id}Client`);
  return new OpenIdConnectProvider(stack, id, {
    apim: newService(stack, `${id}Apim`),
    name: "sign-in",
    resource: newOrders(stack, `${id}Orders`),
    client,
    clientSecret: client.addClientSecret(id, END),
    ...props,
  });
}

test("signs users in where the issuer of the API does, and comes back to the developer portal", () => {
  const stack = newStack();
  const made = signIn(stack, { displayName: "Sign-in", description: "For the test console" });
  const configuration = synth(stack);
  expect(resourceOf(configuration, PROVIDER)).toEqual({
    api_management_name: "apim-contoso",
    client_id: "${azuread_application_registration.SignInClient_E3360161.client_id}",
    client_secret: "${azuread_application_password.SignInClient_Secret-SignIn_DF5A0CCE.value}",
    description: "For the test console",
    display_name: "Sign-in",
    lifecycle: { create_before_destroy: true },
    metadata_endpoint: `https://login.microsoftonline.com/${TENANT}/v2.0/.well-known/openid-configuration`,
    name: "sign-in",
    resource_group_name: "rg-apim",
  });
  expect(made.redirectUri).toBe("https://apim-contoso.developer.azure-api.net/signin-oauth/code/callback/sign-in");
  expect(resourceOf(configuration, "azuread_application_redirect_uris")).toMatchObject({
    redirect_uris: [made.redirectUri],
    type: "Web",
  });
});

test("lets the test console send the token in the URL only if the program says so", () => {
  const stack = newStack();
  const openIdProvider = signIn(stack, { allowTokenInUrl: true });
  expect(openIdProvider.allowsTokenInUrl).toBe(true);
  new Api(stack, "Api", { ...OPEN, apim: newService(stack), path: "orders", openIdProvider });
  expect(resourceOf(synth(stack), "azurerm_api_management_api").openid_authentication).toMatchObject({
    bearer_token_sending_methods: ["authorizationHeader", "query"],
  });
});

test("is the provider of an API by a name that Terraform orders by, in the header", () => {
  const stack = newStack();
  new Api(stack, "Api", { ...OPEN, apim: newService(stack), path: "orders", openIdProvider: signIn(stack) });
  const api = resourceOf(synth(stack), "azurerm_api_management_api");
  expect(api.openid_authentication).toEqual({
    bearer_token_sending_methods: ["authorizationHeader"],
    openid_provider_name: "${azurerm_api_management_openid_connect_provider.SignIn_1BF1EF28.name}",
  });
  expect(api).not.toHaveProperty("oauth2_authorization");
});

test("fails for a second provider of one name, in any capitals", () => {
  const stack = newStack();
  signIn(stack, {}, "First");
  expect(() => signIn(stack, { name: "SIGN-IN" }, "Second")).toThrow(
    /^Stack\/Second: the OpenID Connect provider "SIGN-IN" is already created by Stack\/First; /,
  );
});

test("fails for a secret of another registration, and for a client of another tenant", () => {
  const stack = newStack();
  const other = newClient(stack, "Other").addClientSecret("Other", END);
  expect(() => signIn(stack, { clientSecret: other })).toThrow(/the client secret belongs to another registration/);
  const client = importedApi(stack, "Foreign", { clientId: guid("b"), authority: Authority.publicCloud(guid(9)) });
  expect(() => signIn(newStack(), { client })).toThrow(/the client secret belongs|the client belongs to tenant 9{8}-/);
});

test("fails in the place of an authorization server, and the other way round", () => {
  const stack = newStack();
  const provider = OpenIdConnectProvider.fromName(stack, "SignIn", "sign-in");
  const server = ApimAuthServer.fromName(stack, "Server", "server");
  const api = (props: Pick<ApiProps, "authServer" | "openIdProvider">) => () =>
    new Api(newStack(), "Api", { ...OPEN, apim: newService(newStack()), path: "orders", ...props });
  expect(api({ authServer: provider })).toThrow(/^Stack\/Api: authServer is .*; expected an authorization server/);
  expect(api({ openIdProvider: server })).toThrow(/^Stack\/Api: openIdProvider is .*; expected an OpenID Connect /);
});

test("an existing one makes nothing", () => {
  const stack = newStack();
  expect(OpenIdConnectProvider.fromName(stack, "SignIn", "sign-in").name).toBe("sign-in");
  expect(addressesOf(synth(stack))).toEqual([]);
});
