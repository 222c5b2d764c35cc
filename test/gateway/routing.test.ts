import { findRoute, type RoutedApi } from "../../src/gateway/routing";

const OPERATIONS = [
  ["list", "GET", "/"],
  ["get", "GET", "/{id}"],
  ["mine", "GET", "/mine"],
  ["part", "GET", "/{id}/parts/{part}"],
  ["find", "GET", "/?state={state}"],
  ["odata", "GET", "/orders({key})"],
  ["create", "POST", "/"],
  ["files", "GET", "/files/*"],
  ["rest", "DELETE", "/{*path}"],
].map(([id = "", method = "", urlTemplate = ""]) => ({ id, method, urlTemplate }));

function api(path: string, change: Partial<RoutedApi> = {}): RoutedApi {
  return { id: path, path, revision: "1", isCurrent: true, protocols: ["https"], operations: OPERATIONS, ...change };
}
const APIS = [
  api("orders"),
  api("orders/archive", { id: "archive" }),
  api("orders", { id: "second", revision: "2", isCurrent: false }),
  api("stock", { id: "stock-v1", version: "v1" }),
  api("stock", { id: "stock-v2", version: "v2", versioning: { scheme: "Segment" } }),
  // The original comes first, because it must not get what is for the versions.
  api("shop", { id: "shop", versioning: { scheme: "Header", name: "x-version" } }),
  api("shop", { id: "shop-v1", version: "1", versioning: { scheme: "Header", name: "x-version" } }),
  api("shop", { id: "shop-v2", version: "2", versioning: { scheme: "Header", name: "x-version" } }),
  api("live", { protocols: ["wss"] }),
  api("news", { id: "news", version: "", versioning: { scheme: "Query", name: "api-version" } }),
  api("news", { id: "news-v1", version: "1", versioning: { scheme: "Query", name: "api-version" } }),
];

function route(method: string, path: string, headers: Record<string, string> = {}): string | undefined {
  const url = new URL(path, "https://apim.azure-api.net");
  const found = findRoute(APIS, { method, url, header: (name) => headers[name] });
  if (found === undefined) return undefined;
  const parameters = [...found.matchedParameters].map(([name, value]) => ` ${name}=${value}`).join("");
  return `${found.api.id} ${found.operation.id}${parameters}`;
}

test.each([
  ["GET", "/orders", "orders list"],
  ["GET", "/orders/", "orders list"],
  ["GET", "/ORDERS/7", "orders get id=7"],
  ["GET", "/orders/a%2Fb", "orders get id=a/b"],
  ["GET", "/orders/mine", "orders mine"],
  ["GET", "/orders/7/parts/8", "orders part id=7 part=8"],
  ["GET", "/orders?state=open", "orders find state=open"],
  ["GET", "/orders/orders(12)", "orders odata key=12"],
  ["GET", "/orders/files/a/b.txt", "orders files *=a/b.txt"],
  ["DELETE", "/orders/a/b/c", "orders rest path=a/b/c"],
  ["POST", "/orders", "orders create"],
  ["GET", "/orders/archive/7", "archive get id=7"],
  ["GET", "/orders;rev=2/7", "second get id=7"],
  ["GET", "/stock/v1/7", "stock-v1 get id=7"],
  ["GET", "/stock/v2/7", "stock-v2 get id=7"],
  ["GET", "/news/7?api-version=1", "news-v1 get id=7"],
  ["GET", "/live/7", "live get id=7"],
  ["GET", "wss://apim.azure-api.net/live/7", "live get id=7"],
])("%s %s is %s", (method, path, expected) => {
  expect(route(method, path)).toBe(expected);
});

test.each([
  ["/shop/7", { "x-version": "2" }, "shop-v2 get id=7"],
  ["/shop/7", {}, "shop get id=7"],
  ["/shop/7", { "x-version": "" }, "shop get id=7"],
  ["/shop/7", { "x-version": "3" }, undefined],
  ["/shop/7?x-version=2", {}, "shop get id=7"],
  ["/news/7?api-version=", {}, "news get id=7"],
  ["/news/7?api-version=3", {}, undefined],
  ["/news/7", { "api-version": "1" }, "news get id=7"],
])("%s with the headers %j is %s by its version", (path, headers, expected) => {
  expect(route("GET", path, headers as Record<string, string>)).toBe(expected);
});

test.each([
  ["PUT", "/orders"],
  ["GET", "/orderss"],
  ["GET", "/stock/7"],
  ["GET", "/stock/v3/7"],
  ["GET", "/orders;rev=3/7"],
  ["GET", "/orders/7/parts"],
  ["GET", "/"],
])("fails to find %s %s", (method, path) => {
  expect(route(method, path)).toBeUndefined();
});

test("fails for a protocol that the API does not answer", () => {
  const url = new URL("http://apim.azure-api.net/orders");
  expect(findRoute(APIS, { method: "GET", url, header: () => undefined })).toBeUndefined();
});
