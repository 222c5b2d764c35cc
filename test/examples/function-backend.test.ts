import { FunctionBackendStack } from "../../examples/function-backend/stack";
import { answersIn, gatewayOf } from "../support/access";
import { addressesOf, newApp, resourceOf, resourcesOf, synth, warningsIn } from "../support/synth";

const CLIENT_ID = "${azuread_application_registration.Orders_A9B65338.client_id}";
const GATEWAY = "${data.azurerm_api_management.Apim_Service_161AB1BC.identity[0].principal_id}";
const GRANT = "azuread_app_role_assignment.Apim_Grant-function-backend--Orders-OrdersForward_E8BAE6D3";

describe("function-backend", () => {
  const stack = new FunctionBackendStack(newApp(), "function-backend");
  const configuration = synth(stack);
  const gateway = gatewayOf(configuration);
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

  test("gives the role to call to the job alone, and the role to forward to the gateway alone", async () => {
    expect(
      resourcesOf(configuration, "azuread_app_role_assignment").map((grant) => [
        grant.principal_object_id,
        grant.app_role_id,
      ]),
    ).toEqual([
      [GATEWAY, expect.stringContaining("OrdersForward")],
      [expect.stringContaining("azurerm_user_assigned_identity.Job_"), expect.stringContaining("OrdersRead")],
    ]);
    const table = await gateway.access();
    expect(answersIn(table)).toEqual([
      "GET /shop/orders: id-orders-job with Orders.Read: in",
      "GET /shop/orders: an application with Orders.Forward: 403",
      "GET /shop/orders: no token: 401 TokenNotPresent",
    ]);
    expect(table).toProtectEveryOperation();
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

  test("sends the gateway's token to the function app, and says who called", async () => {
    expect(resourceOf(configuration, "azurerm_api_management_backend")).toMatchObject({
      url: "https://${azurerm_linux_function_app.Function.default_hostname}/api",
      depends_on: [GRANT],
    });
    expect(resourceOf(configuration, "azurerm_api_management_api_policy").depends_on).toContain(GRANT);
    const token = await gateway.tokenFor("id-orders-job");
    const { forwarded } = await gateway.get("/shop/orders", { token, headers: { "x-client-id": "another client" } });
    expect(forwarded?.headers.get("authorization")).toMatch(/^Bearer token of apim-contoso for api:\/\//);
    expect(forwarded?.headers.get("x-client-id")).toBe(gateway.applications.find("id-orders-job").clientId);
    expect(policy).toContain('<forward-request timeout="30" />');
  });
});
