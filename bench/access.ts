import { App, TerraformStack } from "cdktf";
import { AzureadProvider } from "@cdktf/provider-azuread/lib/provider";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { Api, ApiManagement, AppRegistration, AppRole, Callers, JwtPolicy, PermissionScope } from "../src";
import { LocalGateway } from "../src/testing/local-gateway";

const APIS = 100;
const OPERATIONS = 4;

/** Seconds for the table of who gets in at 400 operations of 100 APIs, each with an application and users who may call it. */
export async function measureAccess(): Promise<number> {
  const gateway = LocalGateway.fromStack(stackOfApis());
  const start = process.hrtime.bigint();
  const { operations } = await gateway.access();
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  if (operations.length !== APIS * OPERATIONS) throw new Error(`the table has ${operations.length} operations`);
  return seconds;
}

function stackOfApis(): TerraformStack {
  const stack = new TerraformStack(new App(), "orders");
  new AzurermProvider(stack, "azurerm", { features: [{}] });
  new AzureadProvider(stack, "azuread");
  const apim = ApiManagement.fromName(stack, "Apim", { name: "apim-contoso", resourceGroupName: "rg-apim" });
  for (let index = 0; index < APIS; index++) {
    const resource = new AppRegistration(stack, `Orders${index}`, {
      displayName: `Orders API ${index}`,
      roles: [AppRole.forApplications("Orders.Read")],
      scopes: [PermissionScope.of("read")],
    });
    const shop = new AppRegistration(stack, `Shop${index}`, { displayName: `Web shop ${index}` });
    shop.grantRole(resource, "Orders.Read");
    shop.grantScope(resource, "read");
    const api = new Api(stack, `Api${index}`, { apim, path: `orders-${index}`, subscriptionRequired: false });
    for (let operation = 0; operation < OPERATIONS; operation++)
      api.addOperation(`get-${operation}`, { method: "GET", urlTemplate: `/${operation}/{id}` });
    const callers = Callers.anyOf(Callers.applications("Orders.Read"), Callers.users("read"));
    new JwtPolicy(stack, `Jwt${index}`, { target: api, resource, callers });
  }
  return stack;
}
