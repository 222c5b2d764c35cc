import {
  Api,
  ApimIdentity,
  ApimPolicy,
  AzapiProvider,
  Backend,
  BackendAddress,
  BackendCredential,
  BackendPool,
  BackendToken,
  Callers,
  ClientAuthentication,
  type IApiManagement,
  JwtPolicy,
  NamedValue,
  NamedValueSource,
  Product,
} from "cdktf-apim-oauth";
import { Choose, ExistsAction, PolicyValue, SendRequest, SetBackendService, SetHeader } from "cdktf-apim-oauth/policy";
import { TestClock } from "../../../src/gateway/clock";
import { LocalGateway } from "../../../src/gateway/local-gateway";
import { NOW } from "../../issuer/example-tenant";
import { guid, newOrders, newService, newStack, OPEN, resourcesOf, synth, warningsIn } from "../../support/synth";

const KINDS = ["identity", "function", "basic", "query", "certificate", "none"] as const;
type Kind = (typeof KINDS)[number];

const CALLER = "Bearer of-the-caller";
const IDENTITY: unknown = expect.stringMatching(/^Bearer token of \S+ for /);

/** Backends of one service, and what they get. */
class Scene {
  public readonly stack = newStack();
  public readonly apim: IApiManagement = newService(this.stack);
  public readonly resource = newOrders(this.stack);
  private readonly key = new NamedValue(this.stack, "Key", {
    apim: this.apim,
    name: "key",
    source: NamedValueSource.plain("text"),
  });
  private gateway?: LocalGateway;

  public backend(name: string, kind: Kind): Backend {
    const address = BackendAddress.https(`https://${name}.contoso.com`);
    return new Backend(this.stack, name, { apim: this.apim, name, address, credentials: this.credentials[kind]() });
  }

  public api(path: string, backend?: Backend): Api {
    return new Api(this.stack, path, { ...OPEN, apim: this.apim, path, subscriptionRequired: false, backend });
  }

  /** The server that a request with the caller's token reaches, and what it gets in the header `Authorization`. */
  public async sent(path: string): Promise<[string, string | undefined]> {
    this.gateway ??= LocalGateway.fromSynth(synth(this.stack), { clock: new TestClock(NOW) });
    const { forwarded } = await this.gateway.get(path, { headers: { Authorization: CALLER } });
    return [forwarded!.url.hostname.split(".")[0]!, forwarded!.headers.get("Authorization")];
  }

  private readonly credentials: Readonly<Record<Kind, () => BackendCredential[]>> = {
    identity: () => [BackendCredential.managedIdentity({ resource: this.resource })],
    function: () => [BackendCredential.functionKey(this.key)],
    basic: () => [BackendCredential.authorization("Basic", this.key)],
    query: () => [BackendCredential.queryParameter("code", this.key)],
    certificate: () => [BackendCredential.certificate("a".repeat(40))],
    none: () => [],
  };
}

/** What a backend with credentials of a kind gets in the header. Keys and certificates are elsewhere. */
function expectedFor(kind: Kind): unknown {
  if (kind === "none") return CALLER;
  if (kind === "basic") return "Basic text";
  return kind === "identity" ? IDENTITY : undefined;
}

const get = (path: string): { method: string; urlTemplate: string } => ({ method: "GET", urlTemplate: `/${path}` });

describe("credentials of an API's backend and of an operation's", () => {
  const scene = new Scene();
  for (const broad of KINDS) {
    const api = scene.api(broad, scene.backend(`api-${broad}`, broad));
    api.addOperation("other", get("other"));
    for (const own of KINDS) {
      scene.backend(`${broad}-${own}`, own).useIn(api.addOperation(own, get(own)));
    }
  }

  test.each(KINDS)("each backend gets its own only, below an API with %s", async (broad) => {
    expect(await scene.sent(`/${broad}/other`)).toEqual([`api-${broad}`, expectedFor(broad)]);
    for (const own of KINDS) {
      expect(await scene.sent(`/${broad}/${own}`)).toEqual([`${broad}-${own}`, expectedFor(own)]);
    }
  });
});

describe("the token of the API's identity", () => {
  const scene = new Scene();
  const { stack, apim, resource } = scene;
  const api = scene.api("orders", scene.backend("trusted", "identity"));

  test("goes to no backend that exists already, to no pool, and not with the calls of everyone", async () => {
    new AzapiProvider(stack, "azapi");
    const members = [{ backend: scene.backend("member", "none") }];
    new BackendPool(stack, "Pool", { name: "pool", members }).useIn(api.addOperation("pool", get("pool")));
    const existing = Backend.fromName(stack, "Existing", { apim, name: "legacy" });
    existing.useIn(api.addOperation("legacy", get("legacy")));
    new JwtPolicy(stack, "Jwt", { target: api, resource, callers: Callers.applications("Orders.Read") });
    const open = api.addOperation("open", { ...get("open"), callers: Callers.anonymous() });
    scene.backend("public", "none").useIn(open);
    expect(await scene.sent("/orders/open")).toEqual(["public", CALLER]);
    for (const id of ["pool", "legacy"]) {
      const { xml_content: text } = resourcesOf(synth(stack), "azurerm_api_management_api_operation_policy").find(
        ({ operation_id: operation }) => String(operation).includes(id),
      )!;
      expect(text).toContain(`<set-variable name="chosen-backend" value="${id}" />`);
    }
  });
});

describe("credentials of broader scopes", () => {
  test("come without the token of a product's check that is added after the text was read", () => {
    const scene = new Scene();
    const api = scene.api("orders", scene.backend("b", "basic"));
    const removed = /<set-header name="X-Token" exists-action="delete"/;
    expect(ApimPolicy.of(api).render()).not.toMatch(removed);
    const gold = new Product(scene.stack, "Gold", { apim: scene.apim, productId: "gold", apis: [api] });
    const { resource } = scene;
    new JwtPolicy(scene.stack, "Jwt", {
      target: gold,
      resource,
      callers: Callers.users("access_as_user"),
      headerName: "X-Token",
    });
    expect(resourcesOf(synth(scene.stack), "azurerm_api_management_api_policy")[0]!.xml_content).toMatch(removed);
  });

  test("of a service and a product stay with their own backends", async () => {
    const scene = new Scene();
    const { stack, apim } = scene;
    scene.backend("service", "identity").useIn(apim);
    const product = new Product(stack, "Product", { apim, productId: "open", subscriptionRequired: false });
    scene.backend("product", "identity").useIn(product);
    const [orders, stock] = [scene.api("orders", scene.backend("own", "none")), scene.api("stock")];
    product.addApi(orders);
    for (const api of [orders, stock]) api.addOperation("list", get("list"));
    scene.backend("operation", "none").useIn(stock.addOperation("own", get("own")));
    expect(await scene.sent("/orders/list")).toEqual(["own", CALLER]);
    expect(await scene.sent("/stock/list")).toEqual(["service", IDENTITY]);
    expect(await scene.sent("/stock/own")).toEqual(["operation", CALLER]);
  });
});

describe("a set-backend-service that is written by hand", () => {
  const WARNING = /sends requests to another backend with its own set-backend-service/;
  const misdirected = ({ stack }: Scene): string[] => {
    synth(stack);
    return warningsIn(stack).filter((text) => WARNING.test(text));
  };

  test("gets a warning, in the operation and in the API itself", () => {
    const scene = new Scene();
    const api = scene.api("orders", scene.backend("trusted", "identity"));
    const operation = api.addOperation("list", get("list"));
    const baseUrl = "https://legacy.contoso.com";
    ApimPolicy.of(operation).addInbound(new SetBackendService({ baseUrl }));
    expect(misdirected(scene)).toEqual([expect.stringMatching(/^Stack\/orders\/list: .* of API orders adds/)]);
    const other = new Scene();
    const condition = PolicyValue.expression('context.Request.Headers.ContainsKey("X-Canary")');
    ApimPolicy.of(other.api("orders", other.backend("trusted", "identity"))).addInbound(
      new Choose({ when: [{ condition, statements: [new SetBackendService({ baseUrl })] }] }),
    );
    expect(misdirected(other)).toHaveLength(1);
  });

  test("gets none for the same backend, for one without credentials", () => {
    const scene = new Scene();
    const api = scene.api("orders", scene.backend("trusted", "identity"));
    ApimPolicy.of(api.addOperation("same", get("same"))).addInbound(new SetBackendService({ backendId: "trusted" }));
    const keyed = scene.api("keyed", scene.backend("with-key", "function"));
    const baseUrl = "https://legacy.contoso.com";
    ApimPolicy.of(keyed.addOperation("list", get("list"))).addInbound(new SetBackendService({ baseUrl }));
    expect(misdirected(scene)).toEqual([]);
  });
});

describe("a token of JwtPolicy for the backend", () => {
  const WARNING = /sends its requests to a backend that the policy of API orders does not name/;
  const shared = ({ stack }: Scene): string[] => {
    synth(stack);
    return warningsIn(stack).filter((text) => WARNING.test(text));
  };
  const withToken = (scene: Scene, backendToken: BackendToken, backend?: Backend): Api => {
    const { stack, resource } = scene;
    const api = scene.api("orders", backend);
    new JwtPolicy(stack, "Jwt", {
      target: api,
      resource,
      callers: Callers.users("access_as_user"),
      backendToken,
    });
    return api;
  };
  const identityFor = ({ stack }: Scene): BackendToken => BackendToken.managedIdentity(newOrders(stack, "Functions"));

  test("goes to another backend of an operation, and the synth warns", async () => {
    const scene = new Scene();
    const api = withToken(
      scene,
      BackendToken.managedIdentityFor("https://storage.azure.com"),
      scene.backend("own", "none"),
    );
    const open = api.addOperation("open", { ...get("open"), callers: Callers.anonymous() });
    scene.backend("other", "none").useIn(open);
    expect(await scene.sent("/orders/open")).toEqual(["other", IDENTITY]);
    expect(shared(scene)).toEqual([expect.stringMatching(/^Stack\/orders\/open: operation open of API orders sends/)]);
  });

  test.each<[string, (scene: Scene) => BackendToken]>([
    ["of the identity", identityFor],
    [
      "on behalf of the user",
      ({ stack }) =>
        BackendToken.onBehalfOf({
          backend: newOrders(stack, "Functions"),
          authentication: ClientAuthentication.managedIdentity(
            ApimIdentity.userAssigned({ clientId: guid("e"), principalId: guid("f") }),
          ),
        }),
    ],
  ])("%s gets the warning for each way to choose another backend", (_whose, token) => {
    const scene = new Scene();
    const api = withToken(scene, token(scene), scene.backend("own", "none"));
    scene.backend("other", "none").useIn(api.addOperation("made", get("made")));
    Backend.fromName(scene.stack, "Old", { apim: scene.apim, name: "old" }).useIn(api.addOperation("old", get("old")));
    const baseUrl = "https://legacy.contoso.com";
    ApimPolicy.of(api.addOperation("hand", get("hand"))).addInbound(new SetBackendService({ baseUrl }));
    expect(shared(scene).map((text) => text.split(":")[0])).toEqual([
      "Stack/orders/made",
      "Stack/orders/old",
      "Stack/orders/hand",
    ]);
  });

  test.each<[string, (scene: Scene, api: Api, own: Backend) => void]>([
    ["has the same backend", (_scene, api, own) => own.useIn(api.addOperation("get", get("get")))],
    [
      "has a backend with its own token",
      (scene, api) => scene.backend("other", "identity").useIn(api.addOperation("get", get("get"))),
    ],
    [
      "has a backend with a key, which gets no token",
      (scene, api) => scene.backend("other", "function").useIn(api.addOperation("get", get("get"))),
    ],
    [
      "removes the header",
      (scene, api) => {
        const operation = api.addOperation("get", get("get"));
        scene.backend("other", "none").useIn(operation);
        const remove = new SetHeader({ name: "authorization", existsAction: ExistsAction.DELETE });
        ApimPolicy.of(operation).addInbound(remove);
      },
    ],
    ["chooses no backend", (_scene, api) => void api.addOperation("get", get("get"))],
  ])("gets no warning where an operation %s", (_what, add) => {
    const scene = new Scene();
    const own = scene.backend("own", "none");
    add(scene, withToken(scene, identityFor(scene), own), own);
    expect(shared(scene)).toEqual([]);
  });

  test.each([BackendToken.forward(), BackendToken.strip()])(
    "gets no warning where it is the caller's, or none",
    (token) => {
      const scene = new Scene();
      scene.backend("other", "none").useIn(withToken(scene, token).addOperation("get", get("get")));
      expect(shared(scene)).toEqual([]);
    },
  );

  test("gets no warning for a header of another request", () => {
    const scene = new Scene();
    const api = scene.api("orders");
    const headers = [new SetHeader({ name: "Authorization", values: ["Basic {{key}}"] })];
    ApimPolicy.of(api).addInbound(
      new SendRequest({ responseVariableName: "seen", url: "https://audit.contoso.com", method: "GET", headers }),
    );
    scene.backend("other", "none").useIn(api.addOperation("get", get("get")));
    expect(shared(scene)).toEqual([]);
  });
});
