import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { TerraformStack, TerraformVariable } from "cdktf";
import {
  ApiManagement,
  ApimSku,
  AppRegistration,
  Authority,
  AzureCloud,
  DeveloperPortalB2cSignIn,
  type DeveloperPortalB2cSignInProps,
  DeveloperPortalSignIn,
  type IApiManagement,
  SecretValue,
  SignInAudience,
} from "cdktf-apim-oauth";
import {
  guid,
  importedApi,
  newApp,
  newClient,
  newService,
  newStack,
  resourceOf,
  resourcesOf,
  synth,
  TENANT,
  warningsIn,
} from "../../support/synth";

type Stack = ReturnType<typeof newStack>;

const END = { endDate: "2027-05-31T00:00:00Z" };
const PROVIDER = "azurerm_api_management_identity_provider_aad";
const TENANTS = SignInAudience.multipleTenants([guid(2), guid(3)]);

function portal(stack: Stack, signInAudience?: SignInAudience): AppRegistration {
  const authority = Authority.publicCloud(TENANT);
  return new AppRegistration(stack, "Portal", { displayName: "Developer portal", authority, signInAudience });
}

function signIn(
  stack: Stack,
  client = portal(stack),
  apim: IApiManagement = newService(stack),
  id = "SignIn",
): DeveloperPortalSignIn {
  return new DeveloperPortalSignIn(stack, id, { apim, client, clientSecret: client.addClientSecret(id, END) });
}

function service(stack: Stack, sku: ApimSku): ApiManagement {
  return new ApiManagement(stack, "Apim", {
    name: "apim-contoso",
    resourceGroupName: "rg-apim",
    location: "westeurope",
    publisherName: "Contoso",
    publisherEmail: "apis@contoso.com",
    sku,
  });
}

test("signs in the users of the registration's tenant, and takes them back to the portal", () => {
  const stack = newStack();
  const made = signIn(stack);
  const configuration = synth(stack);
  expect(resourcesOf(configuration, PROVIDER)).toEqual([
    {
      allowed_tenants: [TENANT],
      api_management_name: "apim-contoso",
      client_id: expect.stringMatching(/^\$\{azuread_application_registration\.Portal_\w+\.client_id\}$/) as string,
      client_library: "MSAL-2",
      client_secret: expect.stringMatching(
        /^\$\{azuread_application_password\.Portal_Secret-SignIn_\w+\.value\}$/,
      ) as string,
      resource_group_name: "rg-apim",
      signin_tenant: TENANT,
    },
  ]);
  expect(made.redirectUri).toBe("https://apim-contoso.developer.azure-api.net/signin");
  expect(resourceOf(configuration, "azuread_application_redirect_uris")).toMatchObject({
    redirect_uris: [made.redirectUri],
    type: "SPA",
  });
  expect(warningsIn(stack)).toEqual([]);
});

test("lets in the tenants that the registration accepts, each of which signs its own users in", () => {
  const stack = newStack();
  signIn(stack, portal(stack, TENANTS));
  const provider = resourceOf(synth(stack), PROVIDER);
  expect(provider.allowed_tenants).toEqual(expect.arrayContaining([guid(2), guid(3)]));
  expect(provider).not.toHaveProperty("signin_tenant");
});

test("the tenant of the azuread provider is a value that Terraform knows", () => {
  const stack = newStack();
  signIn(stack, new AppRegistration(stack, "Portal", { displayName: "Developer portal" }));
  const tenant = "${data.azuread_client_config.AzureadClientConfig.tenant_id}";
  expect(resourceOf(synth(stack), PROVIDER)).toMatchObject({ allowed_tenants: [tenant], signin_tenant: tenant });
});

test("an existing registration must have the redirect URI already", () => {
  const stack = newStack();
  const client = importedApi(stack, "Portal");
  const clientSecret = newClient(stack).addClientSecret("Other", END);
  expect(() => new DeveloperPortalSignIn(stack, "Wrong", { apim: newService(stack), client, clientSecret })).toThrow(
    "the client secret belongs to another registration",
  );
  const existing = AppRegistration.fromObjectId(stack, "Existing", guid(4), {
    tokenVersion: client.tokenVersion,
    authority: client.authority,
  });
  new DeveloperPortalSignIn(stack, "SignIn", {
    apim: newService(stack, "Apim2"),
    client: existing,
    clientSecret: existing.addClientSecret("Portal", END),
  });
  synth(stack);
  expect(warningsIn(stack)).toContainEqual(
    expect.stringContaining("register https://apim-contoso.developer.azure-api.net/signin as a SPA redirect URI"),
  );
});

test.each([ApimSku.developer(), ApimSku.basicV2(), ApimSku.premium(), ApimSku.standardV2()])(
  "a new service of tier $tier has it",
  (sku) => {
    const stack = newStack();
    expect(() => signIn(stack, portal(stack), service(stack, sku))).not.toThrow();
  },
);

test.each([
  [ApimSku.basic(), undefined, "sign-in with Entra ID is given and the tier is Basic; expected Developer or BasicV2"],
  [ApimSku.consumption(), undefined, "sign-in with Entra ID is given and the tier is Consumption"],
  [ApimSku.premiumV2(), TENANTS, "sign-in of several tenants is given and the tier is PremiumV2; expected Developer"],
])("fails in tier $tier", (sku, audience, text) => {
  const stack = newStack();
  expect(() => signIn(stack, portal(stack, audience), service(stack, sku))).toThrow(`Stack/SignIn: ${text}`);
});

test("fails for a second one of the service, and for a client of another cloud", () => {
  const stack = newStack();
  const client = portal(stack);
  signIn(stack, client);
  expect(() => signIn(stack, client, newService(stack, "Same"), "Second")).toThrow(
    'Stack/Second: the sign-in of the developer portal "Entra ID" is already created by Stack/SignIn',
  );
  const apim = ApiManagement.fromName(stack, "Other", {
    name: "apim-other",
    resourceGroupName: "rg-apim",
    cloud: AzureCloud.US_GOVERNMENT,
  });
  expect(() => signIn(stack, client, apim, "Third")).toThrow(/^Stack\/Third: .*cloud/);
});

test("fails for more tenants than Azure takes", () => {
  const stack = newStack();
  const tenants = [...Array(32).keys()].map((n) => `00000000-0000-4000-8000-0000000000${n + 10}`);
  expect(() => signIn(stack, portal(stack, SignInAudience.multipleTenants(tenants)))).toThrow(
    /^Stack\/SignIn: the number of tenants of the client is 33; expected at most 32: /,
  );
});

describe("for customers", () => {
  const B2C = "azurerm_api_management_identity_provider_aadb2c";

  function customers(stack: Stack, given: Partial<DeveloperPortalB2cSignInProps> = {}): DeveloperPortalB2cSignIn {
    const variable = new TerraformVariable(stack, "secret", { sensitive: true });
    return new DeveloperPortalB2cSignIn(stack, "SignIn", {
      apim: given.apim ?? newService(stack),
      tenantName: "Contoso",
      client: { displayName: "Developer portal", clientId: guid(5) },
      clientSecret: SecretValue.fromVariable(variable),
      signInFlow: "B2C_1_signin",
      ...given,
    });
  }

  test("one user flow signs in and up, at the host of the tenant", () => {
    const stack = newStack();
    const { redirectUri } = customers(stack);
    expect(resourcesOf(synth(stack), B2C)).toEqual([
      {
        allowed_tenant: "contoso.onmicrosoft.com",
        api_management_name: "apim-contoso",
        authority: "contoso.b2clogin.com",
        client_id: guid(5),
        client_library: "MSAL-2",
        client_secret: "${var.secret}",
        resource_group_name: "rg-apim",
        signin_policy: "B2C_1_signin",
        signin_tenant: "contoso.onmicrosoft.com",
        signup_policy: "B2C_1_signin",
      },
    ]);
    expect(redirectUri).toBe("https://apim-contoso.developer.azure-api.net/signin");
    expect(warningsIn(stack)).toEqual([expect.stringContaining(`register ${redirectUri} as a SPA redirect URI`)]);
  });

  test("the tenant is in the cloud of the service", () => {
    const stack = new TerraformStack(newApp(), "Stack");
    new AzurermProvider(stack, "azurerm", { features: [{}], environment: "china" });
    const attributes = { name: "apim-contoso", resourceGroupName: "rg-apim", cloud: AzureCloud.CHINA };
    customers(stack, { apim: ApiManagement.fromName(stack, "Apim", attributes) });
    expect(resourceOf(synth(stack), B2C)).toMatchObject({
      allowed_tenant: "contoso.partner.onmschina.cn",
      authority: "contoso.b2clogin.cn",
    });
  });

  test("each of the user flows, the custom domain and a client that is made here are used, beside the sign-in of employees", () => {
    const stack = newStack();
    const client = portal(stack);
    signIn(stack, client, newService(stack, "Same"), "Employees");
    customers(stack, {
      client,
      clientSecret: client.addClientSecret("Customers", END),
      domain: "Login.contoso.com",
      signUpFlow: "B2C_1_signup",
      profileEditingFlow: "B2C_1A_profile",
      passwordResetFlow: "B2C_1_reset",
    });
    const configuration = synth(stack);
    expect(resourceOf(configuration, B2C)).toMatchObject({
      allowed_tenant: "contoso.onmicrosoft.com",
      authority: "login.contoso.com",
      client_id: expect.stringMatching(/^\$\{azuread_application_registration\.Portal_\w+\.client_id\}$/) as string,
      signup_policy: "B2C_1_signup",
      profile_editing_policy: "B2C_1A_profile",
      password_reset_policy: "B2C_1_reset",
    });
    expect(resourceOf(configuration, "azuread_application_redirect_uris")).toMatchObject({ type: "SPA" });
    expect(warningsIn(stack)).toEqual([]);
  });

  test("fails for a second one of the service, in a tier without it, and for the secret of another client", () => {
    const stack = newStack();
    const made = customers(stack);
    expect(() => customers(new TerraformStack(stack, "Other"))).toThrow(
      `Stack/Other/SignIn: the sign-in of the developer portal "Azure AD B2C" is already created by ${made.node.path}`,
    );
    const basic = newStack();
    expect(() => customers(basic, { apim: service(basic, ApimSku.basic()) })).toThrow(
      "Stack/SignIn: sign-in with Azure AD B2C is given and the tier is Basic; expected Developer or BasicV2",
    );
    const other = newStack();
    expect(() => customers(other, { clientSecret: newClient(other).addClientSecret("Other", END) })).toThrow(
      "Stack/SignIn: the client secret belongs to another registration than Developer portal",
    );
  });
});
