import {
  Api,
  type ApiProps,
  ApiVersionSet,
  Callers,
  JwtPolicy,
  OpenApiDocument,
  VersioningScheme,
} from "cdktf-apim-oauth";
import {
  addressesOf,
  importedApi,
  newApp,
  newService,
  newStack,
  OPEN,
  resourceOf,
  resourcesOf,
  synth,
  synthStacks,
} from "../../support/synth";

type Stack = ReturnType<typeof newStack>;

const API = "azurerm_api_management_api";
const SET = "azurerm_api_management_api_version_set";

function newSet(stack: Stack, scheme = VersioningScheme.pathSegment(), id = "Versions"): ApiVersionSet {
  return new ApiVersionSet(stack, id, { apim: newService(stack, `${id}Service`), scheme });
}

function newApi(stack: Stack, id: string, props: Partial<ApiProps> = {}): Api {
  return new Api(stack, id, { ...OPEN, apim: newService(stack, `${id}Service`), path: "orders", ...props });
}

describe("ApiVersionSet", () => {
  test.each([
    [VersioningScheme.pathSegment(), { versioning_scheme: "Segment" }],
    [VersioningScheme.header("Api-Version"), { versioning_scheme: "Header", version_header_name: "Api-Version" }],
    [VersioningScheme.query("api-version"), { versioning_scheme: "Query", version_query_name: "api-version" }],
  ])("says where requests name the version", (scheme, expected) => {
    const stack = newStack();
    newSet(stack, scheme);
    const configuration = synth(stack);
    expect(addressesOf(configuration)).toEqual([`${SET}.Versions_8CB39DA4`]);
    expect(resourceOf(configuration, SET)).toEqual({
      api_management_name: "apim-contoso",
      display_name: "Versions",
      name: "Versions",
      resource_group_name: "rg-apim",
      ...expected,
    });
  });

  test("fails for a second one of the name", () => {
    const stack = newStack();
    newSet(stack);
    const again = { apim: newService(stack), scheme: VersioningScheme.pathSegment(), name: "Versions" };
    expect(() => new ApiVersionSet(stack, "Again", again)).toThrow(/the version set "Versions" is already created by/);
  });

  test("that exists makes nothing but an id", () => {
    const stack = newStack();
    const attributes = { apim: newService(stack), name: "orders", scheme: VersioningScheme.query("v") };
    const versionSet = ApiVersionSet.fromName(stack, "Set", attributes);
    newApi(stack, "Api", { versionSet, version: "v1" });
    const configuration = synth(stack);
    expect(resourcesOf(configuration, SET)).toEqual([]);
    expect(resourceOf(configuration, API).version_set_id).toMatch(
      /^\/subscriptions\/\$\{data\.azurerm_client_config\..+\}\/resourceGroups\/rg-apim\/providers\/Microsoft\.ApiManagement\/service\/apim-contoso\/apiVersionSets\/orders$/,
    );
  });
});

describe("the versions of an API", () => {
  test("share a path, and each has its name, URL and policy", () => {
    const stack = newStack();
    const versionSet = newSet(stack);
    const callers = Callers.users("read");
    const apis = [undefined, "v1", "v2"].map((version) => {
      const api = newApi(stack, version ?? "original", { versionSet, version, versionDescription: "Described." });
      new JwtPolicy(api, "Jwt", { target: api, resource: importedApi(api), callers });
      return api;
    });
    expect(apis.map(({ url }) => url.replace("https://apim-contoso.azure-api.net", ""))).toEqual([
      "/orders",
      "/orders/v1",
      "/orders/v2",
    ]);
    const configuration = synth(stack);
    expect(resourcesOf(configuration, API).map(({ name, path, version }) => [name, path, version])).toEqual([
      ["orders", "orders", undefined],
      ["orders-v1", "orders", "v1"],
      ["orders-v2", "orders", "v2"],
    ]);
    for (const found of resourcesOf(configuration, API)) {
      expect(found.version_set_id).toBe(`\${${SET}.Versions_8CB39DA4.id}`);
      expect(found.version_description).toBe("Described.");
    }
    expect(resourcesOf(configuration, "azurerm_api_management_api_policy")).toHaveLength(3);
  });

  test("are served at the path itself when a header names them", () => {
    const stack = newStack();
    const versionSet = newSet(stack, VersioningScheme.header("Api-Version"));
    const urls = ["v1", "v2"].map((version) => newApi(stack, version, { versionSet, version }).url);
    expect(new Set(urls)).toEqual(new Set(["https://apim-contoso.azure-api.net/orders"]));
  });

  test("can be of documents whose operations have the same names", () => {
    const stack = newStack();
    const versionSet = newSet(stack);
    const openApi = OpenApiDocument.fromText('{ "openapi": "3.0.0", "paths": { "/": { "get": {} } } }');
    for (const version of ["v1", "v2"]) newApi(stack, version, { versionSet, version, openApi });
    expect(resourcesOf(synth(stack), "azurerm_api_management_api_operation")).toHaveLength(2);
  });

  test("can be in another stack than the set", () => {
    const app = newApp();
    const versionSet = newSet(newStack("Sets", app));
    newApi(newStack("Apis", app), "v1", { versionSet, version: "v1" });
    expect(resourceOf(synthStacks(app).Apis!, API).version_set_id).toMatch(/^\$\{data\.terraform_remote_state\./);
  });

  test("fails for a version that another API of the set has at the path", () => {
    const stack = newStack();
    const versionSet = newSet(stack);
    newApi(stack, "First", { versionSet, version: "v1" });
    expect(() => newApi(stack, "Second", { versionSet, version: "V1", name: "other" })).toThrow(
      /^Stack\/Second: the API version "V1" is already created by Stack\/First/,
    );
  });

  test.each<[string, boolean]>([
    ["before", true],
    ["after", false],
  ])("fails for an API without the set at the path, %s the versions", (_when, isFirst) => {
    const stack = newStack();
    const versionSet = newSet(stack);
    const make = (id: string, isPlain: boolean): Api =>
      newApi(stack, id, isPlain ? { name: "plain" } : { versionSet, version: "v1" });
    make("First", isFirst);
    expect(() => make("Second", !isFirst)).toThrow(
      /^Stack\/Second: the API path "orders" is already created by Stack\/First/,
    );
  });

  test("fails for an API whose path is that of a version", () => {
    const stack = newStack();
    newApi(stack, "First", { versionSet: newSet(stack), version: "v1" });
    expect(() => newApi(stack, "Second", { path: "orders/v1", name: "other" })).toThrow(
      /^Stack\/Second: the API URL "orders\/v1" is already created by Stack\/First/,
    );
  });
});
