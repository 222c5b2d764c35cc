import { TerraformVariable } from "cdktf";
import {
  ApimIdentity,
  AppRegistration,
  Authority,
  FederatedCredential,
  type FlexibleFederationOptions,
  type GithubActionsOptions,
  type OidcFederationOptions,
  Principal,
} from "cdktf-apim-oauth";
import {
  type Arguments,
  guid,
  newClient,
  newService,
  newStack,
  resourceOf,
  resourcesOf,
  synth,
  TENANT,
} from "../../support/synth";

const TYPE = "azuread_application_federated_identity_credential";
const FLEXIBLE = "azuread_application_flexible_federated_identity_credential";
const GITHUB = "https://token.actions.githubusercontent.com";
const ORDERS = { owner: "contoso", repository: "orders" };
const MAIN = { ...ORDERS, branch: "main" };

function trust(credential: FederatedCredential, type = TYPE): Arguments {
  const stack = newStack();
  newClient(stack).addFederatedCredential("Pipeline", credential);
  return resourceOf(synth(stack), type);
}

test("a credential names issuer, subject and audience", () => {
  const stack = newStack();
  newClient(stack).addFederatedCredential("Pipeline", FederatedCredential.githubActions(MAIN), {
    displayName: "main_branch",
    description: 'Deploys "orders" for ${5}',
  });
  expect(resourceOf(synth(stack), TYPE)).toEqual({
    application_id: "${azuread_application_registration.Client_4A7F64DF.id}",
    display_name: "main_branch",
    description: 'Deploys "orders" for $${5}',
    issuer: GITHUB,
    subject: "repo:contoso/orders:ref:refs/heads/main",
    audiences: ["api://AzureADTokenExchange"],
  });
});

test.each([
  ["Pipeline", "Pipeline"],
  ["Ci", "credential-Ci"],
])("a credential with the id %s is named %s", (id, name) => {
  const stack = newStack();
  newClient(stack).addFederatedCredential(id, FederatedCredential.githubActions(MAIN));
  expect(resourceOf(synth(stack), TYPE).display_name).toBe(name);
});

test.each<[string, Partial<GithubActionsOptions>]>([
  ["repo:contoso/orders:ref:refs/heads/feature/a.b", { branch: "feature/a.b" }],
  ["repo:contoso/orders:ref:refs/tags/v1.0", { tag: "v1.0" }],
  ["repo:contoso/orders:environment:Production (EU)", { environment: "Production (EU)" }],
  ["repo:contoso/orders:environment:eu%3Aprod", { environment: "eu:prod" }],
  ["repo:contoso/orders:pull_request", { unreviewedPullRequests: true }],
  ["repo:contoso@11/orders@22:ref:refs/heads/main", { branch: "main", ownerId: "11", repositoryId: "22" }],
  ["repo:contoso/orders:ref:refs/heads/main", { branch: "main", unreviewedPullRequests: false }],
])("GitHub writes %s", (subject, options) => {
  expect(trust(FederatedCredential.githubActions({ ...ORDERS, ...options })).subject).toBe(subject);
});

test("an enterprise has an issuer for itself", () => {
  const issuer = `${GITHUB}/contoso`;
  expect(trust(FederatedCredential.githubActions({ ...MAIN, issuer })).issuer).toBe(issuer);
});

test.each<[string, Partial<GithubActionsOptions>]>([
  ["a wildcard for the owner", { owner: "*" }],
  ["no owner", { owner: "" }],
  ["owner and repository in one", { owner: "contoso/orders" }],
  ["a wildcard for the repository", { repository: "*" }],
  ["a part of a repository", { repository: "orders-*" }],
  ["no repository", { repository: "" }],
  ["a repository that goes up", { repository: ".." }],
  ["a wildcard for the branch", { branch: "*" }],
  ["a pattern of branches", { branch: "release/*" }],
  ["no branch", { branch: "" }],
  ["a whole reference", { branch: "refs/heads/main" }],
  ["another trigger behind the branch", { branch: "main:x" }],
  ["a pattern of environments", { branch: undefined, environment: "prod*" }],
  ["a pattern of tags", { branch: undefined, tag: "v?" }],
  ["branch and tag", { tag: "v1" }],
  ["nothing that starts the workflow", { branch: undefined }],
  ["no pull requests and nothing else", { branch: undefined, unreviewedPullRequests: false }],
  ["the number of the owner alone", { ownerId: "11" }],
  ["the number of the repository alone", { repositoryId: "22" }],
  ["a name as a number", { ownerId: "contoso", repositoryId: "22" }],
  ["an issuer over http", { issuer: "http://github.contoso.com/_services/token" }],
])("fails for a workflow with %s", (_title, options) => {
  expect(() => FederatedCredential.githubActions({ ...MAIN, ...options })).toThrow(
    /^FederatedCredential\.githubActions: [^;]+; expected [^]+: ./,
  );
});

test("names that only Terraform knows are not inspected, and stay references", () => {
  const stack = newStack();
  const owner = new TerraformVariable(stack, "owner", {}).stringValue;
  newClient(stack).addFederatedCredential("Pipeline", FederatedCredential.githubActions({ ...MAIN, owner }));
  expect(resourceOf(synth(stack), TYPE).subject).toBe("repo:${var.owner}/orders:ref:refs/heads/main");
});

test("Azure DevOps writes the service connection", () => {
  const options = { organizationId: guid(1), organization: "contoso", project: "Web Shop", serviceConnection: "azure" };
  expect(trust(FederatedCredential.azureDevOps(options))).toMatchObject({
    issuer: `https://vstoken.dev.azure.com/${guid(1)}`,
    subject: "sc://contoso/Web Shop/azure",
  });
  for (const bad of [
    { organization: "" },
    { project: "*" },
    { serviceConnection: "a/b" },
    { organizationId: "contoso" },
  ]) {
    expect(() => FederatedCredential.azureDevOps({ ...options, ...bad })).toThrow("FederatedCredential.azureDevOps: ");
  }
});

test("Kubernetes writes the service account", () => {
  const issuer = `https://westeurope.oic.prod-aks.azure.com/${TENANT}/${guid(1)}/`;
  const options = { issuer, serviceAccountNamespace: "orders", serviceAccount: "orders-job" };
  expect(trust(FederatedCredential.kubernetes(options))).toMatchObject({
    issuer,
    subject: "system:serviceaccount:orders:orders-job",
  });
  for (const bad of [
    { serviceAccountNamespace: "*" },
    { serviceAccountNamespace: "" },
    { serviceAccount: "a:b" },
    { serviceAccount: "" },
  ]) {
    expect(() => FederatedCredential.kubernetes({ ...options, ...bad })).toThrow("FederatedCredential.kubernetes: ");
  }
});

test.each([
  [Authority.publicCloud(TENANT), "https://login.microsoftonline.com", ""],
  [Authority.usGovernment(TENANT), "https://login.microsoftonline.us", "USGov"],
  [Authority.china(TENANT), "https://login.partner.microsoftonline.cn", "China"],
])(
  "a managed identity has the issuer of the registration's tenant, and the audience of its cloud",
  (authority, host, cloud) => {
    const stack = newStack();
    const client = new AppRegistration(stack, "Client", { displayName: "Client", authority });
    client.addFederatedCredential("Identity", FederatedCredential.managedIdentity(Principal.fromObjectId(guid("A"))));
    expect(resourceOf(synth(stack), TYPE)).toMatchObject({
      issuer: `${host}/${TENANT}/v2.0`,
      subject: guid("a"),
      audiences: [`api://AzureADTokenExchange${cloud}`],
    });
  },
);

test("fails for a system-assigned identity, which Entra ID does not accept", () => {
  const principal = ApimIdentity.systemAssigned().principalOf(newService(newStack()));
  expect(() => FederatedCredential.managedIdentity(principal)).toThrow(
    "FederatedCredential.managedIdentity: identity is a system-assigned identity; expected a user-assigned identity: ",
  );
});

const GOOD_SUBJECTS: readonly [string, string][] = [
  ["https://gitlab.com", "project_path:contoso/orders:ref_type:branch:ref:main"],
  ["https://gitlab.com", "project_id:42:ref_type:branch:ref:main"],
  ["https://app.terraform.io", "organization:contoso:project:p:workspace:w:run_phase:apply"],
  [GITHUB, "repo:contoso/orders:ref:refs/heads/main"],
  [GITHUB, "repository_owner_id:11:repository_id:22:environment:production"],
  [GITHUB, "repository_owner:contoso:environment:production"],
  ["https://github.contoso.com/_services/token", "repo:contoso/orders:environment:production"],
  ["https://gitlab.contoso.com", "project_path:contoso/team/orders:ref_type:tag:ref:v1"],
  ["https://vstoken.dev.azure.com/a", "p://contoso/Orders/deploy"],
  [
    GITHUB,
    "repo:contoso/orders:ref:refs/heads/main:job_workflow_ref:contoso/ci/.github/workflows/a.yml@refs/heads/main",
  ],
  ["https://accounts.google.com", "112233445566778899"],
  ["https://login.contoso.com/", "auth0|5f7c8ec7c33c6c004bbafe82"],
  ["https://spire.contoso.com", "spiffe://contoso.com/ns/orders/sa/job"],
  [`https://login.microsoftonline.com/${TENANT}/v2.0`, "/eid1/c/pub/t/a/a/b/sc/c/d"],
];

test.each(GOOD_SUBJECTS)("%s may name %s", (issuer, subject) => {
  expect(trust(FederatedCredential.oidc({ issuer, subject, audience: "orders" }))).toMatchObject({
    issuer,
    subject,
    audiences: ["orders"],
  });
});

test("pull requests of GitHub get in by the word for it", () => {
  const options = { issuer: GITHUB, unreviewedPullRequests: true };
  for (const subject of ["repo:contoso/orders:pull_request", "repository_owner_id:11:repository_id:22"]) {
    expect(trust(FederatedCredential.oidc({ ...options, subject })).subject).toBe(subject);
  }
  expect(() => FederatedCredential.oidc({ ...options, subject: "repo:contoso" })).toThrow(
    "which others than the owner",
  );
});

const STRANGERS: readonly [string, Partial<OidcFederationOptions>][] = [
  ["every repository", { issuer: GITHUB, subject: "repo:*" }],
  ["an owner without a repository", { issuer: GITHUB, subject: "repo:contoso" }],
  ["an empty owner", { issuer: GITHUB, subject: "repo:/orders:ref:refs/heads/main" }],
  ["an empty repository", { issuer: GITHUB, subject: "repo:contoso/:ref:refs/heads/main" }],
  ["an environment of any repository", { issuer: GITHUB, subject: "environment:production" }],
  ["a branch of any repository", { issuer: `${GITHUB}/`, subject: "ref:refs/heads/main" }],
  [
    "a shared workflow that every repository can call",
    { issuer: GITHUB, subject: "job_workflow_ref:contoso/ci/a.yml@main" },
  ],
  ["pull requests", { issuer: GITHUB, subject: "repo:contoso/orders:pull_request" }],
  [
    "pull requests of an enterprise server",
    { issuer: "https://github.contoso.com/_services/token", subject: "repo:a/b:pull_request" },
  ],
  ["a whole repository, pull requests included", { issuer: GITHUB, subject: "repo:contoso/orders" }],
  ["a repository by its number", { issuer: GITHUB, subject: "repository_owner_id:11:repository_id:22" }],
  ["every repository of an owner", { issuer: GITHUB, subject: "repository_owner:contoso" }],
  ["a reference of a pull request", { issuer: GITHUB, subject: "repo:contoso/orders:ref:refs/pull/1/merge" }],
  ["pull requests to a branch", { issuer: GITHUB, subject: "repo:contoso/orders:base_ref:main" }],
  ["a person, whose pull requests count", { issuer: GITHUB, subject: "repo:contoso/orders:actor:eve" }],
  ["an empty environment", { issuer: GITHUB, subject: "repo:contoso/orders:environment:" }],
  [
    "an owner of an enterprise server",
    { issuer: "https://github.contoso.com/_services/token", subject: "repo:contoso" },
  ],
  ["a repository of an enterprise server", { issuer: "https://github.contoso.com/a", subject: "repo:contoso/orders" }],
  ["a project of a server of GitLab", { issuer: "https://gitlab.contoso.com", subject: "project_path:contoso/orders" }],
  ["merge requests of GitLab", { issuer: "https://gitlab.com", subject: "project_id:42:user_login:eve" }],
  [
    "an empty workspace",
    { issuer: "https://tfe.contoso.com", subject: "organization:a:project:b:workspace::run_phase:apply" },
  ],
  ["an empty pipeline of Azure DevOps", { issuer: "https://vstoken.dev.azure.com/a", subject: "p://contoso/Orders/" }],
  ["a branch of any project of GitLab", { issuer: "https://gitlab.com", subject: "ref_type:branch:ref:main" }],
  ["any workspace", { issuer: "https://app.terraform.io", subject: "workspace:w:run_phase:apply" }],
  ["an empty project of Azure DevOps", { issuer: "https://vstoken.dev.azure.com/a", subject: "sc://contoso//azure" }],
  ["an empty namespace", { subject: "system:serviceaccount::default" }],
  ["every service account", { subject: "system:serviceaccounts" }],
  ["a wildcard", { subject: "*" }],
  ["nobody", { subject: "" }],
  ["space", { subject: " " }],
  ["space at the end", { subject: "job " }],
  ["an issuer over http", { issuer: "http://login.contoso.com" }],
  ["an issuer with a wildcard", { issuer: "https://*.contoso.com" }],
  ["an issuer without a scheme", { issuer: "login.contoso.com" }],
  ["an audience with a wildcard", { audience: "*" }],
];

test.each(STRANGERS)("fails for %s", (_title, options) => {
  const credential = { issuer: "https://login.contoso.com", subject: "job", ...options };
  expect(() => FederatedCredential.oidc(credential)).toThrow(/^FederatedCredential\.oidc: [^;]+; expected [^]+: ./);
});

const flexible = (expression: string, options: Partial<FlexibleFederationOptions> = {}): FederatedCredential =>
  FederatedCredential.flexible({ issuer: GITHUB, expression, ...options });

test("an expression stands where one subject is too few", () => {
  const expression =
    "claims['sub'] matches 'repo:contoso/orders:ref:refs/heads/*' and claims['job_workflow_ref'] matches 'contoso/ci/.github/workflows/*.yml@refs/heads/main'";
  expect(trust(flexible(expression), FLEXIBLE)).toEqual({
    application_id: "${azuread_application_registration.Client_4A7F64DF.id}",
    display_name: "Pipeline",
    issuer: GITHUB,
    claims_matching_expression: expression,
    audience: "api://AzureADTokenExchange",
  });
});

test.each<[string, Partial<FlexibleFederationOptions>]>([
  ["claims['sub'] matches 'repo:contoso/*:environment:production'", {}],
  ["claims['sub'] eq 'repo:contoso/orders:ref:refs/heads/main'", {}],
  ["claims['sub'] matches 'repo:contoso/orders:*'", { unreviewedPullRequests: true }],
  ["claims['sub'] matches 'repo:contoso/orders:environment:*'", { unreviewedPullRequests: true }],
  ["claims['sub'] matches 'repo:contoso/orders:*' and claims['sub'] matches '*:environment:production'", {}],
  ["claims['sub'] matches 'repo:contoso/orders:ref:refs/tags/v*'", {}],
  ["claims['sub'] matches 'repo:contoso/*:job_workflow_ref:contoso/ci/a.yml@refs/heads/main'", {}],
  ["claims['sub'] matches 'project_id:57:*'", { issuer: "https://gitlab.com", unreviewedPullRequests: true }],
  ["claims['sub'] matches 'project_path:contoso/orders:ref_type:branch:ref:rel*'", { issuer: "https://gitlab.com" }],
  [
    "claims['sub'] matches 'organization:contoso:project:p:workspace:*:run_phase:*'",
    { issuer: "https://app.terraform.io" },
  ],
])("the expression %s is pinned", (expression, options) => {
  expect(trust(flexible(expression, options), FLEXIBLE).claims_matching_expression).toBe(expression);
});

test.each<[string, Partial<FlexibleFederationOptions>]>([
  ["claims['sub'] matches '*'", {}],
  ["claims['sub'] matches 'repo:*'", {}],
  ["claims['sub'] matches 'repo:contoso*/orders:ref:refs/heads/main'", {}],
  ["claims['sub'] matches 'repo:conto?o/orders:ref:refs/heads/main'", {}],
  ["claims['job_workflow_ref'] matches 'contoso/ci/*'", {}],
  ["claims['sub'] matches 'repo:contoso/orders:*'", {}],
  ["claims['sub'] eq 'repo:contoso/orders:pull_request'", {}],
  ["claims['sub'] matches 'repo:contoso/orders:environment:*'", {}],
  ["claims['sub'] matches 'repo:contoso/orders:environment:prod*'", {}],
  ["claims['sub'] matches 'repo:contoso/orders:environment:prod?'", {}],
  ["claims['sub'] matches 'repo:contoso/orders:ref:*'", {}],
  ["claims['sub'] matches 'repo:contoso/orders:ref:refs/*'", {}],
  ["claims['sub'] matches 'repo:contoso/orders:ref:refs/pull/*'", {}],
  ["claims['sub'] matches 'repo:contoso/orders:*' and claims['actor'] eq 'eve'", {}],
  ["claims['sub'] matches 'repo:contoso/*'", {}],
  ["claims['sub'] matches 'repo:*:ref:refs/heads/main'", { issuer: "https://github.contoso.com/_services/token" }],
  ["claims['sub'] matches 'repo:*' and claims['sub'] matches 'r*'", { issuer: "https://github.contoso.com/a" }],
  ["claims['sub'] matches 'repo:a/b:*' and claims['sub'] matches 'r*'", { issuer: "https://github.contoso.com/a" }],
  ["claims['sub'] matches '*:ref:refs/heads/main'", { unreviewedPullRequests: true }],
  ["claims['sub'] matches 'project_id:57:*'", { issuer: "https://gitlab.com" }],
  ["claims['sub'] matches 'project_path:*:ref_type:branch:ref:main'", { issuer: "https://gitlab.contoso.com" }],
  ["claims['sub'] matches 'project_path:*'", { issuer: "https://gitlab.com" }],
  ["claims['sub'] matches 'organization:*'", { issuer: "https://app.eu.terraform.io" }],
  ["claims['sub'] matches '*:main'", { issuer: "https://gitlab.contoso.com" }],
  ["claims['sub'] matches ''", {}],
  ["repo:contoso/orders:*", {}],
  ["claims['sub'] matches 'repo:contoso/a:ref:b' or claims['sub'] matches '*'", {}],
  ["", {}],
])("fails for the expression %s", (expression, options) => {
  expect(() => flexible(expression, options)).toThrow(/^FederatedCredential\.flexible: [^;]+; expected [^]+: ./);
});

describe("the credentials of one registration", () => {
  test("fail when two have one name, or one issuer and subject", () => {
    const client = newClient(newStack());
    const main = FederatedCredential.githubActions(MAIN);
    client.addFederatedCredential("Main", main);
    expect(() =>
      client.addFederatedCredential("Tag", FederatedCredential.githubActions({ ...ORDERS, tag: "v1" }), {
        displayName: "Main",
      }),
    ).toThrow('Stack/Client: credential name "Main" is given twice; expected each value once: ');
    expect(() => client.addFederatedCredential("Again", main)).toThrow(
      `Stack/Client: issuer and subject "${GITHUB} repo:contoso/orders:ref:refs/heads/main" is given twice; `,
    );
  });

  test("are at most 20", () => {
    const stack = newStack();
    const client = newClient(stack);
    const add = (index: number): void =>
      client.addFederatedCredential(
        `Branch${index}`,
        FederatedCredential.githubActions({ ...ORDERS, branch: `b${index}` }),
      );
    for (let index = 0; index < 20; index++) add(index);
    expect(resourcesOf(synth(stack), TYPE)).toHaveLength(20);
    expect(() => add(20)).toThrow("Stack/Client: there are 21 federated credentials; expected at most 20 ");
  });

  test("can be those of another registration as well", () => {
    const stack = newStack();
    const main = FederatedCredential.githubActions(MAIN);
    newClient(stack).addFederatedCredential("Main", main);
    newClient(stack, "Other").addFederatedCredential("Main", main);
    expect(resourcesOf(synth(stack), TYPE)).toHaveLength(2);
  });
});

test.each(["a b", "-ab", "", "ab", "_ab"])("fails for a credential with the name %j", (displayName) => {
  const client = newClient(newStack());
  expect(() => client.addFederatedCredential("Main", FederatedCredential.githubActions(MAIN), { displayName })).toThrow(
    `Stack/Client: displayName is ${JSON.stringify(displayName)}; expected 3 to 120 letters, digits`,
  );
});

test("the texts of a flexible credential are counted in bytes, and others in characters", () => {
  const expression = "claims['sub'] eq 'a'";
  const add = (credential: FederatedCredential, description: string): void =>
    newClient(newStack()).addFederatedCredential("Pipeline", credential, { description });
  const fixed = FederatedCredential.githubActions(MAIN);
  const inBytes = FederatedCredential.flexible({ issuer: "https://login.contoso.com", expression });
  expect(() => add(fixed, "é".repeat(600))).not.toThrow();
  expect(() => add(inBytes, "é".repeat(300))).not.toThrow();
  expect(() => add(inBytes, "é".repeat(301))).toThrow("expected 1 to 600 bytes");
  expect(() => flexible(expression, { issuer: "https://login.contoso.com", audience: "é".repeat(301) })).toThrow(
    "600 bytes",
  );
});
