import { AzureadProvider } from "@cdktf/provider-azuread/lib/provider";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { AzurermBackend, TerraformStack } from "cdktf";
import { Api, ApiManagement, ApimPolicy, AppRegistration, Callers, JwtPolicy, PermissionScope } from "cdktf-apim-oauth";
import {
  CacheLookup,
  CacheStore,
  Choose,
  Cors,
  ExistsAction,
  FindAndReplace,
  ForwardRequest,
  PolicyExpression,
  PolicyValue,
  RateLimitByKey,
  Retry,
  ReturnResponse,
  SetBody,
  SetHeader,
  SetStatus,
} from "cdktf-apim-oauth/policy";
import type { Construct } from "constructs";

const BACKEND = "https://func-contoso-catalog.azurewebsites.net/api";

/** Inbound, backend, outbound and on-error: each kind of policy that the portal walk-through names, on one API. */
export class PolicyKindsStack extends TerraformStack {
  public constructor(scope: Construct, id: string) {
    super(scope, id);
    new AzurermProvider(this, "azurerm", { features: [{}] });
    new AzureadProvider(this, "azuread");
    new AzurermBackend(this, {
      resourceGroupName: "rg-terraform",
      storageAccountName: "stcontosoterraform",
      containerName: "tfstate",
      key: "policy-kinds.tfstate",
      useAzureadAuth: true,
    });

    const apim = ApiManagement.fromName(this, "Apim", { name: "apim-contoso", resourceGroupName: "rg-apim" });
    const catalog = new AppRegistration(this, "Catalog", {
      displayName: "Catalog API",
      scopes: [PermissionScope.of("Catalog.Read")],
    });
    const api = new Api(this, "Api", { apim, path: "catalog", serviceUrl: BACKEND, subscriptionRequired: false });
    const page = api.addOperation("get-page", { method: "GET", urlTemplate: "/pages/{number}" });

    // Inbound: before the request reaches the backend. The token check is placed between CORS and the rest.
    new JwtPolicy(this, "Jwt", { target: api, resource: catalog, callers: Callers.users("Catalog.Read") });
    const policy = ApimPolicy.of(api);
    policy.addInbound(
      new Cors({
        allowedOrigins: ["https://shop.contoso.com"],
        allowedMethods: ["GET"],
        allowedHeaders: ["authorization"],
      }),
      new RateLimitByKey({
        calls: 100,
        renewalPeriodSeconds: 60,
        counterKey: PolicyExpression.claim("jwt", "oid"),
      }),
      new SetHeader({
        name: "X-User-Id",
        existsAction: ExistsAction.OVERRIDE,
        values: [PolicyExpression.claim("jwt", "oid")],
      }),
    );

    // Backend: how the gateway calls the backend.
    policy.addBackend(
      new Retry({
        condition: PolicyValue.expression("context.Response.StatusCode >= 500"),
        count: 3,
        intervalSeconds: 2,
        firstFastRetry: true,
        statements: [new ForwardRequest({ timeoutSeconds: 20, bufferRequestBody: true })],
      }),
    );

    // Outbound: before the response reaches the client.
    policy.addOutbound(
      new FindAndReplace({
        fromText: PolicyValue.text(BACKEND),
        toText: "https://apim-contoso.azure-api.net/catalog",
      }),
      new SetHeader({ name: "X-Powered-By", existsAction: ExistsAction.DELETE }),
    );

    // On-error: when the backend or a policy fails.
    policy.addOnError(
      new Choose({
        when: [
          {
            condition: PolicyValue.expression('context.LastError.Source == "forward-request"'),
            statements: [
              new ReturnResponse({
                status: new SetStatus({ code: 502, reason: "Bad Gateway" }),
                headers: [
                  new SetHeader({
                    name: "Content-Type",
                    values: ["application/json"],
                  }),
                ],
                body: new SetBody({
                  body: PolicyValue.expression(
                    'new JObject(new JProperty("message", "The catalog is unavailable."), new JProperty("requestId", context.RequestId)).ToString()',
                  ),
                }),
              }),
            ],
          },
        ],
      }),
    );

    // One operation only: a page of the catalog is the same for every caller, so its response is cached.
    const pagePolicy = ApimPolicy.of(page);
    pagePolicy.addInbound(
      new CacheLookup({
        varyByDeveloper: false,
        varyByDeveloperGroups: false,
        // Without this, responses to requests with a token are not cached.
        allowPrivateResponseCaching: true,
      }),
    );
    pagePolicy.addOutbound(new CacheStore({ durationSeconds: 300 }));
    pagePolicy.suppress("cached-response", "a page is the same for every caller");
  }
}
