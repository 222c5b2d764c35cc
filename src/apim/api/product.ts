import { ApiManagementProduct } from "@cdktf/provider-azurerm/lib/api-management-product";
import { ApiManagementProductPolicy } from "@cdktf/provider-azurerm/lib/api-management-product-policy";
import type { TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import { create } from "../../core/create";
import {
  BOOLEAN,
  CheckedConstruct,
  checkProps,
  type Kinds,
  listOf,
  NUMBER,
  optional,
  STRING,
  STRINGS,
} from "../../core/kinds";
import { Registry } from "../../core/registry";
import { check, checkNumber, checkOptional, RULES } from "../../core/rules";
import { textForTerraform } from "../../core/terraform-text";
import { PolicyScope } from "../../policy/model/section";
import { approvalWithoutLimit, optionOfProtectedProduct } from "../errors";
import { API, SERVICE } from "../kinds";
import { PolicyTarget } from "../policy-target";
import { APIM_RULES } from "../rules";
import type { IApiManagement } from "../service/api-management";
import type { IApi } from "./i-api";
import type { IProduct } from "./i-product";
import { addApiTo, addGroupTo, KNOWN_PRODUCTS } from "./product-members";

/** Properties of `Product`. */
export interface ProductProps {
  /** The service that has the product. */
  readonly apim: IApiManagement;
  /** The name of the product in Azure: 1 to 80 letters, digits, `_` or `-`. */
  readonly productId: string;
  /**
   * The name shown in the portals.
   *
   * @default - the product id
   */
  readonly displayName?: string;
  /**
   * What the product is for.
   *
   * @default - no description
   */
  readonly description?: string;
  /**
   * The terms that developers accept when they subscribe.
   *
   * @default - none
   */
  readonly terms?: string;
  /**
   * Whether the developer portal shows the product to its groups. Keys work either way.
   *
   * @default true
   */
  readonly published?: boolean;
  /**
   * Whether callers need a key of the product. Without one it is open: everyone can call its APIs, as far as policies let them. An API is in one
   * open product at most.
   *
   * @default true
   */
  readonly subscriptionRequired?: boolean;
  /**
   * Whether an administrator approves each subscription. It needs `subscriptionsLimit`.
   *
   * @default false
   */
  readonly approvalRequired?: boolean;
  /**
   * How many subscriptions a user can have.
   *
   * @default - no limit
   */
  readonly subscriptionsLimit?: number;
  /**
   * The APIs of the product.
   *
   * @default - none: `addApi` adds them
   */
  readonly apis?: IApi[];
  /**
   * The names of the groups that see the product in the developer portal, such as `developers`.
   *
   * @default - administrators only
   */
  readonly groups?: string[];
}

/** Attributes of an existing product. */
export interface ProductAttributes {
  /** The service that has the product. */
  readonly apim: IApiManagement;
  /** The name of the product in Azure. */
  readonly productId: string;
}

const PROPS: Kinds<ProductProps> = {
  apim: SERVICE,
  productId: STRING,
  displayName: optional(STRING),
  description: optional(STRING),
  terms: optional(STRING),
  published: optional(BOOLEAN),
  subscriptionRequired: optional(BOOLEAN),
  approvalRequired: optional(BOOLEAN),
  subscriptionsLimit: optional(NUMBER),
  apis: optional(listOf(API, "APIs")),
  groups: optional(STRINGS),
};
const ATTRIBUTES: Kinds<ProductAttributes> = { apim: SERVICE, productId: STRING };

const PRODUCTS = new Registry<Product>("product");

/** What new and imported products have in common. */
abstract class ProductBase extends CheckedConstruct implements IProduct {
  public abstract readonly apim: IApiManagement;
  public abstract readonly productId: string;

  public abstract readonly policyTarget: PolicyTarget;

  public addApi(api: IApi): void {
    API.require(this, "api", api);
    addApiTo(this, api);
  }

  public addGroup(name: string): void {
    check(this, "group", name, APIM_RULES.childName);
    addGroupTo(this, name);
  }
}

/**
 * A product of an API Management service.
 *
 * Its policy runs for requests with a key of the product, and without a key if the product is open. Requests with a key of the API or of all APIs
 * do not run it, so check tokens in the policy of the API.
 *
 * @see https://learn.microsoft.com/azure/api-management/api-management-howto-add-products
 */
export class Product extends ProductBase {
  /** An existing product, from this or another configuration. */
  public static fromId(scope: Construct, id: string, attributes: ProductAttributes): IProduct {
    return new ImportedProduct(scope, id, attributes);
  }

  public readonly apim: IApiManagement;
  public readonly productId: string;
  public readonly policyTarget: PolicyTarget;

  /**
   * @throws when a name or a number breaks a rule of Azure, options contradict each other, or the service has the product already
   */
  public constructor(scope: Construct, id: string, props: ProductProps) {
    super(scope, id);
    checkProps(this, props, PROPS);
    const { apim, productId, displayName = productId, subscriptionRequired = true } = props;
    check(this, "productId", productId, APIM_RULES.childName);
    checkOptional(this, "displayName", props.displayName, APIM_RULES.title);
    checkOptional(this, "description", props.description, APIM_RULES.apimDescription);
    checkOptional(this, "terms", props.terms, RULES.text);
    checkSubscriptions(this, props);
    this.apim = apim;
    this.policyTarget = new ProductPolicyTarget(this, productId);
    PRODUCTS.claim(this, ...apim.policyTarget.key, productId);
    KNOWN_PRODUCTS.add(this, ...this.policyTarget.key);
    const resource = create(ApiManagementProduct, this, "Resource", {
      apiManagementName: apim.name,
      resourceGroupName: apim.resourceGroupName,
      productId,
      displayName: textForTerraform(displayName),
      description: textForTerraform(props.description),
      terms: textForTerraform(props.terms),
      published: props.published ?? true,
      subscriptionRequired,
      approvalRequired: props.approvalRequired,
      subscriptionsLimit: props.subscriptionsLimit,
    });
    this.productId = resource.productId;
    props.apis?.forEach((api) => this.addApi(api));
    props.groups?.forEach((group) => this.addGroup(group));
  }
}

/** The provider refuses or ignores what contradicts itself only when it creates the product. */
function checkSubscriptions(product: Product, props: ProductProps): void {
  const { subscriptionRequired, approvalRequired, subscriptionsLimit } = props;
  checkNumber(
    product,
    "subscriptionsLimit",
    subscriptionsLimit,
    "a whole number from 1 to 2147483647",
    (limit) => Number.isInteger(limit) && limit >= 1 && limit <= 2147483647,
  );
  if (subscriptionRequired === false) {
    if (approvalRequired === true) throw optionOfProtectedProduct(product, "approvalRequired");
    if (subscriptionsLimit !== undefined) throw optionOfProtectedProduct(product, "subscriptionsLimit");
  }
  if (approvalRequired === true && subscriptionsLimit === undefined) throw approvalWithoutLimit(product);
}

/** An existing product. */
class ImportedProduct extends ProductBase {
  public readonly apim: IApiManagement;
  public readonly productId: string;
  public readonly policyTarget: PolicyTarget;

  public constructor(scope: Construct, id: string, attributes: ProductAttributes) {
    super(scope, id);
    checkProps(this, attributes, ATTRIBUTES);
    check(this, "productId", attributes.productId, APIM_RULES.childName);
    this.apim = attributes.apim;
    this.productId = attributes.productId;
    this.policyTarget = new ProductPolicyTarget(this, attributes.productId);
    if (KNOWN_PRODUCTS.tryFind(this, ...this.policyTarget.key) === undefined) {
      KNOWN_PRODUCTS.add(this, ...this.policyTarget.key);
    }
  }
}

class ProductPolicyTarget extends PolicyTarget {
  /**
   * @param literalId the name of the product as the program gives it: that of a resource is known to Terraform only
   */
  public constructor(
    private readonly product: IProduct,
    literalId: string,
  ) {
    super({
      label: `product ${literalId}`,
      scope: PolicyScope.PRODUCT,
      serviceKey: product.apim.policyTarget.key,
      // An API can have the name of a product, and no name of an API has a slash.
      names: [`products/${literalId}`],
    });
  }

  public createPolicy(scope: Construct, id: string, xmlContent: string): TerraformResource {
    return create(ApiManagementProductPolicy, scope, id, {
      apiManagementName: this.product.apim.name,
      resourceGroupName: this.product.apim.resourceGroupName,
      productId: this.product.productId,
      xmlContent,
    });
  }
}
