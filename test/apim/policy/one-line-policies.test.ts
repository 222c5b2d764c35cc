import {
  Api,
  ApimPolicy,
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
import { runInContext, createContext } from "node:vm";
import { type Element, elementsNamed, parseXml } from "../../support/decode";
import { guid, importedApi, newService, newStack, synth, TENANT, warningsIn } from "../../support/synth";

type Stack = ReturnType<typeof newStack>;

function protect(stack: Stack, props: Partial<JwtPolicyProps> = {}): { api: Api; jwt: JwtPolicy } {
  const api = new Api(stack, "Api", { apim: newService(stack), path: "orders", subscriptionRequired: false });
  const resource = importedApi(stack);
  const jwt = new JwtPolicy(stack, "Jwt", { target: api, resource, callers: Callers.users("read"), ...props });
  return { api, jwt };
}

/** The document, which has no warning. */
function rendered(stack: Stack, api: Api): Element {
  synth(stack);
  expect(warningsIn(stack)).toEqual([]);
  return parseXml(ApimPolicy.of(api).render());
}

function section(root: Element, name: string): readonly Element[] {
  return elementsNamed(root, name)[0]!.children;
}

function texts(root: Element, name: string): string[] {
  return elementsNamed(root, name).map(({ text }) => text);
}

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
  const { api } = protect(stack);
  new ErrorPolicy(stack, "Errors", { target: api });
  const onError = section(rendered(stack, api), "on-error");

  /** The body for a status. */
  const body = (status: number): unknown => {
    const code = onError.find(({ name }) => name === "set-body")!.text.slice(2, -1);
    const sandbox = createContext({
      context: {
        Response: { StatusCode: status },
        RequestId: { ToString: () => "id" },
        LastError: { Message: "secret" },
      },
      JProperty: function (this: object, name: string, value: unknown) {
        Object.assign(this, { name, value });
      },
      JObject: function (this: object, ...properties: { name: string; value: unknown }[]) {
        const found = Object.fromEntries(properties.map(({ name, value }) => [name, value]));
        Object.assign(this, { ToString: () => JSON.stringify(found) });
      },
    });
    return JSON.parse(runInContext(code, sandbox) as string);
  };

  test.each([
    [401, "Unauthorized"],
    [403, "Forbidden"],
    [429, "Too many requests"],
    [500, "The request failed"],
  ])("answers %i with a general text and the id of the request", (status, message) => {
    expect(body(status)).toEqual({ statusCode: status, message, requestId: "id" });
  });

  test("keeps the challenge, adds the id, and says nothing of the error", () => {
    expect(onError.map(({ name, attributes }) => attributes.name ?? name)).toEqual([
      "base",
      "choose",
      "x-correlation-id",
      "Content-Type",
      "set-body",
    ]);
    expect(onError[4]!.text).not.toContain("LastError");
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
