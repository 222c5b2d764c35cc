import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { PortalWalkthroughStack } from "../../examples/portal-walkthrough/stack";
import { Deployment } from "../../src/deployment";
import { type Configuration, guid, newApp, synth } from "../support/synth";
import { planOf, stateOf } from "../support/terraform-json";

const configuration: Configuration = synth(new PortalWalkthroughStack(newApp(), "portal-walkthrough"));
const addresses = (type: string): string[] =>
  Object.keys(configuration.resource?.[type] ?? {}).map((name) => `${type}.${name}`);
const [orders = "", portal = ""] = addresses("azuread_application_registration");
const [ordersPrincipal = "", portalPrincipal = ""] = addresses("azuread_service_principal");
const [password = ""] = addresses("azuread_application_password");
const [policy = ""] = addresses("azurerm_api_management_api_policy");

describe("a state", () => {
  const state = stateOf(
    configuration,
    {
      [orders]: { id: `/applications/${guid("a")}`, object_id: guid("a"), client_id: guid("b") },
      [portal]: { id: `/applications/${guid("c")}`, object_id: guid("c"), client_id: guid("d") },
      [ordersPrincipal]: { id: `/servicePrincipals/${guid("e")}`, object_id: guid("e") },
      [portalPrincipal]: { id: `/servicePrincipals/${guid("f")}`, object_id: guid("f") },
      [password]: { value: "s3cret-of-the-portal", key_id: guid(1) },
      "data.azuread_client_config.AzureadClientConfig": { tenant_id: guid(2) },
    },
    { azuread_application_password: ["value"], azurerm_api_management_authorization_server: ["client_secret"] },
  );
  const deployment = Deployment.fromState(state);

  test("has the same model as the configuration, with the values of the deployment", () => {
    expect(deployment.unresolved).toEqual([]);
    const synthesized = Deployment.fromSynth(configuration, {
      attributes: {
        [`${orders}.object_id`]: guid("a"),
        [`${orders}.client_id`]: guid("b"),
        [`${portal}.object_id`]: guid("c"),
        [`${portal}.client_id`]: guid("d"),
        [`${ordersPrincipal}.object_id`]: guid("e"),
        [`${portalPrincipal}.object_id`]: guid("f"),
        [`${password}.key_id`]: guid(1),
        "data.azuread_client_config.AzureadClientConfig.tenant_id": guid(2),
      },
    });
    expect(JSON.parse(JSON.stringify(deployment))).toEqual(JSON.parse(JSON.stringify(synthesized)));
    expect(deployment.tenantId).toBe(guid(2));
  });

  test("has the secrets, and prints none", () => {
    const [credential] = deployment.registrations[1]?.credentials ?? [];
    expect(credential?.kind === "secret" && credential.secret.reveal()).toBe("s3cret-of-the-portal");
    expect(deployment.services[0]?.authorizationServers[0]?.clientSecret?.reveal()).toBe("s3cret-of-the-portal");
    expect(JSON.stringify(deployment) + inspect(deployment, { depth: 20, showHidden: true })).not.toContain("s3cret");
  });

  test("is read from a file", () => {
    const folder = mkdtempSync(join(tmpdir(), "state-"));
    try {
      writeFileSync(join(folder, "state.json"), JSON.stringify(state));
      expect(JSON.stringify(Deployment.fromState(join(folder, "state.json")))).toBe(JSON.stringify(deployment));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe("a plan", () => {
  test("knows what an identifier refers to, and does not guess a text", () => {
    const deployment = Deployment.fromPlan(planOf(configuration));
    const [api, client] = deployment.registrations;
    expect(api?.scopes).toMatchObject([{ value: "access_as_user" }]);
    expect(client?.requestedPermissions).toMatchObject([{ apiClientId: api?.clientId, roleIds: [api?.roles[0]?.id] }]);
    expect(deployment.appRoleAssignments).toMatchObject([
      {
        appRoleId: api?.roles[0]?.id,
        principalObjectId: deployment.servicePrincipals[1]?.objectId,
        resourceObjectId: deployment.servicePrincipals[0]?.objectId,
      },
    ]);
    expect(deployment.services[0]?.apis[0]?.operations.map(({ method }) => method)).toEqual(["GET", "GET"]);
    expect(() => deployment.services[0]?.apis[0]?.policy?.text).toThrow(`text of ${policy} has no value`);
    expect(deployment.unresolved).toContainEqual(
      expect.objectContaining({
        address: policy,
        property: "text",
        reason: expect.stringContaining("the plan does not know it before it is applied: give the state") as string,
      }),
    );
  });

  test("takes the text that somebody gives", () => {
    const attributes = { [`${policy}.xml_content`]: "<policies />" };
    const [service] = Deployment.fromPlan(planOf(configuration), { attributes }).services;
    expect(service?.apis.find(({ name }) => name === "orders")?.policy?.text).toBe("<policies />");
  });

  const resource = (address: string, values: object, more: object = {}): object => {
    const [type = "", name = ""] = address.replace(/^(module\.\w+(\["[^"]*"\])?\.)*/, "").split(/[.[]/);
    return { address, mode: "managed", type, name, values, ...more };
  };
  const inModule = (resources: object[], changes: object[] = [], providers: object = {}): object => ({
    planned_values: { root_module: { child_modules: [{ address: "module.shop", resources }] } },
    resource_changes: changes,
    configuration: {
      provider_config: providers,
      root_module: { module_calls: { shop: { module: { resources: [] } } } },
    },
  });
  const IN = { api_management_name: "contoso", resource_group_name: "rg" };

  test("keeps the addresses of modules and of several instances", () => {
    const operation = (key: string): object =>
      resource(`module.shop.azurerm_api_management_api_operation.all["${key}"]`, {
        ...IN,
        api_name: "orders",
        operation_id: key,
        method: "GET",
        url_template: "/${not a template}",
      });
    const plan = inModule([
      resource("module.shop.azurerm_api_management_api.orders[0]", { ...IN, name: "orders", path: "o" }),
      operation("a.b"),
      operation("c"),
    ]);
    const [api] = Deployment.fromPlan(plan).services[0]?.apis ?? [];
    expect(api?.address).toBe("module.shop.azurerm_api_management_api.orders[0]");
    expect(api?.operations.map(({ address, urlTemplate }) => [address, urlTemplate])).toEqual([
      ['module.shop.azurerm_api_management_api_operation.all["a.b"]', "/${not a template}"],
      ['module.shop.azurerm_api_management_api_operation.all["c"]', "/${not a template}"],
    ]);
  });

  test("looks for what an identifier refers to in the same instance of its module", () => {
    const shop = (key: string): string => `module.shop["${key}"].`;
    const all = ["a.b", "c"].map((key) => ({
      address: shop(key),
      resources: [
        resource(`${shop(key)}azuread_application_registration.app`, { display_name: key }),
        resource(`${shop(key)}azuread_application_app_role.role`, { value: "R", allowed_member_types: ["User"] }),
        resource(`${shop(key)}random_uuid.id`, {}),
        resource(`${shop(key)}azuread_service_principal.sp`, {}),
      ],
    }));
    const expressions = (address: string, written: object): object => ({ address, expressions: written });
    const deployment = Deployment.fromPlan({
      planned_values: { root_module: { child_modules: all } },
      configuration: {
        root_module: {
          module_calls: {
            shop: {
              module: {
                resources: [
                  expressions("azuread_application_registration.app", { display_name: { references: ["each.key"] } }),
                  expressions("azuread_application_app_role.role", {
                    application_id: {
                      references: ["azuread_application_registration.app.id", "azuread_application_registration.app"],
                    },
                    role_id: { references: ["random_uuid.id.result", "random_uuid.id"] },
                  }),
                  expressions("azuread_service_principal.sp", {
                    client_id: {
                      references: [
                        "azuread_application_registration.app.client_id",
                        "azuread_application_registration.app",
                      ],
                    },
                  }),
                ],
              },
            },
          },
        },
      },
    });
    expect(deployment.unresolved).toEqual([]);
    const [first, second] = deployment.registrations;
    expect([first, second].map((each) => each?.displayName)).toEqual(["a.b", "c"]);
    expect([first, second].map((each) => each?.roles.map(({ address }) => address))).toEqual([
      ['module.shop["a.b"].azuread_application_app_role.role'],
      ['module.shop["c"].azuread_application_app_role.role'],
    ]);
    expect(first?.roles[0]?.id).not.toBe(second?.roles[0]?.id);
    expect(deployment.servicePrincipals.map(({ clientId }) => clientId)).toEqual([first?.clientId, second?.clientId]);
  });

  test("fails for a value that it does not know, instead of the default", () => {
    const address = "module.shop.azurerm_api_management_api.orders";
    const plan = inModule(
      [resource(address, { ...IN, name: "orders", path: "o" })],
      [
        {
          address,
          change: {
            after_unknown: { subscription_required: true, subscription_key_parameter_names: [{ header: true }] },
          },
        },
      ],
    );
    const [api] = Deployment.fromPlan(plan).services[0]?.apis ?? [];
    expect(() => api?.subscriptionRequired).toThrow("subscriptionRequired of module.shop");
    expect(() => api?.subscriptionKeyHeader).toThrow(/has no value/);
    expect(api?.path).toBe("o");
  });

  test("takes the default of an argument that the program leaves to the provider", () => {
    const address = "azurerm_api_management_api.orders";
    const planWith = (expressions: object): Deployment =>
      Deployment.fromPlan({
        planned_values: { root_module: { resources: [resource(address, { ...IN, name: "orders", path: "o" })] } },
        resource_changes: [
          { address, change: { after_unknown: { id: true, version: true, subscription_key_parameter_names: true } } },
        ],
        configuration: { root_module: { resources: [{ address, expressions }] } },
      });
    const [api] = planWith({ name: { constant_value: "orders" } }).services[0]?.apis ?? [];
    expect([api?.version, api?.subscriptionKeyHeader]).toEqual([undefined, "Ocp-Apim-Subscription-Key"]);
    const written = { version: { references: ["random_id.version.hex", "random_id.version"] } };
    expect(() => planWith(written).services[0]?.apis[0]?.version).toThrow(
      "version of azurerm_api_management_api.orders",
    );
  });

  test("has what data sources have read, and nothing else of what they read", () => {
    const application = {
      address: "data.azuread_application.api",
      mode: "data",
      type: "azuread_application",
      name: "api",
    };
    const values = { client_id: guid("a"), display_name: "Orders", api: [{ requested_access_token_version: 2 }] };
    const prior = { values: { root_module: { resources: [{ ...application, values }] } } };
    const [read] = Deployment.fromPlan({ planned_values: { root_module: {} }, prior_state: prior }).registrations;
    expect([read?.tokenVersion, read?.groupMembershipClaims, read?.roles]).toEqual([2, [], []]);
    const [unread] = Deployment.fromPlan({
      planned_values: { root_module: { resources: [{ ...application, values: { display_name: "Orders" } }] } },
      resource_changes: [
        { address: application.address, change: { after_unknown: { api: true, app_roles: true, client_id: true } } },
      ],
    }).registrations;
    expect(() => unread?.tokenVersion).toThrow("tokenVersion of data.azuread_application.api");
    expect(() => unread?.roles).toThrow("give the state");
  });

  test("does not show what it marks as sensitive", () => {
    const policyIn = (sensitive: object): Deployment =>
      Deployment.fromPlan(
        inModule([
          resource("module.shop.azurerm_api_management_api.orders", { ...IN, name: "orders", path: "o" }),
          resource(
            "module.shop.azurerm_api_management_api_policy.p",
            { ...IN, api_name: "orders", xml_content: "<a>abc123</a>" },
            { sensitive_values: sensitive },
          ),
        ]),
      );
    const marked = policyIn({ xml_content: true });
    expect(marked.services[0]?.apis[0]?.policy?.text).toBe("<a>abc123</a>");
    expect(JSON.stringify(marked)).not.toContain("abc123");
    expect(JSON.stringify(policyIn({}))).toContain("abc123");
  });

  test("shows a plain named value, although the provider marks it", () => {
    const named = resource(
      "azurerm_api_management_named_value.v",
      { ...IN, name: "v", display_name: "v", secret: false, value: "hello" },
      { sensitive_values: { value: true } },
    );
    expect(Deployment.fromPlan(inModule([named])).services[0]?.namedValues).toMatchObject([{ value: "hello" }]);
  });

  test("has the tenant of its provider", () => {
    const providers = { azuread: { name: "azuread", expressions: { tenant_id: { constant_value: guid(7) } } } };
    expect(Deployment.fromPlan(inModule([], [], providers)).tenantId).toBe(guid(7));
  });
});
