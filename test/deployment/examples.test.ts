import { readdirSync } from "node:fs";
import { join } from "node:path";
import { inspect } from "node:util";
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { Deployment } from "../../src/deployment";
import { newApp, synth } from "../support/synth";

type StackClass = new (scope: Construct, id: string) => TerraformStack;

const EXAMPLES = join(__dirname, "..", "..", "examples");
const NAMES = readdirSync(EXAMPLES, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/** What only Entra ID, a vault or the time of the plan can say. */
const UNRESOLVED: Readonly<Record<string, readonly string[]>> = {
  certificates: ["value of azuread_application_certificate.Shop_Certificate-Signing_014800C2"],
  existing: ["appRoleAssignmentRequired of data.azuread_service_principal.Orders_ServicePrincipal_72553C73"],
  pipelines: ["appRoleAssignmentRequired of data.azuread_service_principal.Graph_ServicePrincipal_A893FE89"],
  "secret-rotation": [
    "endDate of azuread_application_password.Erp_RotatingSecret-Erp_Even_B3506778",
    "endDate of azuread_application_password.Erp_RotatingSecret-Erp_Odd_56D44460",
  ],
};

function deployed(name: string): Deployment {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- the examples are known only from the folder
  const exported = require(join(EXAMPLES, name, "stack.ts")) as Record<string, StackClass>;
  const [Stack] = Object.values(exported).filter((each) => each.prototype instanceof TerraformStack);
  if (Stack === undefined) throw new Error(`no stack in ${name}`);
  return Deployment.fromSynth(synth(new Stack(newApp(), name)));
}

test("there are examples", () => {
  expect(NAMES.length).toBeGreaterThan(15);
});

describe.each(NAMES)("%s", (name) => {
  const deployment = deployed(name);

  test("is read, with nothing unresolved but what only the deployment knows", () => {
    expect(deployment.unresolved.map(({ property, address }) => `${property} of ${address}`)).toEqual(
      UNRESOLVED[name] ?? [],
    );
    expect(inspect(deployment.services, { depth: 20 })).not.toMatch(/\$\{|\[object Object\]|undefined\//);
  });

  test("has in each policy only client ids that a registration has, or that the example writes", () => {
    const known = JSON.stringify(deployment.registrations.map(({ clientId, objectId }) => [clientId, objectId]));
    const audiences = deployment.services
      .flatMap(({ apis }) => apis)
      .flatMap(({ policy }) => [...(policy?.text ?? "").matchAll(/<audience>([\da-f-]{36})<\/audience>/g)])
      .map(([, id = ""]) => id);
    // Placeholders are UUIDs of version 5, which no example writes.
    for (const audience of audiences.filter((id) => id[14] === "5")) expect(known).toContain(audience);
  });
});
