import { FunctionBackendStack } from "../../examples/function-backend/stack";
import { addressesOf, newApp, resourceOf, resourcesOf, synth, warningsIn } from "../support/synth";

const CLIENT_ID = "${azuread_application_registration.Orders_A9B65338.client_id}";
const GATEWAY = "${data.azurerm_api_management.Apim_Service_161AB1BC.identity[0].principal_id}";
const GRANT = "azuread_app_role_assignment.Apim_Grant-function-backend--Orders-OrdersForward_E8BAE6D3";

describe("function-backend", () => {
  const stack = new FunctionBackendStack(newApp(), "function-backend");
  const configuration = synth(stack);
  const policy = String(resourceOf(configuration, "azurerm_api_management_api_policy").xml_content);

  test("makes these resources, without a warning", () => {
    expect(addressesOf(configuration)).toMatchSnapshot();
    expect(warningsIn(stack)).toEqual([]);
  });

  test("has no secret", () => {
    const types = Object.keys(configuration.resource ?? {});
    expect(types.filter((type) => /password|certificate|secret|named_value/.test(type))).toEqual([]);
    expect(resourceOf(configuration, "azurerm_linux_function_app")).toMatchObject({
      storage_uses_managed_identity: true,
      ftp_publish_basic_authentication_enabled: false,
      webdeploy_publish_basic_authentication_enabled: false,
    });
    expect(resourceOf(configuration, "azurerm_role_assignment")).toMatchObject({
      role_definition_name: "Storage Blob Data Owner",
      principal_id: "${azurerm_linux_function_app.Function.identity[0].principal_id}",
    });
  });

  test("gives the role to call to the job alone, and the role to forward to the gateway alone", () => {
    expect(
      resourcesOf(configuration, "azuread_app_role_assignment").map((grant) => [
        grant.principal_object_id,
        grant.app_role_id,
      ]),
    ).toEqual([
      [GATEWAY, expect.stringContaining("OrdersForward")],
      [expect.stringContaining("azurerm_user_assigned_identity.Job_"), expect.stringContaining("OrdersRead")],
    ]);
    expect(policy).toContain('.Contains("Orders.Read")');
    expect(policy).not.toContain("Orders.Forward");
  });

  test("has a function app that takes tokens of the registration from the gateway only", () => {
    const app = resourceOf(configuration, "azurerm_linux_function_app");
    expect(app).toMatchObject({ https_only: true });
    expect(app.auth_settings_v2).toEqual({
      auth_enabled: true,
      require_authentication: true,
      require_https: true,
      unauthenticated_action: "Return401",
      default_provider: "azureactivedirectory",
      active_directory_v2: {
        client_id: CLIENT_ID,
        tenant_auth_endpoint:
          "https://login.microsoftonline.com/${data.azuread_client_config.AzureadClientConfig.tenant_id}/v2.0",
        allowed_audiences: [CLIENT_ID],
        allowed_identities: [GATEWAY],
      },
      login: {},
    });
  });

  test("sends the gateway's token to the function app, and says who called", () => {
    expect(resourceOf(configuration, "azurerm_api_management_backend")).toMatchObject({
      url: "https://${azurerm_linux_function_app.Function.default_hostname}/api",
      depends_on: [GRANT],
    });
    expect(resourceOf(configuration, "azurerm_api_management_api_policy").depends_on).toContain(GRANT);
    const steps = [
      "<validate-jwt ",
      '<set-backend-service backend-id="orders" />',
      '<authentication-managed-identity resource="${azuread_application_identifier_uri.Orders_IdentifierUri_94A5EE5F.identifier_uri}" output-token-variable-name="backend-token" />',
      '<set-header name="x-client-id" exists-action="delete" />',
      '<set-header name="x-client-id" exists-action="override">',
      '<set-header name="Authorization" exists-action="override">\n                    <value>@("Bearer " + (string)context.Variables["backend-token"])</value>',
      '<forward-request timeout="30" />',
    ];
    const places = steps.map((step) => policy.indexOf(step));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((left, right) => left - right));
  });
});
