import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { TerraformStack, TerraformVariable } from "cdktf";
import { ApiManagement, AzureCloud, KeyVault } from "cdktf-apim-oauth";
import { newApp, synth } from "../support/synth";

type Environment = string | undefined;

function stackWith(cloud: AzureCloud, ...environments: readonly Environment[]): TerraformStack {
  const stack = new TerraformStack(newApp(), "Stack");
  environments.forEach((environment, index) => {
    const alias = index === 0 ? undefined : `other${index}`;
    new AzurermProvider(stack, `azurerm${index}`, { features: [{}], alias, environment });
  });
  const names = { name: "contoso", resourceGroupName: "rg", cloud };
  ApiManagement.fromName(stack, "Apim", names);
  KeyVault.fromName(stack, "Vault", names);
  return stack;
}

test.each<[AzureCloud, Environment[]]>([
  [AzureCloud.PUBLIC, []],
  [AzureCloud.PUBLIC, [undefined]],
  [AzureCloud.PUBLIC, ["public"]],
  [AzureCloud.CHINA, ["china"]],
  // ARM_ENVIRONMENT may say it.
  [AzureCloud.CHINA, [undefined]],
  // The resources may use either.
  [AzureCloud.PUBLIC, ["usgovernment", "public"]],
  [AzureCloud.US_GOVERNMENT, ["public", "usgovernment"]],
])("service and vault in %o agree with providers in %j", (cloud, environments) => {
  expect(() => synth(stackWith(cloud, ...environments))).not.toThrow();
});

test("an environment that only Terraform knows is not compared", () => {
  const stack = new TerraformStack(newApp(), "Stack");
  const environment = new TerraformVariable(stack, "environment", {}).stringValue;
  new AzurermProvider(stack, "azurerm", { features: [{}], environment });
  KeyVault.fromName(stack, "Vault", { name: "contoso", resourceGroupName: "rg" });
  expect(() => synth(stack)).not.toThrow();
});

test.each<[AzureCloud, Environment[]]>([
  [AzureCloud.PUBLIC, ["usgovernment"]],
  [AzureCloud.US_GOVERNMENT, ["public"]],
  [AzureCloud.CHINA, ["public", "usgovernment"]],
])("fails for a service and a vault in %o with providers in %j", (cloud, environments) => {
  const run = (): unknown => synth(stackWith(cloud, ...environments));
  for (const what of [
    "[Stack/Apim] the azurerm provider works in the",
    "[Stack/Vault] the azurerm provider works in the",
  ]) {
    expect(run).toThrow(what);
  }
});
