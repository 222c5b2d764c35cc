import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { TerraformOutput, TerraformStack, TerraformVariable } from "cdktf";
import { ApimAuthServer, KeyVaultSecret, KeyVaultSecretRef, OAuthGrant, SecretValue } from "cdktf-apim-oauth";
import { PolicyValue } from "cdktf-apim-oauth/policy";
import type { Construct } from "constructs";
import { messageOf } from "./support/error-text";
import { newApp, newClient, newOrders, newService, newStack, newVault, synthApp } from "./support/synth";

/** Shaped as Entra ID makes client secrets, so that a rule for their form would take it. */
const PLANTED = "pLt8Q~planted_Secret.0123456789abcdefghi";

const EXAMPLES = join(__dirname, "../examples");
const STACKS = readdirSync(EXAMPLES, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(join(EXAMPLES, entry.name, "stack.ts")))
  .map((entry) => entry.name);

/** The arguments of resources and data sources that hold secrets, whoever sets them. */
const SENSITIVE =
  /^(?:client_secret|resource_owner_password|password|value|value_wo|.*_key|.*_connection_string|data)$/;

/** The secrets that stand in a configuration as anything but one Terraform expression. */
function literalSecrets(configuration: unknown, path: readonly string[] = []): string[] {
  if (typeof configuration !== "object" || configuration === null) return [];
  return Object.entries(configuration).flatMap(([name, value]) => {
    const here = [...path, name];
    const [kind, type] = path;
    // The value of a scope or role is no secret.
    const isPublic = type === "azuread_application_permission_scope" || type === "azuread_application_app_role";
    if (typeof value === "string" && (kind === "resource" || kind === "data") && SENSITIVE.test(name) && !isPublic) {
      return /^\$\{[\w.[\]"-]+\}$/.test(value) ? [] : [here.join(".")];
    }
    if (kind === "variable" && (name === "default" || (name === "sensitive" && value !== true))) {
      return [here.join(".")];
    }
    return literalSecrets(value, here);
  });
}

/** Synthesizes an app as the command line does, with planted secrets in the environment that a program could read. */
function synthWithPlanted(build: (app: ReturnType<typeof newApp>) => void): string {
  const names = ["CLIENT_SECRET", "ARM_CLIENT_SECRET", "AZURE_CLIENT_SECRET", "TF_VAR_client_secret", "TF_VAR_secret"];
  const before = names.map((name) => process.env[name]);
  names.forEach((name) => (process.env[name] = PLANTED));
  try {
    const app = newApp();
    build(app);
    return Object.values(synthApp(app)).join("\n");
  } finally {
    names.forEach((name, index) => {
      if (before[index] === undefined) delete process.env[name];
      else process.env[name] = before[index];
    });
  }
}

test("the reader finds literal secrets", () => {
  const found = literalSecrets({
    resource: {
      azurerm_api_management_authorization_server: { a: { client_secret: PLANTED, client_id: "id" } },
      azurerm_key_vault_secret: { b: { value: `\${var.a}${PLANTED}`, name: "key" }, c: { value_wo: "${var.a}" } },
    },
    variable: { secret: { default: PLANTED }, other: { sensitive: false } },
  });
  expect(found).toEqual([
    "resource.azurerm_api_management_authorization_server.a.client_secret",
    "resource.azurerm_key_vault_secret.b.value",
    "variable.secret.default",
    "variable.other.sensitive",
  ]);
});

test("there is an example", () => {
  expect(STACKS).toContain("portal-walkthrough");
});

describe.each(STACKS)("example %s", (name) => {
  type Stack = new (scope: Construct, id: string) => TerraformStack;
  let classes: Stack[] = [];

  beforeAll(async () => {
    const module = (await import(join(EXAMPLES, name, "stack"))) as Record<string, unknown>;
    classes = Object.values(module).filter(
      (value): value is Stack => typeof value === "function" && value.prototype instanceof TerraformStack,
    );
  });

  test("is one stack, which holds no secret and no unresolved token", () => {
    expect(classes).toHaveLength(1);
    const json = synthWithPlanted((app) => new classes[0]!(app, name));
    expect(json).not.toContain(PLANTED);
    expect(json).not.toContain("TfToken");
    expect(literalSecrets(JSON.parse(json))).toEqual([]);
  });

  test("gives the same bytes each time", () => {
    const [one, two] = [1, 2].map(() => synthWithPlanted((app) => new classes[0]!(app, name)));
    expect(one).toBe(two);
  });
});

test("a stack with every kind of secret holds none of them", () => {
  const json = synthWithPlanted((app) => {
    const stack = newStack("Stack", app);
    const [apim, vault, orders, client] = [newService(stack), newVault(stack), newOrders(stack), newClient(stack)];
    const variable = new TerraformVariable(stack, "secret", { sensitive: true });
    const secrets = [
      SecretValue.fromVariable(variable),
      client.addClientSecret("Portal", { endDate: "2027-05-31T00:00:00Z" }),
      client.addRotatingClientSecret("Job", { generation: 1 }),
      vault.secret("existing"),
    ];
    client.grantRole(orders, "Orders.Read");
    secrets.forEach((value, index) => {
      const grant = OAuthGrant.clientCredentials();
      new ApimAuthServer(stack, `Server${index}`, {
        apim,
        name: `server-${index}`,
        resource: orders,
        client,
        clientSecret: value,
        grant,
      });
      const ref = new KeyVaultSecretRef(stack, `Ref${index}`, { apim, vault, secretName: `secret-${index}`, value });
      new KeyVaultSecret(stack, `Copy${index}`, { vault, name: `copy-${index}`, value });
      new TerraformOutput(stack, `Output${index}`, { value: value.secretInState(stack), sensitive: true });
      expect(PolicyValue.join(PolicyValue.text("Bearer "), ref.reference).source).toBe(`Bearer {{secret-${index}}}`);
    });
    // What a program could try, and what is refused.
    const refused = [
      () => SecretValue.fromVariable(new TerraformVariable(stack, "literal", { sensitive: true, default: PLANTED })),
      // @ts-expect-error a text is no variable
      () => SecretValue.fromVariable(process.env.CLIENT_SECRET),
    ];
    for (const attempt of refused) expect(messageOf(attempt)).not.toContain(PLANTED);
    stack.node.tryRemoveChild("literal");
  });
  expect(json).not.toContain(PLANTED);
  expect(literalSecrets(JSON.parse(json))).toEqual([]);
});
