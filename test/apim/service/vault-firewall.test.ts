import { Token } from "cdktf";
import { DataAzurermKeyVault } from "@cdktf/provider-azurerm/lib/data-azurerm-key-vault";
import { KeyVault, type KeyVaultConfig } from "@cdktf/provider-azurerm/lib/key-vault";
import { PrivateEndpoint } from "@cdktf/provider-azurerm/lib/private-endpoint";
import {
  ApimCertificate,
  ApimIdentity,
  type IKeyVault,
  KeyVault as Imported,
  KeyVaultAccess,
  KeyVaultSecretRef,
  type VaultReaderOptions,
} from "cdktf-apim-oauth";
import { guid, newApp, newService, newStack, newVault, synthApp, synth, warningsIn } from "../../support/synth";

type Stack = ReturnType<typeof newStack>;

const ID = "/subscriptions/s/resourceGroups/RG-secrets/providers/Microsoft.KeyVault/vaults/kv-contoso";
const DENY = { bypass: "AzureServices", defaultAction: "Deny" };
const USER_ASSIGNED = ApimIdentity.userAssigned({ clientId: guid(1), principalId: guid(2) });

function rawVault(stack: Stack, config: Partial<KeyVaultConfig>): KeyVault {
  return new KeyVault(stack, "Raw", {
    name: "kv-contoso",
    resourceGroupName: "rg-secrets",
    location: "westeurope",
    skuName: "standard",
    tenantId: guid("f"),
    ...config,
  });
}

function secretOf(stack: Stack, options: Partial<VaultReaderOptions> = {}): void {
  new KeyVaultSecretRef(stack, "Ref", {
    apim: newService(stack),
    vault: newVault(stack),
    secretName: "key",
    ...options,
  });
}

function found(stack: Stack, name: string): DataAzurermKeyVault {
  return new DataAzurermKeyVault(stack, "Data", { name, resourceGroupName: "rg-secrets" });
}

test.each<[string, Partial<KeyVaultConfig>]>([
  ["denies all", { networkAcls: DENY }],
  ["has empty rules", { networkAcls: { ...DENY, ipRules: [], virtualNetworkSubnetIds: [] } }],
  ["has no public access", { publicNetworkAccessEnabled: false }],
  [
    "has no public access, so that its rules mean nothing",
    { publicNetworkAccessEnabled: false, networkAcls: { ...DENY, ipRules: ["203.0.113.7"] } },
  ],
])("fails for a vault that %s", (_title, config) => {
  const stack = newStack();
  rawVault(stack, config);
  secretOf(stack);
  expect(() => synth(stack)).toThrow(
    /\[Stack\/Ref\] the vault Stack\/Raw has a firewall that lets no network in; expected/,
  );
});

test.each<[string, Partial<KeyVaultConfig>]>([
  ["is open", {}],
  ["allows by default", { networkAcls: { ...DENY, defaultAction: "Allow" } }],
  ["lets an address in", { networkAcls: { ...DENY, ipRules: ["203.0.113.7"] } }],
  ["lets a subnet in", { networkAcls: { ...DENY, virtualNetworkSubnetIds: ["/subscriptions/s/subnets/apim"] } }],
])("takes a vault that %s", (_title, config) => {
  const stack = newStack();
  rawVault(stack, config);
  secretOf(stack);
  expect(() => synth(stack)).not.toThrow();
});

test("takes a vault that the program gives a private endpoint", () => {
  const stack = newStack();
  const { id } = rawVault(stack, { publicNetworkAccessEnabled: false });
  new PrivateEndpoint(stack, "Endpoint", {
    name: "pe-kv",
    resourceGroupName: "rg-secrets",
    location: "westeurope",
    subnetId: "/subscriptions/s/subnets/apim",
    privateServiceConnection: {
      name: "kv",
      isManualConnection: false,
      privateConnectionResourceId: id,
      subresourceNames: ["vault"],
    },
  });
  secretOf(stack);
  expect(() => synth(stack)).not.toThrow();
});

test("fails for a user-assigned identity, which cannot read through a firewall", () => {
  const stack = newStack();
  rawVault(stack, { networkAcls: { ...DENY, ipRules: ["203.0.113.7"] } });
  secretOf(stack, { identity: USER_ASSIGNED });
  expect(() => synth(stack)).toThrow(/user-assigned identity reads from it; expected the system-assigned identity/);
});

test("does not check access that exists already", () => {
  const stack = newStack();
  rawVault(stack, { networkAcls: DENY });
  secretOf(stack, { access: KeyVaultAccess.EXISTING, identity: USER_ASSIGNED });
  expect(() => synth(stack)).not.toThrow();
});

test("checks certificates too, and a vault in another stack, by its name", () => {
  const app = newApp();
  rawVault(newStack("Vaults", app), { networkAcls: DENY, name: "KV-Contoso" });
  const stack = newStack("Apis", app);
  const given = { apim: newService(stack), vault: newVault(stack), certificateName: "client" };
  new ApimCertificate(stack, "Certificate", given);
  expect(() => synthApp(app)).toThrow(/\[Apis\/Certificate\] the vault Vaults\/Raw has a firewall/);
});

test.each<[string, (stack: Stack, raw: KeyVault) => IKeyVault]>([
  ["its id", (stack, raw) => Imported.fromResourceId(stack, "Known", raw.id)],
  ["the id that is written out", (stack) => Imported.fromResourceId(stack, "Known", ID)],
  ["the id of a data source", (stack, raw) => Imported.fromResourceId(stack, "Known", found(stack, raw.name).id)],
  ["its attributes", (stack, raw) => Imported.fromName(stack, "Known", raw)],
])("fails for a vault that is known by %s", (_title, vault) => {
  const stack = newStack();
  secretOf(stack, { vault: vault(stack, rawVault(stack, { networkAcls: DENY })) });
  expect(() => synth(stack)).toThrow("[Stack/Ref] the vault Stack/Raw has a firewall that lets no network in");
});

test("leaves another vault alone that is known by its id", () => {
  const stack = newStack();
  rawVault(stack, { networkAcls: DENY });
  const { id } = found(stack, "kv-other");
  secretOf(stack, { vault: Imported.fromResourceId(stack, "Known", id) });
  expect(() => synth(stack)).not.toThrow();
});

test("leaves other vaults alone", () => {
  const stack = newStack();
  rawVault(stack, { networkAcls: DENY, name: "kv-other" });
  secretOf(stack);
  expect(() => synth(stack)).not.toThrow();
});

describe("how the vault lets read", () => {
  const { ROLE_ASSIGNMENT, ACCESS_POLICY, EXISTING } = KeyVaultAccess;

  test.each<[KeyVaultAccess | undefined, Partial<KeyVaultConfig>, RegExp]>([
    [ACCESS_POLICY, { rbacAuthorizationEnabled: true }, /\[Stack\/Ref\] the vault Stack\/Raw goes by roles, and/],
    [ACCESS_POLICY, { enableRbacAuthorization: true }, /goes by roles, and/],
    [undefined, { rbacAuthorizationEnabled: false }, /the vault Stack\/Raw goes by access policies, and a role/],
    [ROLE_ASSIGNMENT, { enableRbacAuthorization: false }, /goes by access policies, and a role/],
  ])("fails for the other way, %s of %j", (access, config, message) => {
    const stack = newStack();
    rawVault(stack, config);
    secretOf(stack, { access });
    expect(() => synth(stack)).toThrow(message);
  });

  test.each<[KeyVaultAccess | undefined, Partial<KeyVaultConfig>, number]>([
    [undefined, { rbacAuthorizationEnabled: true }, 0],
    [ACCESS_POLICY, { rbacAuthorizationEnabled: false }, 0],
    [ACCESS_POLICY, {}, 0],
    [EXISTING, { rbacAuthorizationEnabled: false }, 0],
    [undefined, { rbacAuthorizationEnabled: Token.asAny("${var.roles}") }, 0],
    [undefined, {}, 1],
  ])("is taken for %s of %j, with %d warnings", (access, config, warnings) => {
    const stack = newStack();
    rawVault(stack, config);
    secretOf(stack, { access });
    synth(stack);
    expect(warningsIn(stack).filter((text) => text.includes("does not say that it goes by roles"))).toHaveLength(
      warnings,
    );
  });
});
