import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { TerraformElement, type TerraformStack, TerraformVariable } from "cdktf";
import {
  Api,
  ApiManagement,
  type ApiManagementProps,
  ApimAuthServer,
  ApimCertificate,
  ApimPkcs12Certificate,
  ApimSku,
  ApimSubscription,
  AppRegistration,
  Authority,
  Backend,
  BackendAddress,
  CustomDomain,
  FederatedCredential,
  KeyVaultSecret,
  KeyVaultSecretRef,
  NamedValue,
  NamedValueSource,
  OAuthGrant,
  OAuthProtectedApi,
  DeveloperPortalB2cSignIn,
  DeveloperPortalSignIn,
  OpenIdConnectProvider,
  PublicCertificate,
  SecretValue,
  SubscriptionScope,
  Workspace,
  WorkspaceCertificate,
  WorkspaceCertificateSource,
} from "cdktf-apim-oauth";
import { StorageAccount } from "@cdktf/provider-azurerm/lib/storage-account";
import { ApiManagementLogger } from "@cdktf/provider-azurerm/lib/api-management-logger";
import { Construct } from "constructs";
import { CERTIFICATE } from "../support/certificates";
import { Page } from "../support/pages";
import { type Arguments, guid, newOrders, newService, newStack, newVault, OPEN, synth, TENANT } from "../support/synth";

/** What a program could read from its environment. */
const PLANTED = "pLt8Q~planted_Secret.0123456789abcdefghi";
const END = { endDate: "2027-05-31T00:00:00Z" };

/** The table of the usual secrets, and the one of every secret. */
const [USUAL, EVERY] = tablesOf(new Page("docs/secrets.md").text);

function tablesOf(text: string): string[][][] {
  return text
    .split("\n\n")
    .filter((block) => block.startsWith("| "))
    .map((block) =>
      block
        .trim()
        .split("\n")
        .slice(2)
        .map((line) =>
          line
            .split("|")
            .slice(1, -1)
            .map((cell) => cell.trim()),
        ),
    );
}

/** Where a row of the page is built: a scope of its own, and how its names differ from those of the others. */
class Row extends Construct {
  public readonly apim = newService(this);
  public readonly vault = newVault(this);
  public readonly client = new AppRegistration(this, "Client", {
    displayName: "Client",
    authority: Authority.publicCloud(TENANT),
  });

  public constructor(
    scope: Construct,
    private readonly index: number,
  ) {
    super(scope, `Row${index}`);
  }

  public get name(): string {
    return `row-${this.index}`;
  }

  public variable(id = "Secret"): SecretValue {
    return SecretValue.fromVariable(new TerraformVariable(this, id, { sensitive: true }));
  }

  public server(clientSecret: SecretValue, grant = OAuthGrant.clientCredentials()): void {
    const resource = newOrders(this);
    this.client.grantRole(resource, "Orders.Read");
    new ApimAuthServer(this, "Server", { ...this.named, resource, client: this.client, clientSecret, grant });
  }

  public namedValue(source: NamedValueSource): void {
    new NamedValue(this, "Value", { ...this.named, source });
  }

  public workspaceCertificate(source: WorkspaceCertificateSource): void {
    const workspace = new Workspace(this, "Workspace", this.named);
    new WorkspaceCertificate(this, "Certificate", { workspace, name: "backend", source });
  }

  public service(...customDomains: CustomDomain[]): void {
    this.serviceWith({ customDomains });
  }

  public serviceWith(props: Partial<ApiManagementProps>): void {
    new ApiManagement(this, "New", {
      name: `apim-${this.name}`,
      resourceGroupName: "rg",
      location: "westeurope",
      publisherName: "Contoso",
      publisherEmail: "apis@contoso.com",
      sku: ApimSku.developer(),
      ...props,
    });
  }

  public subscription(keys: { primaryKey?: SecretValue; secondaryKey?: SecretValue } = {}): ApimSubscription {
    const api = new Api(this, "Api", { ...OPEN, apim: this.apim, path: this.name });
    const subscriptionScope = SubscriptionScope.api(api);
    return new ApimSubscription(this, "Shop", { subscriptionScope, displayName: this.name, ...keys });
  }

  public get named(): { apim: Row["apim"]; name: string } {
    return { apim: this.apim, name: this.name };
  }

  public get written(): { vault: Row["vault"]; name: string } {
    return { vault: this.vault, name: this.name };
  }

  public get existing(): { vault: Row["vault"]; secretName: string } {
    return { vault: this.vault, secretName: this.name };
  }
}

/** What makes each row of the page true. */
const BUILD: Readonly<Record<string, (row: Row) => void>> = {
  "identity of a workload": ({ client }) =>
    client.addFederatedCredential(
      "Main",
      FederatedCredential.githubActions({ owner: "contoso", repository: "orders", branch: "main" }),
    ),
  "certificate of a client, from a file": ({ client }) =>
    client.addCertificate("Signing", PublicCertificate.fromPem(CERTIFICATE)),
  "certificate of a client, in a vault": ({ client, vault }) =>
    client.addCertificate("Signing", vault.certificate("client")),
  "client secret": ({ client }) => void client.addClientSecret("Job", END),
  "two client secrets that take turns": ({ client }) => void client.addRotatingClientSecret("Job", { generation: 1 }),
  "client secret in a vault, for the client": (row) =>
    new KeyVaultSecret(row, "Copy", {
      ...row.written,
      value: row.client.addRotatingClientSecret("Job", { generation: 1 }),
    }),
  "client secret in a vault, for policies": (row) =>
    new KeyVaultSecretRef(row, "Value", {
      ...row.existing,
      apim: row.apim,
      value: row.client.addRotatingClientSecret("Job", { generation: 1 }),
    }),
  "client secret in a named value": (row) =>
    row.namedValue(NamedValueSource.secret(row.client.addClientSecret("Job", END))),
  "client secret of an authorization server": (row) => row.server(row.client.addClientSecret("Portal", END)),
  "test console of a protected API": (row) =>
    new OAuthProtectedApi(row, "Protected", {
      apim: row.apim,
      path: row.name,
      displayName: row.name,
      users: ["access_as_user"],
      testConsole: { secretEndDate: END.endDate },
      operations: { list: { method: "GET", urlTemplate: "/" } },
    }),
  "client secret of an OpenID Connect provider": (row) =>
    new OpenIdConnectProvider(row, "SignIn", {
      ...row.named,
      resource: newOrders(row),
      client: row.client,
      clientSecret: row.client.addClientSecret("Portal", END),
    }),
  "client secret of the portal's sign-in": (row) =>
    new DeveloperPortalSignIn(row, "SignIn", {
      apim: row.apim,
      client: row.client,
      clientSecret: row.client.addClientSecret("Portal", END),
    }),
  "the same, of customers": (row) =>
    new DeveloperPortalB2cSignIn(row, "SignIn", {
      apim: row.apim,
      tenantName: "contoso",
      client: row.client,
      clientSecret: row.client.addClientSecret("Portal", END),
      signInFlow: "B2C_1_signin",
    }),
  "password of a resource owner": (row) =>
    row.server(
      row.variable(),
      OAuthGrant.insecureResourceOwnerPassword({
        scopes: ["access_as_user"],
        resourceOwner: { username: "test@contoso.com", password: row.variable("Password") },
      }),
    ),
  "function key, API key, connection string or password": (row) =>
    row.namedValue(NamedValueSource.secret(row.variable())),
  "the same, written to a vault": (row) =>
    row.namedValue(NamedValueSource.keyVault({ ...row.existing, value: row.variable(), valueVersion: 2 })),
  "the same, in a vault already": (row) => row.namedValue(NamedValueSource.keyVault(row.existing)),
  "the same, in one line": (row) => new KeyVaultSecretRef(row, "Value", { ...row.existing, apim: row.apim }),
  "secret in a vault, for others": (row) =>
    new KeyVaultSecret(row, "Copy", { ...row.written, value: row.variable(), valueVersion: 2 }),
  "connection string or key that a resource has": (row) => {
    const storage = new StorageAccount(row, "Storage", {
      name: "stcontoso",
      resourceGroupName: "rg",
      location: "westeurope",
      accountTier: "Standard",
      accountReplicationType: "LRS",
    });
    const value = SecretValue.fromAttribute(storage.primaryConnectionString);
    new KeyVaultSecretRef(row, "Ref", { ...row.existing, apim: row.apim, value });
  },
  "secret of a vault, for what cannot read it there": (row) => row.server(row.vault.secret(row.name)),
  "password of a proxy": (row) =>
    new Backend(row, "Backend", {
      ...row.named,
      address: BackendAddress.https("https://orders.contoso.com"),
      proxy: { url: "https://proxy.contoso.com", username: "gateway", password: row.variable() },
    }),
  "certificate for backends": (row) =>
    new ApimCertificate(row, "Certificate", { ...row.named, vault: row.vault, certificateName: row.name }),
  "certificate for backends, from a file": (row) =>
    new ApimPkcs12Certificate(row, "Certificate", {
      ...row.named,
      data: row.variable(),
      password: row.variable("Password"),
    }),
  "certificate of a workspace": (row) =>
    row.workspaceCertificate(WorkspaceCertificateSource.keyVault({ vault: row.vault, certificateName: row.name })),
  "certificate of a workspace, from a file": (row) =>
    row.workspaceCertificate(WorkspaceCertificateSource.pkcs12(row.variable(), row.variable("Password"))),
  "certificate of a host name": (row) =>
    row.service(
      CustomDomain.gateway({
        hostName: "api.contoso.com",
        vault: row.vault,
        certificateName: row.name,
        identity: {
          clientId: guid("c"),
          principalId: guid("d"),
          resourceId: `/subscriptions/${guid(1)}/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id`,
        },
      }),
    ),
  "certificate of a host name, from a file": (row) =>
    row.service(
      CustomDomain.gatewayWithPkcs12({
        hostName: "api.contoso.com",
        certificate: row.variable(),
        password: row.variable("Password"),
      }),
    ),
  "the same, beside one in a vault without `identity`": (row) =>
    row.service(
      CustomDomain.gateway({ hostName: "api.contoso.com", vault: row.vault, certificateName: row.name }),
      CustomDomain.gatewayWithPkcs12({
        hostName: "file.contoso.com",
        certificate: row.variable(),
        password: row.variable("Password"),
      }),
    ),
  "key that signs for pages of your own": (row) =>
    row.serviceWith({ portalDelegation: { url: "https://accounts.contoso.com", validationKey: row.variable() } }),
  "subscription keys": (row) => row.subscription(),
  "subscription keys that are given": (row) =>
    row.subscription({ primaryKey: row.variable("Primary"), secondaryKey: row.variable("Secondary") }),
  "subscription key in a vault": (row) =>
    new KeyVaultSecret(row, "Copy", { ...row.written, value: row.subscription().primaryKey, valueVersion: 2 }),
  "key of a subscription that exists": (row) =>
    new KeyVaultSecret(row, "Copy", {
      ...row.written,
      value: ApimSubscription.fromId(row, "Shop", { apim: row.apim, subscriptionId: "shop" }).primaryKey,
      valueVersion: 2,
    }),
  "any, for a resource of a provider": (row) =>
    new ApiManagementLogger(row, "Logger", {
      apiManagementName: row.apim.name,
      resourceGroupName: row.apim.resourceGroupName,
      name: row.name,
      applicationInsights: { connectionString: row.variable().secretInState(row) },
    }),
};

/** The attributes that Azure or Entra ID computes, and Terraform keeps, whether they are used or not. */
const COMPUTED: Readonly<Record<string, readonly string[]>> = {
  azuread_application_password: ["value"],
  azurerm_api_management_subscription: ["primary_key", "secondary_key"],
  azurerm_storage_account: ["primary_connection_string"],
  "data.azurerm_api_management_subscription": ["primary_key", "secondary_key"],
  "data.azurerm_key_vault_secret": ["value"],
};

/** What a secret is in an expression. */
const REFERENCE = [
  String.raw`\bvar\.[\w-]+`,
  ...Object.entries(COMPUTED).map(
    ([type, names]) => String.raw`\b${type.replace(".", "\\.")}\.[\w-]+\.(?:${names.join("|")})\b`,
  ),
].join("|");
const HOLDS_SECRET = new RegExp(REFERENCE);
const IS_SECRET = new RegExp(`^\\$\\{(?:${REFERENCE})\\}$`);

/** The only argument of these providers that Terraform writes and does not keep. */
const WRITE_ONLY = "azurerm_key_vault_secret.value_wo";

/** What the cells of the column about API Management say, and where it is in the configuration. */
const IN_SERVICE: Readonly<Record<string, readonly string[]>> = {
  no: [],
  "named value": ["azurerm_api_management_named_value.value"],
  "named value, by reference": ["azurerm_api_management_named_value.value_from_key_vault.secret_id"],
  "authorization server": ["azurerm_api_management_authorization_server.client_secret"],
  "OpenID Connect provider": ["azurerm_api_management_openid_connect_provider.client_secret"],
  "sign-in of customers": ["azurerm_api_management_identity_provider_aadb2c.client_secret"],
  "sign-in of the portal": ["azurerm_api_management_identity_provider_aad.client_secret"],
  backend: ["azurerm_api_management_backend.proxy.password"],
  certificate: ["azurerm_api_management_certificate.data"],
  "certificate, by reference": ["azurerm_api_management_certificate.key_vault_secret_id"],
  "certificate of the workspace, by reference": ["azurerm_api_management_workspace_certificate.key_vault_secret_id"],
  "certificate of the workspace": ["azurerm_api_management_workspace_certificate.certificate_data_base64"],
  "host name, by reference": ["azurerm_api_management.hostname_configuration.proxy.key_vault_certificate_id"],
  "host name": ["azurerm_api_management.hostname_configuration.proxy.certificate"],
  "host name, after the service": ["azurerm_api_management_custom_domain.gateway.certificate"],
  subscription: ["azurerm_api_management_subscription.primary_key"],
  service: ["azurerm_api_management.delegation.validation_key"],
};

/** An argument of the row, with lists left out of its path. */
interface Leaf {
  readonly path: string;
  readonly value: string;
}

function leavesOf(value: unknown, path: string): Leaf[] {
  if (typeof value === "string") return [{ path, value }];
  if (Array.isArray(value)) return value.flatMap((item) => leavesOf(item, path));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, item]) => leavesOf(item, `${path}.${name}`));
}

function build(stack: TerraformStack): Row[] {
  return Object.values(BUILD).map((make, index) => {
    const row = new Row(stack, index);
    make(row);
    return row;
  });
}

process.env.TF_VAR_secret = PLANTED;
const STACK = newStack();
const ROWS = build(STACK);
const CONFIGURATION = synth(STACK);
delete process.env.TF_VAR_secret;

/** The arguments and the computed secrets of what a row makes. */
function leavesIn(row: Row): Leaf[] {
  const elements = row.node.findAll().filter((node) => TerraformElement.isTerraformElement(node));
  const blocks = [
    ...Object.entries(CONFIGURATION.resource!),
    ...Object.entries(CONFIGURATION.data!).map(([type, named]) => [`data.${type}`, named] as const),
  ];
  return blocks.flatMap(([type, named]) =>
    elements.flatMap(({ friendlyUniqueId: id }) => {
      const found: Arguments | undefined = named[id];
      if (found === undefined) return [];
      const computed = COMPUTED[type] ?? [];
      return [
        ...leavesOf(found, type),
        ...computed.map((name) => ({ path: `${type}.${name}`, value: `\${${type}.${id}.${name}}` })),
      ];
    }),
  );
}

test("the page has a row for each secret of this test, in the same order", () => {
  expect(EVERY!.map(([secret]) => secret)).toEqual(Object.keys(BUILD));
});

describe.each(EVERY!.map((cells, index) => [cells[0]!, cells, ROWS[index]!] as const))("%s", (_secret, cells, row) => {
  const [, , state, vault, service] = cells;
  const leaves = leavesIn(row);
  const secrets = leaves.filter(({ value }) => HOLDS_SECRET.test(value)).map(({ path }) => path);

  test("is in the state where the page says, and nowhere else", () => {
    const named = [...state!.matchAll(/`([^`]+)`/g)].map(([, name]) => name);
    const found = [...new Set(secrets)].filter((path) => path !== WRITE_ONLY).sort();
    if (state === "the argument of the resource") {
      expect(found).toEqual(["azurerm_api_management_logger.application_insights.connection_string"]);
    } else {
      expect(found).toEqual(named.sort());
      expect(named.length === 0).toBe(/^no\b/.test(state!));
    }
  });

  test("is in the vault where the page says", () => {
    expect(secrets.includes(WRITE_ONLY)).toBe(vault === "written");
    // An id of the secret, or a data source that reads the vault.
    const isRead = leaves.some(
      ({ path, value }) =>
        value === `https://kv-contoso.vault.azure.net/secrets/${row.name}` ||
        path.startsWith("data.azurerm_key_vault_"),
    );
    expect(isRead).toBe(vault === "read");
  });

  test("is in API Management where the page says", () => {
    const paths = leaves.map(({ path }) => path);
    const places = Object.values(IN_SERVICE).flat();
    const expected = IN_SERVICE[service!];
    expect(places.filter((place) => paths.includes(place))).toEqual(expected);
  });
});

test("every argument that the sources give a secret to is in a row of the page", () => {
  const root = join(__dirname, "../../src");
  const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  const given = files.flatMap((file) => {
    const source = readFileSync(join(root, file), "utf8");
    return [...source.matchAll(/(\w+): [\w.?]+\._expression\(/g)].map(([, name]) => `.${snakeCase(name!)}`);
  });
  expect(given.length).toBeGreaterThan(10);
  const below = EVERY!.map(([, , state]) => state).join(" ");
  const missing = given.filter((name) => !WRITE_ONLY.endsWith(name) && !below.includes(`${name}\``));
  expect(missing).toEqual([]);
});

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

test("no literal is where a secret belongs, and nothing of the environment is in the configuration", () => {
  expect(JSON.stringify(CONFIGURATION)).not.toContain(PLANTED);
  const { variable } = CONFIGURATION as { variable?: Readonly<Record<string, Arguments>> };
  expect(Object.keys(variable!).length).toBeGreaterThan(5);
  expect(Object.values(variable!).filter((given) => given.sensitive !== true || "default" in given)).toEqual([]);
  const suspicious = ROWS.flatMap(leavesIn).filter(
    ({ path, value }) =>
      /\.(?:client_secret|\w*password|data|value_wo|\w+_key|certificate_data_base64|connection_string)$/.test(path) &&
      !IS_SECRET.test(value),
  );
  expect(suspicious).toEqual([]);
});

test("the usual secrets are kept by constructs that have a row below", () => {
  const names = (cells: string[]): string[] =>
    cells.flatMap((cell) => [...cell.matchAll(/`(\w+)(?:\.\w+)?`/g)].map(([, name]) => name!));
  const below = EVERY!.map((cells) => cells.join(" ")).join(" ");
  const rows = USUAL!.map(([, ...cells]) => cells);
  expect(rows).toHaveLength(6);
  for (const cells of rows) {
    expect(cells.filter((cell) => names([cell]).length === 0)).toEqual([]);
    expect(names(cells).filter((name) => name !== "NamedValue" && !below.includes(name))).toEqual([]);
  }
});
