import { ApiManagementBackend } from "@cdktf/provider-azurerm/lib/api-management-backend";
import {
  ApimCertificate,
  type ApimCertificateProps,
  ApimIdentity,
  ApimPolicy,
  KeyVaultAccess,
  KeyVaultSecretRef,
} from "cdktf-apim-oauth";
import { AuthenticationCertificate } from "cdktf-apim-oauth/policy";
import { guid, newApp, newService, newStack, newVault, resourceOf, resourcesOf, synth } from "../../support/synth";

type Stack = ReturnType<typeof newStack>;

function certificate(stack: Stack, props: Partial<ApimCertificateProps> = {}): ApimCertificate {
  const { apim = newService(stack), vault = newVault(stack) } = props;
  return new ApimCertificate(stack, "Certificate", { certificateName: "client", ...props, apim, vault });
}

describe("ApimCertificate", () => {
  test("refers to the secret of the certificate without a version, and lets the identity of the service read it first", () => {
    const stack = newStack();
    const { name } = certificate(stack);
    const configuration = synth(stack);

    expect(name).toBe("client");
    expect(resourceOf(configuration, "azurerm_api_management_certificate")).toMatchObject({
      api_management_name: "apim-contoso",
      resource_group_name: "rg-apim",
      name: "client",
      key_vault_secret_id: "https://kv-contoso.vault.azure.net/secrets/client",
      depends_on: [expect.stringMatching(/^azurerm_role_assignment\./)],
      lifecycle: { create_before_destroy: true },
    });
    expect(resourceOf(configuration, "azurerm_role_assignment")).toMatchObject({
      role_definition_name: "Key Vault Secrets User",
    });
  });

  test("has no certificate, key or password in the configuration", () => {
    const stack = newStack();
    certificate(stack);
    const written = resourceOf(synth(stack), "azurerm_api_management_certificate");
    expect(Object.keys(written)).not.toEqual(expect.arrayContaining(["data"]));
    expect(Object.keys(written)).not.toEqual(expect.arrayContaining(["password"]));
  });

  test("is read by another identity, with an access policy, and shares the right with secrets", () => {
    const stack = newStack();
    const identity = ApimIdentity.userAssigned({ clientId: guid(1), principalId: guid(2) });
    const access = KeyVaultAccess.ACCESS_POLICY;
    const [apim, vault] = [newService(stack), newVault(stack)];
    certificate(stack, { apim, vault, identity, access, name: "client_2027" });
    new KeyVaultSecretRef(stack, "Ref", { apim, vault, secretName: "key", identity, access });
    const configuration = synth(stack);

    expect(resourceOf(configuration, "azurerm_api_management_certificate")).toMatchObject({
      name: "client_2027",
      key_vault_identity_client_id: guid(1),
    });
    expect(resourcesOf(configuration, "azurerm_key_vault_access_policy")).toHaveLength(1);
  });

  test("comes before the policy that uses it, and is known to the linter", () => {
    const stack = newStack();
    const apim = newService(stack);
    certificate(stack, { apim });
    ApimPolicy.of(apim).addInbound(new AuthenticationCertificate({ certificateId: "client" }));
    const configuration = synth(stack);
    expect(resourceOf(configuration, "azurerm_api_management_policy").depends_on).toEqual([
      expect.stringMatching(/^azurerm_api_management_certificate\.Certificate_/),
    ]);
  });

  test("has a thumbprint for a backend", () => {
    const stack = newStack();
    const { thumbprint } = certificate(stack);
    new ApiManagementBackend(stack, "Backend", {
      apiManagementName: "apim-contoso",
      resourceGroupName: "rg-apim",
      name: "orders",
      protocol: "http",
      url: "https://orders.contoso.com",
      credentials: { certificate: [thumbprint] },
    });
    expect(resourceOf(synth(stack), "azurerm_api_management_backend")).toMatchObject({
      credentials: {
        certificate: [expect.stringMatching(/^\$\{azurerm_api_management_certificate\..*\.thumbprint\}$/)],
      },
    });
  });

  test("exists already", () => {
    const stack = newStack();
    const apim = newService(stack);
    const { name } = ApimCertificate.fromName(stack, "Certificate", { apim, name: "client" });
    ApimPolicy.of(apim).addInbound(new AuthenticationCertificate({ certificateId: name }));
    const configuration = synth(stack);
    expect(configuration.resource).not.toHaveProperty("azurerm_api_management_certificate");
    expect(resourceOf(configuration, "azurerm_api_management_policy")).not.toHaveProperty("depends_on");
  });

  test("fails a second time for the same service, also in another stack", () => {
    const app = newApp();
    certificate(newStack("One", app));
    expect(() => certificate(newStack("Two", app))).toThrow(
      'Two/Certificate: the certificate "client" is already created by One/Certificate',
    );
  });

  test("fails when the vault is in another stack", () => {
    const app = newApp();
    const vault = newVault(newStack("Secrets", app));
    expect(() => certificate(newStack("Apis", app), { vault })).toThrow(
      /Apis\/Certificate: vault .*import it here too/,
    );
  });
});
