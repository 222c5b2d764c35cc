import { TerraformResource } from "cdktf";
import * as library from "cdktf-apim-oauth";
import type { IConstruct } from "constructs";
import { everything } from "../support/everything";
import { Page, type StackClass, synthWithProviders } from "../support/pages";
import { synth } from "../support/synth";

const PAGE = new Page("docs/import.md");

/** A row of the table: a construct, the ids from it down to the resource, and the type of the resource. */
interface Row {
  readonly construct: string;
  readonly children: readonly string[];
  readonly type: string;
  readonly importId: string;
}

const ROWS: readonly Row[] = PAGE.text
  .split("\n")
  .filter((line) => line.startsWith("| `"))
  .map((line) => {
    const [construct, child, type, importId] = line.split("|").slice(1).map(plain);
    return { construct: construct!, children: child!.split(", "), type: type!, importId: importId! };
  });

function plain(cell: string): string {
  return cell.replaceAll("`", "").trim();
}

/** Whether a resource is the one of a row. */
function isOf(resource: TerraformResource, { construct, children, type }: Row): boolean {
  if (resource.terraformResourceType !== type) return false;
  let node: IConstruct = resource;
  for (const id of [...children].reverse()) {
    const pattern = id.split(/<[^>]+>/).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    if (!new RegExp(`^${pattern.join(".+")}$`).test(node.node.id)) return false;
    node = node.node.scope!;
  }
  const constructor = (library as unknown as Record<string, new (...args: never[]) => IConstruct>)[construct];
  return constructor !== undefined && node instanceof constructor;
}

const STACK = everything();
const RESOURCES = STACK.node.findAll().filter((node) => TerraformResource.isTerraformResource(node));

test("the stack of this test is valid", () => {
  expect(() => synth(STACK)).not.toThrow();
});

test.each(ROWS.map((row) => [`${row.construct}, ${row.children.join("/")}, ${row.type}`, row] as const))(
  "the row of %s is about a resource that exists",
  (_title, row) => {
    expect(RESOURCES.filter((resource) => isOf(resource, row))).not.toEqual([]);
  },
);

test("every resource has one row", () => {
  const rows = RESOURCES.map((resource) => [
    `${resource.node.path} ${resource.terraformResourceType}`,
    ROWS.filter((row) => isOf(resource, row)).length,
  ]);
  expect(rows.filter(([, count]) => count !== 1)).toEqual([]);
});

test("the stack of the page imports what it names", () => {
  const { ImportStack } = PAGE.load<{ ImportStack: StackClass }>("import-stack.ts");
  const { import: imports } = synthWithProviders(ImportStack) as { import?: { to: string; id: string }[] };
  expect(
    imports?.map(({ to, id }) => [to.split(".")[0], id.replace(/^.*\/service\/apim-contoso/, "<service>")]),
  ).toEqual([
    ["azuread_application_registration", "/applications/22222222-2222-4222-8222-222222222222"],
    [
      "azuread_application_permission_scope",
      "/applications/22222222-2222-4222-8222-222222222222/permissionScopes/33333333-3333-4333-8333-333333333333",
    ],
    ["azurerm_api_management_api", "<service>/apis/orders;rev=1"],
    ["azurerm_api_management_api_operation", "<service>/apis/orders/operations/list"],
    ["azurerm_api_management_api_policy", "<service>/apis/orders"],
  ]);
});
