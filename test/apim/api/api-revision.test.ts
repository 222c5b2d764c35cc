import { Api, ApimAuthServer, ApimPolicy, ApiRevision, ApiType, OpenIdConnectProvider } from "cdktf-apim-oauth";
import { SetHeader } from "cdktf-apim-oauth/policy";
import { newService, newStack, OPEN, resourceOf, resourcesOf, synth, warningsIn } from "../../support/synth";

const REVISION = "azurerm_api_management_api.Next_63724926";

describe("ApiRevision", () => {
  test("copies the API with its operations and policies, when all of them exist", () => {
    const stack = newStack();
    const api = new Api(stack, "Api", { ...OPEN, apim: newService(stack), path: "orders" });
    const revision = new ApiRevision(stack, "Next", { api, revision: "2", description: "Faster." });
    // What is added later is copied as well.
    const list = api.addOperation("list", { method: "GET", urlTemplate: "/" });
    ApimPolicy.of(api).addInbound(new SetHeader({ name: "X-Api", values: ["orders"] }));
    ApimPolicy.of(list).addInbound(new SetHeader({ name: "X-Operation", values: ["list"] }));
    const configuration = synth(stack);
    const { source_api_id, depends_on, ...rest } = resourcesOf(configuration, "azurerm_api_management_api")[1]!;
    expect(rest).toEqual({
      api_management_name: "apim-contoso",
      name: "${azurerm_api_management_api.Api_F70053CD.name}",
      path: "orders",
      resource_group_name: "rg-apim",
      revision: "2",
      revision_description: "Faster.",
      subscription_required: true,
    });
    expect(source_api_id).toMatch(
      /\/service\/apim-contoso\/apis\/\$\{azurerm_api_management_api\.Api_F70053CD\.name\}$/,
    );
    expect(depends_on).toEqual([
      "azurerm_api_management_api_operation.Api_list_0E7256E0",
      "azurerm_api_management_api_policy.Api_Policy_D08799DE",
      "azurerm_api_management_api_operation_policy.Api_list_Policy_C4BDC9A9",
    ]);
    expect(resourcesOf(configuration, "azurerm_api_management_api_release")).toEqual([]);
    expect(revision.revision).toBe("2");
  });

  test("takes the place of the current revision when it is told to", () => {
    const stack = newStack();
    const api = Api.fromName(stack, "Api", { apim: newService(stack), name: "orders" });
    new ApiRevision(stack, "Next", { api, revision: "2.1", isCurrent: true, releaseNotes: "Faster." });
    expect(resourceOf(synth(stack), "azurerm_api_management_api_release")).toEqual({
      api_id: `\${${REVISION}.id}`,
      name: "revision-2-1-current",
      notes: "Faster.",
    });
  });

  test("copies another revision, after it, and has a backend that differs", () => {
    const stack = newStack();
    const api = Api.fromName(stack, "Api", { apim: newService(stack), name: "orders" });
    const source = new ApiRevision(stack, "Source", { api, revision: "2" });
    const serviceUrl = "http://orders-v3.contoso.com";
    new ApiRevision(stack, "Next", { api, revision: "3", source, serviceUrl });
    const next = resourcesOf(synth(stack), "azurerm_api_management_api").find(({ revision }) => revision === "3")!;
    expect(next).toMatchObject({ revision: "3", service_url: serviceUrl });
    expect(next.source_api_id).toMatch(/\/service\/apim-contoso\/apis\/orders;rev=2$/);
    expect(next.depends_on).toEqual([expect.stringMatching(/^azurerm_api_management_api\.Source_/)]);
    expect(warningsIn(stack)).toEqual([
      expect.stringMatching(/^Stack\/Source: the revision of API orders asks callers for a subscription key/),
      expect.stringMatching(/http:\/\/orders-v3\.contoso\.com/),
      expect.stringMatching(/^Stack\/Next: the revision of API orders asks callers for a subscription key/),
    ]);
  });

  test("repeats what azurerm would reset: type, path, key, and the sign-in of the test console", () => {
    const stack = newStack();
    const apim = newService(stack);
    const authServer = ApimAuthServer.fromName(stack, "Server", "entra");
    const openIdProvider = OpenIdConnectProvider.fromName(stack, "Provider", "okta");
    const serviceUrl = "wss://orders.contoso.com";
    const given = { ...OPEN, apim, subscriptionRequired: false };
    const orders = new Api(stack, "Orders", {
      ...given,
      path: "orders",
      authServer,
      authScope: "api://orders/.default",
    });
    const live = new Api(stack, "Live", {
      ...given,
      path: "",
      name: "live",
      apiType: ApiType.webSocket(),
      serviceUrl,
      openIdProvider,
    });
    const second = new ApiRevision(stack, "Second", { api: orders, revision: "2", subscriptionRequired: true });
    new ApiRevision(stack, "Third", {
      api: orders,
      revision: "3",
      source: second,
      serviceUrl: "https://b.contoso.com",
    });
    new ApiRevision(stack, "Fourth", { api: live, revision: "4" });
    const [of2, of3, of4] = ["2", "3", "4"].map((wanted) =>
      resourcesOf(synth(stack), "azurerm_api_management_api").find(({ revision }) => revision === wanted)!,
    );
    const oauth2_authorization = { authorization_server_name: "entra", scope: "api://orders/.default" };
    expect(of2).toMatchObject({ path: "orders", subscription_required: true, oauth2_authorization });
    expect(of3).toMatchObject({ path: "orders", subscription_required: true, oauth2_authorization });
    expect(of4).toMatchObject({
      api_type: "websocket",
      path: "",
      service_url: serviceUrl,
      subscription_required: false,
    });
    expect(of4!.openid_authentication).toMatchObject({ openid_provider_name: "okta" });
    expect(warningsIn(stack)).toEqual([]);
  });

  test("fails for a revision that exists", () => {
    const stack = newStack();
    const api = Api.fromName(stack, "Api", { apim: newService(stack), name: "orders" });
    new ApiRevision(stack, "Next", { api, revision: "2" });
    expect(() => new ApiRevision(stack, "Again", { api, revision: "2" })).toThrow(
      /^Stack\/Again: the revision "2" is already created by Stack\/Next/,
    );
  });
});
