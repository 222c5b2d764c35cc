import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { PipelinesStack } from "../../examples/pipelines/stack";
import { addressesOf, newApp, resourcesOf, synth, warningsIn } from "../support/synth";

interface GithubJob {
  readonly if: string;
  readonly permissions: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
  readonly environment?: string;
  readonly steps: readonly { readonly uses?: string; readonly run?: string; readonly with?: object }[];
}

interface Workflow {
  readonly on: Readonly<Record<string, { readonly branches: readonly string[] }>>;
  readonly permissions: object;
  readonly env: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, GithubJob>>;
}

interface Step {
  readonly checkout?: string;
  readonly persistCredentials?: boolean;
  readonly task?: string;
  readonly script?: string;
  readonly inputs?: Readonly<Record<string, string>>;
}

interface Pipeline {
  readonly trigger: { readonly branches: { readonly include: readonly string[] } };
  readonly variables: Readonly<Record<string, string>>;
  readonly stages: readonly { readonly stage: string; readonly condition: string; readonly jobs: readonly unknown[] }[];
}

const textOf = (file: string): string => readFileSync(join(__dirname, "../../examples/pipelines", file), "utf8");

const github = textOf("github.yml");
const azureDevOps = textOf("azure-pipelines.yml");
const workflow = parse(github) as Workflow;
const pipeline = parse(azureDevOps) as Pipeline;

/** The steps of a stage, whatever is around them. */
function stepsOf(stage: string): Step[] {
  const found: Step[] = [];
  const look = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    for (const [name, child] of Object.entries(value)) {
      if (name === "steps") found.push(...(child as Step[]));
      else look(child);
    }
  };
  look(pipeline.stages.find((each) => each.stage === stage)?.jobs);
  return found;
}

/** The commands of Terraform in a script. */
function terraformIn(scripts: readonly (string | undefined)[]): string[] {
  return scripts.flatMap((script) =>
    [...(script ?? "").matchAll(/terraform -chdir=\S+ (\w+(?: -[\w=-]+)*)/g)].map(([, command]) => command!),
  );
}

const DIFF = ["init", "plan -lock=false -no-color"];
const DEPLOY = ["init", "apply -auto-approve"];

describe.each([
  ["GitHub Actions", github],
  ["Azure DevOps", azureDevOps],
])("%s", (_title, text) => {
  test("names no secret", () => {
    expect(text).not.toMatch(/\bsecrets\b|client_?secret|password|access_?key|certificate|- group:/i);
    // All that the workflow reads from the repository are variables, which everybody may see.
    const expressions = text.match(/\$\{\{.*?\}\}/g) ?? [];
    expect(expressions.filter((expression) => !/^\$\{\{ vars\.\w+ \}\}$/.test(expression))).toEqual([]);
  });

  test("signs in with OpenID Connect and nothing else", () => {
    expect(text).toMatch(/ARM_USE_OIDC: "true"/);
    expect(text).toMatch(/ARM_USE_CLI: "false"/);
  });

  test("runs no install scripts of packages", () => {
    expect(text.match(/npm (?:ci|install).*/g)).toEqual(["npm ci --ignore-scripts", "npm ci --ignore-scripts"]);
  });
});

describe("the workflow of GitHub", () => {
  test("runs for pull requests to main, in which a fork gets no token, and for pushes to main", () => {
    expect(workflow.on).toEqual({ pull_request: { branches: ["main"] }, push: { branches: ["main"] } });
  });

  test("gives each job the permissions that it needs, and no others", () => {
    expect(workflow.permissions).toEqual({});
    for (const { permissions } of Object.values(workflow.jobs)) {
      expect(permissions).toEqual({ contents: "read", "id-token": "write" });
    }
  });

  test("only diffs on pull requests, with the identity that reads", () => {
    const { diff } = workflow.jobs;
    expect(diff!.if).toBe("github.event_name == 'pull_request'");
    expect(diff!.env).toEqual({ ARM_CLIENT_ID: "${{ vars.DIFF_CLIENT_ID }}" });
    expect(terraformIn(diff!.steps.map(({ run }) => run))).toEqual(DIFF);
  });

  test("deploys only on main, with the identity that writes", () => {
    const { deploy } = workflow.jobs;
    expect(Object.keys(workflow.jobs)).toEqual(["diff", "deploy"]);
    expect(deploy!.if).toBe("github.event_name == 'push' && github.ref == 'refs/heads/main'");
    expect(deploy!.env).toEqual({ ARM_CLIENT_ID: "${{ vars.DEPLOY_CLIENT_ID }}" });
    expect(terraformIn(deploy!.steps.map(({ run }) => run))).toEqual(DEPLOY);
    // With an environment, the subject of the token would be another than that of the credential.
    expect(deploy!.environment).toBeUndefined();
  });

  test("uses actions at a commit, and keeps no token in the clone", () => {
    const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);
    const uses = steps.flatMap((step) => step.uses ?? []);
    expect(uses.filter((each) => !/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/.test(each))).toEqual([]);
    for (const step of steps.filter((each) => each.uses?.startsWith("actions/checkout@") === true)) {
      expect(step.with).toEqual({ "persist-credentials": false });
    }
  });
});

describe("the pipeline of Azure DevOps", () => {
  const scriptsOf = (stage: string): (string | undefined)[] =>
    stepsOf(stage).map(({ script, inputs }) => script ?? inputs?.inlineScript);
  const connectionsOf = (stage: string): string[] =>
    stepsOf(stage).flatMap(({ inputs }) => inputs?.azureSubscription ?? []);

  test("only diffs for pull requests, through the connection that reads", () => {
    expect(pipeline.stages.map(({ stage }) => stage)).toEqual(["Diff", "Deploy"]);
    expect(pipeline.stages[0]!.condition).toBe("eq(variables['Build.Reason'], 'PullRequest')");
    expect(terraformIn(scriptsOf("Diff"))).toEqual(DIFF);
    expect(connectionsOf("Diff")).toEqual(["orders-diff"]);
  });

  test("deploys only main, through the connection that writes", () => {
    expect(pipeline.trigger.branches.include).toEqual(["main"]);
    expect(pipeline.stages[1]!.condition).toBe(
      "and(ne(variables['Build.Reason'], 'PullRequest'), eq(variables['Build.SourceBranch'], 'refs/heads/main'))",
    );
    expect(terraformIn(scriptsOf("Deploy"))).toEqual(DEPLOY);
    expect(connectionsOf("Deploy")).toEqual(["orders-deploy"]);
  });

  test("a plan that fails fails the job, and no token stays in the clone", () => {
    for (const stage of ["Diff", "Deploy"]) {
      expect(stepsOf(stage).find(({ task }) => task === "AzureCLI@2")!.inputs!.inlineScript).toMatch(
        /^set -euo pipefail$/m,
      );
      expect(stepsOf(stage).find(({ checkout }) => checkout !== undefined)).toEqual({
        checkout: "self",
        persistCredentials: false,
      });
    }
  });
});

describe("the identities", () => {
  const stack = new PipelinesStack(newApp(), "pipelines");
  const configuration = synth(stack);

  /** What the resources of a type say about one of the two registrations, in the order of their ids. */
  function of(registration: "Diff" | "Deploy", type: string, argument: string): string[] {
    return Object.entries(configuration.resource![type]!)
      .filter(([id]) => id.startsWith(`${registration}_`))
      .map(([, resource]) => String(resource[argument]));
  }

  test("are these resources, without a secret", () => {
    expect(addressesOf(configuration)).toMatchSnapshot();
    expect(addressesOf(configuration).filter((each) => /password|secret|certificate/.test(each))).toEqual([]);
    expect(warningsIn(stack)).toEqual([]);
  });

  test("are given to pull requests and to main, each to one", () => {
    const type = "azuread_application_federated_identity_credential";
    expect(of("Diff", type, "subject")).toEqual([
      "sc://contoso/Orders/orders-diff",
      "repo:contoso/orders:pull_request",
    ]);
    expect(of("Deploy", type, "subject")).toEqual([
      "sc://contoso/Orders/orders-deploy",
      "repo:contoso/orders:ref:refs/heads/main",
    ]);
  });

  test("read, or write what is theirs", () => {
    const grants = "azuread_app_role_assignment";
    expect(of("Diff", grants, "app_role_id")).toEqual([expect.stringContaining('["Application.Read.All"]')]);
    expect(of("Deploy", grants, "app_role_id")).toEqual([expect.stringContaining('["Application.ReadWrite.OwnedBy"]')]);
    const roles = "azurerm_role_assignment";
    expect(of("Diff", roles, "role_definition_name")).toEqual([
      "API Management Service Reader Role",
      "Storage Blob Data Reader",
    ]);
    expect(of("Deploy", roles, "role_definition_name")).toEqual([
      "API Management Service Contributor",
      "Storage Blob Data Contributor",
    ]);
    // One service and one container, not the subscription.
    for (const { scope } of resourcesOf(configuration, roles)) {
      expect(scope).toMatch(/\/service\/apim-contoso$|\/containers\/tfstate$/);
    }
  });
});
