import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { type TerraformResource, TerraformStack, TerraformVariable } from "cdktf";
import {
  ApimCertificate,
  type IKeyVault,
  KeyVault,
  KeyVaultSecret,
  KeyVaultSecretRef,
  NamedValue,
  NamedValueSource,
  SecretValue,
} from "cdktf-apim-oauth";
import { resolveText } from "../../src/core/terraform-text";
import {
  addressesOf,
  annotationsIn,
  guid,
  newApp,
  newClient,
  newOrders,
  newService,
  newStack,
  newVault,
  resourceOf,
  resourcesOf,
  synth,
  warningsIn,
} from "../support/synth";

const END = "2027-05-31T00:00:00Z";

function variable(stack: ReturnType<typeof newStack>): SecretValue {
  return SecretValue.fromVariable(new TerraformVariable(stack, "key", { sensitive: true }));
}

test("a client secret is written with its end date, and is no named value", () => {
  const stack = newStack();
  const [vault, client] = [newVault(stack), newClient(stack)];
  client.grantRole(newOrders(stack), "Orders.Read");
  const value = client.addClientSecret("Job", { endDate: END });
  const written = new KeyVaultSecret(stack, "Written", { vault, name: "job", value });
  const configuration = synth(stack);
  expect(resourceOf(configuration, "azurerm_key_vault_secret")).toEqual({
    key_vault_id: resolveText(stack, vault.resourceId),
    name: "job",
    value_wo: expect.stringMatching(/^\$\{azuread_application_password\.[\w-]+\.value\}$/) as string,
    value_wo_version: expect.stringMatching(/\.key_id, 0, 7\), 16\)\}$/) as string,
    content_type: "text/plain",
    expiration_date: END,
  });
  expect(addressesOf(configuration).filter((address) => address.includes("api_management"))).toEqual([]);
  expect(resolveText(stack, written.secretId)).toMatch(/^\$\{azurerm_key_vault_secret\.Written_\w+\.versionless_id\}$/);
  expect(annotationsIn(stack)).toEqual([]);
});

test("another secret has the options that are given", () => {
  const stack = newStack();
  new KeyVaultSecret(stack, "Written", {
    vault: newVault(stack),
    name: "key",
    value: variable(stack),
    contentType: "a key of ${5}",
    endDate: "2027-05-31T00:00:00.5Z",
    valueVersion: 7,
  });
  expect(resourceOf(synth(stack), "azurerm_key_vault_secret")).toMatchObject({
    value_wo: "${var.key}",
    value_wo_version: 7,
    content_type: "a key of $${5}",
    expiration_date: END,
  });
});

test("a secret without an end date is mentioned", () => {
  const stack = newStack();
  new KeyVaultSecret(stack, "Written", { vault: newVault(stack), name: "key", value: variable(stack) });
  expect(annotationsIn(stack)).toEqual([
    expect.stringMatching(/^Stack\/Written: the secret "key" is written into the vault without an expiry date, /),
  ]);
});

test("fails for a secret that another construct writes, also through another import of the vault", () => {
  const stack = newStack();
  const value = variable(stack);
  const secretName = "key";
  new KeyVaultSecretRef(stack, "Ref", { apim: newService(stack), vault: newVault(stack), secretName, value });
  expect(() => new KeyVaultSecret(stack, "Written", { vault: newVault(stack, "Again"), name: "KEY", value })).toThrow(
    'Stack/Written: the key vault secret "KEY" is already created by Stack/Ref; ',
  );
});

test("fails for a vault of another stack", () => {
  const app = newApp();
  const vault = newVault(newStack("Vaults", app));
  const stack = newStack("Stack", app);
  expect(() => new KeyVaultSecret(stack, "Written", { vault, name: "key", value: variable(stack) })).toThrow(
    /^Stack\/Written: vault Vaults\/Vault belongs to another stack; /,
  );
});

describe("a vault of another subscription", () => {
  const vaultIn = (stack: TerraformStack, subscription: string): IKeyVault =>
    KeyVault.fromResourceId(
      stack,
      "Vault",
      `/subscriptions/${subscription}/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv-contoso`,
    );
  /** What a secret in a vault of the first subscription is told, where the provider works in the given one. */
  function warningsFor(subscriptionId: string | undefined, change?: (secret: KeyVaultSecret) => void): string[] {
    const stack = new TerraformStack(newApp(), "Stack");
    new AzurermProvider(stack, "azurerm", { features: [{}], subscriptionId });
    const value = variable(stack);
    const secret = new KeyVaultSecret(stack, "Written", { vault: vaultIn(stack, guid("a")), name: "key", value });
    change?.(secret);
    synth(stack);
    return warningsIn(stack);
  }

  test("gets a warning, because the provider does not find the secret again", () => {
    expect(warningsFor(guid(2))).toEqual([expect.stringContaining("Stack/Written: the secret is written into")]);
  });

  test("gets none where the subscription is the same or not known, or the secret has another provider", () => {
    expect(warningsFor(guid("A"))).toEqual([]);
    expect(warningsFor(undefined)).toEqual([]);
    expect(warningsFor("${var.subscription}")).toEqual([]);
    const other = warningsFor(guid(2), (secret) => {
      const config = { features: [{}], alias: "vaults", subscriptionId: guid("a") };
      const provider = new AzurermProvider(TerraformStack.of(secret), "Vaults", config);
      (secret.node.findChild("Resource") as TerraformResource).provider = provider;
    });
    expect(other).toEqual([]);
  });

  test("is written for policies with the same warning", () => {
    const stack = newStack();
    (stack.node.findChild("azurerm") as AzurermProvider).subscriptionId = guid(2);
    const options = { vault: vaultIn(stack, guid(1)), secretName: "key", value: variable(stack) };
    new KeyVaultSecretRef(stack, "Ref", { apim: newService(stack), ...options });
    synth(stack);
    expect(warningsIn(stack)).toEqual([expect.stringContaining("Stack/Ref: the secret is written into")]);
  });
});

describe("a secret that another stack reads", () => {
  const write = (stack: TerraformStack): unknown =>
    new KeyVaultSecret(stack, "Written", { vault: newVault(stack), name: "key", value: variable(stack) });
  const READERS: [string, (stack: TerraformStack) => unknown][] = [
    ["vault.secret", (stack) => newVault(stack).secret("KEY").secretInState(stack)],
    [
      "KeyVaultSecretRef",
      (stack) =>
        new KeyVaultSecretRef(stack, "Ref", { apim: newService(stack), vault: newVault(stack), secretName: "Key" }),
    ],
    [
      "ApimCertificate",
      (stack) =>
        new ApimCertificate(stack, "C", { apim: newService(stack), vault: newVault(stack), certificateName: "key" }),
    ],
  ];

  test.each(READERS)("is written first, in any order of the program: %s", (_name, read) => {
    for (const isWrittenFirst of [true, false]) {
      const app = newApp();
      const [writing, reading] = [newStack("Writing", app), newStack("Reading", app)];
      if (isWrittenFirst) write(writing);
      read(reading);
      if (!isWrittenFirst) write(writing);
      expect(reading.dependencies).toEqual([writing]);
      expect(writing.dependencies).toEqual([]);
      expect(() => synth(reading)).not.toThrow();
    }
  });

  test("fails where the writer is deployed after the reader, in any order of the program", () => {
    for (const isWrittenFirst of [true, false]) {
      const app = newApp();
      const [writing, reading] = [newStack("Writing", app), newStack("Reading", app)];
      writing.addDependency(reading);
      const steps = [() => write(writing), () => READERS[0]![1](reading)];
      if (!isWrittenFirst) steps.reverse();
      steps[0]!();
      expect(steps[1]).toThrow(
        "in a circle of stacks, Reading/Vault reads the secret of Writing/Written, and Writing depends on Reading; expected",
      );
    }
  });
});

test("is written before the named value and the certificate that read it, in any order of the program", () => {
  const stack = newStack();
  const [apim, vault] = [newService(stack), newVault(stack)];
  const read = (secretName: string): NamedValue =>
    new NamedValue(stack, secretName, {
      apim,
      name: secretName,
      source: NamedValueSource.keyVault({ vault, secretName }),
    });
  read("key");
  read("other");
  new ApimCertificate(stack, "Certificate", { apim, vault, certificateName: "Key" });
  const value = SecretValue.fromVariable(new TerraformVariable(stack, "secret", { sensitive: true }));
  new KeyVaultSecret(stack, "Secret", { vault, name: "key", value });
  const configuration = synth(stack);
  const written = expect.stringMatching(/^\$\{azurerm_key_vault_secret\.\w+\.versionless_id\}$/) as string;
  const ids = resourcesOf(configuration, "azurerm_api_management_named_value").map(
    ({ value_from_key_vault: source }) => (source as { secret_id: string }).secret_id,
  );
  expect(ids).toEqual([written, "https://kv-contoso.vault.azure.net/secrets/other"]);
  expect(resourceOf(configuration, "azurerm_api_management_certificate").key_vault_secret_id).toEqual(written);
});
