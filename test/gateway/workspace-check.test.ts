import type { LocalGateway } from "cdktf-apim-oauth/testing";
import { Api, ApimPolicy, AppRegistration, AppRole, Callers, JwtPolicy, Workspace } from "cdktf-apim-oauth";
import { gatewayOf } from "../support/access";
import { newService, newStack, OPEN, synth } from "../support/synth";

/** A workspace with a check and an API with another, which the azurerm provider cannot make: its policy is that of an API of the service. */
function scene(): { gateway: LocalGateway; clients: Record<string, AppRegistration> } {
  const stack = newStack();
  const apim = newService(stack);
  const resource = new AppRegistration(stack, "Orders", {
    displayName: "Orders",
    roles: [AppRole.forApplications("Team"), AppRole.forApplications("Write")],
  });
  const other = new AppRegistration(stack, "Stock", { displayName: "Stock", roles: [AppRole.forApplications("Team")] });
  const client = (id: string, api: AppRegistration, ...roles: string[]): AppRegistration => {
    const made = new AppRegistration(stack, id, { displayName: id });
    for (const role of roles) made.grantRole(api, role);
    return made;
  };
  const clients = {
    both: client("Both", resource, "Team", "Write"),
    team: client("Team", resource, "Team"),
    write: client("Write", resource, "Write"),
    other: client("Other", other, "Team"),
  };
  const workspace = new Workspace(stack, "Workspace", { apim, name: "team" });
  new JwtPolicy(stack, "JwtTeam", { target: workspace, resource, callers: Callers.applications("Team") });
  const twin = new Api(stack, "Twin", { ...OPEN, apim, path: "twin" });
  new JwtPolicy(stack, "JwtApi", { target: twin, resource, callers: Callers.applications("Write") });
  const text = ApimPolicy.of(twin).render();
  const input = synth(stack) as unknown as { resource: Record<string, Record<string, Record<string, unknown>>> };
  const [id] = Object.keys(input.resource.azurerm_api_management_workspace!);
  const inTeam = { api_management_workspace_id: `\${azurerm_api_management_workspace.${id}.id}` };
  const { azurerm_api_management_api: apis, azurerm_api_management_api_operation: operations = {} } = input.resource;
  input.resource.azurerm_api_management_api_operation = operations;
  for (const name of ["closed", "plain"]) {
    const api = { name, path: name, revision: "1", subscription_required: false, service_url: "https://t.contoso.com" };
    apis![name] = { ...inTeam, ...api };
    operations[name] = { ...inTeam, api_name: name, operation_id: "list", method: "GET", url_template: "/" };
  }
  input.resource.azurerm_api_management_api_policy!.closed = { ...inTeam, api_name: "closed", xml_content: text };
  return { gateway: gatewayOf(input), clients };
}

test("a request to an API in a workspace passes the check of both", async () => {
  const { gateway, clients } = scene();
  const statuses: Record<string, number[]> = {};
  const tokens: Record<string, string | undefined> = { none: undefined, bad: "x.y.z" };
  for (const [name, client] of Object.entries(clients)) tokens[name] = await gateway.tokenFor(client);
  for (const [name, token] of Object.entries(tokens)) {
    statuses[name] = [];
    for (const path of ["/closed", "/plain"]) {
      const { status, forwarded } = await gateway.get(path, { token });
      statuses[name].push(forwarded === undefined ? status : 200);
    }
  }
  expect(statuses).toEqual({
    none: [401, 401],
    bad: [401, 401],
    both: [200, 200],
    team: [403, 200],
    write: [403, 403],
    other: [401, 401],
  });
});
