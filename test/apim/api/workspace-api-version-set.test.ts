import { TerraformOutput } from "cdktf";
import { VersioningScheme, Workspace, WorkspaceApiVersionSet } from "cdktf-apim-oauth";
import { newService, newStack, resourceOf, synth } from "../../support/synth";

const TYPE = "azurerm_api_management_workspace_api_version_set";

describe("a version set of a workspace", () => {
  test.each([
    [VersioningScheme.pathSegment(), { versioning_scheme: "Segment" }],
    [VersioningScheme.header("Api-Version"), { versioning_scheme: "Header", version_header_name: "Api-Version" }],
    [VersioningScheme.query("version"), { versioning_scheme: "Query", version_query_name: "version" }],
  ])("says where requests name the version: %#", (scheme, expected) => {
    const stack = newStack();
    const workspace = new Workspace(stack, "Team", { apim: newService(stack), name: "team" });
    const set = new WorkspaceApiVersionSet(stack, "orders", { workspace, scheme, description: "All ${orders}" });
    new TerraformOutput(stack, "Id", { value: set.versionSetId });
    const configuration = synth(stack);
    expect(resourceOf(configuration, TYPE)).toEqual({
      api_management_workspace_id: expect.stringMatching(/^\$\{azurerm_api_management_workspace\./) as string,
      name: "orders",
      display_name: "orders",
      description: "All $${orders}",
      ...expected,
    });
    expect(configuration.output!.Id!.value).toMatch(/^\$\{azurerm_api_management_workspace_api_version_set\..*\.id\}$/);
  });

  test("fails when the workspace has it", () => {
    const stack = newStack();
    const given = {
      workspace: Workspace.fromName(stack, "Team", { apim: newService(stack), name: "team" }),
      scheme: VersioningScheme.pathSegment(),
      name: "orders",
    };
    new WorkspaceApiVersionSet(stack, "First", given);
    expect(() => new WorkspaceApiVersionSet(stack, "Second", given)).toThrow(
      /^Stack\/Second: the version set "orders" is already created by Stack\/First;/,
    );
  });
});
