import { AzureadProvider } from "@cdktf/provider-azuread/lib/provider";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { AzurermBackend, TerraformStack } from "cdktf";
import {
  Api,
  ApiManagement,
  AppRegistration,
  AzapiProvider,
  Callers,
  JwtPolicy,
  McpServer,
  PermissionScope,
  ProtectedResourceMetadata,
} from "cdktf-apim-oauth";
import type { Construct } from "constructs";

/** A custom domain of the gateway, and a verified domain of the tenant. */
const HOST = "api.contoso.com";
const BACKEND = "https://func-contoso-orders.azurewebsites.net/api";

/** Clients find out by themselves which authorization server gives tokens: for an API, and for an MCP server. */
export class McpStack extends TerraformStack {
  public constructor(scope: Construct, id: string) {
    super(scope, id);
    new AzurermProvider(this, "azurerm", { features: [{}] });
    new AzureadProvider(this, "azuread");
    // The azurerm provider has no MCP servers.
    new AzapiProvider(this, "azapi");
    new AzurermBackend(this, {
      resourceGroupName: "rg-terraform",
      storageAccountName: "stcontosoterraform",
      containerName: "tfstate",
      key: "mcp.tfstate",
      useAzureadAuth: true,
    });

    const apim = ApiManagement.fromName(this, "Apim", { name: "apim-contoso", resourceGroupName: "rg-apim" });
    const metadata = new ProtectedResourceMetadata(this, "Metadata", { apim, gatewayUrl: `https://${HOST}` });

    // The API.
    const orders = new AppRegistration(this, "Orders", {
      displayName: "Orders API",
      scopes: [PermissionScope.of("Orders.Read")],
    });
    const api = new Api(this, "Api", { apim, path: "orders", serviceUrl: BACKEND, subscriptionRequired: false });
    api.addOperation("list-orders", { method: "GET", urlTemplate: "/" });
    metadata.describe(
      new JwtPolicy(this, "Jwt", { target: api, resource: orders, callers: Callers.users("Orders.Read") }),
    );

    // The MCP server. Clients ask for a token for its URL, so that is the identifier URI of its registration.
    const tools = new AppRegistration(this, "Tools", {
      displayName: "Order tools",
      identifierUri: McpServer.urlOf(HOST, "order-tools"),
      scopes: [PermissionScope.of("Tools.Read"), PermissionScope.of("Tools.Cancel", { adminConsentOnly: true })],
    });
    // The operations behind the tools are an API of their own, because the server does not pass the token on.
    const behind = new Api(this, "Behind", {
      apim,
      path: "orders-behind-tools",
      serviceUrl: BACKEND,
      suppressions: [{ rule: "open-operation", reason: "it needs a subscription key, and there is none" }],
    });
    const get = behind.addOperation("get-order", { method: "GET", urlTemplate: "/orders/{id}" });
    const cancel = behind.addOperation("cancel-order", { method: "DELETE", urlTemplate: "/orders/{id}" });
    const server = new McpServer(this, "Mcp", {
      apim,
      path: "order-tools",
      hostName: HOST,
      resource: tools,
      callers: Callers.users("Tools.Read"),
      tools: [
        { operation: get, description: "Reads an order by its number" },
        {
          operation: cancel,
          description: "Cancels an order that is not shipped",
          callers: Callers.users("Tools.Cancel"),
        },
      ],
    });
    metadata.describe(server.jwtPolicy);
  }
}
