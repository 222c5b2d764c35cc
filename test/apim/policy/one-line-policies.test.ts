import {
  Api,
  ApimPolicy,
  AppRegistration,
  AppRole,
  CallerLimit,
  Callers,
  CorsPolicy,
  type CorsPolicyProps,
  ErrorPolicy,
  ForwardPolicy,
  JwtPolicy,
  type JwtPolicyProps,
  ResponseCachePolicy,
  SecurityHeadersPolicy,
} from "cdktf-apim-oauth";
import { PolicyValue, SetHeader } from "cdktf-apim-oauth/policy";
import { runInContext, createContext } from "node:vm";
import { MessageBody, newResponse } from "../../../src/gateway/message";
import { gatewayOf } from "../../support/access";
import { type Element, elementsNamed } from "../../support/decode";
import { protect, rendered, section, texts } from "../../support/protected-api";
import { guid, newService, newStack, synth, TENANT } from "../../support/synth";

describe("CorsPolicy", () => {
  const cors = (props: Partial<CorsPolicyProps> = {}, jwt: Partial<JwtPolicyProps> = {}): Element => {
    const stack = newStack();
    const { api } = protect(stack, jwt);
    new CorsPolicy(stack, "Cors", { target: api, ...props });
    api.addOperation("list", { method: "GET", urlTemplate: "/" });
    api.addOperation("create", { method: "POST", urlTemplate: "/", callers: Callers.users("write") });
    return rendered(stack, api);
  };

  test("comes first, lets the developer portal call, with the methods of the operations and the token", () => {
    const root = cors();
    expect(section(root, "inbound")[0]!.name).toBe("cors");
    expect(texts(root, "origin")).toEqual(["https://apim-contoso.developer.azure-api.net"]);
    expect(texts(root, "method")).toEqual(["GET", "POST"]);
    expect(texts(elementsNamed(root, "allowed-headers")[0]!, "header")).toEqual([
      "Authorization",
      "Content-Type",
      "Ocp-Apim-Subscription-Key",
    ]);
    expect(elementsNamed(root, "cors")[0]!.attributes).toEqual({ "allow-credentials": "false" });
  });

  test("takes every option", () => {
    const root = cors(
      {
        allowedOrigins: ["https://app.contoso.com", "http://localhost:3000"],
        allowDeveloperPortal: false,
        allowedMethods: ["PATCH"],
        allowedHeaders: ["x-trace", "content-type"],
        exposeHeaders: ["x-page"],
        allowCredentials: true,
        maxAgeSeconds: 60,
      },
      { headerName: "X-Token" },
    );
    expect(texts(root, "origin")).toEqual(["https://app.contoso.com", "http://localhost:3000"]);
    expect(texts(root, "method")).toEqual(["PATCH"]);
    expect(texts(elementsNamed(root, "allowed-headers")[0]!, "header")).toEqual([
      "X-Token",
      "Content-Type",
      "Ocp-Apim-Subscription-Key",
      "x-trace",
    ]);
    expect(texts(elementsNamed(root, "expose-headers")[0]!, "header")).toEqual(["WWW-Authenticate", "x-page"]);
    expect(elementsNamed(root, "allowed-methods")[0]!.attributes).toEqual({ "preflight-result-max-age": "60" });
  });

  test("where no operations are known it allows the usual methods", () => {
    const stack = newStack();
    const { api } = protect(stack);
    new CorsPolicy(stack, "Cors", { target: api });
    expect(texts(rendered(stack, api), "method")).toEqual(["GET", "POST", "PUT", "PATCH", "DELETE"]);
  });

  test("an operation that is added after the text was asked for counts", () => {
    const stack = newStack();
    const { api } = protect(stack);
    new CorsPolicy(stack, "Cors", { target: api });
    ApimPolicy.of(api).render();
    api.addOperation("list", { method: "GET", urlTemplate: "/" });
    expect(texts(rendered(stack, api), "method")).toEqual(["GET"]);
  });

  test("fails for every origin with cookies, and without any origin", () => {
    expect(() => cors({ allowedOrigins: ["*"], allowCredentials: true })).toThrow(/allowCredentials is true beside/);
    expect(() => cors({ allowDeveloperPortal: false })).toThrow(/no origin may call/);
    expect(() => cors({ allowedOrigins: ["https://app.contoso.com/"] })).toThrow(/expected an origin/);
  });
});

test("SecurityHeadersPolicy sets and removes headers of responses and of errors", () => {
  const stack = newStack();
  const { api } = protect(stack);
  new SecurityHeadersPolicy(stack, "Headers", { target: api, hstsMaxAgeSeconds: 60 });
  const root = rendered(stack, api);
  for (const name of ["outbound", "on-error"]) {
    const found = section(root, name).filter((element) => element.name === "set-header");
    expect(found.map(({ attributes, children }) => [attributes.name, children[0]?.text])).toEqual([
      ["Strict-Transport-Security", "max-age=60"],
      ["X-Content-Type-Options", "nosniff"],
      ["Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"],
      ["Referrer-Policy", "no-referrer"],
      ["X-Powered-By", undefined],
      ["X-AspNet-Version", undefined],
      ["X-AspNetMvc-Version", undefined],
    ]);
  }
});

describe("ErrorPolicy", () => {
  const stack = newStack();
  const register = (displayName: string, roles: AppRole[] = []): AppRegistration =>
    new AppRegistration(stack, displayName, { displayName, roles });
  const orders = register("Orders", [AppRole.forApplications("Orders.Read")]);
  const [job, guest] = [register("Job"), register("Guest")];
  job.grantRole(orders, "Orders.Read");
  const apim = newService(stack);
  const serviceUrl = "https://orders.contoso.com";
  const newApi = (path: string): Api => {
    const api = new Api(stack, path, { apim, path, serviceUrl, subscriptionRequired: false });
    const limits = [CallerLimit.rate({ calls: 1, renewalPeriodSeconds: 60 })];
    const callers = Callers.applications("Orders.Read");
    new JwtPolicy(api, "Jwt", { target: api, resource: orders, callers, limits: path === "limited" ? limits : [] });
    return api;
  };
  const failing = new SetHeader({ name: "x", values: [PolicyValue.expression('(string)context.Variables["none"]')] });
  for (const path of ["orders", "limited", "inbound", "outbound", "plain"]) {
    const api = newApi(path);
    new ErrorPolicy(api, "Errors", { target: api, keepsBackendErrors: path === "plain" });
    const policy = ApimPolicy.of(api.addOperation("list", { method: "GET", urlTemplate: "/{status}" }));
    if (path === "inbound") policy.addInbound(failing);
    if (path === "outbound") policy.addOutbound(failing);
  }
  const gateway = gatewayOf(synth(stack), {
    backend: ({ url }) => {
      const status = Number(url.pathname.slice(1));
      if (status === 0) throw new Error("connect ECONNREFUSED, a detail");
      const response = newResponse(status);
      response.headers.set("Content-Encoding", ["identity"]);
      response.body = new MessageBody("a detail");
      return response;
    },
  });

  test.each<[string, string, AppRegistration | undefined, number, string]>([
    ["no token", "/orders/200", undefined, 401, "Unauthorized"],
    ["a backend that does not answer", "/orders/0", job, 500, "The request failed"],
    ["a backend that fails", "/orders/503", job, 503, "The request failed"],
    ["an expression that fails before the backend", "/inbound/200", job, 500, "The request failed"],
    ["an expression that fails after it", "/outbound/200", job, 500, "The request failed"],
    ["a first request", "/limited/200", job, 200, "a detail"],
    ["too many", "/limited/200", job, 429, "Too many requests"],
    ["what the backend refuses", "/orders/404", job, 404, "a detail"],
    ["a failure that callers may see", "/plain/503", job, 503, "a detail"],
    ["a caller without the role", "/orders/200", guest, 403, "Forbidden"],
  ])("answers %s with a general text", async (_title, path, caller, status, text) => {
    const token = caller && (await gateway.tokenFor(caller, { api: orders }));
    const result = await gateway.get(path, { token });
    expect(result.status).toBe(status);
    if (text === "a detail") return expect(result.body).toBe(text);
    expect(JSON.parse(result.body)).toMatchObject({ statusCode: status, message: text });
    expect(JSON.stringify([result.body, ...result.headers.values()])).not.toMatch(/detail|ECONN|none|identity/);
    if (status === 401 || status === 403) expect(result.headers.get("www-authenticate")?.[0]).toMatch(/^Bearer /);
    if (status === 429) expect(result.headers.has("retry-after")).toBe(true);
    if (status === 403) return;
    const { requestId } = JSON.parse(result.body) as { requestId: string };
    expect(result.headers.get("x-correlation-id")).toEqual([requestId]);
  });
});

describe("ForwardPolicy", () => {
  const backend = (props: object): readonly Element[] => {
    const stack = newStack();
    const { api } = protect(stack);
    new ForwardPolicy(stack, "Forward", { target: api, ...props });
    return section(rendered(stack, api), "backend");
  };

  test("forwards once, with a timeout", () => {
    const [forward, ...others] = backend({});
    expect([forward!.name, forward!.attributes, others]).toEqual(["forward-request", { timeout: "30" }, []]);
  });

  test("sends again what may be repeated, if the backend was not ready", () => {
    const [retry, ...others] = backend({ timeoutSeconds: 5, retries: 3, retryIntervalSeconds: 2 });
    expect(others).toEqual([]);
    expect(retry!.attributes).toMatchObject({ count: "3", interval: "2" });
    expect(retry!.children.map(({ name, attributes }) => [name, attributes])).toEqual([
      ["forward-request", { timeout: "5", "buffer-request-body": "true" }],
    ]);
    const again = (Method: string, StatusCode: number): unknown =>
      runInContext(
        retry!.attributes.condition!.slice(2, -1),
        createContext({ context: { Request: { Method }, Response: { StatusCode } } }),
      );
    expect([again("GET", 503), again("PUT", 429), again("POST", 503), again("PATCH", 502), again("GET", 500)]).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});

test("the policies work together in one document", () => {
  const stack = newStack();
  const { api, jwt } = protect(stack, { claimsToHeaders: { "x-user-id": "oid" } });
  new CorsPolicy(stack, "Cors", { target: api });
  new ResponseCachePolicy(stack, "Cache", { policy: jwt, durationSeconds: 60 });
  new SecurityHeadersPolicy(stack, "Headers", { target: api });
  new ErrorPolicy(stack, "Errors", { target: api });
  new ForwardPolicy(stack, "Forward", { target: api, retries: 1 });
  const root = rendered(stack, api);
  expect(
    section(root, "inbound")
      .map(({ name }) => name)
      .slice(0, 3),
  ).toEqual(["cors", "base", "validate-jwt"]);
  expect(JSON.stringify(root)).toContain(`${TENANT}/v2.0`);
  expect(JSON.stringify(root)).toContain(guid("a"));
});
