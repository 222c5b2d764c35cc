import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AzureadProvider } from "@cdktf/provider-azuread/lib/provider";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { type App, TerraformStack, Testing } from "cdktf";
import {
  ApiManagement,
  AppRegistration,
  type AppRegistrationAttributes,
  AppRole,
  Authority,
  type IApiManagement,
  type IAppRegistration,
  KeyVault,
  type KeyVaultAttributes,
  type IKeyVault,
  PermissionScope,
  TokenVersion,
} from "cdktf-apim-oauth";
import type { Construct, IConstruct } from "constructs";
import { PolicyDocument } from "../../src/policy/document";
import type { CsharpProblem } from "../../src/policy/csharp/check/problem";
import { LintContext } from "../../src/policy/lint/context";

/** The arguments of one resource or data source. */
export type Arguments = Readonly<Record<string, unknown>>;

/** Synthesized Terraform JSON: blocks by type and logical id. */
export interface Configuration {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Arguments>>>>;
  readonly data?: Readonly<Record<string, Readonly<Record<string, Arguments>>>>;
  readonly output?: Readonly<Record<string, Arguments>>;
  readonly locals?: Arguments;
}

const OUTDIR = mkdtempSync(join(tmpdir(), "cdktf-apim-oauth-"));
afterAll(() => rmSync(OUTDIR, { recursive: true, force: true }));

export const TENANT = "11111111-1111-4111-8111-111111111111";

/** A GUID of one repeated digit. */
export function guid(digit: number | string): string {
  return "00000000-0000-4000-8000-000000000000".replace(/0/g, String(digit));
}

export function newApp(): App {
  return Testing.app({ outdir: OUTDIR });
}

/** A stack with both providers, as a user's stack has them. */
export function newStack(id = "Stack", app: App = newApp()): TerraformStack {
  const stack = new TerraformStack(app, id);
  new AzurermProvider(stack, "azurerm", { features: [{}] });
  new AzureadProvider(stack, "azuread");
  return stack;
}

/** Synthesizes a stack, after its validations, without metadata. The C# of its policies has to compile, also what the library writes. */
export function synth(stack: TerraformStack): Configuration {
  return JSON.parse(Testing.synth(stack, true), (_, value: unknown) => {
    if (typeof value === "string" && POLICY.test(value)) expect(faultsOfCsharp(value)).toEqual([]);
    return value;
  }) as Configuration;
}

const POLICY = /^\s*<(?:policies|fragment)\b/;

function faultsOfCsharp(policy: string): string[] {
  // What Terraform would read as a template is written as one that gives it.
  const { expressions } = new LintContext(PolicyDocument.parse(policy.replace(/\$\{"([$%]+)"\}/g, "$1")), {});
  return expressions.flatMap(({ code, tree, problems }) =>
    [...(tree?.problems ?? []), ...problems.filter(isFault)].map(({ message }) => `${code}: ${message}`),
  );
}

/** Whether code does not compile, or is not allowed. */
function isFault({ kind, severity }: CsharpProblem): boolean {
  return severity === "error" || kind === "not-allowed";
}

/** Synthesizes a whole app to files, as `cdktf synth` does, and returns the text of each stack. */
export function synthApp(app: App): Record<string, string> {
  app.synth();
  const stacks = app.node.findAll().filter((node): node is TerraformStack => TerraformStack.isStack(node));
  return Object.fromEntries(
    stacks.map((stack) => [
      stack.node.id,
      readFileSync(join(app.outdir, "stacks", stack.node.id, "cdk.tf.json"), "utf8"),
    ]),
  );
}

/** Synthesizes a whole app to files and returns what they hold, without metadata. */
export function synthStacks(app: App): Record<string, Configuration> {
  return Object.fromEntries(
    Object.entries(synthApp(app)).map(([id, text]) => [
      id,
      JSON.parse(text, (key, value: unknown) => (key === "//" ? undefined : value)) as Configuration,
    ]),
  );
}

/** The resources of a type, in the order of their logical ids. */
export function resourcesOf(configuration: Configuration, type: string): Arguments[] {
  return Object.values(configuration.resource?.[type] ?? {});
}

/** The only resource of a type. */
export function resourceOf(configuration: Configuration, type: string): Arguments {
  const found = resourcesOf(configuration, type);
  if (found.length !== 1) throw new Error(`${found.length} resources of type ${type}; expected one`);
  return found[0]!;
}

/** The addresses of all resources and data sources. */
export function addressesOf(configuration: Configuration): string[] {
  const blocks = (prefix: string, types: Configuration["resource"] = {}): string[] =>
    Object.entries(types).flatMap(([type, named]) => Object.keys(named).map((name) => `${prefix}${type}.${name}`));
  return [...blocks("", configuration.resource), ...blocks("data.", configuration.data)];
}

/** The warnings that stand in a construct tree, with the paths of their constructs. */
export function warningsIn(root: IConstruct): string[] {
  return annotationsIn(root, "/warn");
}

/** The warnings and notes below a construct. */
export function annotationsIn(root: IConstruct, ...levels: string[]): string[] {
  const wanted = levels.length === 0 ? ["/warn", "/info"] : levels;
  return root.node
    .findAll()
    .flatMap((construct) =>
      construct.node.metadata
        .filter(({ type }) => wanted.some((level) => type.endsWith(level)))
        .map(({ data }) => `${construct.node.path}: ${String(data)}`),
    );
}

/** Options of an API in a test that is not about who may call it. */
export const OPEN = { suppressions: [{ rule: "open-operation", reason: "the test is about something else" }] };

export function newService(scope: Construct, id = "Apim"): IApiManagement {
  return ApiManagement.fromName(scope, id, { name: "apim-contoso", resourceGroupName: "rg-apim" });
}

export function newVault(scope: Construct, id = "Vault", attributes: Partial<KeyVaultAttributes> = {}): IKeyVault {
  return KeyVault.fromName(scope, id, { name: "kv-contoso", resourceGroupName: "rg-secrets", ...attributes });
}

/** The registration of an API with one scope and one role for applications. */
export function newOrders(scope: Construct, id = "Orders"): AppRegistration {
  return new AppRegistration(scope, id, {
    displayName: "Orders API",
    authority: Authority.publicCloud(TENANT),
    scopes: [PermissionScope.of("access_as_user")],
    roles: [AppRole.forApplications("Orders.Read")],
  });
}

export function newClient(scope: Construct, id = "Client"): AppRegistration {
  return new AppRegistration(scope, id, { displayName: "Client", authority: Authority.publicCloud(TENANT) });
}

/** The registration of an API that exists already, whose scopes and roles nobody told. */
export function importedApi(
  scope: Construct,
  id = "Imported",
  attributes: Partial<AppRegistrationAttributes> = {},
): IAppRegistration {
  return AppRegistration.fromClientId(scope, id, {
    clientId: guid("a"),
    tokenVersion: TokenVersion.V2,
    authority: Authority.publicCloud(TENANT),
    ...attributes,
  });
}
