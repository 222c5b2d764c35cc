import {
  Api,
  ApimIdentity,
  AppRegistration,
  BackendToken,
  Callers,
  ClientAuthentication,
  FederatedCredential,
  JwtPolicy,
  ManagedIdentity,
  NamedValue,
  NamedValueSource,
  PermissionScope,
  Principal,
} from "cdktf-apim-oauth";
import { decodeJwt } from "jose";
import { LocalGateway } from "../../src/testing";
import { newClient, newService, newStack } from "../support/synth";

/** What an API does with the token of a user that it exchanges. */
async function exchanged(how: "secret" | "identity" | "identity of others"): Promise<string> {
  const stack = newStack();
  const apim = newService(stack);
  const make = (id: string, scope: string): AppRegistration =>
    new AppRegistration(stack, id, { displayName: id, scopes: [PermissionScope.of(scope)] });
  const [orders, stock] = [make("Orders", "Orders.Read"), make("Stock", "Stock.Read")];
  const shop = newClient(stack);
  shop.requestScope(orders, "Orders.Read");
  orders.grantScope(stock, "Stock.Read");
  const gateway = ManagedIdentity.fromName(stack, "Gateway", { name: "id-gateway", resourceGroupName: "rg" });
  const other = ManagedIdentity.fromName(stack, "Other", { name: "id-other", resourceGroupName: "rg" });
  const credential = (): ClientAuthentication => {
    if (how === "secret") {
      const source = NamedValueSource.secret(orders.addClientSecret("Gateway", { endDate: "2027-05-31T00:00:00Z" }));
      return ClientAuthentication.secret(new NamedValue(stack, "Secret", { apim, name: "orders-secret", source }));
    }
    const { clientId, principalId } = gateway;
    const trusted = how === "identity" ? gateway : other;
    orders.addFederatedCredential(
      "Gateway",
      FederatedCredential.managedIdentity(Principal.fromObjectId(trusted.principalId)),
    );
    return ClientAuthentication.managedIdentity(ApimIdentity.userAssigned({ clientId, principalId }));
  };
  const backendToken = BackendToken.onBehalfOf({ backend: stock, authentication: credential() });
  const target = new Api(stack, "Api", { apim, path: "orders", subscriptionRequired: false });
  target.addOperation("list", { method: "GET", urlTemplate: "/" });
  new JwtPolicy(stack, "Jwt", { target, resource: orders, callers: Callers.users("Orders.Read"), backendToken });
  const local = LocalGateway.fromStack(stack);
  const token = await local.tokenForUser({ client: shop, api: orders, scopes: ["Orders.Read"] });
  const { status, forwarded } = await local.get("/orders", { token });
  const given = forwarded?.headers.get("Authorization")?.replace("Bearer ", "");
  return given === undefined ? String(status) : String(decodeJwt(given).scp);
}

test.each([
  ["secret", "Stock.Read"],
  ["identity", "Stock.Read"],
  ["identity of others", "401"],
] as const)("a token is exchanged with the %s of the client: %s", async (how, expected) => {
  expect(await exchanged(how)).toBe(expected);
});
