import { ApiManagement as ServiceResource } from "@cdktf/provider-azurerm/lib/api-management";
import { ApiManagementWorkspacePolicy } from "@cdktf/provider-azurerm/lib/api-management-workspace-policy";
import { type TerraformStack, TerraformVariable } from "cdktf";
import {
  Api,
  ApiManagement,
  ApimPolicy,
  Callers,
  type IApiManagement,
  JwtPolicy,
  NamedValue,
  NamedValueSource,
  PolicyFragment,
  Workspace,
  type WorkspaceProps,
  WorkspacePolicyFragment,
} from "cdktf-apim-oauth";
import { PolicyDocument, PolicyValue, SetHeader } from "cdktf-apim-oauth/policy";
import { messageOf } from "../../support/error-text";
import {
  importedApi,
  newApp,
  newService,
  newStack,
  OPEN,
  resourceOf,
  resourcesOf,
  synth,
  synthStacks,
  warningsIn,
} from "../../support/synth";

const WORKSPACE = "azurerm_api_management_workspace";
const POLICY = "azurerm_api_management_workspace_policy";
const FRAGMENT = "azurerm_api_management_workspace_policy_fragment";
const SERVICE_ID = "/subscriptions/0/resourceGroups/rg-apim/providers/Microsoft.ApiManagement/service/apim-contoso";

let stack: TerraformStack;
let apim: IApiManagement;

beforeEach(() => {
  stack = newStack();
  apim = ApiManagement.fromResourceId(stack, "Apim", SERVICE_ID);
});

function workspace(props: Partial<WorkspaceProps> = {}, id = "Team"): Workspace {
  return new Workspace(stack, id, { apim, name: "team", ...props });
}

const header = new SetHeader({ name: "X-Team", values: ["a"] });
const namedHeader = new SetHeader({ name: "X-Team", values: [PolicyValue.namedValue("team")] });

function fragment(target: Workspace, name: string, ...statements: SetHeader[]): WorkspacePolicyFragment {
  const document = PolicyDocument.fragment(statements);
  return new WorkspacePolicyFragment(stack, `Fragment-${name}`, { workspace: target, name, document });
}

test("a workspace is a resource of the service", () => {
  workspace();
  expect(resourceOf(synth(stack), WORKSPACE)).toEqual({
    api_management_id: SERVICE_ID,
    name: "team",
    display_name: "team",
  });
});

test("a workspace has what its props say", () => {
  workspace({ displayName: "The ${team}", description: "Its APIs." });
  expect(resourceOf(synth(stack), WORKSPACE)).toEqual({
    api_management_id: SERVICE_ID,
    name: "team",
    display_name: "The $${team}",
    description: "Its APIs.",
  });
});

test("its resources have the logical ids of their paths", () => {
  const team = workspace();
  ApimPolicy.of(team).addInbound(fragment(team, "shared", header).include());
  const { resource } = synth(stack);
  expect([WORKSPACE, POLICY, FRAGMENT].map((type) => Object.keys(resource![type]!))).toMatchInlineSnapshot(`
   [
     [
       "Team_8E98563C",
     ],
     [
       "Team_Policy_6CD97D01",
     ],
     [
       "Fragment-shared_B8BDA416",
     ],
   ]
  `);
});

test("a second workspace of one name fails", () => {
  workspace();
  expect(messageOf(() => workspace({ name: "TEAM" }, "Again"))).toContain(
    'the workspace "TEAM" is already created by Stack/Team',
  );
});

describe("the tier of the service", () => {
  const serviceOf = (skuName: string): IApiManagement => {
    const service = newService(stack);
    new ServiceResource(service, "Resource", {
      name: "apim-contoso",
      resourceGroupName: "rg-apim",
      location: "westeurope",
      publisherName: "Contoso",
      publisherEmail: "apim@contoso.com",
      skuName,
    });
    return service;
  };

  beforeEach(() => (stack = newStack()));

  test.each(["Premium_1", "PremiumV2_1", "StandardV2_1", "BasicV2_1"])("may be %s", (sku) => {
    expect(() => workspace({ apim: serviceOf(sku) })).not.toThrow();
  });

  test.each(["Consumption_0", "Developer_1", "Basic_1", "Standard_1"])("fails if it is %s", (sku) => {
    expect(messageOf(() => workspace({ apim: serviceOf(sku) }))).toContain(
      `Stack/Team: the service has the SKU "${sku}"; expected BasicV2, StandardV2, Premium or PremiumV2`,
    );
  });

  test("may be what only Terraform knows", () => {
    const { stringValue } = new TerraformVariable(stack, "sku", {});
    expect(() => workspace({ apim: serviceOf(stringValue) })).not.toThrow();
  });
});

describe("the policy of a workspace", () => {
  test("is a document like any other, and depends on the workspace by its id", () => {
    const team = workspace();
    new JwtPolicy(stack, "Jwt", { target: team, resource: importedApi(stack), callers: Callers.users("read") });
    const policy = resourceOf(synth(stack), POLICY);
    expect(policy).toEqual({
      api_management_workspace_id: expect.stringMatching(
        /^\$\{azurerm_api_management_workspace\.Team_\w+\.id\}$/,
      ) as string,
      xml_content: ApimPolicy.of(team).render(),
    });
    expect(policy.xml_content).toContain("<validate-jwt ");
  });

  test("can be that of a workspace that exists", () => {
    const team = Workspace.fromName(stack, "Team", { apim, name: "team" });
    ApimPolicy.of(team).addInbound(header);
    expect(resourceOf(synth(stack), POLICY)).toMatchObject({
      api_management_workspace_id: `${SERVICE_ID}/workspaces/team`,
    });
    expect(resourcesOf(synth(stack), WORKSPACE)).toEqual([]);
  });

  test("is the same document, however the workspace is named, and not that of an API of its name", () => {
    const team = ApimPolicy.of(workspace());
    expect(ApimPolicy.of(Workspace.fromName(stack, "Again", { apim, name: "Team" }))).toBe(team);
    const api = new Api(stack, "Api", { ...OPEN, apim, path: "workspaces" });
    const operation = api.addOperation("team", { method: "GET", urlTemplate: "/" });
    expect([api, operation].map((target) => ApimPolicy.of(target))).not.toContain(team);
  });

  test.each<[string, (team: Workspace) => string]>([
    ["its id as text", () => `${SERVICE_ID}/workspaces/Team`],
    ["the id of its resource", ({ workspaceId }) => workspaceId],
  ])("fails beside a resource that holds it too, by %s", (_what, idOf) => {
    const team = workspace();
    ApimPolicy.of(team).addInbound(header);
    new ApiManagementWorkspacePolicy(stack, "Raw", {
      apiManagementWorkspaceId: idOf(team),
      xmlContent: "<policies />",
    });
    expect(messageOf(() => synth(stack))).toContain(
      "the policy document for workspace team is held by Stack/Team/Policy/Resource and by Stack/Raw",
    );
  });

  test("fails with a policy that workspaces do not have", () => {
    ApimPolicy.of(workspace()).addInbound(PolicyDocument.parseElement('<quota calls="1" renewal-period="300" />'));
    expect(messageOf(() => synth(stack))).toContain("C-07 allowed-scope");
  });
});

describe("a fragment of a workspace", () => {
  test("is a resource whose expressions stay as they are", () => {
    const document = PolicyDocument.fragment([
      new SetHeader({ name: "X-Id", values: [PolicyValue.expression('"<" + context.RequestId')] }),
    ]);
    const team = workspace();
    new WorkspacePolicyFragment(stack, "Trace", { workspace: team, name: "trace", document, description: "Traces." });
    expect(resourceOf(synth(stack), FRAGMENT)).toEqual({
      api_management_workspace_id: expect.stringMatching(
        /^\$\{azurerm_api_management_workspace\.Team_\w+\.id\}$/,
      ) as string,
      name: "trace",
      description: "Traces.",
      xml_format: "rawxml",
      xml_content: document.render(),
      lifecycle: { create_before_destroy: true },
    });
  });

  test("is known to the policy of its workspace, which depends on it", () => {
    const team = workspace();
    ApimPolicy.of(team).addInbound(fragment(team, "shared", header).include());
    expect(resourceOf(synth(stack), POLICY).depends_on).toEqual([expect.stringMatching(`^${FRAGMENT}\\.`)]);
    expect(warningsIn(stack)).toEqual([]);
  });

  test("that exists is known as well", () => {
    const team = workspace();
    const shared = WorkspacePolicyFragment.fromName(stack, "Shared", { workspace: team, name: "shared" });
    ApimPolicy.of(team).addInbound(shared.include());
    synth(stack);
    expect(warningsIn(stack)).toEqual([]);
  });

  test.each<[string, () => { include: () => SetHeader }]>([
    [
      "of the service",
      () => {
        const document = PolicyDocument.fragment([header]);
        return new PolicyFragment(stack, "Shared", { apim, name: "shared", document });
      },
    ],
    ["of another workspace", () => fragment(workspace({ name: "other" }, "Other"), "shared", header)],
  ])("is not one %s: the policy cannot include that, and the synth says so", (_what, make) => {
    ApimPolicy.of(workspace()).addInbound(make().include());
    const configuration = synth(stack);
    expect(warningsIn(stack).join()).toContain("C-14");
    expect(resourceOf(configuration, POLICY).depends_on).toBeUndefined();
  });

  test("fails if the service or another workspace has its name", () => {
    const document = PolicyDocument.fragment([header]);
    fragment(workspace(), "shared", header);
    expect(messageOf(() => new PolicyFragment(stack, "Service", { apim, name: "shared", document }))).toContain(
      'the name of a policy fragment "shared" is already created by Stack/Fragment-shared',
    );
    const other = workspace({ name: "other" }, "Other");
    expect(
      messageOf(() => new WorkspacePolicyFragment(stack, "Other2", { workspace: other, name: "Shared", document })),
    ).toContain("is already created by Stack/Fragment-shared");
  });

  test("fails with sections in it", () => {
    const document = PolicyDocument.parse("<fragment><base /></fragment>");
    expect(
      messageOf(() => new WorkspacePolicyFragment(stack, "Bad", { workspace: workspace(), name: "bad", document })),
    ).toContain("the fragment contains <base>");
  });
});

test("a named value of the service is not one of the workspace, and the synth says so", () => {
  new NamedValue(stack, "Team", { apim, name: "team", source: NamedValueSource.plain("a") });
  ApimPolicy.of(workspace({}, "Space")).addInbound(namedHeader);
  const configuration = synth(stack);
  expect(warningsIn(stack).join()).toContain("C-14");
  expect(resourceOf(configuration, POLICY).depends_on).toBeUndefined();
});

test("a workspace of another stack gets its policy by its name, without the state of that stack", () => {
  const app = newApp();
  const [platform, team] = [newStack("platform", app), newStack("team", app)];
  new Workspace(platform, "Team", { apim: newService(platform), name: "team" });
  const imported = Workspace.fromName(team, "Team", { apim: newService(team), name: "team" });
  ApimPolicy.of(imported).addInbound(header);
  const { team: configuration } = synthStacks(app);
  expect(resourceOf(configuration!, POLICY).api_management_workspace_id).toMatch(/\/workspaces\/team$/);
  expect(Object.keys(configuration!.data!)).toEqual(["azurerm_client_config"]);
});
