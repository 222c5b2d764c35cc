import { TestClock } from "../../src/gateway/clock";
import { LocalGateway } from "../../src/testing";
import { NOW } from "../issuer/example-tenant";
import { CommandFolder } from "../support/command";
import { ordersDeployment, TENANT } from "../support/orders-deployment";

const clock = new TestClock(NOW);
const folder = new CommandFolder();
afterAll(() => {
  folder.remove();
});

const SERVICE = "${azurerm_api_management.main.id}";
const TEAM = { api_management_workspace_id: "${azurerm_api_management_workspace.team.id}" };
const IN = { api_management_name: "contoso", resource_group_name: "rg" };
const CHECK = `<validate-jwt header-name="Authorization"><openid-config url="https://login.microsoftonline.com/${TENANT}/v2.0/.well-known/openid-configuration" />
  <audiences><audience>\${azuread_application_registration.orders.client_id}</audience></audiences>
  <required-claims><claim name="roles" match="any"><value>Orders.Read</value></claim></required-claims></validate-jwt>`;
const FORWARD = "<backend><forward-request /></backend>";
const document = (inbound: string): string => `<policies><inbound>${inbound}</inbound>${FORWARD}</policies>`;

/** An API of a workspace in two versions: by a header, and with a product whose key is needed. The check is the workspace's. */
function deployment(productPolicy: string): object {
  const { resource, ...more } = ordersDeployment() as { resource: Record<string, Record<string, object>> };
  const api = {
    ...TEAM,
    revision: "1",
    path: "stock",
    service_url: "https://stock.contoso.com",
    version_set_id: "${azurerm_api_management_workspace_api_version_set.stock.id}",
    subscription_required: true,
  };
  const operation = { ...TEAM, method: "GET", url_template: "/{id}" };
  return {
    ...more,
    resource: {
      ...resource,
      azurerm_api_management: { main: { name: "contoso", resource_group_name: "rg" } },
      azurerm_api_management_workspace: { team: { api_management_id: SERVICE, name: "team" } },
      azurerm_api_management_workspace_policy: { team: { ...TEAM, xml_content: document(CHECK) } },
      azurerm_api_management_workspace_api_version_set: {
        stock: { ...TEAM, name: "stock", versioning_scheme: "Header", version_header_name: "Api-Version" },
      },
      azurerm_api_management_api: {
        ...resource.azurerm_api_management_api,
        v1: { ...api, name: "stock-v1", version: "v1" },
        v2: { ...api, name: "stock-v2", version: "v2" },
      },
      azurerm_api_management_api_operation: {
        ...resource.azurerm_api_management_api_operation,
        v1: { ...operation, api_name: "stock-v1", operation_id: "get" },
        v2: { ...operation, api_name: "stock-v2", operation_id: "get" },
      },
      azurerm_api_management_product: {
        gold: { ...IN, product_id: "gold", display_name: "Gold", published: true, subscription_required: true },
        team: { ...TEAM, product_id: "gold", display_name: "Gold", published: true, subscription_required: true },
      },
      azurerm_api_management_product_api: { team: { ...TEAM, product_id: "gold", api_name: "stock-v2" } },
      azurerm_api_management_product_policy: { team: { ...TEAM, product_id: "gold", xml_content: productPolicy } },
    },
  };
}

test("a version by a header and a product of a workspace are ways to an API", async () => {
  const gateway = LocalGateway.fromSynth(deployment(document("")), { clock });
  const table = await gateway.access();
  const stock = table.rows.filter(({ operation }) => operation.startsWith("GET /stock"));
  expect(stock.filter(({ isIn, caller, fault }) => isIn && caller === "" && fault === "none")).toMatchObject([
    { operation: "GET /stock/{id} v2", door: "by the product gold" },
  ]);
  expect(new Set(stock.map(({ operation, door }) => `${operation} ${door}`))).toEqual(
    new Set(["GET /stock/{id} v1 with a key", "GET /stock/{id} v2 by the product gold"]),
  );
  const closed = await LocalGateway.fromSynth(deployment(document("<base />")), { clock }).access();
  expect(closed.rows.filter(({ isIn, fault }) => isIn && fault !== undefined)).toEqual([]);
});

test("explain says what each way answers", async () => {
  const json = deployment(document("<base />"));
  folder.write({ "cdktf.out/stacks/orders/cdk.tf.json": json });
  const gateway = LocalGateway.fromSynth(json, { clock });
  const explain = async (client: string, ...argv: string[]): Promise<string> => {
    const token = await gateway.tokenFor(client, { api: "Orders API" });
    return (await folder.run(["explain", ...argv], { clock, stdin: () => Promise.resolve(token) })).stdout;
  };
  const all = await explain("Stock job");
  expect(all).toContain(
    "validate-jwt in azurerm_api_management_api_policy.orders, azurerm_api_management_workspace_policy.team\n",
  );
  expect(all).toContain("  GET    /stock/1 (Api-Version: v1, with a key): 401 TokenClaimNotFound\n");
  expect(all).toContain("  GET    /stock/1 (Api-Version: v2, by the product gold): 401 TokenClaimNotFound\n");
  const one = await explain("Web shop", "--request", "GET /stock/1");
  expect(one).toContain(
    "  GET    /stock/1 (Api-Version: v1, with a key): gets in\n  GET    /stock/1 (Api-Version: v2, by the product gold): gets in\n",
  );
  expect(one).not.toContain("/orders/");
});
