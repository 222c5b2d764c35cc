import { DataAzurermKeyVaultSecret } from "@cdktf/provider-azurerm/lib/data-azurerm-key-vault-secret";
import { DataAzurermKeyVaultCertificate } from "@cdktf/provider-azurerm/lib/data-azurerm-key-vault-certificate";
import { KeyVaultAccessPolicyA } from "@cdktf/provider-azurerm/lib/key-vault-access-policy";
import { RoleAssignment } from "@cdktf/provider-azurerm/lib/role-assignment";
import { type TerraformResource, TerraformStack } from "cdktf";
import type { Construct, IConstruct, IDependable } from "constructs";
import { azurermClientConfig } from "../core/azurerm-client-config";
import { create } from "../core/create";
import { findOrMake } from "../core/find-or-make";
import { idPart } from "../core/id-part";
import { lowerCase } from "../core/lower-case";
import { CheckedConstruct, checkObject, checkProps, type Kinds, oneOf, optional, placeOf, STRING } from "../core/kinds";
import { idOfPrincipal, type Principal } from "../core/principal";
import { cloudOfProvider } from "../core/provider-cloud";
import { Registry } from "../core/registry";
import { partsOfResourceId } from "../core/resource-id";
import { check, requireOneStack, RULES } from "../core/rules";
import { comeAfter } from "../core/stack-references";
import { PublicCertificate } from "../core/public-certificate";
import { SecretValue } from "../core/secret-value";
import { CLOUD, PRINCIPAL } from "../core/shared-kinds";
import { AzureCloud } from "../oauth/azure-cloud";
import { secretWrittenHere } from "./errors";
import { VAULT_RULES } from "./rules";
import { addReader, tryFindWriterBeside } from "./written-secrets";

/** Options of `KeyVault`. */
export interface KeyVaultOptions {
  /**
   * The cloud that the vault is in.
   *
   * @default AzureCloud.PUBLIC
   */
  readonly cloud?: AzureCloud;
}

/** Attributes of an existing vault. */
export interface KeyVaultAttributes extends KeyVaultOptions {
  /** The name of the vault: 3 to 24 letters, digits and dashes. */
  readonly name: string;
  /** The name of the resource group that the vault is in. */
  readonly resourceGroupName: string;
}

/** How an identity gets the right to read the secrets of a vault. */
export enum KeyVaultAccess {
  /** The identity gets the role Key Vault Secrets User on the vault. */
  ROLE_ASSIGNMENT = "role assignment",
  /** The identity gets an access policy with Get and List. */
  ACCESS_POLICY = "access policy",
  /** The identity can read already, also through a firewall of the vault. Nothing is created and nothing is checked. */
  EXISTING = "existing",
}

/** A key vault. */
export interface IKeyVault extends IConstruct {
  /** The name of the vault. */
  readonly name: string;
  /** The resource id of the vault. */
  readonly resourceId: string;
  /** The URL of the vault, with a trailing slash. */
  readonly vaultUri: string;

  /**
   * An existing secret in the vault, for a consumer that cannot refer to the vault itself. Terraform reads it and keeps it in its state. One that the same
   * stack writes fails the synth: use its `SecretValue`. A stack of the program that writes it is deployed first.
   *
   * @param name the name of the secret
   * @throws when the name breaks a rule of Key Vault
   */
  secret(name: string): SecretValue;

  /**
   * The public part of an existing certificate in the vault, as it is when Terraform plans. Its private key is not read.
   *
   * @param name the name of the certificate. For one that this program creates, use `PublicCertificate.fromBase64` with its attribute
   *   `certificate_data_base64`: Terraform would look for the name before it exists
   * @throws when the name breaks a rule of Key Vault
   */
  certificate(name: string): PublicCertificate;

  /**
   * Grants an identity the right to read the secrets of the vault. A second call for the same identity adds nothing.
   *
   * @param principal the identity
   * @param access how the identity gets the right; `KeyVaultAccess.ROLE_ASSIGNMENT` when it is not given
   * @returns what to depend on, or undefined if the identity has the right already, or gets it in a stack that is deployed first
   */
  grantRead(principal: Principal, access?: KeyVaultAccess): IDependable | undefined;
}

const OPTIONS: Kinds<KeyVaultOptions> = { cloud: optional(CLOUD) };
const ATTRIBUTES: Kinds<KeyVaultAttributes> = { ...OPTIONS, name: STRING, resourceGroupName: STRING };
const ACCESS = oneOf("KeyVaultAccess", KeyVaultAccess);

const GRANTS = new Registry<TerraformResource>("vault grant");

/**
 * An existing key vault, from this or another configuration.
 *
 * @see https://learn.microsoft.com/azure/key-vault/general/overview
 */
export class KeyVault extends CheckedConstruct implements IKeyVault {
  /**
   * A vault by its name. For a vault created in this stack, pass the attributes of its resource.
   *
   * @throws when a name breaks a rule of Azure
   */
  public static fromName(scope: Construct, id: string, attributes: KeyVaultAttributes): IKeyVault {
    return new KeyVault(scope, id, attributes);
  }

  /**
   * A vault by its resource id, such as `/subscriptions/…/resourceGroups/rg-secrets/providers/Microsoft.KeyVault/vaults/kv-contoso`.
   *
   * @throws when the id is not the id of a key vault
   */
  public static fromResourceId(
    scope: Construct,
    id: string,
    resourceId: string,
    options: KeyVaultOptions = {},
  ): IKeyVault {
    const place = placeOf("KeyVault.fromResourceId", scope, id);
    check(place, "resourceId", resourceId, VAULT_RULES.vaultId);
    checkObject(place, "options", options, OPTIONS);
    return new KeyVault(scope, id, { ...options, ...partsOfResourceId(resourceId) }, resourceId);
  }

  public readonly name: string;

  private readonly resourceGroupName: string;
  private readonly cloud: AzureCloud;

  private constructor(
    scope: Construct,
    id: string,
    attributes: KeyVaultAttributes,
    private readonly givenResourceId?: string,
  ) {
    super(scope, id);
    checkProps(this, attributes, ATTRIBUTES);
    check(this, "name", attributes.name, VAULT_RULES.vaultName);
    check(this, "resourceGroupName", attributes.resourceGroupName, RULES.resourceGroupName);
    this.name = attributes.name;
    this.resourceGroupName = attributes.resourceGroupName;
    this.cloud = attributes.cloud ?? AzureCloud.PUBLIC;
    this.node.addValidation({ validate: () => cloudOfProvider(this, "vault", this.cloud) });
  }

  public get resourceId(): string {
    return (
      this.givenResourceId ??
      `/subscriptions/${azurermClientConfig(this).subscriptionId}/resourceGroups/${this.resourceGroupName}/providers/Microsoft.KeyVault/vaults/${this.name}`
    );
  }

  public get vaultUri(): string {
    return `https://${lowerCase(this.name)}.${this.cloud.vaultDomain}/`;
  }

  public secret(name: string): SecretValue {
    check(this, "secret", name, VAULT_RULES.secretName);
    const id = `Secret-${idPart(this, name)}`;
    return SecretValue._fromTerraform((consumer) => {
      requireOneStack(consumer, "vault", this, "import it here too, with fromName");
      const make = (): DataAzurermKeyVaultSecret => {
        this.node.addValidation({ validate: () => this.writtenHere(name) });
        addReader(this, this, name);
        return create(DataAzurermKeyVaultSecret, this, id, { name, keyVaultId: this.resourceId });
      };
      return findOrMake(this, id, make).value;
    }, 1);
  }

  public certificate(name: string): PublicCertificate {
    check(this, "certificate", name, VAULT_RULES.secretName);
    const id = `Certificate-${idPart(this, name)}`;
    return PublicCertificate._of((consumer) => {
      requireOneStack(consumer, "vault", this, "import it here too, with fromName");
      const make = (): DataAzurermKeyVaultCertificate =>
        create(DataAzurermKeyVaultCertificate, this, id, { name, keyVaultId: this.resourceId });
      const data = findOrMake(this, id, make);
      return { value: data.certificateDataBase64, encoding: "base64", endDate: data.expires };
    });
  }

  public grantRead(
    principal: Principal,
    access: KeyVaultAccess = KeyVaultAccess.ROLE_ASSIGNMENT,
  ): IDependable | undefined {
    PRINCIPAL.require(this, "principal", principal);
    ACCESS.require(this, "access", access);
    if (access === KeyVaultAccess.EXISTING) return undefined;
    const key = [this.vaultUri, access, ...principal._key];
    const found = GRANTS.tryFind(this, ...key);
    if (found !== undefined) {
      comeAfter(this, found, "uses the right of");
      return TerraformStack.of(found) === TerraformStack.of(this) ? found : undefined;
    }
    const principalId = principal.objectId;
    const id = idOfPrincipal(this, principal);
    const grant =
      access === KeyVaultAccess.ROLE_ASSIGNMENT
        ? create(RoleAssignment, this, `SecretsUser-${id}`, {
            scope: this.resourceId,
            roleDefinitionName: "Key Vault Secrets User",
            principalId,
            // Entra ID may not have replicated a new identity yet: with the type set, Azure skips the lookup. It refuses a wrong one.
            ...(principal._isServicePrincipal && { principalType: "ServicePrincipal" }),
          })
        : create(KeyVaultAccessPolicyA, this, `AccessPolicy-${id}`, {
            keyVaultId: this.resourceId,
            tenantId: azurermClientConfig(this).tenantId,
            objectId: principalId,
            secretPermissions: ["Get", "List"],
          });
    GRANTS.add(grant, ...key);
    return grant;
  }

  /** Terraform reads what exists when it plans, before it writes anything. */
  private writtenHere(name: string): string[] {
    const writer = tryFindWriterBeside(this, this, name);
    return writer === undefined ? [] : [secretWrittenHere(name, writer.node.path)];
  }
}
