import { AzureadProvider } from "@cdktf/provider-azuread/lib/provider";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { TerraformStack } from "cdktf";
import {
  Api,
  AppRegistration,
  AppRole,
  Callers,
  JwtPolicy,
  NamedValue,
  NamedValueSource,
  ResourceServer,
} from "cdktf-apim-oauth";
import type { Construct } from "constructs";
import type { Fragment } from "../../support/pages";
import { newService } from "../../support/synth";

const RESOURCE = ResourceServer.auth0({ domain: "contoso.eu.auth0.com", audience: "https://orders.contoso.com" });
const CALLERS = Callers.applications("orders.read");

/** The stack that a user of the library tests. */
class OrdersStack extends TerraformStack {
  public readonly api: Api;

  public constructor(scope: Construct, id: string) {
    super(scope, id);
    new AzurermProvider(this, "azurerm", { features: [{}] });
    new AzureadProvider(this, "azuread");
    const orders = new AppRegistration(this, "Orders", {
      displayName: "Orders API",
      roles: [AppRole.forApplications("Orders.Read")],
    });
    const shop = new AppRegistration(this, "Shop", { displayName: "Web shop" });
    shop.grantRole(orders, "Orders.Read");
    this.api = new Api(this, "Api", { apim: newService(this), path: "orders", subscriptionRequired: false });
    this.api.addOperation("list", { method: "GET", urlTemplate: "/" });
    this.api.addOperation("health", { method: "GET", urlTemplate: "/health", callers: Callers.anonymous() });
    const callers = Callers.applications("Orders.Read");
    new JwtPolicy(this, "Jwt", { target: this.api, resource: orders, callers });
  }
}

/** The names that the fragments of the page use. One that checks the tokens of the API itself gets an API without a check. */
export function names({ stack, text }: Fragment) {
  const apim = newService(stack);
  const api = new Api(stack, "Api", { apim, path: "orders" });
  const functionKey = new NamedValue(stack, "FunctionKey", { apim, name: "key", source: NamedValueSource.plain("a") });
  const jwt = text.includes("new JwtPolicy(")
    ? undefined
    : new JwtPolicy(stack, "Jwt", { target: api, resource: RESOURCE, callers: CALLERS });
  return { api, apim, functionKey, OrdersStack, jwt: jwt! };
}
