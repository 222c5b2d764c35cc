import { DelegatedUsersStack } from "../../examples/delegated-users/stack";
import { KeyVaultStack } from "../../examples/key-vault/stack";
import { PolicyKindsStack } from "../../examples/policy-kinds/stack";
import { PortalWalkthroughStack } from "../../examples/portal-walkthrough/stack";
import { PolicyDocument, PolicyElement, PolicySection } from "../../src/policy";
import { answersIn, gatewayOf } from "../support/access";
import { addressesOf, newApp, resourceOf, resourcesOf, synth, warningsIn } from "../support/synth";

const TENANT = "${data.azuread_client_config.AzureadClientConfig.tenant_id}";

function policyText(configuration: ReturnType<typeof synth>): string {
  return String(resourceOf(configuration, "azurerm_api_management_api_policy").xml_content);
}

describe("portal-walkthrough", () => {
  const stack = new PortalWalkthroughStack(newApp(), "portal-walkthrough");
  const configuration = synth(stack);

  test("makes these resources", () => {
    expect(addressesOf(configuration)).toMatchSnapshot();
    expect(warningsIn(stack)).toEqual([]);
  });

  test("has the authorization server of the page, with a scope that Entra ID takes", () => {
    expect(resourceOf(configuration, "azurerm_api_management_authorization_server")).toEqual({
      api_management_name: "apim-contoso",
      resource_group_name: "rg-apim",
      name: "AzureAD-OAuth",
      display_name: "AzureAD-OAuth",
      grant_types: ["clientCredentials"],
      lifecycle: { create_before_destroy: true },
      authorization_endpoint: `https://login.microsoftonline.com/${TENANT}/oauth2/v2.0/authorize`,
      authorization_methods: ["GET"],
      token_endpoint: `https://login.microsoftonline.com/${TENANT}/oauth2/v2.0/token`,
      client_registration_endpoint: "https://localhost",
      client_id: "${azuread_application_registration.Portal_DF61C365.client_id}",
      client_secret: "${azuread_application_password.Portal_Secret-AzureAD-OAuth_B319F10E.value}",
      client_authentication_method: ["Body"],
      bearer_token_sending_methods: ["authorizationHeader"],
      default_scope: "${azuread_application_identifier_uri.Orders_IdentifierUri_94A5EE5F.identifier_uri}/.default",
      support_state: false,
    });
  });

  test("has the policy of the page, with elements that exist and values that tokens have", () => {
    expect(policyText(configuration)).toMatchSnapshot();
    expect(policyText(configuration)).toContain('failed-validation-httpcode="401"');
    expect(policyText(configuration)).toContain('failed-validation-error-message="Unauthorized"');
    expect(policyText(configuration)).not.toContain("required-");
  });

  test("forwards to an Azure Function, over https only", () => {
    expect(resourceOf(configuration, "azurerm_api_management_api")).toMatchObject({
      service_url: "https://func-contoso-orders.azurewebsites.net/api",
      protocols: ["https"],
      oauth2_authorization: {
        authorization_server_name: "${azurerm_api_management_authorization_server.AuthServer_289B268F.name}",
      },
    });
  });
});

describe("delegated-users", () => {
  const stack = new DelegatedUsersStack(newApp(), "delegated-users");
  const configuration = synth(stack);

  test("makes these resources", () => {
    expect(addressesOf(configuration)).toMatchSnapshot();
    expect(warningsIn(stack)).toEqual([]);
  });

  test("asks for the named scope and keeps the state", () => {
    expect(resourceOf(configuration, "azurerm_api_management_authorization_server")).toMatchObject({
      grant_types: ["authorizationCode"],
      default_scope:
        "${azuread_application_identifier_uri.Invoices_IdentifierUri_7D033772.identifier_uri}/Invoices.Read",
      support_state: true,
    });
  });

  test("makes the portal's redirect URI and the scope known on the client", () => {
    expect(resourceOf(configuration, "azuread_application_redirect_uris")).toEqual({
      application_id: "${azuread_application_registration.Portal_DF61C365.id}",
      type: "Web",
      redirect_uris: ["https://developers.contoso.com/signin-oauth/code/callback/invoices-users"],
    });
    expect(resourceOf(configuration, "azuread_application_api_access")).toMatchObject({
      scope_ids: ["${azuread_application_permission_scope.Invoices_Scope-InvoicesRead_BA641DDE.scope_id}"],
    });
  });

  test("lets users with the scope in", () => {
    expect(policyText(configuration)).toMatchSnapshot();
  });
});

describe("key-vault", () => {
  const stack = new KeyVaultStack(newApp(), "key-vault");
  const configuration = synth(stack);

  test("makes these resources", () => {
    expect(addressesOf(configuration)).toMatchSnapshot();
    expect(warningsIn(stack)).toEqual([]);
  });

  test("writes the secret so that no state holds it, and refers to its newest version", () => {
    expect(resourceOf(configuration, "azurerm_key_vault_secret")).toMatchObject({
      name: "stock-function-key",
      value_wo: "${var.function_key}",
      value_wo_version: 1,
    });
    expect(resourceOf(configuration, "azurerm_api_management_named_value")).toMatchObject({
      secret: true,
      value_from_key_vault: {
        secret_id: "${azurerm_key_vault_secret.FunctionKey_Secret_987B756A.versionless_id}",
      },
    });
  });

  test("gives the right to read before the named value, and the named value before the policy", () => {
    expect(resourcesOf(configuration, "azurerm_role_assignment")).toHaveLength(1);
    expect(resourceOf(configuration, "azurerm_api_management_named_value").depends_on).toEqual([
      expect.stringMatching(/^azurerm_role_assignment\.Vault_SecretsUser-/),
    ]);
    expect(resourceOf(configuration, "azurerm_api_management_api_policy").depends_on).toEqual([
      "azurerm_api_management_named_value.FunctionKey_33DEEC05",
    ]);
  });

  test("sends the key to the backend, and the caller's token nowhere", () => {
    expect(policyText(configuration)).toMatchSnapshot();
    expect(policyText(configuration)).toContain("<value>{{stock-function-key}}</value>");
    expect(policyText(configuration)).toContain('<set-header name="Authorization" exists-action="delete" />');
  });

  test("forwards with the key of the vault, whatever the caller sent", async () => {
    const gateway = gatewayOf(configuration);
    const token = await gateway.tokenFor("Web shop");
    const { forwarded } = await gateway.get("/stock/pears", { token, headers: { "x-functions-key": "mine" } });
    expect(forwarded?.headers.get("x-functions-key")).toBe("secret-of-stock-function-key");
    expect(forwarded?.headers.has("authorization")).toBe(false);
  });
});

describe("policy-kinds", () => {
  const stack = new PolicyKindsStack(newApp(), "policy-kinds");
  const configuration = synth(stack);

  function statements(type: string, section: PolicySection): string[] {
    const text = String(resourceOf(configuration, type).xml_content);
    const nodes = PolicyDocument.parse(text).trySection(section) ?? [];
    return nodes.filter((node): node is PolicyElement => node instanceof PolicyElement).map(({ name }) => name);
  }

  test("makes these resources", () => {
    expect(addressesOf(configuration)).toMatchSnapshot();
    expect(warningsIn(stack)).toEqual([]);
  });

  test("has policies of all four kinds, in an order that is safe", () => {
    const api = "azurerm_api_management_api_policy";
    expect(policyText(configuration)).toMatchSnapshot();
    expect(statements(api, PolicySection.INBOUND)).toEqual([
      "cors",
      "base",
      "validate-jwt",
      "choose",
      "rate-limit-by-key",
      "set-header",
    ]);
    expect(statements(api, PolicySection.BACKEND)).toEqual(["retry"]);
    expect(statements(api, PolicySection.OUTBOUND)).toEqual(["base", "find-and-replace", "set-header"]);
    expect(statements(api, PolicySection.ON_ERROR)).toEqual(["base", "choose", "choose"]);
  });

  test("keeps answers of one operation, behind the token check of the API", () => {
    const operation = "azurerm_api_management_api_operation_policy";
    expect(statements(operation, PolicySection.INBOUND)).toEqual(["base", "cache-lookup"]);
    expect(statements(operation, PolicySection.OUTBOUND)).toEqual(["base", "cache-store"]);
  });
});

test.each([
  [
    "portal-walkthrough",
    new PortalWalkthroughStack(newApp(), "walkthrough"),
    ["/orders/{id}", "/orders"].flatMap((path) => [
      `GET ${path}: APIM developer portal with access_as_application: in`,
      `GET ${path}: a user with access_as_user: 403`,
      `GET ${path}: no token: 401 TokenNotPresent`,
    ]),
  ],
  [
    "delegated-users",
    new DelegatedUsersStack(newApp(), "delegated"),
    ["/invoices/{id}", "/invoices"].flatMap((path) => [
      `GET ${path}: a user with Invoices.Approve: 403`,
      `GET ${path}: a user of APIM developer portal with Invoices.Read: in`,
      `GET ${path}: no token: 401 TokenNotPresent`,
    ]),
  ],
  [
    "key-vault",
    new KeyVaultStack(newApp(), "vault"),
    ["GET /stock/{product}: Web shop with Stock.Read: in", "GET /stock/{product}: no token: 401 TokenNotPresent"],
  ],
  [
    "policy-kinds",
    new PolicyKindsStack(newApp(), "kinds"),
    [
      "GET /catalog/pages/{number}: a user with Catalog.Read: in",
      "GET /catalog/pages/{number}: no token: 401 TokenNotPresent",
    ],
  ],
])("%s lets in whom it is for, and nobody else", async (_name, stack, answers) => {
  const table = await gatewayOf(synth(stack)).access();
  expect(answersIn(table)).toEqual(answers);
  expect(table).toProtectEveryOperation();
});
