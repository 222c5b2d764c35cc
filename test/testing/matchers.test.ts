import "cdktf-apim-oauth/testing/jest";
import { TestClock } from "../../src/gateway/clock";
import { PolicyDocument } from "../../src/policy/document";
import {
  assertCheck,
  checkForwarded,
  checkPolicy,
  checkProtected,
  checkRefused,
  type GatewayResult,
  LocalGateway,
  policySerializer,
} from "../../src/testing";
import { NOW } from "../issuer/example-tenant";
import { deployedOrders, policyWith, validateJwt } from "./deployed-orders";

const gateway = LocalGateway.fromSynth(deployedOrders(validateJwt()), { clock: new TestClock(NOW) });
const given = { ...process.env };

let good: GatewayResult;
let expired: GatewayResult;
beforeAll(async () => {
  process.env = { ...given, NO_COLOR: "1" };
  good = await gateway.get("/orders", { token: await gateway.tokenFor("Nightly job") });
  expired = await gateway.get("/orders", { token: await gateway.tokenFor("Nightly job", { fault: "expired" }) });
});
afterAll(() => {
  process.env = given;
});

test("a request that got to the backend was forwarded, and not refused", () => {
  expect(good).toBeForwarded();
  expect(good).not.toBeRefused(200);
  expect(expired).not.toBeForwarded();
});

test("a caller is refused with a status, and with a reason if one is given", () => {
  expect(expired).toBeRefused(401);
  expect(expired).toBeRefused(401, "TokenExpired");
  expect(expired).not.toBeRefused(403);
  expect(expired).not.toBeRefused(401, "TokenNotPresent");
});

test.each<[string, () => unknown, string]>([
  [
    "a request was to be forwarded",
    () => expect(expired).toBeForwarded(),
    "expected the request to get to the backend; the gateway answered 401 TokenExpired\n\ninbound\n  validate-jwt (api) validate-jwt[1]: TokenExpired: ",
  ],
  [
    "a request was not to be forwarded",
    () => expect(good).not.toBeForwarded(),
    "expected the request not to get to the backend; the gateway answered 200, and GET https://orders.contoso.com/ got to the backend",
  ],
  [
    "a caller was to be refused",
    () => expect(good).toBeRefused(403),
    "expected the caller to be refused with 403; the gateway answered 200, and GET",
  ],
  [
    "a caller was to be refused for another reason",
    () => expect(expired).toBeRefused(401, "TokenNotPresent"),
    "expected the caller to be refused with 401 TokenNotPresent; the gateway answered 401 TokenExpired",
  ],
  [
    "a caller was not to be refused",
    () => expect(expired).not.toBeRefused(401),
    "expected the caller not to be refused with 401; the gateway answered 401 TokenExpired",
  ],
  ["an assertion of another runner does not hold", () => assertCheck(checkForwarded(expired)), "to get to the backend"],
  [
    "an await is missing",
    () => expect(gateway.get("/orders")).toBeForwarded(),
    "a promise, without await, is no result of a gateway; expected what await gateway.request(…) gives",
  ],
  ["there is no result", () => checkRefused(undefined as unknown as GatewayResult, 401), "undefined is no result"],
  [
    "the await of a table is missing",
    () => expect(gateway.access()).toProtectEveryOperation(),
    "a promise, without await, is no table of access",
  ],
  ["what should have a policy is none", () => expect("orders").toHavePolicy("base"), '"orders" is no policy document'],
  [
    "a policy does not have an element",
    () => expect(policyWith("")).toHavePolicy("rate-limit", { calls: 5 }),
    'expected <rate-limit calls="5"> in the policy; it is\n\n<policies>\n',
  ],
  [
    "a policy was not to have an element",
    () => expect(policyWith('<rate-limit calls="5" renewal-period="60" />')).not.toHavePolicy("rate-limit"),
    "expected no <rate-limit> in the policy; it is",
  ],
])("fails if %s", (_, check, message) => {
  expect(check).toThrow(message);
});

test("a check that holds is no failure for runners without matchers", () => {
  expect(() => assertCheck(checkForwarded(good))).not.toThrow();
});

test("the message about an operation without protection shows its row and the trace", async () => {
  const open = LocalGateway.fromSynth(deployedOrders('<set-variable name="a" value="1" />'));
  const table = await open.access();
  expect(() => expect(table).toProtectEveryOperation()).toThrow(
    "expected every operation to be protected\n\nGET /orders: no token is answered in (200)\ninbound\n  set-variable (api)",
  );
  expect(table).toProtectEveryOperation({ except: ["GET /orders"] });
  expect(await gateway.access()).toProtectEveryOperation();
  expect(checkProtected(await gateway.access()).message()).toBe(
    "expected an operation that is not protected; all of them are",
  );
});

test("messages have colours where the terminal has them", () => {
  const isColoured = (env: NodeJS.ProcessEnv): boolean => {
    process.env = env;
    return checkForwarded(expired).message().includes("\u001b[31m");
  };
  expect([isColoured({ FORCE_COLOR: "1" }), isColoured({ FORCE_COLOR: "0" }), isColoured({})]).toEqual([
    true,
    false,
    false,
  ]);
  expect(isColoured({ FORCE_COLOR: "1", NO_COLOR: "1" })).toBe(false);
  process.env = { ...given, NO_COLOR: "1" };
});

test("an element of a policy is found at any depth, with its attributes", () => {
  const policy = policyWith(validateJwt({ attributes: 'clock-skew="60"' }));
  expect(policy).toHavePolicy("validate-jwt", { "header-name": "Authorization", "clock-skew": 60 });
  expect(policy).toHavePolicy("openid-config", { url: /\/v2\.0\// });
  expect(policy).not.toHavePolicy("openid-config", { url: "https://login.microsoftonline.com" });
  expect(policy).not.toHavePolicy("validate-jwt", { "output-token-variable-name": "jwt" });
  expect(PolicyDocument.parse(policy)).toHavePolicy("validate-jwt");
  expect(checkPolicy("<!-- a --><fragment><base /></fragment>", "base").pass).toBe(true);
});

test("a snapshot has a policy as indented XML, and other texts as they are", () => {
  expect(policyWith('<set-header name="a"   exists-action="delete"/>')).toMatchInlineSnapshot(`
   <policies>
       <inbound>
           <base />
           <set-header name="a" exists-action="delete" />
       </inbound>
       <backend>
           <base />
       </backend>
       <outbound>
           <base />
       </outbound>
       <on-error>
           <base />
       </on-error>
   </policies>
  `);
  expect("orders").toMatchInlineSnapshot(`"orders"`);
  expect(policySerializer.serialize("<policies><inbound>")).toBe("<policies><inbound>");
});
