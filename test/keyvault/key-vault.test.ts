import { TerraformVariable } from "cdktf";
import { ApimIdentity, AzureCloud, KeyVault, KeyVaultAccess, Principal } from "cdktf-apim-oauth";
import { resolveText } from "../../src/core/terraform-text";
import {
  addressesOf,
  guid,
  newApp,
  newService,
  newStack,
  newVault,
  resourceOf,
  resourcesOf,
  synth,
} from "../support/synth";

const ID =
  "/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/rg-secrets/providers/Microsoft.KeyVault/vaults/kv-contoso";

describe("KeyVault.fromName", () => {
  test("alone makes nothing", () => {
    const stack = newStack();
    newVault(stack);
    expect(addressesOf(synth(stack))).toEqual([]);
  });

  test.each([
    [AzureCloud.PUBLIC, "vault.azure.net"],
    [AzureCloud.US_GOVERNMENT, "vault.usgovcloudapi.net"],
    [AzureCloud.CHINA, "vault.azure.cn"],
  ])("derives its URL from its name and its cloud", (cloud, domain) => {
    expect(newVault(newStack(), "Vault", { cloud }).vaultUri).toBe(`https://kv-contoso.${domain}/`);
  });

  test("writes its host in lower case, and ids of principals as well", () => {
    const stack = newStack();
    const vault = newVault(stack, "Vault", { name: "KV-Contoso" });
    expect([vault.name, vault.vaultUri]).toEqual(["KV-Contoso", "https://kv-contoso.vault.azure.net/"]);
    vault.grantRead(Principal.fromObjectId(guid("a").toUpperCase()));
    expect(resourceOf(synth(stack), "azurerm_role_assignment").principal_id).toBe(guid("a"));
  });

  test("makes its resource id from the subscription of the provider", () => {
    const stack = newStack();
    expect(resolveText(stack, newVault(stack).resourceId)).toBe(
      "/subscriptions/${data.azurerm_client_config.AzurermClientConfig.subscription_id}/resourceGroups/rg-secrets/providers/Microsoft.KeyVault/vaults/kv-contoso",
    );
  });
});

describe("KeyVault.fromResourceId", () => {
  test("reads the names out of the id", () => {
    const vault = KeyVault.fromResourceId(newStack(), "Vault", ID, { cloud: AzureCloud.CHINA });
    expect([vault.name, vault.resourceId, vault.vaultUri]).toEqual([
      "kv-contoso",
      ID,
      "https://kv-contoso.vault.azure.cn/",
    ]);
  });

  test("lets Terraform read them where only Terraform knows the id", () => {
    const stack = newStack();
    const vault = KeyVault.fromResourceId(stack, "Vault", new TerraformVariable(stack, "id", {}).stringValue);
    expect(resolveText(stack, vault.vaultUri)).toBe('https://${element(split("/", var.id), 8)}.vault.azure.net/');
    expect(resolveText(stack, vault.resourceId)).toBe("${var.id}");
  });

  test.each([
    "kv-contoso",
    `${ID}/secrets/a`,
    ID.toLowerCase(),
    ID.replace("KeyVault/vaults", "ApiManagement/service"),
  ])("fails for %s", (id) => {
    expect(() => KeyVault.fromResourceId(newStack(), "Vault", id)).toThrow(
      /^Stack\/Vault: resourceId is "[^"]+"; expected the id of a key vault, /,
    );
  });
});

describe("a secret that exists in a vault", () => {
  test("is read once, when it is used, and not before", () => {
    const stack = newStack();
    const vault = newVault(stack);
    const secrets = [vault.secret("portal"), vault.secret("portal")];
    expect(addressesOf(synth(stack))).toEqual([]);
    const expressions = secrets.map((secret) => resolveText(stack, secret._expression(stack)));
    expect(new Set(expressions).size).toBe(1);
    expect(synth(stack).data!.azurerm_key_vault_secret).toEqual({
      [/secret\.([\w-]+)\.value/.exec(expressions[0]!)![1]!]: {
        name: "portal",
        key_vault_id: resolveText(stack, vault.resourceId),
      },
    });
  });

  test("fails in another stack than the vault's, because it would go through the state of both", () => {
    const app = newApp();
    const secret = newVault(newStack("Vaults", app)).secret("portal");
    expect(() => secret._expression(newStack("Stack", app))).toThrow(
      /^Stack: vault Vaults\/Vault belongs to another stack; /,
    );
  });
});

describe("the right to read a vault", () => {
  const ROLE = "azurerm_role_assignment";

  test("goes to any identity, once", () => {
    const stack = newStack();
    const vault = newVault(stack);
    const grant = vault.grantRead(Principal.fromObjectId(guid(1)));
    expect(vault.grantRead(Principal.fromObjectId(guid(1)))).toBe(grant);
    vault.grantRead(Principal.fromObjectId(guid(2)));
    expect(resourcesOf(synth(stack), ROLE).map(({ principal_id }) => principal_id)).toEqual([guid(1), guid(2)]);
  });

  test("says that an identity is a service principal only where it is known to be none else", () => {
    const stack = newStack();
    const vault = newVault(stack);
    vault.grantRead(Principal.fromObjectId(guid(1)));
    const identity = ApimIdentity.userAssigned({ clientId: guid(3), principalId: guid(2) });
    vault.grantRead(identity.principalOf(newService(stack)));
    expect(resourcesOf(synth(stack), ROLE).map(({ principal_type }) => principal_type)).toEqual([
      undefined,
      "ServicePrincipal",
    ]);
  });

  test("is an access policy where the vault works with those, and nothing where it is there already", () => {
    const stack = newStack();
    const vault = newVault(stack);
    vault.grantRead(Principal.fromObjectId(guid(1)), KeyVaultAccess.ACCESS_POLICY);
    expect(vault.grantRead(Principal.fromObjectId(guid(2)), KeyVaultAccess.EXISTING)).toBeUndefined();
    expect(resourceOf(synth(stack), "azurerm_key_vault_access_policy")).toMatchObject({ object_id: guid(1) });
    expect(resourcesOf(synth(stack), ROLE)).toEqual([]);
  });
});
