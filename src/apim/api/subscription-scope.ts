import { API, PRODUCT, SERVICE } from "../kinds";
import type { IApiManagement } from "../service/api-management";
import type { IApi } from "./i-api";
import type { IProduct } from "./i-product";

/** The arguments of the resource that say what the keys are for: none for all APIs. */
interface ScopeIds {
  readonly productId?: string;
  readonly apiId?: string;
}

/** What the keys of a subscription are for. */
export class SubscriptionScope {
  /** All APIs of a product. Requests run the policy of the product. */
  public static product(product: IProduct): SubscriptionScope {
    PRODUCT.require("SubscriptionScope.product", "product", product);
    const { apim } = product;
    return new SubscriptionScope(apim, () => ({ productId: `${apim.resourceId}/products/${product.productId}` }));
  }

  /** One API. Requests run the policy of no product. */
  public static api(api: IApi): SubscriptionScope {
    API.require("SubscriptionScope.api", "api", api);
    const { apim } = api;
    // The id of the resource ends in a revision, and Azure takes a key of that for a key of nothing.
    return new SubscriptionScope(apim, () => ({ apiId: `${apim.resourceId}/apis/${api.name}` }));
  }

  /** All APIs of a service, those of later programs included. Requests run the policy of no product. */
  public static allApis(apim: IApiManagement): SubscriptionScope {
    SERVICE.require("SubscriptionScope.allApis", "apim", apim);
    return new SubscriptionScope(apim, () => ({}));
  }

  private constructor(
    /** The service that has the subscription. */
    public readonly apim: IApiManagement,
    private readonly ids: () => ScopeIds,
  ) {}

  /** @internal */
  public _ids(): ScopeIds {
    return this.ids();
  }
}
