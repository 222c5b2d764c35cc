import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ApiManagementApi } from "@cdktf/provider-azurerm/lib/api-management-api";
import { ApiManagementApiOperation } from "@cdktf/provider-azurerm/lib/api-management-api-operation";
import { ApiManagementApiPolicy } from "@cdktf/provider-azurerm/lib/api-management-api-policy";
import { ApiManagement } from "@cdktf/provider-azurerm/lib/api-management";
import { ApiManagementProduct } from "@cdktf/provider-azurerm/lib/api-management-product";
import { ApiManagementProductApi } from "@cdktf/provider-azurerm/lib/api-management-product-api";
import { ApplicationRegistration } from "@cdktf/provider-azuread/lib/application-registration";
import { Fn, TerraformLocal, TerraformVariable } from "cdktf";
import { Deployment } from "../../src/deployment";
import { Page, type StackClass, addProviders } from "../support/pages";
import { newApp, newStack, synth, synthApp } from "../support/synth";
import type { TerraformStack } from "cdktf";
import type { Construct } from "constructs";

const SERVICE = "${azurerm_api_management.main.id}";
const IN = { api_management_name: "${azurerm_api_management.main.name}", resource_group_name: "RG" };
const WORKSPACE = "${azurerm_api_management_workspace.team.id}";

const deployment = Deployment.fromSynth({
  resource: {
    azurerm_api_management: {
      main: {
        name: "Contoso",
        resource_group_name: "rg",
        identity: { type: "SystemAssigned, UserAssigned", identity_ids: ["/i"] },
      },
    },
    azurerm_api_management_policy: { p: { api_management_id: SERVICE, xml_content: "<global />" } },
    azurerm_api_management_api_version_set: {
      v: {
        ...IN,
        name: "orders",
        display_name: "Orders",
        versioning_scheme: "Header",
        version_header_name: "api-version",
      },
    },
    azurerm_api_management_api: {
      v1: {
        ...IN,
        name: "orders-v1",
        revision: "1",
        path: "orders",
        version: "v1",
        version_set_id: "${azurerm_api_management_api_version_set.v.id}",
        subscription_key_parameter_names: { header: "x-key", query: "key" },
        openid_authentication: { openid_provider_name: "idp" },
        import: { content_format: "openapi", content_value: "{}" },
      },
      v1b: {
        ...IN,
        name: "Orders-V1",
        revision: "2",
        source_api_id: "${azurerm_api_management_api.v1.id}",
        path: "orders",
      },
    },
    azurerm_api_management_api_operation: {
      get: {
        ...IN,
        api_name: "orders-v1",
        operation_id: "get",
        method: "GET",
        url_template: "/{id}",
        template_parameter: [{ name: "id", type: "string", required: true }],
        request: {
          query_parameter: [{ name: "q", type: "string", values: ["a", "b"] }],
          header: [{ name: "h", type: "string", required: true }],
        },
      },
      second: { ...IN, api_name: "orders-v1;rev=2", operation_id: "get2", method: "GET", url_template: "/" },
      first: { ...IN, api_name: "orders-v1;rev=1", operation_id: "get1", method: "GET", url_template: "/1" },
    },
    azurerm_api_management_api_operation_policy: {
      p: { ...IN, api_name: "orders-v1", operation_id: "GET", xml_content: "<operation />" },
    },
    azurerm_api_management_product: {
      gold: { ...IN, product_id: "gold", display_name: "Gold", published: true, subscription_required: false },
    },
    azurerm_api_management_product_api: { g: { ...IN, product_id: "gold", api_name: "orders-v1;rev=2" } },
    azurerm_api_management_product_policy: { p: { ...IN, product_id: "gold", xml_content: "<product />" } },
    azurerm_api_management_subscription: {
      product: { ...IN, display_name: "p", state: "active", product_id: "${azurerm_api_management_product.gold.id}" },
      api: { ...IN, display_name: "a", api_id: "${azurerm_api_management_api.v1.id}" },
    },
    azurerm_api_management_backend: {
      b: {
        ...IN,
        name: "b",
        protocol: "http",
        url: "https://b",
        tls: [{ validate_certificate_chain: false }],
        credentials: { header: { "x-key": "abc" } },
      },
    },
    azurerm_api_management_named_value: {
      v: {
        ...IN,
        name: "v",
        display_name: "V",
        secret: true,
        value_from_key_vault: { secret_id: "${azurerm_key_vault_secret.s.versionless_id}" },
      },
    },
    azurerm_key_vault: { kv: { name: "kv", resource_group_name: "rg" } },
    azurerm_key_vault_secret: { s: { name: "s", key_vault_id: "${azurerm_key_vault.kv.id}" } },
    azurerm_api_management_policy_fragment: {
      f: { api_management_id: SERVICE, name: "f", format: "rawxml", value: "<fragment />" },
    },
    azurerm_api_management_certificate: { c: { ...IN, name: "c", data: "cGZ4", password: "x" } },
    azurerm_api_management_authorization_server: {
      a: {
        ...IN,
        name: "a",
        display_name: "A",
        grant_types: ["authorizationCode"],
        authorization_endpoint: "https://a",
        client_id: "c",
      },
    },
    azurerm_api_management_openid_connect_provider: {
      idp: {
        ...IN,
        name: "idp",
        display_name: "IdP",
        metadata_endpoint: "https://m",
        client_id: "c",
        client_secret: "s",
      },
    },
    azurerm_api_management_workspace: { team: { api_management_id: SERVICE, name: "team", display_name: "Team" } },
    azurerm_api_management_workspace_policy: {
      p: { api_management_workspace_id: WORKSPACE, xml_content: "<workspace />" },
    },
    azurerm_api_management_workspace_policy_fragment: {
      f: { api_management_workspace_id: WORKSPACE, name: "wf", xml_content: "<fragment />" },
    },
    azurerm_api_management_workspace_api_version_set: {
      v: { api_management_workspace_id: WORKSPACE, name: "wv", versioning_scheme: "Segment" },
    },
  },
});
const [service] = deployment.services;

test("everything of a service is below it, whatever the case of its names", () => {
  expect(deployment.unresolved).toEqual([]);
  expect(deployment.services).toHaveLength(1);
  expect(service).toMatchObject({
    address: "azurerm_api_management.main",
    name: "Contoso",
    isCreated: true,
    gatewayUrl: "https://Contoso.azure-api.net",
    policy: { text: "<global />" },
    identity: { principalId: expect.stringMatching(/^[\da-f-]{36}$/) as string, userAssignedIds: ["/i"] },
    versionSets: [{ name: "orders", scheme: "Header", headerName: "api-version" }],
    backends: [{ name: "b", url: "https://b", validatesCertificateChain: false, validatesCertificateName: true }],
    namedValues: [
      { displayName: "V", isSecret: true, value: undefined, keyVaultSecretId: "https://kv.vault.azure.net/secrets/s" },
    ],
    fragments: [{ name: "f", format: "rawxml", text: "<fragment />" }],
    certificates: [{ name: "c" }],
    authorizationServers: [{ name: "a", grantTypes: ["authorizationCode"], tokenEndpoint: undefined }],
    openIdProviders: [{ name: "idp", metadataEndpoint: "https://m" }],
    workspaces: [
      {
        address: "azurerm_api_management_workspace.team",
        name: "team",
        policy: { text: "<workspace />" },
        fragments: [{ name: "wf", text: "<fragment />" }],
        versionSets: [{ name: "wv", scheme: "Segment" }],
        apis: [],
      },
    ],
  });
  expect(service?.backends[0]?.credentials?.reveal()).toBe('{"header":{"x-key":"abc"}}');
  expect(service?.certificates[0]?.data?.reveal()).toBe("cGZ4");
});

test("an API has what callers need to know of it", () => {
  expect(service?.apis[0]).toMatchObject({
    name: "orders-v1",
    version: "v1",
    versionSet: "orders",
    protocols: ["https"],
    subscriptionRequired: true,
    subscriptionKeyHeader: "x-key",
    subscriptionKeyQuery: "key",
    openIdProvider: "idp",
    otherOperations: "its document cannot be read",
  });
  // Azure copies what azurerm leaves out.
  expect(service?.apis[1]).toMatchObject({
    version: "v1",
    subscriptionKeyHeader: "x-key",
    openIdProvider: undefined,
    otherOperations: "its document cannot be read",
  });
});

test("a name without a revision means the current one", () => {
  const ids = service?.apis.map((api) => [
    api.revision,
    api.isCurrent,
    api.operations.map(({ operationId }) => operationId),
  ]);
  expect(ids).toEqual([
    ["1", true, ["get", "get1"]],
    ["2", false, ["get2", "get", "get1"]],
  ]);
});

test("a release makes its revision the current one", () => {
  const api = (revision: string): object => ({ ...IN, api_management_name: "c", name: "a", revision, path: "a" });
  const released = Deployment.fromSynth({
    resource: {
      azurerm_api_management_api: { one: api("1"), two: api("2") },
      azurerm_api_management_api_release: { r: { name: "r", api_id: "${azurerm_api_management_api.two.id}" } },
    },
  });
  expect(released.services[0]?.apis.map(({ isCurrent }) => isCurrent)).toEqual([false, true]);
});

test("an operation has its parameters and its policy", () => {
  expect(service?.apis[0]?.operations[0]).toMatchObject({
    method: "GET",
    urlTemplate: "/{id}",
    templateParameters: [{ name: "id", type: "string", required: true, values: [] }],
    queryParameters: [{ name: "q", required: false, values: ["a", "b"] }],
    headers: [{ name: "h", required: true }],
    policy: { text: "<operation />" },
  });
});

test("a product has its APIs, and a subscription what it opens", () => {
  expect(service?.products).toMatchObject([
    {
      productId: "gold",
      published: true,
      subscriptionRequired: false,
      approvalRequired: false,
      apis: ["orders-v1"],
      policy: { text: "<product />" },
    },
  ]);
  expect(service?.subscriptions).toMatchObject([
    { state: "active", productId: "gold", apiName: undefined },
    { state: "submitted", productId: undefined, apiName: "orders-v1" },
  ]);
});

test("a service in another cloud has its domain", () => {
  const [china] = Deployment.fromSynth({
    provider: { azurerm: [{ environment: "china" }] },
    resource: { azurerm_api_management: { c: { name: "c", resource_group_name: "rg" } } },
  }).services;
  expect(china?.gatewayUrl).toBe("https://c.azure-api.cn");
});

test("a program of raw resources is read as well", () => {
  const stack = newStack("raw");
  const audience = new TerraformVariable(stack, "prefix", { default: "api" });
  const app = new ApplicationRegistration(stack, "App", { displayName: "Orders" });
  const apim = new ApiManagement(stack, "Apim", {
    name: "contoso",
    resourceGroupName: "rg",
    location: "westeurope",
    publisherName: "Contoso",
    publisherEmail: "a@contoso.com",
    skuName: "Consumption_0",
  });
  const names = { apiManagementName: apim.name, resourceGroupName: apim.resourceGroupName };
  const api = new ApiManagementApi(stack, "Api", {
    ...names,
    name: "orders",
    revision: "1",
    path: "orders",
    displayName: "Orders",
  });
  const methods = new TerraformLocal(stack, "methods", ["get", "post"]);
  new ApiManagementApiOperation(stack, "Get", {
    ...names,
    apiName: api.name,
    operationId: "get",
    displayName: "Get",
    method: Fn.upper(String(Fn.element(methods.asList, 0))),
    urlTemplate: "/",
  });
  new ApiManagementApiPolicy(stack, "Policy", {
    ...names,
    apiName: api.name,
    xmlContent: `<audience>${Fn.format("%s://%s", [audience.stringValue, app.clientId])}</audience>${Fn.jsonencode({ a: app.clientId })}`,
  });
  const product = new ApiManagementProduct(stack, "Product", {
    ...names,
    productId: "p",
    displayName: "P",
    published: true,
  });
  new ApiManagementProductApi(stack, "ProductApi", { ...names, productId: product.productId, apiName: api.name });

  const raw = Deployment.fromSynth(synth(stack));
  const id = raw.registrations[0]?.clientId ?? "";
  expect(raw.unresolved).toEqual([]);
  expect(raw.services[0]?.apis[0]).toMatchObject({
    operations: [{ method: "GET" }],
    policy: { text: `<audience>api://${id}</audience>{"a":"${id}"}` },
  });
  expect(raw.services[0]?.products[0]?.apis).toEqual(["orders"]);
});

describe("several stacks", () => {
  interface Stacks {
    readonly PlatformStack: StackClass;
    readonly OrdersStack: new (scope: Construct, id: string, platform: TerraformStack) => TerraformStack;
  }
  const { PlatformStack, OrdersStack } = new Page("docs/stacks.md").load<Stacks>("stacks.ts");
  const app = newApp();
  const platform = new PlatformStack(app, "platform");
  [platform, new OrdersStack(app, "orders", platform)].forEach(addProviders);
  const texts = synthApp(app);

  test("take values from one another", () => {
    const both = Deployment.fromSynth(Object.values(texts));
    expect(both.unresolved).toEqual([]);
    const [api] = both.services.flatMap(({ apis }) => apis);
    const [registration] = both.registrations;
    expect([api?.stack, registration?.stack]).toEqual(["orders", "platform"]);
    expect(api?.policy?.text).toContain(`<audience>${String(registration?.clientId)}</audience>`);
  });

  test("are read from the folder that cdktf writes", () => {
    expect(JSON.stringify(Deployment.fromSynth(app.outdir).registrations)).toBe(
      JSON.stringify(Deployment.fromSynth(Object.values(texts)).registrations),
    );
  });

  test("are those of the last synth: the folder keeps stacks that the program has no more", () => {
    const folder = mkdtempSync(join(tmpdir(), "stacks-"));
    cpSync(app.outdir, folder, { recursive: true });
    const manifest = join(folder, "manifest.json");
    const { stacks } = JSON.parse(readFileSync(manifest, "utf8")) as { stacks: Record<string, unknown> };
    writeFileSync(manifest, JSON.stringify({ stacks: { platform: stacks.platform } }));
    const { registrations } = Deployment.fromSynth(folder);
    writeFileSync(manifest, JSON.stringify({ stacks: { platform: {} } }));
    const broken = (): unknown => Deployment.fromSynth(folder);
    expect(registrations.map(({ stack }) => stack)).toEqual(["platform"]);
    expect(broken).toThrow(/manifest\.json cannot be read: a stack has no synthesizedStackPath/);
    rmSync(folder, { recursive: true });
  });

  test("fails to read what is in a stack that is missing", () => {
    const one = Deployment.fromSynth(texts.orders ?? "");
    expect(one.unresolved.length).toBeGreaterThan(0);
    expect(one.unresolved[0]?.reason).toMatch(
      /^the stack whose state data.terraform_remote_state.[\w-]+ reads is not among the input$/,
    );
  });

  test("find one another by the backend of a data source that somebody writes", () => {
    const stacks = [
      {
        "//": { metadata: { stackName: "a" } },
        terraform: { backend: { azurerm: { key: "a.tfstate" } } },
        output: { path: { value: "from-a" } },
      },
      {
        "//": { metadata: { stackName: "b" } },
        data: { terraform_remote_state: { other: { backend: "azurerm", config: { key: "a.tfstate" } } } },
        resource: {
          azurerm_api_management_api: {
            x: {
              api_management_name: "c",
              resource_group_name: "rg",
              name: "x",
              path: "${data.terraform_remote_state.other.outputs.path}",
            },
          },
        },
      },
    ];
    expect(Deployment.fromSynth(stacks).services[0]?.apis[0]?.path).toBe("from-a");
  });
});
