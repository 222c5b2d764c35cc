import { CertificatesStack } from "../../examples/certificates/stack";
import { answersIn, gatewayOf } from "../support/access";
import { CERTIFICATE } from "../support/certificates";
import { addressesOf, newApp, resourceOf, resourcesOf, synth, warningsIn } from "../support/synth";

describe("certificates", () => {
  const stack = new CertificatesStack(newApp(), "certificates");
  const configuration = synth(stack);
  const policy = resourceOf(configuration, "azurerm_api_management_api_policy");

  test("makes these resources, without a warning", () => {
    expect(addressesOf(configuration)).toMatchSnapshot();
    expect(warningsIn(stack)).toEqual([]);
  });

  test("registers the public part of the client's certificate, and no secret", () => {
    expect(resourceOf(configuration, "azuread_application_certificate")).toMatchObject({
      application_id: "${azuread_application_registration.Shop_563325D0.id}",
      type: "AsymmetricX509Cert",
      encoding: "base64",
      value: "${azurerm_key_vault_certificate.ShopCertificate.certificate_data_base64}",
    });
    expect(resourcesOf(configuration, "azuread_application_password")).toEqual([]);
    expect(configuration.data).not.toHaveProperty("azurerm_key_vault_secret");
  });

  test("has the certificate of the gateway without a version, once the service may read it", () => {
    expect(resourceOf(configuration, "azurerm_api_management_certificate")).toMatchObject({
      key_vault_secret_id: "https://kv-contoso-apim.vault.azure.net/secrets/payments-gateway",
      depends_on: [expect.stringMatching(/^azurerm_role_assignment\.Vault_SecretsUser-system-/)],
    });
    expect(resourceOf(configuration, "azurerm_role_assignment")).toMatchObject({
      role_definition_name: "Key Vault Secrets User",
      scope:
        "/subscriptions/${data.azurerm_client_config.AzurermClientConfig.subscription_id}/resourceGroups/rg-apim/providers/Microsoft.KeyVault/vaults/kv-contoso-apim",
    });
  });

  test("presents that certificate to the backend after the token check, and the caller's token nowhere", () => {
    const text = String(policy.xml_content);
    expect(policy.depends_on).toEqual(["azurerm_api_management_certificate.Gateway_43CB3636"]);
    expect(text).toContain('.Contains("Payments.Read")');
    const certificate = text.indexOf('<authentication-certificate certificate-id="payments-gateway" />');
    expect(certificate).toBeGreaterThan(text.indexOf("</validate-jwt>"));
    expect(text).toContain('<set-header name="Authorization" exists-action="delete" />');
  });

  test("lets the shop in, and nobody else", async () => {
    const address = "azurerm_key_vault_certificate.ShopCertificate.certificate_data_base64";
    const gateway = gatewayOf(configuration, { values: { attributes: { [address]: CERTIFICATE } } });
    const table = await gateway.access();
    expect(answersIn(table)).toEqual([
      "GET /payments/{id}: Web shop with Payments.Read: in",
      "GET /payments/{id}: no token: 401 TokenNotPresent",
    ]);
    expect(table).toProtectEveryOperation();
  });
});
