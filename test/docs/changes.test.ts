import type { AppRegistration, IApiManagement, IKeyVault, KeyVaultSecretRef } from "cdktf-apim-oauth";
import type { Construct } from "constructs";
import { Page } from "../support/pages";
import { newClient, newService, newStack, newVault, resourceOf, resourcesOf, synth } from "../support/synth";

interface Rotation {
  readonly backendSecret: (
    scope: Construct,
    apim: IApiManagement,
    vault: IKeyVault,
    client: AppRegistration,
  ) => KeyVaultSecretRef;
}

test("a rotated secret is used while the one before it still exists", () => {
  const stack = newStack();
  const { backendSecret } = new Page("docs/changes.md").load<Rotation>("rotation.ts");
  backendSecret(stack, newService(stack), newVault(stack), newClient(stack));
  const configuration = synth(stack);
  expect(
    resourcesOf(configuration, "azuread_application_password").map((secret) => secret.rotate_when_changed),
  ).toEqual([{ generation: "2" }, { generation: "1" }]);
  expect(resourceOf(configuration, "azurerm_key_vault_secret")).toMatchObject({
    value_wo: expect.stringContaining("RotatingSecret-Backend_Even") as string,
  });
});
