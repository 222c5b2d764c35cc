import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ApiManagement as ApiManagementResource } from "@cdktf/provider-azurerm/lib/api-management";
import { KeyVault as KeyVaultResource } from "@cdktf/provider-azurerm/lib/key-vault";
import { everything } from "../support/everything";
import { synthExamples } from "../support/examples";
import { hardeningFaults } from "../support/hardening";
import { type Configuration, newStack, synth, TENANT } from "../support/synth";

const README = readFileSync(join(__dirname, "../../README.md"), "utf8");
const EXAMPLES = Object.entries(synthExamples());

const ALL = [["everything", synth(everything())] as const, ...EXAMPLES];

/** Resources with a secret, in the state or in a vault. */
const SECRETS =
  /^(?:azuread_application_password|azurerm_api_management_subscription|azurerm_key_vault_(?:secret|certificate))$/;

describe.each(EXAMPLES)("the page of %s", (name, { resource = {} }) => {
  const text = readFileSync(join(__dirname, "../../examples", name, "README.md"), "utf8");

  test("says what it creates and how to try it, and is in the README", () => {
    expect(text).toMatch(/\bcreates\b/i);
    expect(text).toMatch(/^(?:## Try it|To try it|\*\*To try it\*\*)/m);
    expect(text).toContain(`examples/${name}/main.ts`);
    expect(README).toContain(`- [${name}](examples/${name}/README.md): `);
  });

  test("says what it costs in secrets", () => {
    const [, cost] = /^(?:- |\*\*)?Secrets:\**\s+(.+)$/m.exec(text) ?? [];
    const isFree = /^(?:none|no secret|no new one)\b/i.test(cost ?? "");
    expect([cost === undefined, isFree]).toEqual([false, !Object.keys(resource).some((type) => SECRETS.test(type))]);
  });
});

/**
 * What azurerm 5 takes away from the resources of this domain, on everything that the library and the examples make.
 *
 * @see https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/guides/5.0-upgrade-guide
 */

const DOMAINS = ["developer_portal", "management", "portal", "proxy", "scm"];
const PROTOCOLS = ["ssl30", "tls10", "tls11"];

const REMOVED: Readonly<Record<string, readonly string[]>> = {
  azurerm_api_management: [
    "protocols.enable_http2",
    ...PROTOCOLS.flatMap((name) => [`security.enable_backend_${name}`, `security.enable_frontend_${name}`]),
    ...DOMAINS.map((name) => `hostname_configuration.${name}.key_vault_id`),
  ],
  azurerm_api_management_custom_domain: [...DOMAINS, "gateway"].map((name) => `${name}.key_vault_id`),
  azurerm_federated_identity_credential: ["parent_id"],
  azurerm_key_vault: ["contact", "enable_rbac_authorization"],
};

const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  azurerm_federated_identity_credential: ["user_assigned_identity_id"],
  azurerm_key_vault: ["rbac_authorization_enabled"],
};

const REMOVED_TYPES = ["azurerm_app_service", "azurerm_app_service_plan", "azurerm_app_service_slot"].concat(
  "azurerm_function_app",
  "azurerm_function_app_slot",
);

/** Arguments of the provider that are gone or have another place. */
const REMOVED_OF_PROVIDER = ["skip_provider_registration", "enhanced_validation"];

/** What takes the id of a secret only, and takes a new version by itself only without one. */
const SECRET_IDS = /(?:^|\.)(?:secret_id|key_vault_secret_id|key_vault_certificate_id)$/;
const VERSIONLESS_SECRET = /^(?:https:\/\/[^/]+\/secrets\/[\w-]+|\$\{[^}]+\.versionless_(?:secret_)?id\})$/;

const META = ["//", "depends_on", "lifecycle", "provider", "provisioner", "for_each", "count"];

/** Arguments whose keys are data. */
const MAPS = ["rotate_when_changed", "tags", "triggers"];

/** A leaf of the arguments of a resource, with the path to it. */
type Leaf = readonly [path: string, value: unknown];

function leavesOf(value: unknown, path: readonly string[] = []): Leaf[] {
  if (Array.isArray(value) && value.some((each) => typeof each === "object"))
    return value.flatMap((each) => leavesOf(each, path));
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [[path.join("."), value]];
  return Object.entries(value).flatMap(([name, each]) =>
    MAPS.includes(name) ? [[[...path, name].join("."), each] as const] : leavesOf(each, [...path, name]),
  );
}

/** The arguments that the binding of a type can write, as far as the names go. */
function argumentsOf(type: string): ReadonlySet<string> {
  const provider = type.startsWith("azuread_") ? "azuread" : "azurerm";
  const folder = type.slice(provider.length + 1).replaceAll("_", "-");
  const text = readFileSync(require.resolve(`@cdktf/provider-${provider}/lib/${folder}/index.js`), "utf8");
  return new Set(
    Array.from(text.matchAll(/^\s+([a-z0-9_]+): (?:cdktf\.|\w+ToTerraform|this\.)/gm), ([, name]) => name!),
  );
}

const known = new Map<string, ReadonlySet<string>>();

function faultsOf({ resource = {}, provider = {} }: Configuration & { provider?: Record<string, object[]> }): string[] {
  const faults: string[] = [];
  for (const name of REMOVED_OF_PROVIDER)
    if (provider.azurerm?.some((each) => name in each)) faults.push(`provider azurerm: ${name} is removed`);
  for (const [type, named] of Object.entries(resource)) {
    if (!/^azure(?:rm|ad)_/.test(type)) continue;
    if (REMOVED_TYPES.includes(type)) faults.push(`${type} is removed`);
    if (!known.has(type)) known.set(type, argumentsOf(type));
    for (const [id, body] of Object.entries(named)) {
      const leaves = leavesOf(Object.fromEntries(Object.entries(body).filter(([name]) => !META.includes(name))));
      const fault = (text: string): number => faults.push(`${type}.${id}: ${text}`);
      for (const name of REQUIRED[type] ?? []) if (!(name in body)) fault(`${name} is missing`);
      for (const [path, value] of leaves) {
        if (REMOVED[type]?.some((removed) => path === removed || path.startsWith(`${removed}.`)))
          fault(`${path} is removed`);
        if (path.split(".").some((name) => !known.get(type)!.has(name))) fault(`${path} is unknown`);
        if (SECRET_IDS.test(path) && !VERSIONLESS_SECRET.test(String(value))) fault(`${path} is ${String(value)}`);
      }
    }
  }
  return faults;
}

test.each(ALL)("%s uses no argument that azurerm 5 takes away, and ids of secrets only", (_name, configuration) => {
  expect(faultsOf(configuration)).toEqual([]);
});

test.each(ALL)("%s breaks no rule of a hardened deployment", (_name, configuration) => {
  expect(hardeningFaults(configuration)).toEqual([]);
});

test("fails for what azurerm 5 takes away", () => {
  const stack = newStack();
  const common = { name: "contoso", resourceGroupName: "rg", location: "westeurope" };
  new KeyVaultResource(stack, "Vault", {
    ...common,
    skuName: "standard",
    tenantId: TENANT,
    contact: [{ email: "a@b.c" }],
  });
  const service = { ...common, publisherName: "Contoso", publisherEmail: "apis@contoso.com", skuName: "Developer_1" };
  new ApiManagementResource(stack, "Apim", {
    ...service,
    protocols: { enableHttp2: true },
    hostnameConfiguration: {
      proxy: [{ hostName: "a.b.c", keyVaultCertificateId: "https://kv.vault.azure.net/certificates/api" }],
    },
  }).addOverride("colour", "green");
  expect(faultsOf(synth(stack)).map((text) => text.replace(/^\w+\./, ""))).toEqual([
    "Apim: colour is unknown",
    "Apim: hostname_configuration.proxy.key_vault_certificate_id is https://kv.vault.azure.net/certificates/api",
    "Apim: protocols.enable_http2 is removed",
    "Vault: rbac_authorization_enabled is missing",
    "Vault: contact.email is removed",
  ]);
});

test("fails for what a rule of a hardened deployment refuses", () => {
  const resource = {
    azuread_application_registration: { r: { implicit_id_token_issuance_enabled: true } },
    azuread_application_redirect_uris: { r: { redirect_uris: ["http://app.contoso.com/"] } },
    azurerm_api_management_api: { a: { protocols: ["https", "http"] } },
    azurerm_api_management_backend: {
      b: { tls: { validate_certificate_chain: true, validate_certificate_name: false } },
    },
    azurerm_api_management_named_value: { n: { value_from_key_vault: {}, secret: true } },
  };
  expect(hardeningFaults({ resource }).map((fault) => fault.replace(/azure\w+_/, ""))).toEqual([
    "T-01 registration.r",
    "T-05 registration.r",
    "T-09 uris.r",
    "T-10 api.a",
    "TLS backend.b",
    "T-13 value.n",
  ]);
});
