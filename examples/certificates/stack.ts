import { AzureadProvider } from "@cdktf/provider-azuread/lib/provider";
import { KeyVaultCertificate } from "@cdktf/provider-azurerm/lib/key-vault-certificate";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { AzurermBackend, TerraformOutput, TerraformStack } from "cdktf";
import {
  Api,
  ApiManagement,
  ApimCertificate,
  ApimPolicy,
  AppRegistration,
  AppRole,
  BackendToken,
  Callers,
  JwtPolicy,
  KeyVault,
  PublicCertificate,
} from "cdktf-apim-oauth";
import { AuthenticationCertificate } from "cdktf-apim-oauth/policy";
import type { Construct } from "constructs";

/** The client proves who it is with a certificate, and so does the gateway at the backend. */
export class CertificatesStack extends TerraformStack {
  public constructor(scope: Construct, id: string) {
    super(scope, id);
    new AzurermProvider(this, "azurerm", { features: [{}] });
    new AzureadProvider(this, "azuread");
    new AzurermBackend(this, {
      resourceGroupName: "rg-terraform",
      storageAccountName: "stcontosoterraform",
      containerName: "tfstate",
      key: "certificates.tfstate",
      useAzureadAuth: true,
    });

    const apim = ApiManagement.fromName(this, "Apim", { name: "apim-contoso", resourceGroupName: "rg-apim" });
    const payments = new AppRegistration(this, "Payments", {
      displayName: "Payments API",
      roles: [AppRole.forApplications("Payments.Read")],
    });

    // The client signs its requests for tokens with the key of a certificate. Terraform reads only the public part.
    const shopVault = KeyVault.fromName(this, "ShopVault", { name: "kv-contoso-shop", resourceGroupName: "rg-shop" });
    const shopCertificate = new KeyVaultCertificate(this, "ShopCertificate", {
      name: "shop-client",
      keyVaultId: shopVault.resourceId,
      certificatePolicy: {
        issuerParameters: { name: "Self" },
        keyProperties: { exportable: true, keyType: "RSA", keySize: 2048, reuseKey: false },
        secretProperties: { contentType: "application/x-pem-file" },
        x509CertificateProperties: {
          subject: "CN=Web shop",
          keyUsage: ["digitalSignature"],
          validityInMonths: 12,
        },
        lifetimeAction: [{ action: { actionType: "EmailContacts" }, trigger: { daysBeforeExpiry: 60 } }],
      },
    });
    const shop = new AppRegistration(this, "Shop", { displayName: "Web shop" });
    shop.addCertificate("Signing", PublicCertificate.fromBase64(shopCertificate.certificateDataBase64));
    shop.grantRole(payments, "Payments.Read");

    const api = new Api(this, "Api", {
      apim,
      path: "payments",
      displayName: "Payments",
      serviceUrl: "https://payments.contoso.com",
      subscriptionRequired: false,
    });
    api.addOperation("get-payment", { method: "GET", urlTemplate: "/{id}" });
    new JwtPolicy(this, "Jwt", {
      target: api,
      resource: payments,
      callers: Callers.applications("Payments.Read"),
      // The backend trusts the certificate of the gateway.
      backendToken: BackendToken.strip(),
    });

    // The gateway presents a certificate that the company's authority issued into its vault.
    const gateway = new ApimCertificate(this, "Gateway", {
      apim,
      vault: KeyVault.fromName(this, "Vault", { name: "kv-contoso-apim", resourceGroupName: "rg-apim" }),
      certificateName: "payments-gateway",
    });
    ApimPolicy.of(api).addInbound(new AuthenticationCertificate({ certificateId: gateway.name }));

    new TerraformOutput(this, "client_id", { value: shop.clientId });
    new TerraformOutput(this, "tenant_id", { value: shop.authority.tenantId });
    new TerraformOutput(this, "resource", { value: payments.identifierUri });
  }
}
