import { AzureadProvider } from "@cdktf/provider-azuread/lib/provider";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { AzurermBackend, TerraformResource, TerraformStack } from "cdktf";
import { Api, ApiManagement, AppRegistration, AppRole, Callers, JwtPolicy, TokenVersion } from "cdktf-apim-oauth";
import type { Construct, IConstruct } from "constructs";

/** The client id of the API. */
const ORDERS = "22222222-2222-4222-8222-222222222222";
/** The object id of the client, and the assignment of the role to it, below the service principal of the API. */
const APPLICATION = "/applications/33333333-3333-4333-8333-333333333333";
const GRANT =
  "/servicePrincipals/66666666-6666-4666-8666-666666666666/appRoleAssignedTo/K0hQ8sZbXkqv1nD3yWmJtQ2aLr7PfE5GhUeTc9oVxIw";

/** Service, API and registrations exist already. Only the check of the tokens is added. */
export class ExistingStack extends TerraformStack {
  public constructor(scope: Construct, id: string) {
    super(scope, id);
    new AzurermProvider(this, "azurerm", { features: [{}] });
    new AzureadProvider(this, "azuread");
    new AzurermBackend(this, {
      resourceGroupName: "rg-terraform",
      storageAccountName: "stcontosoterraform",
      containerName: "tfstate",
      key: "existing.tfstate",
      useAzureadAuth: true,
    });

    // These stay as they are.
    const apim = ApiManagement.fromName(this, "Apim", { name: "apim-contoso", resourceGroupName: "rg-apim" });
    const api = Api.fromName(this, "Api", { apim, name: "orders" });
    const orders = AppRegistration.fromClientId(this, "Orders", {
      clientId: ORDERS,
      displayName: "Orders API",
      // requestedAccessTokenVersion in the manifest, where null means version 1.
      tokenVersion: TokenVersion.V2,
      // What the API has, so that a misspelt role fails the synth.
      roles: [AppRole.forApplications("Orders.Read", { id: "55555555-5555-4555-8555-555555555555" })],
    });

    // The client is managed here from now on, with its role. The imports take over what is there.
    const shop = new AppRegistration(this, "Shop", { displayName: "Web shop" });
    shop.grantRole(orders, "Orders.Read");
    const path = orders.node.path.replaceAll("/", "--");
    importChild(APPLICATION, shop, "Resource");
    importChild("/servicePrincipals/44444444-4444-4444-8444-444444444444", shop, "ServicePrincipal");
    importChild(`${APPLICATION}/apiAccess/${ORDERS}`, shop, `ApiAccess-${path}`, "Resource");
    importChild(GRANT, shop, `Grant-${path} - Orders.Read`);

    // All that is new: the policy of the API.
    new JwtPolicy(this, "Jwt", {
      target: api,
      resource: orders,
      callers: Callers.applications("Orders.Read"),
      allowedClients: [shop],
    });
  }
}

/** Imports a child of a construct; for a child of a child, the ids are one after the other. */
function importChild(importId: string, construct: Construct, ...ids: string[]): void {
  const child = ids.reduce<IConstruct>((parent, id) => parent.node.findChild(id), construct);
  if (!TerraformResource.isTerraformResource(child)) throw new Error(`${child.node.path} is not a resource`);
  child.importFrom(importId);
}
