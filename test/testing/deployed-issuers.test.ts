import { TestClock } from "../../src/gateway/clock";
import { LocalGateway } from "../../src/testing";
import { NOW } from "../issuer/example-tenant";
import { ordersDeployment } from "../support/orders-deployment";

function gatewayWith(check: string): LocalGateway {
  const document = `<policies><inbound><validate-jwt header-name="Authorization">${check}</validate-jwt></inbound></policies>`;
  return LocalGateway.fromSynth(ordersDeployment({ document }), { clock: new TestClock(NOW) });
}

const CONFIG = "v2.0/.well-known/openid-configuration";
const B2C = "https://contoso.b2clogin.com/11111111-1111-4111-8111-111111111111/v2.0/";
const OLD_B2C = "https://login.microsoftonline.com/te/contoso.onmicrosoft.com/b2c_1_signin";

test.each([
  [
    "a user flow in the query of its metadata",
    [
      `https://Contoso.b2clogin.com/c.onmicrosoft.com/${CONFIG}?p=B2C_1_in`,
      `https://Contoso.b2clogin.com/c.onmicrosoft.com/${CONFIG}?p=B2C_1_reset`,
    ],
    B2C,
  ],
  [
    "a user flow in the path of its metadata",
    [`https://contoso.b2clogin.com/c.onmicrosoft.com/B2C_1_in/${CONFIG}`],
    B2C,
  ],
  ["the older address of a tenant for customers", [`${OLD_B2C}/${CONFIG}`], B2C],
  ["a port", ["https://localhost:8443/realms/a/.well-known/openid-configuration"], "https://localhost:8443/realms/a"],
  ["a name that is no address", ["https://sso.contoso.com/.well-known/openid-configuration"], "urn:contoso:sso"],
])("an issuer with %s signs tokens", async (_, urls, issuer) => {
  const configs = urls.map((url) => `<openid-config url="${url}" />`).join("");
  const gateway = gatewayWith(`${configs}<issuers><issuer>${issuer}</issuer></issuers>`);
  const { status } = await gateway.get("/orders/1", { token: await gateway.tokenFrom(issuer, { aud: "a" }) });
  expect(status).toBe(200);
  const forged = await gateway.tokenFrom(issuer, { aud: "a" }, { fault: "other-key" });
  expect((await gateway.get("/orders/1", { token: forged })).reason).toBe("TokenSignatureInvalid");
});
