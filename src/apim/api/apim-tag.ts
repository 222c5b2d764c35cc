import { ApiManagementApiOperationTag } from "@cdktf/provider-azurerm/lib/api-management-api-operation-tag";
import { ApiManagementApiTag } from "@cdktf/provider-azurerm/lib/api-management-api-tag";
import { ApiManagementApiTagDescription } from "@cdktf/provider-azurerm/lib/api-management-api-tag-description";
import { ApiManagementProductTag } from "@cdktf/provider-azurerm/lib/api-management-product-tag";
import { ApiManagementTag } from "@cdktf/provider-azurerm/lib/api-management-tag";
import type { TerraformResource } from "cdktf";
import type { Construct, IConstruct } from "constructs";
import { create } from "../../core/create";
import { idPart } from "../../core/id-part";
import { CheckedConstruct, checkObject, checkProps, type Kinds, optional, STRING } from "../../core/kinds";
import { mainResourceOf } from "../../core/main-resource";
import { Registry } from "../../core/registry";
import { check, checkOptional, RULES } from "../../core/rules";
import { noteReference } from "../../core/stack-references";
import { dependOn } from "../../core/dependencies";
import { textForTerraform } from "../../core/terraform-text";
import { API, OPERATION, PRODUCT, SERVICE } from "../kinds";
import { areApart, type IPolicyTarget } from "../policy-target";
import { APIM_RULES } from "../rules";
import type { IApiManagement } from "../service/api-management";
import { tagOfOtherService } from "./errors";
import type { IApi, IApiOperation } from "./i-api";
import type { ApiTagOptions, IApimTag } from "./i-apim-tag";
import type { IProduct } from "./i-product";

/** Properties of `ApimTag`. */
export interface ApimTagProps {
  /** The service that has the tag. */
  readonly apim: IApiManagement;
  /** The name of the tag in Azure: 1 to 80 letters, digits, `_` or `-`. */
  readonly name: string;
  /**
   * The text that people see, up to 160 characters.
   *
   * @default - the name
   */
  readonly displayName?: string;
}

const PROPS: Kinds<ApimTagProps> = { apim: SERVICE, name: STRING, displayName: optional(STRING) };
const OPTIONS: Kinds<ApiTagOptions> = {
  description: optional(STRING),
  documentationUrl: optional(STRING),
  documentationDescription: optional(STRING),
};

const TAGS = new Registry<ApimTag>("tag");
const TAGGED = new Registry<IConstruct>("tag of the API, operation or product");

/** What new and imported tags have in common. */
abstract class TagBase extends CheckedConstruct implements IApimTag {
  public readonly apim: IApiManagement;
  public readonly name: string;
  public readonly displayName: string;

  protected constructor(scope: Construct, id: string, props: ApimTagProps) {
    super(scope, id);
    checkProps(this, props, PROPS);
    const { apim, name, displayName = name } = props;
    check(this, "name", name, APIM_RULES.childName);
    checkOptional(this, "displayName", props.displayName, APIM_RULES.tagTitle);
    this.apim = apim;
    this.name = name;
    this.displayName = displayName;
  }

  public addToApi(api: IApi, options: ApiTagOptions = {}): void {
    API.require(this, "api", api);
    checkObject(this, "options", options, OPTIONS);
    const { description, documentationUrl, documentationDescription } = options;
    checkOptional(this, "description", description, RULES.text);
    checkOptional(this, "documentationUrl", documentationUrl, APIM_RULES.serviceUrl);
    checkOptional(this, "documentationDescription", documentationDescription, RULES.text);
    const suffix = this.claim(api);
    const tag = create(ApiManagementApiTag, this, `Api-${suffix}`, {
      apiId: `${this.apim.resourceId}/apis/${api.name}`,
      name: this.name,
    });
    noteReference(this, "is a tag of", api, api.name);
    this.follow(tag, api);
    if (Object.values(options).every((text) => text === undefined)) return;
    create(ApiManagementApiTagDescription, this, `Description-${suffix}`, {
      apiTagId: tag.id,
      description: textForTerraform(description),
      externalDocumentationUrl: documentationUrl,
      externalDocumentationDescription: textForTerraform(documentationDescription),
    });
  }

  public addToOperation(operation: IApiOperation): void {
    OPERATION.require(this, "operation", operation);
    const suffix = this.claim(operation);
    const { key, serviceKey } = operation.policyTarget;
    const tag = create(ApiManagementApiOperationTag, this, `Operation-${suffix}`, {
      apiOperationId: `${this.apim.resourceId}/apis/${key[serviceKey.length]!}/operations/${operation.operationId}`,
      name: this.name,
      // The provider writes it into the tag as well.
      displayName: textForTerraform(this.displayName),
    });
    this.follow(tag, operation);
  }

  public addToProduct(product: IProduct): void {
    PRODUCT.require(this, "product", product);
    const tag = create(ApiManagementProductTag, this, `Product-${this.claim(product)}`, {
      apiManagementName: this.apim.name,
      resourceGroupName: this.apim.resourceGroupName,
      apiManagementProductId: product.productId,
      name: this.name,
    });
    noteReference(this, "is a tag of", product, product.productId);
    this.follow(tag, product);
  }

  /** The end of the id of what gives a target the tag. */
  private claim(target: IPolicyTarget): string {
    const { key, label, serviceKey } = target.policyTarget;
    const tagKey = this.apim.policyTarget.key;
    if (areApart(serviceKey, tagKey)) throw tagOfOtherService(this, label, this.apim.name);
    TAGGED.claim(this, ...key, this.name);
    return key
      .slice(serviceKey.length)
      .map((name) => idPart(target, name.replace(/^products\//, "")))
      .join(" - ");
  }

  /** The names and ids are texts, in which Terraform sees no reference to the tag, and to an operation neither. */
  private follow(resource: TerraformResource, target: IPolicyTarget): void {
    const made = [mainResourceOf(this), mainResourceOf(target)].filter((found) => found !== undefined);
    dependOn(resource, made);
  }
}

/**
 * A tag of an API Management service, by which the developer portal groups APIs, operations and products. It is no tag of Azure.
 *
 * @see https://learn.microsoft.com/azure/api-management/api-management-howto-properties
 */
export class ApimTag extends TagBase {
  /** An existing tag, from this or another configuration. Its operations get its display name, which is the name unless it is given. */
  public static fromName(scope: Construct, id: string, attributes: ApimTagProps): IApimTag {
    return new ImportedApimTag(scope, id, attributes);
  }

  /**
   * @throws when a name breaks a rule of Azure, or the service has the tag already
   */
  public constructor(scope: Construct, id: string, props: ApimTagProps) {
    super(scope, id, props);
    const { apim, name, displayName } = this;
    TAGS.claim(this, ...apim.policyTarget.key, name);
    create(ApiManagementTag, this, "Resource", {
      apiManagementId: apim.resourceId,
      name,
      displayName: textForTerraform(displayName),
    });
  }
}

/** An existing tag. */
class ImportedApimTag extends TagBase {
  public constructor(scope: Construct, id: string, attributes: ApimTagProps) {
    super(scope, id, attributes);
  }
}
