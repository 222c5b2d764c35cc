import type { AppRegistration, IApiManagement, IKeyVault, KeyVaultSecretRef } from "cdktf-apim-oauth";
import type { Construct } from "constructs";
import { Page, type StackClass } from "../support/pages";
import {
  type Configuration,
  newClient,
  newService,
  newApp,
  newStack,
  newVault,
  resourceOf,
  resourcesOf,
  synth,
} from "../support/synth";

interface Rotation {
  readonly backendSecret: (
    scope: Construct,
    apim: IApiManagement,
    vault: IKeyVault,
    client: AppRegistration,
  ) => KeyVaultSecretRef;
}

interface Providers {
  readonly terraform: { readonly required_providers: Readonly<Record<string, object>> };
  readonly provider: Readonly<Record<string, object>>;
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

test("a stack sets version 5 of azurerm, and what it registers", () => {
  const { Azurerm5Stack } = new Page("docs/changes.md").load<{ Azurerm5Stack: StackClass }>("azurerm-5.ts");
  const { terraform, provider } = synth(new Azurerm5Stack(newApp(), "Stack")) as Configuration & Providers;
  expect(terraform.required_providers.azurerm).toEqual({ source: "azurerm", version: "~> 5.2" });
  expect(provider.azurerm).toEqual([
    {
      features: [{}],
      resource_provider_registrations: "none",
      resource_providers_to_register: ["Microsoft.ApiManagement", "Microsoft.KeyVault"],
    },
  ]);
});
