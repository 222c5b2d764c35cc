import {
  ApiManagementWorkspaceCertificate,
  type ApiManagementWorkspaceCertificateConfig,
} from "@cdktf/provider-azurerm/lib/api-management-workspace-certificate";
import type { Construct } from "constructs";
import { create } from "../../core/create";
import { resourcesIn } from "../../core/dependables";
import { CheckedConstruct, checkProps, type Kinds, oneOf, optional, STRING } from "../../core/kinds";
import { check, requireOneStack } from "../../core/rules";
import type { SecretValue } from "../../core/secret-value";
import { SECRET } from "../../core/shared-kinds";
import { type IKeyVault, KeyVaultAccess } from "../../keyvault/key-vault";
import { VAULT } from "../../keyvault/kinds";
import { VAULT_RULES } from "../../keyvault/rules";
import { secretIdOf } from "../../keyvault/secret";
import { IDENTITY, WORKSPACE, WORKSPACE_CERTIFICATE_SOURCE } from "../kinds";
import { CERTIFICATES } from "../known-names";
import { APIM_RULES } from "../rules";
import type { IApiManagement } from "../service/api-management";
import { ApimIdentity } from "../service/apim-identity";
import type { IWorkspace } from "../service/workspace";
import { requireCloudOfVault } from "../service/vault-cloud";

/** Options of `WorkspaceCertificateSource.keyVault`: which certificate, and who may read it. */
export interface WorkspaceKeyVaultCertificateOptions {
  /** The vault that holds the certificate. */
  readonly vault: IKeyVault;
  /** The name of the certificate in the vault. */
  readonly certificateName: string;
  /**
   * The identity with which the service reads the certificate.
   *
   * @default ApimIdentity.systemAssigned()
   */
  readonly identity?: ApimIdentity;
  /**
   * How the identity gets the right to read.
   *
   * @default KeyVaultAccess.ROLE_ASSIGNMENT
   */
  readonly access?: KeyVaultAccess;
}

const KEY_VAULT_OPTIONS: Kinds<WorkspaceKeyVaultCertificateOptions> = {
  vault: VAULT,
  certificateName: STRING,
  identity: optional(IDENTITY),
  access: optional(oneOf("KeyVaultAccess", KeyVaultAccess)),
};

type SourceArguments = Pick<
  ApiManagementWorkspaceCertificateConfig,
  "certificateDataBase64" | "password" | "keyVaultSecretId" | "userAssignedIdentityClientId" | "dependsOn"
>;

/** Where the certificate of a workspace comes from. */
export class WorkspaceCertificateSource {
  /**
   * A certificate in Key Vault. The service follows its rotation. The provider takes it, but Azure documents that workspaces do not read vaults: try it
   * before you rely on it.
   *
   * @param options the certificate, and who may read it
   */
  public static keyVault(options: WorkspaceKeyVaultCertificateOptions): WorkspaceCertificateSource {
    checkProps("WorkspaceCertificateSource.keyVault", options, KEY_VAULT_OPTIONS);
    return new WorkspaceCertificateSource((scope, apim) => bindKeyVault(scope, apim, options));
  }

  /**
   * A certificate with its key, in the format PKCS#12. It is in the Terraform state: prefer {@link keyVault}.
   *
   * @param data the file, in base64
   * @param password the password of the file, if it has one
   */
  public static pkcs12(data: SecretValue, password?: SecretValue): WorkspaceCertificateSource {
    const place = "WorkspaceCertificateSource.pkcs12";
    SECRET.require(place, "data", data);
    optional(SECRET).require(place, "password", password);
    return new WorkspaceCertificateSource((scope) => ({
      certificateDataBase64: data._expression(scope),
      password: password?._expression(scope),
    }));
  }

  private constructor(private readonly bind: (scope: Construct, apim: IApiManagement) => SourceArguments) {}

  /** @internal */
  public _bindCertificate(scope: Construct, apim: IApiManagement): SourceArguments {
    return this.bind(scope, apim);
  }
}

/** Properties of `WorkspaceCertificate`. */
export interface WorkspaceCertificateProps {
  /** The workspace whose policies use the certificate. */
  readonly workspace: IWorkspace;
  /** The name that policies use as `certificate-id`: 1 to 80 letters, digits or dashes. */
  readonly name: string;
  /** Where the certificate comes from. */
  readonly source: WorkspaceCertificateSource;
}

const PROPS: Kinds<WorkspaceCertificateProps> = {
  workspace: WORKSPACE,
  name: STRING,
  source: WORKSPACE_CERTIFICATE_SOURCE,
};

/**
 * A certificate with which the policies of a workspace call backends.
 *
 * @see https://learn.microsoft.com/azure/api-management/workspaces-overview
 */
export class WorkspaceCertificate extends CheckedConstruct {
  /** The name that policies use as `certificate-id`. A policy that holds it depends on the certificate. */
  public readonly certificateId: string;

  /**
   * @throws when a name breaks a rule of Azure, the workspace has the certificate already, or the vault belongs to another stack
   */
  public constructor(scope: Construct, id: string, props: WorkspaceCertificateProps) {
    super(scope, id);
    checkProps(this, props, PROPS);
    const { workspace, name, source } = props;
    check(this, "name", name, APIM_RULES.workspaceName);
    CERTIFICATES.claim(this, workspace.policyTarget.key, name);
    this.certificateId = name;
    create(ApiManagementWorkspaceCertificate, this, "Resource", {
      apiManagementWorkspaceId: workspace.workspaceId,
      name,
      // API Management deletes a certificate only once no policy uses it.
      lifecycle: { createBeforeDestroy: true },
      ...source._bindCertificate(this, workspace.apim),
    });
  }
}

function bindKeyVault(
  scope: Construct,
  apim: IApiManagement,
  { vault, certificateName, identity = ApimIdentity.systemAssigned(), access }: WorkspaceKeyVaultCertificateOptions,
): SourceArguments {
  check(scope, "certificateName", certificateName, VAULT_RULES.secretName);
  requireOneStack(scope, "vault", vault, "import it here too, with fromName");
  requireCloudOfVault(scope, apim, vault);
  const grant = vault.grantRead(identity.principalOf(apim), access);
  return {
    // A certificate is read as the secret of its name, which holds the key as well.
    keyVaultSecretId: secretIdOf(scope, vault, certificateName),
    userAssignedIdentityClientId: identity.clientId,
    // API Management reads the certificate when the resource is created.
    dependsOn: grant === undefined ? undefined : resourcesIn(grant),
  };
}
