import { TerraformVariable, Testing } from "cdktf";
import {
  Api,
  ApimIdentity,
  ApimPolicy,
  KeyVaultAccess,
  KeyVaultSecretRef,
  type KeyVaultSecretRefProps,
  SecretValue,
} from "cdktf-apim-oauth";
import { PolicyValue, SetHeader } from "cdktf-apim-oauth/policy";
import { Construct } from "constructs";
import {
  newOrders,
  OPEN,
  addressesOf,
  annotationsIn,
  guid,
  newApp,
  newClient,
  newService,
  newStack,
  newVault,
  resourceOf,
  resourcesOf,
  synth,
  synthStacks,
} from "../../support/synth";

type Stack = ReturnType<typeof newStack>;

const VAULT_ID =
  "/subscriptions/${data.azurerm_client_config.AzurermClientConfig.subscription_id}/resourceGroups/rg-secrets/providers/Microsoft.KeyVault/vaults/kv-contoso";
const GRANT = "azurerm_role_assignment.Vault_SecretsUser-system-public-apim-contoso-rg-apim_083E1EC6";
const USER_ASSIGNED = ApimIdentity.userAssigned({ clientId: guid(1), principalId: guid(2) });

/** A reference with the same vault and the same service as the others of the stack. */
function reference(stack: Stack, props: Partial<KeyVaultSecretRefProps> = {}, id = "Ref"): KeyVaultSecretRef {
  const apim = (stack.node.tryFindChild("Apim") as ReturnType<typeof newService> | undefined) ?? newService(stack);
  const vault = (stack.node.tryFindChild("Vault") as ReturnType<typeof newVault> | undefined) ?? newVault(stack);
  return new KeyVaultSecretRef(stack, id, { apim, vault, secretName: "backend-key", ...props });
}

function variable(stack: Stack): SecretValue {
  return SecretValue.fromVariable(new TerraformVariable(stack, "secret", { sensitive: true }));
}

describe("KeyVaultSecretRef", () => {
  test("waits for the right if it is asked to", () => {
    const stack = newStack();
    reference(stack, { waitSeconds: 120 });
    const configuration = synth(stack);
    expect(resourceOf(configuration, "time_sleep")).toEqual({ create_duration: "120s", depends_on: [GRANT] });
    expect(resourceOf(configuration, "azurerm_api_management_named_value").depends_on).toEqual([
      expect.stringMatching(/^time_sleep\.Ref_Wait_/),
    ]);
  });

  test("refers to a secret that exists, and lets the identity of the service read it", () => {
    const stack = newStack();
    const ref = reference(stack);
    const configuration = synth(stack);
    expect(configuration).toMatchSnapshot();
    expect(addressesOf(configuration)).toEqual([
      "azurerm_api_management_named_value.Ref_47C32AF2",
      GRANT,
      "data.azurerm_api_management.Apim_Service_161AB1BC",
      "data.azurerm_client_config.AzurermClientConfig",
    ]);
    expect(resourceOf(configuration, "azurerm_api_management_named_value")).toEqual({
      api_management_name: "apim-contoso",
      depends_on: [GRANT],
      display_name: "backend-key",
      lifecycle: { create_before_destroy: true },
      name: "backend-key",
      resource_group_name: "rg-apim",
      secret: true,
      value_from_key_vault: { secret_id: "https://kv-contoso.vault.azure.net/secrets/backend-key" },
    });
    expect(resourceOf(configuration, "azurerm_role_assignment")).toEqual({
      principal_id: "${data.azurerm_api_management.Apim_Service_161AB1BC.identity[0].principal_id}",
      principal_type: "ServicePrincipal",
      role_definition_name: "Key Vault Secrets User",
      scope: VAULT_ID,
    });
    expect(ref.secretId).toBe("https://kv-contoso.vault.azure.net/secrets/backend-key");
    expect(ref.reference.source).toBe("{{backend-key}}");
  });

  test("takes every option", () => {
    const stack = newStack();
    reference(stack, {
      namedValueName: "the_backend_key",
      value: variable(stack),
      valueVersion: 7,
      contentType: "a key of the backend, ${not an expression}",
      endDate: "2027-03-31T00:00:00.000Z",
      identity: USER_ASSIGNED,
      access: KeyVaultAccess.ACCESS_POLICY,
    });
    const configuration = synth(stack);
    expect(configuration).toMatchSnapshot();
    const secretId = "${azurerm_key_vault_secret.Ref_Secret_64820FE3.versionless_id}";
    const [grant] = Object.keys(configuration.resource!.azurerm_key_vault_access_policy!);
    expect(resourceOf(configuration, "azurerm_api_management_named_value")).toEqual({
      api_management_name: "apim-contoso",
      depends_on: [`azurerm_key_vault_access_policy.${grant}`],
      display_name: "the_backend_key",
      lifecycle: { create_before_destroy: true },
      name: "the_backend_key",
      resource_group_name: "rg-apim",
      secret: true,
      value_from_key_vault: { identity_client_id: guid(1), secret_id: secretId },
    });
    expect(resourceOf(configuration, "azurerm_key_vault_access_policy")).toEqual({
      key_vault_id: VAULT_ID,
      object_id: guid(2),
      secret_permissions: ["Get", "List"],
      tenant_id: "${data.azurerm_client_config.AzurermClientConfig.tenant_id}",
    });
    expect(resourceOf(configuration, "azurerm_key_vault_secret")).toEqual({
      content_type: "a key of the backend, $${not an expression}",
      expiration_date: "2027-03-31T00:00:00Z",
      key_vault_id: VAULT_ID,
      name: "backend-key",
      value_wo: "${var.secret}",
      value_wo_version: 7,
    });
  });

  test("makes no grant where the identity may read already", () => {
    const stack = newStack();
    reference(stack, { access: KeyVaultAccess.EXISTING, identity: USER_ASSIGNED });
    const configuration = synth(stack);
    expect(addressesOf(configuration)).toEqual(["azurerm_api_management_named_value.Ref_47C32AF2"]);
    expect(resourceOf(configuration, "azurerm_api_management_named_value")).not.toHaveProperty("depends_on");
  });

  test("never writes a secret where Terraform keeps it", () => {
    const stack = newStack();
    reference(stack, { value: newClient(stack).addClientSecret("Portal", { endDate: "2027-03-31T00:00:00Z" }) });
    expect(Object.keys(resourceOf(synth(stack), "azurerm_key_vault_secret")).sort()).toEqual([
      "content_type",
      "expiration_date",
      "key_vault_id",
      "name",
      "value_wo",
      "value_wo_version",
    ]);
  });

  test("says what the secret is, and when a generated one expires", () => {
    const written = (value: (stack: Stack) => SecretValue, props: Partial<KeyVaultSecretRefProps> = {}): unknown => {
      const stack = newStack();
      reference(stack, { ...props, value: value(stack) });
      const { content_type, expiration_date } = resourceOf(synth(stack), "azurerm_key_vault_secret");
      return { content_type, expiration_date };
    };
    const generated = (stack: Stack): SecretValue =>
      newClient(stack).addClientSecret("Portal", { endDate: "2027-03-31T00:00:00.5Z" });
    expect(written(variable)).toEqual({ content_type: "text/plain", expiration_date: undefined });
    expect(written(generated)).toEqual({ content_type: "text/plain", expiration_date: "2027-03-31T00:00:00Z" });
    expect(written(generated, { endDate: "2027-01-31T00:00:00Z" })).toMatchObject({
      expiration_date: "2027-01-31T00:00:00Z",
    });
  });

  test("says how to rotate a generated secret, and that others have no expiry date", () => {
    const notes = (value?: (stack: Stack) => SecretValue): string[] => {
      const stack = newStack();
      reference(stack, { value: value?.(stack) });
      synth(stack);
      return annotationsIn(stack);
    };
    expect(notes()).toEqual([]);
    const noExpiry: unknown = expect.stringMatching(
      /^Stack\/Ref: the secret "[\w-]+" is written .* without an expiry date/,
    );
    expect(notes(variable)).toEqual([noExpiry]);
    expect(notes((stack) => newVault(stack, "Other").secret("key"))).toEqual([noExpiry]);
    const generated = (stack: Stack): SecretValue => {
      const client = newClient(stack);
      client.grantRole(newOrders(stack), "Orders.Read");
      return client.addClientSecret("Portal", { endDate: "2027-03-31T00:00:00Z" });
    };
    expect(notes(generated)).toEqual([
      expect.stringMatching(
        /^Stack\/Ref: API Management reads a new client secret .* use a secret of addRotatingClientSecret/,
      ),
    ]);
  });

  test("writes a generated secret again whenever Entra ID generates another, whatever the reason", () => {
    const stack = newStack();
    reference(stack, { value: newClient(stack).addClientSecret("Portal", { endDate: "2027-03-31T00:00:00Z" }) });
    const configuration = synth(stack);
    const [password] = Object.keys(configuration.resource!.azuread_application_password!);
    expect(resourceOf(configuration, "azurerm_key_vault_secret").value_wo_version).toBe(
      `\${parseint(substr(azuread_application_password.${password!}.key_id, 0, 7), 16)}`,
    );
  });

  test("says nothing about the rotation of a secret that overlaps with the one before", () => {
    const stack = newStack();
    const client = newClient(stack);
    client.grantRole(newOrders(stack), "Orders.Read");
    reference(stack, { value: client.addRotatingClientSecret("Portal", { generation: 1 }) });
    synth(stack);
    expect(annotationsIn(stack)).toEqual([]);
  });

  test("gives the same bytes each time", () => {
    const build = (): string => {
      const stack = newStack();
      reference(stack, { value: variable(stack) });
      return Testing.synth(stack);
    };
    expect(build()).toBe(build());
  });

  test("makes a chain: grant, then named value, then policy", () => {
    const stack = newStack();
    const ref = reference(stack);
    const api = new Api(stack, "Api", { ...OPEN, apim: newService(stack, "Again"), path: "orders" });
    ApimPolicy.of(api).addInbound(new SetHeader({ name: PolicyValue.text("x-key"), values: [ref.reference] }));
    const configuration = synth(stack);
    expect(resourceOf(configuration, "azurerm_api_management_named_value").depends_on).toEqual([GRANT]);
    expect(resourceOf(configuration, "azurerm_api_management_api_policy").depends_on).toEqual([
      "azurerm_api_management_named_value.Ref_47C32AF2",
    ]);
  });

  test("takes names that only Terraform knows, also in the text of a policy", () => {
    const stack = newStack();
    const secretName = new TerraformVariable(stack, "name", {}).stringValue;
    const ref = reference(stack, { secretName });
    const api = new Api(stack, "Api", { ...OPEN, apim: newService(stack, "Again"), path: "orders" });
    ApimPolicy.of(api).addInbound(new SetHeader({ name: PolicyValue.text("x-key"), values: [ref.reference] }));
    const configuration = synth(stack);
    expect(resourceOf(configuration, "azurerm_api_management_named_value")).toMatchObject({
      name: "${var.name}",
      value_from_key_vault: { secret_id: "https://kv-contoso.vault.azure.net/secrets/${var.name}" },
    });
    const policy = resourceOf(configuration, "azurerm_api_management_api_policy");
    expect(policy.xml_content).toContain("<value>{{${var.name}}}</value>");
    expect(policy.depends_on).toEqual(["azurerm_api_management_named_value.Ref_47C32AF2"]);
  });
});

describe("the grant", () => {
  test("is one for two secrets of a vault", () => {
    const stack = newStack();
    reference(stack, { secretName: "one" }, "One");
    reference(stack, { secretName: "two" }, "Two");
    const configuration = synth(stack);
    expect(resourcesOf(configuration, "azurerm_role_assignment")).toHaveLength(1);
    const named = resourcesOf(configuration, "azurerm_api_management_named_value");
    expect(named.map((value) => value.depends_on)).toEqual([[GRANT], [GRANT]]);
  });

  test("is one also through other imports of the service and the vault", () => {
    const stack = newStack();
    reference(stack, { secretName: "one" }, "One");
    const nested = new Construct(stack, "Nested");
    const again = { apim: newService(nested), vault: newVault(nested, "Vault", { name: "KV-contoso" }) };
    reference(stack, { secretName: "two", ...again }, "Two");
    expect(resourcesOf(synth(stack), "azurerm_role_assignment")).toHaveLength(1);
  });

  test("is one for each identity, vault, cloud and way", () => {
    const stack = newStack();
    const other = ApimIdentity.userAssigned({ clientId: guid(3), principalId: guid(4) });
    reference(stack, { secretName: "a", identity: USER_ASSIGNED }, "A");
    reference(stack, { secretName: "b", identity: other }, "B");
    reference(stack, { secretName: "c", identity: other, access: KeyVaultAccess.ACCESS_POLICY }, "C");
    const vault = newVault(stack, "OtherVault", { name: "kv-fabrikam" });
    reference(stack, { secretName: "d", identity: other, vault }, "D");
    const configuration = synth(stack);
    expect(resourcesOf(configuration, "azurerm_role_assignment")).toHaveLength(3);
    expect(resourcesOf(configuration, "azurerm_key_vault_access_policy")).toHaveLength(1);
  });

  test("is made by the first stack of an app, which is deployed before the others", () => {
    const app = newApp();
    const [first, second] = [newStack("First", app), newStack("Second", app)];
    reference(first, { secretName: "one", identity: USER_ASSIGNED });
    reference(second, { secretName: "two", identity: USER_ASSIGNED });
    const stacks = synthStacks(app);
    expect(resourcesOf(stacks.First!, "azurerm_role_assignment")).toHaveLength(1);
    expect(resourcesOf(stacks.Second!, "azurerm_role_assignment")).toEqual([]);
    expect(resourceOf(stacks.Second!, "azurerm_api_management_named_value")).not.toHaveProperty("depends_on");
    expect(second.dependencies).toEqual([first]);
  });
});

describe("clashes", () => {
  test("fails for a second named value of one name, also through another import and in other capitals", () => {
    const stack = newStack();
    reference(stack, {}, "First");
    const apim = newService(stack, "Again");
    expect(() => reference(stack, { apim, secretName: "Backend-Key" }, "Second")).toThrow(
      /^Stack\/Second: the named value "Backend-Key" is already created by Stack\/First; .* or use the existing one$/,
    );
    expect(() => reference(stack, { namedValueName: "another-key" }, "Third")).not.toThrow();
  });

  test("fails for a second writer of one secret, and lets many read it", () => {
    const stack = newStack();
    const value = variable(stack);
    reference(stack, { value }, "First");
    expect(() => reference(stack, { namedValueName: "second", value }, "Second")).toThrow(
      /^Stack\/Second: the key vault secret "backend-key" is already created by Stack\/First; /,
    );
    expect(() => reference(stack, { namedValueName: "third" }, "Third")).not.toThrow();
  });

  test("fails for a vault of another stack, whose grant Terraform could not wait for", () => {
    const app = newApp();
    const vault = newVault(newStack("Vaults", app));
    const stack = newStack("Stack", app);
    expect(() => new KeyVaultSecretRef(stack, "Ref", { apim: newService(stack), vault, secretName: "key" })).toThrow(
      /^Stack\/Ref: vault Vaults\/Vault belongs to another stack; .*: import it here too, with fromName$/,
    );
  });

  test("fails for the name of a secret that no named value can have, and says which option to set", () => {
    expect(() => reference(newStack(), { secretName: `a${"b".repeat(100)}` })).toThrow(
      /^Stack\/Ref: namedValueName is "ab+"; .*: set namedValueName to such a name$/,
    );
  });
});

test.each([{ contentType: "text/plain" }, { endDate: "2027-05-31T00:00:00Z" }, { valueVersion: 2 }])(
  "fails for %j about a secret that something else writes",
  (options) => {
    const stack = newStack();
    const props = { apim: newService(stack), vault: newVault(stack), secretName: "key", ...options };
    expect(() => new KeyVaultSecretRef(stack, "Ref", props)).toThrow(
      `Stack/Ref: ${Object.keys(options)[0]!} is given without value; expected it together with value, `,
    );
  },
);
