import { type TerraformStack, TerraformVariable } from "cdktf";
import {
  ApiManagement,
  ApimIdentity,
  ApimPolicy,
  AzureCloud,
  type IWorkspace,
  KeyVaultAccess,
  SecretValue,
  Workspace,
  WorkspaceCertificate,
  WorkspaceCertificateSource,
} from "cdktf-apim-oauth";
import { PolicyDocument } from "cdktf-apim-oauth/policy";
import { messageOf } from "../../support/error-text";
import { guid, newApp, newStack, newVault, resourceOf, resourcesOf, synth } from "../../support/synth";

const CERTIFICATE = "azurerm_api_management_workspace_certificate";
const SERVICE_ID = "/subscriptions/0/resourceGroups/rg-apim/providers/Microsoft.ApiManagement/service/apim-contoso";

let stack: TerraformStack;
let workspace: IWorkspace;

beforeEach(() => {
  stack = newStack();
  workspace = team(stack);
});

function team(scope: TerraformStack): IWorkspace {
  const options = { systemIdentityPrincipalId: guid(1) };
  const apim = ApiManagement.fromResourceId(scope, "Apim", SERVICE_ID, options);
  return Workspace.fromName(scope, "Team", { apim, name: "team" });
}

function secret(id: string): SecretValue {
  return SecretValue.fromVariable(new TerraformVariable(stack, id, { sensitive: true }));
}

function certificate(source: WorkspaceCertificateSource, id = "Certificate"): WorkspaceCertificate {
  return new WorkspaceCertificate(stack, id, { workspace, name: "backend", source });
}

test("a certificate in a vault is read without a version, once the identity may read", () => {
  certificate(WorkspaceCertificateSource.keyVault({ vault: newVault(stack), certificateName: "backend" }));
  const configuration = synth(stack);
  expect(resourceOf(configuration, CERTIFICATE)).toEqual({
    api_management_workspace_id: `${SERVICE_ID}/workspaces/team`,
    name: "backend",
    key_vault_secret_id: "https://kv-contoso.vault.azure.net/secrets/backend",
    lifecycle: { create_before_destroy: true },
    depends_on: [expect.stringMatching(/^azurerm_role_assignment\./) as string],
  });
  expect(resourceOf(configuration, "azurerm_role_assignment")).toMatchObject({ principal_id: guid(1) });
});

test("a user-assigned identity reads it by its client id", () => {
  const identity = ApimIdentity.userAssigned({ clientId: guid("c"), principalId: guid("d") });
  const access = KeyVaultAccess.EXISTING;
  certificate(
    WorkspaceCertificateSource.keyVault({ vault: newVault(stack), certificateName: "backend", identity, access }),
  );
  const configuration = synth(stack);
  expect(resourceOf(configuration, CERTIFICATE)).toMatchObject({ user_assigned_identity_client_id: guid("c") });
  expect(resourceOf(configuration, CERTIFICATE).depends_on).toBeUndefined();
  expect(resourcesOf(configuration, "azurerm_role_assignment")).toEqual([]);
});

test("a file is a secret, with a password or without", () => {
  certificate(WorkspaceCertificateSource.pkcs12(secret("pfx"), secret("password")));
  new WorkspaceCertificate(stack, "Open", {
    workspace,
    name: "open",
    source: WorkspaceCertificateSource.pkcs12(secret("p")),
  });
  const [first, second] = resourcesOf(synth(stack), CERTIFICATE);
  expect(first).toMatchObject({ certificate_data_base64: "${var.pfx}", password: "${var.password}" });
  expect(second).toMatchObject({ certificate_data_base64: "${var.p}" });
  expect(second!.password).toBeUndefined();
});

test("the policy of the workspace that uses the certificate depends on it, and that of the service does not", () => {
  const { certificateId } = certificate(WorkspaceCertificateSource.pkcs12(secret("pfx")));
  const use = PolicyDocument.parseElement(`<authentication-certificate certificate-id="${certificateId}" />`);
  ApimPolicy.of(workspace).addInbound(use);
  ApimPolicy.of(workspace.apim).addInbound(use);
  const configuration = synth(stack);
  expect(resourceOf(configuration, "azurerm_api_management_workspace_policy").depends_on).toEqual([
    expect.stringMatching(`^${CERTIFICATE}\\.`),
  ]);
  expect(resourceOf(configuration, "azurerm_api_management_policy").depends_on).toBeUndefined();
});

describe("fails", () => {
  test("for a second certificate of the name", () => {
    certificate(WorkspaceCertificateSource.pkcs12(secret("pfx")));
    expect(messageOf(() => certificate(WorkspaceCertificateSource.pkcs12(secret("p")), "Again"))).toContain(
      'the certificate "backend" is already created by Stack/Certificate',
    );
  });

  test("for a vault of another cloud", () => {
    const vault = newVault(stack, "Vault", { cloud: AzureCloud.CHINA });
    expect(
      messageOf(() => certificate(WorkspaceCertificateSource.keyVault({ vault, certificateName: "a" }))),
    ).toContain("the service is in the public cloud and the vault in the china cloud");
  });

  test("for a vault of another stack", () => {
    const vault = newVault(newStack("other", newApp()));
    expect(
      messageOf(() => certificate(WorkspaceCertificateSource.keyVault({ vault, certificateName: "a" }))),
    ).toContain("belongs to another stack");
  });
});
