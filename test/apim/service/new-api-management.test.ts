import { ApiManagementCustomDomain } from "@cdktf/provider-azurerm/lib/api-management-custom-domain";
import { KeyVault } from "@cdktf/provider-azurerm/lib/key-vault";
import { UserAssignedIdentity } from "@cdktf/provider-azurerm/lib/user-assigned-identity";
import { type TerraformStack, TerraformVariable } from "cdktf";
import {
  Api,
  ApiManagement,
  type ApiManagementProps,
  ApimIdentity,
  ApimPolicy,
  ApimSku,
  ApimVirtualNetwork,
  AzureCloud,
  CaCertificate,
  Callers,
  CustomDomain,
  type CustomDomainOptions,
  JwtPolicy,
  KeyVaultAccess,
  KeyVaultSecretRef,
  type PortalDelegation,
  SecretValue,
  WeakTls,
} from "cdktf-apim-oauth";
import { SetHeader } from "cdktf-apim-oauth/policy";
import { messageOf } from "../../support/error-text";
import {
  addressesOf,
  annotationsIn,
  type Arguments,
  guid,
  newApp,
  newOrders,
  newStack,
  newVault,
  OPEN,
  resourceOf,
  resourcesOf,
  synth,
  synthStacks,
} from "../../support/synth";

const TYPE = "azurerm_api_management";
const SUBSCRIPTION = "/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/rg";
const SUBNET = `${SUBSCRIPTION}/providers/Microsoft.Network/virtualNetworks/vnet/subnets/apim`;
const ADDRESS = `${SUBSCRIPTION}/providers/Microsoft.Network/publicIPAddresses/pip`;
const IDENTITY = {
  resourceId: `${SUBSCRIPTION}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/mi-apim`,
  clientId: guid(1),
  principalId: guid(2),
};
/** The start of a certificate in DER form. */
const CERTIFICATE = Buffer.from("308201203082000100000000000000000000000000", "hex").toString("base64");

function props(given: Partial<ApiManagementProps> = {}): ApiManagementProps {
  return {
    name: "apim-contoso",
    resourceGroupName: "rg-apim",
    location: "westeurope",
    publisherName: "Contoso",
    publisherEmail: "apis@contoso.com",
    sku: ApimSku.premium(2),
    ...given,
  };
}

function made(given: Partial<ApiManagementProps> = {}): Arguments {
  const stack = newStack();
  new ApiManagement(stack, "Apim", props(given));
  return resourceOf(synth(stack), TYPE);
}

function failure(given: Partial<ApiManagementProps>): string {
  return messageOf(() => new ApiManagement(newStack(), "Apim", props(given)));
}

function domain(stack: TerraformStack, options: Partial<CustomDomainOptions> = {}): CustomDomainOptions {
  const vault = (stack.node.tryFindChild("Vault") as ReturnType<typeof newVault> | undefined) ?? newVault(stack);
  return { hostName: "api.contoso.com", vault, certificateName: "api", identity: IDENTITY, ...options };
}

function delegation(stack: TerraformStack): PortalDelegation {
  const key = new TerraformVariable(stack, "key", { sensitive: true });
  return { url: "https://accounts.contoso.com/delegation", validationKey: SecretValue.fromVariable(key) };
}

describe("a new service", () => {
  test("is hardened where the program says nothing", () => {
    const { security, ...others } = made({ sku: ApimSku.developer() });
    expect(others).toEqual({
      name: "apim-contoso",
      resource_group_name: "rg-apim",
      location: "westeurope",
      publisher_name: "Contoso",
      publisher_email: "apis@contoso.com",
      sku_name: "Developer_1",
      min_api_version: "2021-08-01",
      public_network_access_enabled: true,
      identity: { type: "SystemAssigned" },
      sign_in: { enabled: true },
      sign_up: { enabled: false, terms_of_service: { enabled: false, consent_required: false } },
      tenant_access: { enabled: false },
    });
    expect(Object.values(security as object)).toEqual(Array(17).fill(false));
    expect(security).toMatchObject({ backend_ssl30_enabled: false, frontend_tls11_enabled: false });
  });

  test("never writes an argument that azurerm 5 has removed", () => {
    const stack = newStack();
    new ApiManagement(stack, "Apim", props({ http2: true, customDomains: [CustomDomain.gateway(domain(stack))] }));
    const text = JSON.stringify(resourceOf(synth(stack), TYPE));
    expect(text).toContain('"http2_enabled":true');
    expect(text).not.toMatch(/"enable_|"key_vault_id"/);
  });

  test.each([ApimSku.consumption(), ApimSku.basicV2(), ApimSku.standardV2(10), ApimSku.premiumV2(30)])(
    "of the tier $tier has no settings that the tier lacks",
    (sku) => {
      const found = made({ sku });
      expect(found.sku_name).toBe(`${sku.tier}_${sku.units}`);
      expect(Object.keys(found).filter((name) => /^(?:sign_|tenant_)/.test(name))).toEqual([]);
      const { security } = found as { security: object };
      expect(Object.keys(security)).toHaveLength(sku.tier === "Consumption" ? 5 : 17);
    },
  );

  test.each([
    [{}, true, false],
    [{ accounts: false, subscriptions: true }, false, true],
  ])("sends people of the portal to other pages, with %j", (given, accounts, subscriptions) => {
    const stack = newStack();
    new ApiManagement(stack, "Apim", props({ portalDelegation: { ...delegation(stack), ...given } }));
    expect(resourceOf(synth(stack), TYPE).delegation).toEqual({
      url: "https://accounts.contoso.com/delegation",
      validation_key: "${var.key}",
      user_registration_enabled: accounts,
      subscriptions_enabled: subscriptions,
    });
  });

  test("opens what is named, and nothing else", () => {
    const found = made({
      weakTls: [WeakTls.BACKEND_TLS11, WeakTls.TRIPLE_DES],
      anonymousPortalAccess: true,
      portalSignUp: { termsOfService: "Be ${kind}." },
      directManagementApi: true,
      systemAssignedIdentity: false,
    });
    expect(Object.entries(found.security as object).filter(([, value]) => value)).toEqual([
      ["backend_tls11_enabled", true],
      ["triple_des_ciphers_enabled", true],
    ]);
    expect(found.sign_in).toEqual({ enabled: false });
    expect(found.sign_up).toEqual({
      enabled: true,
      terms_of_service: { enabled: true, consent_required: true, text: "Be $${kind}." },
    });
    expect(found.tenant_access).toEqual({ enabled: true });
    expect(found.identity).toBeUndefined();
  });

  test("is in networks, zones and regions", () => {
    const found = made({
      sku: ApimSku.premium(3),
      virtualNetwork: ApimVirtualNetwork.internalMode({ subnetId: SUBNET, publicIpAddressId: ADDRESS }),
      zones: ["1", "2", "3"],
      gatewayDisabled: true,
      additionalLocations: [{ location: "northeurope", units: 1, zones: ["1"], subnet: { subnetId: SUBNET } }],
      caCertificates: [CaCertificate.root(CERTIFICATE), CaCertificate.intermediate(CERTIFICATE)],
      tags: { "cost center": "${1}" },
    });
    expect(found).toMatchObject({
      virtual_network_type: "Internal",
      virtual_network_configuration: { subnet_id: SUBNET },
      public_ip_address_id: ADDRESS,
      zones: ["1", "2", "3"],
      gateway_disabled: true,
      additional_location: [
        {
          location: "northeurope",
          capacity: 1,
          zones: ["1"],
          virtual_network_configuration: { subnet_id: SUBNET },
        },
      ],
      certificate: [
        { store_name: "Root", encoded_certificate: CERTIFICATE },
        { store_name: "CertificateAuthority", encoded_certificate: CERTIFICATE },
      ],
      tags: { "cost center": "$${1}" },
    });
  });

  test("says what Azure refuses at creation, and what an old version of the API gives away", () => {
    const stack = newStack();
    new ApiManagement(stack, "Apim", props({ publicNetworkAccess: false, minApiVersion: "2019-12-01" }));
    expect(annotationsIn(stack)).toEqual([
      expect.stringMatching(
        /^Stack\/Apim: publicNetworkAccess is false, which Azure refuses for a service that does not/,
      ),
      expect.stringMatching(/^Stack\/Apim: minApiVersion is "2019-12-01"; with versions before 2021-08-01, /),
    ]);
  });
});

describe("a custom domain", () => {
  test("is read by an identity that is attached and has its right before the service is created", () => {
    const stack = newStack();
    const identity = new UserAssignedIdentity(stack, "Identity", {
      name: "mi",
      location: "a",
      resourceGroupName: "rg",
    });
    const attached = { resourceId: identity.id, clientId: identity.clientId, principalId: identity.principalId };
    new ApiManagement(
      stack,
      "Apim",
      props({
        customDomains: [
          CustomDomain.gateway(domain(stack, { identity: attached, hostName: "API.contoso.com", isDefault: true })),
          CustomDomain.gateway(domain(stack, { identity: attached, hostName: "*.contoso.com" })),
          CustomDomain.developerPortal(domain(stack, { identity: attached, hostName: "portal.contoso.com" })),
        ],
      }),
    );
    const configuration = synth(stack);
    const [grant] = Object.keys(configuration.resource!.azurerm_role_assignment!);
    const found = resourceOf(configuration, TYPE);
    expect(found.identity).toEqual({
      type: "SystemAssigned, UserAssigned",
      identity_ids: ["${azurerm_user_assigned_identity.Identity.id}"],
    });
    expect(found.depends_on).toEqual([`azurerm_role_assignment.${grant}`]);
    expect(resourceOf(configuration, "azurerm_role_assignment").principal_id).toBe(
      "${azurerm_user_assigned_identity.Identity.principal_id}",
    );
    const certificate = {
      key_vault_certificate_id: "https://kv-contoso.vault.azure.net/secrets/api",
      ssl_keyvault_identity_client_id: "${azurerm_user_assigned_identity.Identity.client_id}",
      negotiate_client_certificate: false,
    };
    expect(found.hostname_configuration).toEqual({
      proxy: [
        { host_name: "api.contoso.com", default_ssl_binding: true, ...certificate },
        { host_name: "*.contoso.com", ...certificate },
      ],
      developer_portal: [{ host_name: "portal.contoso.com", ...certificate }],
    });
  });

  test("that the identity of the service reads is created after the service and the right to read, with all others", () => {
    const stack = newStack();
    const systemAssigned = { identity: undefined };
    const secret = SecretValue.fromVariable(new TerraformVariable(stack, "pfx", { sensitive: true }));
    const on = (hostName: string): CustomDomainOptions => domain(stack, { ...systemAssigned, hostName });
    const apim = new ApiManagement(
      stack,
      "Apim",
      props({
        customDomains: [
          CustomDomain.gateway({ ...on("API.contoso.com"), isDefault: true }),
          CustomDomain.gatewayWithPkcs12({ hostName: "file.contoso.com", certificate: secret, password: secret }),
          CustomDomain.developerPortal(domain(stack, { hostName: "portal.contoso.com" })),
          CustomDomain.management({ ...on("management.contoso.com"), negotiateClientCertificate: true }),
          CustomDomain.legacyPortal(on("old.contoso.com")),
          CustomDomain.scm(on("scm.contoso.com")),
        ],
      }),
    );
    const configuration = synth(stack);
    const service = resourceOf(configuration, TYPE);
    expect(service).not.toHaveProperty("hostname_configuration");
    expect(service).not.toHaveProperty("depends_on");
    expect(service.identity).toEqual({ type: "SystemAssigned, UserAssigned", identity_ids: [IDENTITY.resourceId] });
    const grants = configuration.resource!.azurerm_role_assignment!;
    expect(Object.values(grants).map((grant) => grant.principal_id)).toEqual([
      "${azurerm_api_management.Apim_95332D08.identity[0].principal_id}",
      IDENTITY.principalId,
    ]);
    const certificate = {
      key_vault_certificate_id: "https://kv-contoso.vault.azure.net/secrets/api",
      negotiate_client_certificate: false,
    };
    expect(configuration.resource!.azurerm_api_management_custom_domain).toEqual({
      Apim_CustomDomain_1B8E57CF: {
        api_management_id: "${azurerm_api_management.Apim_95332D08.id}",
        gateway: [
          { host_name: "api.contoso.com", default_ssl_binding: true, ...certificate },
          {
            host_name: "file.contoso.com",
            certificate: "${var.pfx}",
            certificate_password: "${var.pfx}",
            negotiate_client_certificate: false,
          },
        ],
        developer_portal: [
          { host_name: "portal.contoso.com", ssl_keyvault_identity_client_id: IDENTITY.clientId, ...certificate },
        ],
        management: [{ host_name: "management.contoso.com", ...certificate, negotiate_client_certificate: true }],
        portal: [{ host_name: "old.contoso.com", ...certificate }],
        scm: [{ host_name: "scm.contoso.com", ...certificate }],
        depends_on: Object.keys(grants).map((id) => `azurerm_role_assignment.${id}`),
      },
    });
    expect(apim.gatewayUrl).toBe("https://api.contoso.com");
    expect(apim.developerPortalUrl).toBe("https://portal.contoso.com");
  });

  test("that the identity of the service reads shares its right with the secrets of the vault", () => {
    const stack = newStack();
    const options = domain(stack, { identity: undefined });
    const apim = new ApiManagement(stack, "Apim", props({ customDomains: [CustomDomain.gateway(options)] }));
    new KeyVaultSecretRef(stack, "Key", { apim, vault: options.vault, secretName: "key" });
    expect(resourcesOf(synth(stack), "azurerm_role_assignment")).toHaveLength(1);
  });

  test("that can be read already depends on nothing but the service", () => {
    const stack = newStack();
    const options = domain(stack, { identity: undefined, access: KeyVaultAccess.EXISTING });
    new ApiManagement(stack, "Apim", props({ customDomains: [CustomDomain.gateway(options)] }));
    const configuration = synth(stack);
    expect(resourceOf(configuration, "azurerm_api_management_custom_domain")).not.toHaveProperty("depends_on");
    expect(resourcesOf(configuration, "azurerm_role_assignment")).toEqual([]);
  });

  test("fails where a firewall keeps the identity out, and where a vault is in another cloud", () => {
    const stack = newStack();
    new KeyVault(stack, "Raw", {
      name: "kv-contoso",
      resourceGroupName: "rg-secrets",
      location: "westeurope",
      skuName: "standard",
      tenantId: guid("f"),
      networkAcls: { bypass: "AzureServices", defaultAction: "Deny" },
    });
    const customDomains = ["a.contoso.com", "b.contoso.com"].map((hostName) =>
      CustomDomain.gateway(domain(stack, { hostName })),
    );
    new ApiManagement(stack, "Apim", props({ customDomains }));
    const message = messageOf(() => synth(stack));
    expect(message).toContain("[Stack/Apim] the vault Stack/Raw has a firewall, and a user-assigned identity reads");
    expect(message.match(/has a firewall/g)).toHaveLength(1);
    const other = newStack();
    const elsewhere = props({ cloud: AzureCloud.CHINA, customDomains: [CustomDomain.gateway(domain(other))] });
    expect(messageOf(() => new ApiManagement(other, "Apim", elsewhere))).toMatch(
      /^Stack\/Apim: the service is in the china cloud and the vault in the public cloud; /,
    );
  });

  test("fails beside a resource with domains of the same service, and no other", () => {
    const raw = (serviceName: string, given: Partial<ApiManagementProps> = {}): (() => unknown) => {
      const stack = newStack();
      const id = `${SUBSCRIPTION}-apim/providers/Microsoft.ApiManagement/service/${serviceName}`;
      new ApiManagementCustomDomain(stack, "Raw", { apiManagementId: id });
      const customDomains = [CustomDomain.gateway(domain(stack, { identity: undefined }))];
      new ApiManagement(stack, "Apim", props({ customDomains, ...given }));
      return () => synth(stack);
    };
    expect(raw("APIM-contoso")).toThrow(
      "[Stack/Apim] customDomains is given, and Stack/Raw is a resource with domains",
    );
    expect(raw("apim-other")).not.toThrow();
    expect(raw("apim-contoso", { customDomains: [] })).not.toThrow();
  });

  test("takes a certificate from a file, without an identity", () => {
    const stack = newStack();
    const secret = (id: string): SecretValue =>
      SecretValue.fromVariable(new TerraformVariable(stack, id, { sensitive: true }));
    const certificate = secret("pfx");
    const customDomains = [
      CustomDomain.gatewayWithPkcs12({
        hostName: "API.contoso.com",
        certificate,
        password: secret("password"),
        isDefault: true,
      }),
      CustomDomain.developerPortalWithPkcs12({ hostName: "portal.contoso.com", certificate }),
      CustomDomain.managementWithPkcs12({ hostName: "manage.contoso.com", certificate }),
      CustomDomain.legacyPortalWithPkcs12({ hostName: "old.contoso.com", certificate }),
      CustomDomain.scmWithPkcs12({ hostName: "git.contoso.com", certificate }),
    ];
    const apim = new ApiManagement(stack, "Apim", props({ customDomains }));
    expect(apim.gatewayUrl).toBe("https://api.contoso.com");
    expect(apim.developerPortalUrl).toBe("https://portal.contoso.com");
    const found = resourceOf(synth(stack), TYPE);
    expect(found.identity).toEqual({ type: "SystemAssigned" });
    const other = (host: string): object => ({
      host_name: `${host}.contoso.com`,
      certificate: "${var.pfx}",
      negotiate_client_certificate: false,
    });
    expect(found.hostname_configuration).toEqual({
      proxy: [
        {
          host_name: "api.contoso.com",
          certificate: "${var.pfx}",
          certificate_password: "${var.password}",
          default_ssl_binding: true,
          negotiate_client_certificate: false,
        },
      ],
      developer_portal: [other("portal")],
      management: [other("manage")],
      portal: [other("old")],
      scm: [other("git")],
    });
    expect(() => CustomDomain.developerPortalWithPkcs12({ hostName: "*.contoso.com", certificate })).toThrow(
      /^CustomDomain.developerPortalWithPkcs12: hostName is "\*.contoso.com"; expected a host name/,
    );
  });

  test("is what callers and browsers use", () => {
    const stack = newStack();
    const given = { access: KeyVaultAccess.EXISTING };
    const customDomains = [
      CustomDomain.gateway(domain(stack, { ...given, hostName: "*.contoso.com", isDefault: true })),
      CustomDomain.gateway(domain(stack, { ...given, hostName: "api.contoso.com" })),
      CustomDomain.developerPortal(domain(stack, { ...given, hostName: "portal.contoso.com" })),
      CustomDomain.management(domain(stack, { ...given, hostName: "management.contoso.com" })),
      CustomDomain.scm(domain(stack, { ...given, hostName: "scm.contoso.com", negotiateClientCertificate: true })),
    ];
    const apim = new ApiManagement(stack, "Apim", props({ customDomains, userAssignedIdentities: [IDENTITY] }));
    expect(apim.gatewayUrl).toBe("https://api.contoso.com");
    expect(apim.developerPortalUrl).toBe("https://portal.contoso.com");
    const found = resourceOf(synth(stack), TYPE);
    expect(found.identity).toMatchObject({ identity_ids: [IDENTITY.resourceId] });
    expect(found.depends_on).toBeUndefined();
    expect(Object.keys(found.hostname_configuration as object).sort()).toEqual([
      "developer_portal",
      "management",
      "proxy",
      "scm",
    ]);
  });

  test("fails for a vault of another stack, and for two of one name", () => {
    const app = newApp();
    const [one, two] = [newStack("One", app), newStack("Two", app)];
    const elsewhere = CustomDomain.gateway(domain(one));
    expect(messageOf(() => new ApiManagement(two, "Apim", props({ customDomains: [elsewhere] })))).toMatch(
      /^Two\/Apim: vault One\/Vault belongs to another stack; /,
    );
    const twice = [CustomDomain.gateway(domain(one)), CustomDomain.developerPortal(domain(one))];
    expect(messageOf(() => new ApiManagement(one, "Apim", props({ customDomains: twice })))).toBe(
      'One/Apim: hostName "api.contoso.com" is given twice; expected each value once: remove one of the two',
    );
  });
});

describe("what uses a new service", () => {
  test("comes after it, and takes its identity without a lookup", () => {
    const stack = newStack();
    const apim = new ApiManagement(stack, "Apim", props());
    const key = new KeyVaultSecretRef(stack, "Key", { apim, vault: newVault(stack), secretName: "key" });
    const api = new Api(stack, "Api", { apim, path: "orders" });
    new JwtPolicy(stack, "Jwt", { target: api, resource: newOrders(stack), callers: Callers.users("access_as_user") });
    ApimPolicy.of(apim).addInbound(new SetHeader({ name: "x-key", values: [key.reference] }));
    const configuration = synth(stack);
    for (const type of ["api", "named_value", "api_policy"]) {
      expect(resourceOf(configuration, `azurerm_api_management_${type}`).api_management_name).toBe(
        "${azurerm_api_management.Apim_95332D08.name}",
      );
    }
    expect(resourceOf(configuration, "azurerm_api_management_policy").api_management_id).toBe(
      "${azurerm_api_management.Apim_95332D08.id}",
    );
    expect(resourceOf(configuration, "azurerm_role_assignment").principal_id).toBe(
      "${azurerm_api_management.Apim_95332D08.identity[0].principal_id}",
    );
    expect(addressesOf(configuration).filter((address) => address.startsWith("data.azurerm_api"))).toEqual([]);
    expect(api.url).toBe("https://apim-contoso.azure-api.net/orders");
  });

  test("can be in another stack", () => {
    const app = newApp();
    const [platform, team] = [newStack("Platform", app), newStack("Team", app)];
    const apim = new ApiManagement(platform, "Apim", props());
    new Api(team, "Api", { ...OPEN, apim, path: "orders" });
    const { Team } = synthStacks(app);
    expect(resourceOf(Team!, "azurerm_api_management_api").api_management_name).toMatch(
      /^\$\{data\.terraform_remote_state\..*azurerm_api_managementApim_95332D08name\}$/,
    );
  });

  test("meets an import of the service in one policy document", () => {
    const stack = newStack();
    const apim = new ApiManagement(stack, "Apim", props());
    const { name, resourceGroupName } = props();
    const same = ApiManagement.fromName(stack, "Same", { name, resourceGroupName });
    expect(ApimPolicy.of(same)).toBe(ApimPolicy.of(apim));
  });

  test("fails where it needs an identity or a portal that the service does not have", () => {
    const apim = new ApiManagement(
      newStack(),
      "Apim",
      props({ sku: ApimSku.consumption(), systemAssignedIdentity: false, userAssignedIdentities: [IDENTITY] }),
    );
    expect(() => apim.systemIdentityPrincipalId).toThrow(/^Stack\/Apim: the service has no system-assigned identity; /);
    expect(() => apim.developerPortalUrl).toThrow(/^Stack\/Apim: the tier is Consumption, which has no developer /);
    expect(ApimIdentity.userAssigned(IDENTITY).principalOf(apim).objectId).toBe(guid(2));
  });

  test("fails where the program creates the service already", () => {
    const stack = newStack();
    new ApiManagement(stack, "Apim", props());
    expect(messageOf(() => new ApiManagement(stack, "Other", props({ resourceGroupName: "rg-2" })))).toMatch(
      /^Stack\/Other: the API Management service "apim-contoso" is already created by Stack\/Apim; /,
    );
    expect(() => new ApiManagement(stack, "China", props({ cloud: AzureCloud.CHINA }))).not.toThrow();
  });

  test("takes a name and a number of units from Terraform", () => {
    const stack = newStack();
    const name = new TerraformVariable(stack, "name", {}).stringValue;
    const units = new TerraformVariable(stack, "units", { type: "number" }).numberValue;
    const apim = new ApiManagement(stack, "Apim", props({ name, sku: ApimSku.standard(units) }));
    new Api(stack, "Api", { ...OPEN, apim, path: "orders" });
    const configuration = synth(stack);
    expect(resourceOf(configuration, TYPE)).toMatchObject({
      name: "${var.name}",
      sku_name: '${format("Standard_%d", var.units)}',
    });
    expect(resourcesOf(configuration, "azurerm_api_management_api")).toHaveLength(1);
  });
});

describe("a tier", () => {
  const external = ApimVirtualNetwork.externalMode({ subnetId: SUBNET });
  const internal = ApimVirtualNetwork.internalMode({ subnetId: SUBNET });
  const withAddress = ApimVirtualNetwork.externalMode({ subnetId: SUBNET, publicIpAddressId: ADDRESS });

  test.each<[string, ApimSku, Partial<ApiManagementProps>]>([
    ["clientCertificates", ApimSku.developer(), { clientCertificates: true }],
    ["caCertificates", ApimSku.standardV2(), { caCertificates: [CaCertificate.root(CERTIFICATE)] }],
    ["anonymousPortalAccess", ApimSku.basicV2(), { anonymousPortalAccess: true }],
    ["portalSignUp", ApimSku.consumption(), { portalSignUp: {} }],
    ["portalDelegation", ApimSku.premiumV2(), { portalDelegation: delegation(newStack()) }],
    ["directManagementApi", ApimSku.premiumV2(), { directManagementApi: true }],
    ["zones", ApimSku.standard(3), { zones: ["1"] }],
    ["additionalLocations", ApimSku.premiumV2(), { additionalLocations: [{ location: "northeurope" }] }],
    ["virtualNetwork of the mode External", ApimSku.basic(), { virtualNetwork: external }],
    ["virtualNetwork of the mode Internal", ApimSku.standardV2(), { virtualNetwork: internal }],
    ["virtualNetwork of the mode External", ApimSku.consumption(), { virtualNetwork: external }],
    ["publicIpAddressId", ApimSku.standardV2(), { virtualNetwork: withAddress }],
    ["WeakTls.TRIPLE_DES", ApimSku.consumption(), { weakTls: [WeakTls.BACKEND_TLS10, WeakTls.TRIPLE_DES] }],
  ])("refuses %s in %p", (option, sku, given) => {
    const message = failure({ sku, ...given });
    expect(message.startsWith(`Stack/Apim: ${option} is given and the tier is ${sku.tier}; expected `)).toBe(true);
  });

  test("refuses a portal domain in Consumption", () => {
    const stack = newStack();
    const customDomains = [
      CustomDomain.gateway(domain(stack)),
      CustomDomain.developerPortal(domain(stack, { hostName: "p.contoso.com" })),
    ];
    expect(
      messageOf(() => new ApiManagement(stack, "Apim", props({ sku: ApimSku.consumption(), customDomains }))),
    ).toBe(
      "Stack/Apim: the domain p.contoso.com is given and the tier is Consumption; expected domains of the gateway, because that is all it has: choose another sku, or leave the option out",
    );
  });

  test.each<[ApimSku, Partial<ApiManagementProps>]>([
    [ApimSku.consumption(), { clientCertificates: true, weakTls: [WeakTls.FRONTEND_TLS11] }],
    [ApimSku.developer(), { virtualNetwork: withAddress, caCertificates: [CaCertificate.root(CERTIFICATE)] }],
    [ApimSku.standardV2(), { virtualNetwork: external, clientCertificates: false, anonymousPortalAccess: false }],
    [ApimSku.premiumV2(), { virtualNetwork: internal, zones: [], additionalLocations: [] }],
  ])("takes what it has: %p", (sku, given) => {
    expect(() => made({ sku, ...given })).not.toThrow();
  });

  test.each([
    [() => ApimSku.basic(3), /units is 3; expected a whole number from 1 to 2/],
    [() => ApimSku.standard(0), /units is 0; expected a whole number from 1 to 4/],
    [() => ApimSku.premium(1.5), /units is 1.5; expected a whole number from 1 to 99/],
    [() => ApimSku.premiumV2(31), /units is 31; expected a whole number from 1 to 30/],
  ])("has a range of units", (make, message) => {
    expect(make).toThrow(message);
  });
});

describe("places", () => {
  const virtualNetwork = ApimVirtualNetwork.externalMode({ subnetId: SUBNET });
  const subnet = { subnetId: SUBNET };

  test.each<[string, Partial<ApiManagementProps>, RegExp]>([
    ["no other gateway", { gatewayDisabled: true }, /^Stack\/Apim: gatewayDisabled is true and additionalLocations /],
    [
      "a location without the network",
      { virtualNetwork, additionalLocations: [{ location: "northeurope" }] },
      /the location "northeurope" has no subnet and the service is in a virtual network; /,
    ],
    [
      "a location with a network of its own",
      { additionalLocations: [{ location: "northeurope", subnet }] },
      /the location "northeurope" has a subnet and the service is in no virtual network; /,
    ],
    ["one zone twice", { zones: ["1", "1"] }, /zone "1" is given twice; /],
    [
      "one location twice",
      { additionalLocations: [{ location: "northeurope" }, { location: "North Europe" }] },
      /location "northeurope" is given twice; /,
    ],
    [
      "the location of the service as another",
      { additionalLocations: [{ location: "West Europe" }] },
      /location "westeurope" is given twice; expected each value once: give one location more units instead$/,
    ],
    ["one tag twice", { tags: { env: "a", Env: "b" } }, /name of a tag "env" is given twice; /],
    ["too few units", { zones: ["1", "2", "3"] }, /there are 3 zones and 2 units; /],
    [
      "too few units elsewhere",
      { additionalLocations: [{ location: "northeurope", units: 1, zones: ["1", "2"] }] },
      /there are 2 zones and 1 units; /,
    ],
    [
      "too many tags",
      { tags: Object.fromEntries([...Array(51).keys()].map((n) => [`t${n}`, ""])) },
      /number of tags is 51; /,
    ],
    [
      "too many certificates",
      { caCertificates: Array<CaCertificate>(11).fill(CaCertificate.root(CERTIFICATE)) },
      /the number of caCertificates is 11; /,
    ],
  ])("fails with %s", (_title, given, message) => {
    expect(failure(given)).toMatch(message);
  });
});

test("a certificate with a private key is refused, and not shown", () => {
  const pfx = Buffer.from("308201200201033082000000000000000000000000", "hex").toString("base64");
  const message = messageOf(() => CaCertificate.root(pfx));
  expect(message).toMatch(/^CaCertificate\.root: certificate is a string; expected an X\.509 certificate /);
  expect(message).not.toContain(pfx.slice(0, 12));
});
