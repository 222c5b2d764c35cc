import { Deployment } from "../../src/deployment";
import { TestClock } from "../../src/gateway/clock";
import { LocalGateway } from "../../src/gateway/local-gateway";
import { CommandFolder, type CommandResult, keys } from "../support/command";
import { ordersDeployment, TENANT } from "../support/orders-deployment";
import { planOf } from "../support/terraform-json";

const clock = new TestClock(Date.UTC(2026, 0, 15, 12));
const folder = new CommandFolder();
afterAll(() => {
  folder.remove();
});

const CLIENT_ID = "44444444-4444-4444-8444-444444444444";
const ORDERS_ID = "azuread_application_registration.orders.client_id";

type Resources = Readonly<Record<string, Readonly<Record<string, object>>>>;

/** A stack with some resources of a deployment. */
function stackOf(name: string, resource: object, more: object): object {
  const { provider } = ordersDeployment() as { provider: object };
  return { "//": { metadata: { stackName: name } }, provider, resource, ...more };
}

/** A plan as that of a program in HCL whose resources are in a module, and whose registration was deployed before. */
function planOfModule(): object {
  const { resource, ...rest } = ordersDeployment() as { resource: Resources };
  const { orders, ...others } = resource.azuread_application_registration ?? {};
  const registrations = { orders: { ...orders, client_id: CLIENT_ID }, ...others };
  const plan = planOf({ ...rest, resource: { ...resource, azuread_application_registration: registrations } }) as {
    planned_values: { root_module: { resources: { address: string }[] } };
    configuration: { root_module: object };
  };
  const resources = plan.planned_values.root_module.resources.map((each) => ({
    ...each,
    address: `module.shop.${each.address}`,
  }));
  return {
    format_version: "1.2",
    planned_values: { root_module: { child_modules: [{ address: "module.shop", resources }] } },
    resource_changes: [],
    configuration: { root_module: { module_calls: { shop: { module: plan.configuration.root_module } } } },
  };
}

/** The registrations in one stack, and the API in another that reads the client id from the state of the first. */
function twoStacks(): object[] {
  const { resource } = ordersDeployment() as { resource: Resources };
  const part = (isEntra: boolean): object =>
    Object.fromEntries(Object.entries(resource).filter(([type]) => type.startsWith("azuread_") === isEntra));
  const config = { path: "identity.tfstate" };
  const remote = "data.terraform_remote_state.identity.outputs.orders-id";
  return [
    stackOf("identity", part(true), {
      terraform: { backend: { local: config } },
      output: { "orders-id": { value: `\${${ORDERS_ID}}`, sensitive: true } },
    }),
    stackOf("api", JSON.parse(JSON.stringify(part(false)).replaceAll(ORDERS_ID, remote)) as object, {
      terraform: { backend: { local: { path: "api.tfstate" } } },
      data: { terraform_remote_state: { identity: { backend: "local", config } } },
    }),
  ];
}

interface Deployed {
  readonly files: Readonly<Record<string, object>>;
  readonly deployment: Deployment;
  /** What the addresses of the resources begin with. */
  readonly prefix: string;
}

const PLAN = planOfModule();
const STACKS = twoStacks();

test.each<[string, string, Deployed]>([
  [
    "the plan of a module in HCL",
    "plan.json",
    { files: { "plan.json": PLAN }, deployment: Deployment.fromPlan(PLAN), prefix: "module.shop." },
  ],
  [
    "several stacks",
    "cdktf.out",
    {
      files: Object.fromEntries(
        STACKS.map((stack, index) => [`cdktf.out/stacks/${String(index)}/cdk.tf.json`, stack] as const),
      ),
      deployment: Deployment.fromSynth(STACKS),
      prefix: "",
    },
  ],
])("a token is explained against %s", async (_, path, { files, deployment, prefix }) => {
  folder.write(files);
  const gateway = new LocalGateway(deployment, { clock, keys });
  const explain = (client: string): Promise<CommandResult> =>
    folder.run(["explain", "-d", path], { clock, stdin: () => gateway.applicationToken(client, "Orders API") });
  const good = await explain("Web shop");
  expect([good.code, good.stderr]).toEqual([0, ""]);
  expect(good.stdout).toContain(`validate-jwt in ${prefix}azurerm_api_management_api_policy.orders\n`);
  expect(good.stdout).toContain("  GET    /orders/1: gets in\n");
  expect(good.stdout).not.toContain("fails");
  const lacking = await explain("Stock job");
  expect(lacking.code).toBe(1);
  expect(lacking.stdout).toContain("cause: nothing in the deployment gives the role Orders.Read to Stock job");
  expect(lacking.stdout).toContain("  GET    /orders/1: 401 TokenClaimNotFound\n");
});

test.each([
  ["an id", `tenant-id="${TENANT}"`, "ok"],
  ["the address of the tenant", `tenant-id="https://login.microsoftonline.com/${TENANT}/v2.0"`, "ok"],
  ["any tenant", 'tenant-id="organizations"', "ok"],
  ["a domain, whose id only its metadata say", 'tenant-id="contoso.onmicrosoft.com"', "?"],
  ["another tenant", 'tenant-id="99999999-9999-4999-8999-999999999999"', "fails"],
  ["another cloud", `tenant-id="${TENANT}" authentication-endpoint="https://login.microsoftonline.us"`, "fails"],
  ["no cloud", `tenant-id="${TENANT}" authentication-endpoint="login.microsoftonline.us.example.com"`, "?"],
])("the issuer of a token is compared with that of validate-azure-ad-token with %s", async (_, tenant, mark) => {
  const document = `<policies><inbound><validate-azure-ad-token ${tenant} /></inbound></policies>`;
  const deployment = ordersDeployment({ document });
  folder.write({ "azure-ad.tf.json": deployment });
  const token = await new LocalGateway(Deployment.fromSynth(deployment), { clock, keys }).applicationToken(
    "Web shop",
    "Orders API",
  );
  const { stdout } = await folder.run(["explain", "-d", "azure-ad.tf.json"], {
    clock,
    stdin: () => Promise.resolve(token),
  });
  expect(/^ {2}(\S+) +issuer /m.exec(stdout)?.[1]).toBe(mark);
});
