import { TerraformVariable, type TerraformStack } from "cdktf";
import {
  Api,
  ApimCertificate,
  ApimPkcs12Certificate,
  ApimPolicy,
  Backend,
  BackendAddress,
  BackendCredential,
  SecretValue,
} from "cdktf-apim-oauth";
import { AuthenticationCertificate } from "cdktf-apim-oauth/policy";
import { newApp, newService, newStack, newVault, OPEN, resourceOf, synth } from "../../support/synth";

const TYPE = "azurerm_api_management_certificate";

function secret(stack: TerraformStack, id: string): SecretValue {
  return SecretValue.fromVariable(new TerraformVariable(stack, id, { sensitive: true }));
}

function certificate(stack: TerraformStack): ApimPkcs12Certificate {
  return new ApimPkcs12Certificate(stack, "Certificate", {
    apim: newService(stack),
    name: "client",
    data: secret(stack, "pfx"),
    password: secret(stack, "password"),
  });
}

describe("a certificate that API Management keeps", () => {
  test("comes from variables, and needs no vault and no right to read one", () => {
    const stack = newStack();
    certificate(stack);
    const configuration = synth(stack);
    expect(resourceOf(configuration, TYPE)).toEqual({
      api_management_name: "apim-contoso",
      resource_group_name: "rg-apim",
      name: "client",
      data: "${var.pfx}",
      password: "${var.password}",
      lifecycle: { create_before_destroy: true },
    });
    expect(Object.keys(configuration.resource!)).toEqual([TYPE]);
  });

  test("can have no password", () => {
    const stack = newStack();
    const data = secret(stack, "pfx");
    new ApimPkcs12Certificate(stack, "Certificate", { apim: newService(stack), name: "client", data });
    expect(resourceOf(synth(stack), TYPE)).not.toHaveProperty("password");
  });

  test("comes before the policy and the backend that use it", () => {
    const stack = newStack();
    const { name, thumbprint } = certificate(stack);
    const backend = new Backend(stack, "Backend", {
      apim: newService(stack, "BackendService"),
      name: "orders",
      address: BackendAddress.https("https://orders.contoso.com"),
      credentials: [BackendCredential.certificate(thumbprint)],
    });
    const api = new Api(stack, "Api", { apim: backend.apim, path: "orders", ...OPEN });
    ApimPolicy.of(api).addInbound(new AuthenticationCertificate({ certificateId: name }));
    const configuration = synth(stack);
    expect(resourceOf(configuration, "azurerm_api_management_api_policy").depends_on).toEqual([
      expect.stringMatching(/^azurerm_api_management_certificate\.Certificate_/),
    ]);
    expect(JSON.stringify(resourceOf(configuration, "azurerm_api_management_backend"))).toMatch(
      /\$\{azurerm_api_management_certificate\.Certificate_\w+\.thumbprint\}/,
    );
  });

  test("fails when one in a vault has the name, and when a variable is of another stack", () => {
    const app = newApp();
    const stack = newStack("Stack", app);
    certificate(stack);
    const given = { apim: newService(stack, "Other"), vault: newVault(stack), certificateName: "client" };
    expect(() => new ApimCertificate(stack, "Second", given)).toThrow(
      /^Stack\/Second: the certificate "client" is already created by Stack\/Certificate;/,
    );
    const other = newStack("Other", app);
    const data = secret(stack, "elsewhere");
    expect(
      () => new ApimPkcs12Certificate(other, "Certificate", { apim: newService(other), name: "other", data }),
    ).toThrow(/^Other\/Certificate: variable Stack\/elsewhere belongs to another stack;/);
  });
});
