import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as library from "cdktf-apim-oauth";
import type { AppRegistration, IApiManagement, IKeyVault, KeyVaultSecretRef } from "cdktf-apim-oauth";
import type { Construct } from "constructs";
import { problemsIn, run } from "../support/compile";
import { newClient, newService, newStack, newVault, resourceOf, resourcesOf, synth } from "../support/synth";

const [, MODULE] = /^```ts rotation\.ts\n([^]*?)^```$/m.exec(
  readFileSync(join(__dirname, "../../docs/changes.md"), "utf8"),
)!;

interface Rotation {
  readonly backendSecret: (
    scope: Construct,
    apim: IApiManagement,
    vault: IKeyVault,
    client: AppRegistration,
  ) => KeyVaultSecretRef;
}

test("the module of the guide compiles in strict mode", () => {
  expect(problemsIn({ "rotation.ts": MODULE! })).toEqual([]);
});

test("a rotated secret is used while the one before it still exists", () => {
  const stack = newStack();
  const { backendSecret } = run<Rotation>(MODULE!, () => library);
  backendSecret(stack, newService(stack), newVault(stack), newClient(stack));
  const configuration = synth(stack);
  expect(resourcesOf(configuration, "azuread_application_password").map((secret) => secret.display_name)).toEqual([
    "Autumn",
    "Spring",
  ]);
  expect(resourceOf(configuration, "azurerm_key_vault_secret")).toMatchObject({
    expiration_date: "2027-11-30T00:00:00Z",
    value_wo: expect.stringContaining("Secret-Autumn") as string,
  });
});
