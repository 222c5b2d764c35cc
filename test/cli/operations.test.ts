import { operationsOf, requestsAt } from "../../src/cli/operations";
import { Deployment } from "../../src/deployment";
import type { Service } from "../../src/deployment/model";

const IN = { api_management_name: "contoso", resource_group_name: "rg" };

/** A service with an API of each version, and one without. */
function serviceOf(scheme: Record<string, string>): Service {
  const set = "${azurerm_api_management_api_version_set.shop.id}";
  const versions = ["", "v1", "v2"];
  const api = (version: string): object => ({
    ...IN,
    name: `shop${version}`,
    revision: "1",
    path: "shop",
    version_set_id: set,
    ...(version !== "" && { version }),
  });
  const operation = (version: string): object => ({
    ...IN,
    api_name: `shop${version}`,
    operation_id: "get",
    method: "GET",
    url_template: "/{id}",
  });
  const named = (make: (version: string) => object): object =>
    Object.fromEntries(versions.map((version) => [`a${version}`, make(version)]));
  return Deployment.fromSynth({
    resource: {
      azurerm_api_management_api_version_set: { shop: { ...IN, name: "shop", ...scheme } },
      azurerm_api_management_api: named(api),
      azurerm_api_management_api_operation: named(operation),
    },
  }).services[0]!;
}

test.each([
  [{ versioning_scheme: "Segment" }, ["/shop/1 {}", "/shop/v1/1 {}", "/shop/v2/1 {}"]],
  [{ versioning_scheme: "Query", version_query_name: "v" }, ["/shop/1 {}", "/shop/1?v=v1 {}", "/shop/1?v=v2 {}"]],
  [
    { versioning_scheme: "Header", version_header_name: "x-v" },
    ["/shop/1 {}", '/shop/1 {"x-v":"v1"}', '/shop/1 {"x-v":"v2"}'],
  ],
])("operations are asked with their version: %j", (scheme, expected) => {
  const shown = operationsOf(serviceOf(scheme as Record<string, string>)).map(
    ({ path, headers }) => `${path} ${JSON.stringify(headers)}`,
  );
  expect(shown).toEqual(expected);
});

test("a path is asked for each version that a header names, and one of no operation is not", () => {
  const service = serviceOf({ versioning_scheme: "Header", version_header_name: "x-v" });
  expect(requestsAt(service, "GET", "/shop/7").map(({ headers }) => headers)).toEqual([
    {},
    { "x-v": "v1" },
    { "x-v": "v2" },
  ]);
  expect(requestsAt(service, "PUT", "/shop/7")).toEqual([]);
  expect(requestsAt(service, "GET", "//")).toEqual([]);
});

test("an operation that the deployment does not know is left out with the reason", () => {
  const api = (name: string): object => ({ ...IN, name, revision: "1", path: name });
  const operation = (name: string, more: object): object => ({
    ...IN,
    api_name: name,
    operation_id: "get",
    method: "GET",
    url_template: "/",
    ...more,
  });
  const service = Deployment.fromSynth({
    variable: { all: {} },
    resource: {
      azurerm_api_management_api: { a: api("a"), b: api("b") },
      azurerm_api_management_api_operation: {
        a: operation("a", { url_template: "${var.all}" }),
        b: operation("b", {}),
      },
    },
  }).services[0]!;
  const reasons: string[] = [];
  expect(operationsOf(service, (reason) => reasons.push(reason)).map(({ path }) => path)).toEqual(["/b/"]);
  expect(reasons).toEqual([
    expect.stringContaining("urlTemplate of azurerm_api_management_api_operation.a has no value"),
  ]);
});
