import { ApiManagementApiOperation } from "@cdktf/provider-azurerm/lib/api-management-api-operation";
import { ApiManagementBackend } from "@cdktf/provider-azurerm/lib/api-management-backend";
import { ApiManagementCertificateA } from "@cdktf/provider-azurerm/lib/api-management-certificate";
import { ApiManagementNamedValue } from "@cdktf/provider-azurerm/lib/api-management-named-value";
import { ApiManagementPolicyFragment } from "@cdktf/provider-azurerm/lib/api-management-policy-fragment";
import { type TerraformStack } from "cdktf";
import {
  Api,
  ApimPolicy,
  Callers,
  type IPolicyTarget,
  JwtPolicy,
  NamedValue,
  PolicyFragment,
  RawPolicy,
} from "cdktf-apim-oauth";
import {
  AuthenticationCertificate,
  Cors,
  IncludeFragment,
  PolicyDocument,
  PolicyExpression,
  PolicyValue,
  RateLimitByKey,
  RewriteUri,
  SetBackendService,
  SetHeader,
  SetVariable,
  ValidateAzureAdToken,
} from "cdktf-apim-oauth/policy";
import {
  OPEN,
  newApp,
  newOrders,
  newService,
  newStack,
  resourceOf,
  synth,
  synthStacks,
  warningsIn,
} from "../../support/synth";

const OF_SERVICE = { apiManagementName: "apim-contoso", resourceGroupName: "rg-apim" };
const callers = Callers.applications("Orders.Read");

function newApi(stack: TerraformStack): Api {
  return new Api(stack, "Api", { ...OPEN, apim: newService(stack), path: "orders", subscriptionRequired: true });
}

function limitBy(token: string): RateLimitByKey {
  return new RateLimitByKey({ calls: 10, renewalPeriodSeconds: 60, counterKey: PolicyExpression.claim(token, "azp") });
}

function header(value: PolicyValue): SetHeader {
  return new SetHeader({ name: "X-A", values: [value] });
}

/** The warnings of the rules about variables and parameters. */
function warnings(stack: TerraformStack, rule: string): string[] {
  synth(stack);
  return warningsIn(stack).filter((warning) => warning.includes(rule));
}

describe("variables", () => {
  test("the variable of a JwtPolicy is a member of it", () => {
    const stack = newStack();
    const target = newApi(stack);
    const { tokenVariable } = new JwtPolicy(stack, "Jwt", { target, resource: newOrders(stack), callers });
    ApimPolicy.of(target).addInbound(limitBy(tokenVariable));

    expect(tokenVariable).toBe("jwt");
    expect(warnings(stack, "P-37")).toEqual([]);
  });

  test("another name than that of the JwtPolicy is found", () => {
    const stack = newStack();
    const target = newApi(stack);
    new JwtPolicy(stack, "Jwt", { target, resource: newOrders(stack), callers });
    ApimPolicy.of(target).addInbound(limitBy("token"));

    expect(warnings(stack, "P-37")).toEqual([
      expect.stringMatching(/nothing sets the variable "token".*: use "jwt", if that is meant/),
    ]);
  });

  test("another name than that of the JwtPolicy of a broader scope is found, and the right name is not", () => {
    const stack = newStack();
    const api = newApi(stack);
    new JwtPolicy(stack, "Jwt", { target: api, resource: newOrders(stack), callers });
    ApimPolicy.of(api.addOperation("wrong", { method: "GET", urlTemplate: "/" })).addInbound(limitBy("token"));
    ApimPolicy.of(api.addOperation("right", { method: "PUT", urlTemplate: "/" })).addInbound(limitBy("jwt"));

    expect(warnings(stack, "P-37")).toEqual([
      expect.stringMatching(/^Stack\/Api\/wrong\/Policy: .*nothing sets the variable "token"/),
    ]);
  });

  test("a fragment of the program sets what it sets, in any document that inherits it", () => {
    const stack = newStack();
    const api = newApi(stack);
    const { apim } = api;
    const shared = PolicyDocument.fragment([new SetVariable({ name: "tenant", value: "a" })]);
    const fragment = new PolicyFragment(stack, "Shared", { apim, name: "Shared", document: shared });
    new RawPolicy(stack, "Service", { target: apim, document: PolicyDocument.of({ inbound: [fragment.include()] }) });
    new RawPolicy(stack, "Raw", {
      target: api,
      document: PolicyDocument.of({
        inbound: [new SetVariable({ name: "tennant", value: "b" }), header(PolicyExpression.variable("tenant"))],
      }),
    });

    expect(warnings(stack, "P-37")).toEqual([]);
  });

  test("what a fragment of the program does not set is found, where nothing else can set it", () => {
    const stack = newStack();
    const { apim } = newApi(stack);
    const shared = PolicyDocument.fragment([new SetVariable({ name: "customer", value: "a" })]);
    const fragment = new PolicyFragment(stack, "Shared", { apim, name: "Shared", document: shared });
    ApimPolicy.of(apim).addInbound(fragment.include(), header(PolicyExpression.variable("tenant")));

    expect(warnings(stack, "P-37")).toEqual([expect.stringContaining('nothing sets the variable "tenant"')]);
  });
});

describe("path parameters", () => {
  const use = (target: IPolicyTarget, name: string): void =>
    ApimPolicy.of(target).addInbound(header(PolicyExpression.pathParameter(name)));

  test("those of the URL template are known, and others are found", () => {
    const stack = newStack();
    const api = newApi(stack);
    use(api.addOperation("right", { method: "GET", urlTemplate: "/{id}/{*rest}" }), "rest");
    use(api.addOperation("wrong", { method: "PUT", urlTemplate: "/{id}" }), "orderId");
    ApimPolicy.of(api.addOperation("uri", { method: "POST", urlTemplate: "/{id}" })).addInbound(
      new RewriteUri({ template: "/{orderId}" }),
    );

    expect(warnings(stack, "P-38")).toEqual([
      expect.stringMatching(/^Stack\/Api\/wrong\/Policy: .*path parameter "orderId"; expected one of "id"/),
      expect.stringMatching(/^Stack\/Api\/uri\/Policy: .*path parameter "orderId"; expected one of "id"/),
    ]);
  });

  test("an API has those of its operations, of resources of the provider too", () => {
    const stack = newStack();
    const api = newApi(stack);
    api.addOperation("get", { method: "GET", urlTemplate: "/{id}" });
    const urls = { operationId: "raw", displayName: "a", method: "GET", urlTemplate: "/customers/{customer}" };
    new ApiManagementApiOperation(stack, "RawOperation", { ...OF_SERVICE, apiName: "orders", ...urls });
    ["id", "customer", "orderId"].forEach((name) => use(api, name));

    expect(warnings(stack, "P-38")).toEqual([
      expect.stringMatching(/^Stack\/Api\/Policy: .*no operation of the API has the path parameter "orderId"/),
    ]);
  });

  test("of an API without operations, and of an existing one, nothing is known", () => {
    const stack = newStack();
    const api = newApi(stack);
    use(api, "id");
    use(Api.fromName(stack, "Existing", { ...OPEN, apim: api.apim, name: "existing" }), "id");

    expect(warnings(stack, "P-38")).toEqual([]);
  });
});

describe("a fragment that holds cors", () => {
  const DOCUMENT = PolicyDocument.fragment([new Cors({ allowedOrigins: ["https://shop.contoso.com"] })]);

  test("runs where cors runs, even if it is made after the statement", () => {
    const stack = newStack();
    const target = newApi(stack);
    new JwtPolicy(stack, "Jwt", { target, resource: newOrders(stack), callers });
    ApimPolicy.of(target).addInbound(new IncludeFragment({ fragmentId: "Browsers" }));
    new PolicyFragment(stack, "Fragment", { apim: target.apim, name: "Browsers", document: DOCUMENT });

    expect(ApimPolicy.of(target).render()).toMatch(
      /<inbound>\s*<include-fragment fragment-id="Browsers" \/>\s*<base \/>/,
    );
    expect(warnings(stack, "P-20")).toEqual([]);
  });

  test("is found where a document runs it after the check", () => {
    const stack = newStack();
    const target = newApi(stack);
    const fragment = new PolicyFragment(stack, "Fragment", { apim: target.apim, name: "Browsers", document: DOCUMENT });
    const check = new ValidateAzureAdToken({ tenantId: "contoso.com", clientApplicationIds: ["a"] });
    const document = PolicyDocument.of({ inbound: [check, fragment.include()] });
    new RawPolicy(stack, "Raw", { target, document });

    expect(warnings(stack, "P-20")).toEqual([expect.stringContaining("a fragment with <cors> comes after")]);
  });
});

describe("what the provider's own resources make", () => {
  test("comes before the policy that refers to it, and is declared", () => {
    const stack = newStack();
    const target = newApi(stack);
    const { apim } = target;
    new ApiManagementNamedValue(stack, "Value", { ...OF_SERVICE, name: "nv", displayName: "Tier", value: "a" });
    new ApiManagementPolicyFragment(stack, "Fragment", { apiManagementId: apim.resourceId, name: "Shared", value: "" });
    new ApiManagementBackend(stack, "Backend", {
      ...OF_SERVICE,
      name: "orders",
      protocol: "http",
      url: "https://a.example",
    });
    new ApiManagementCertificateA(stack, "Certificate", { ...OF_SERVICE, name: "client" });
    new ApiManagementNamedValue(stack, "Other", {
      ...OF_SERVICE,
      apiManagementName: "other",
      name: "tier",
      displayName: "Tier",
    });
    const tier = NamedValue.fromName(stack, "Tier", { apim, displayName: "tier" });
    ApimPolicy.of(target).addInbound(
      header(tier.reference),
      new IncludeFragment({ fragmentId: "Shared" }),
      new SetBackendService({ backendId: "orders" }),
      new AuthenticationCertificate({ certificateId: "client" }),
    );

    expect(resourceOf(synth(stack), "azurerm_api_management_api_policy")).toMatchObject({
      depends_on: [
        "azurerm_api_management_named_value.Value",
        "azurerm_api_management_policy_fragment.Fragment",
        "azurerm_api_management_backend.Backend",
        "azurerm_api_management_certificate.Certificate",
      ],
    });
    expect(warnings(stack, "C-14")).toEqual([]);
  });

  test("is missed where nothing makes it, with what to do", () => {
    const stack = newStack();
    ApimPolicy.of(newApi(stack)).addInbound(new SetBackendService({ backendId: "orders" }));
    synth(stack);
    expect(warnings(stack, "C-14")).toEqual([
      expect.stringContaining(
        'the backend "orders" is not declared; expected one of the service: declare it with an ApiManagementBackend of the provider, or accept the finding if the backend exists already',
      ),
    ]);
  });

  test("orders the stacks, if it is in another one", () => {
    const app = newApp();
    const stack = newStack("Apis", app);
    const target = newApi(stack);
    const values = newStack("Values", app);
    new ApiManagementNamedValue(values, "Value", { ...OF_SERVICE, name: "tier", displayName: "tier", value: "a" });
    ApimPolicy.of(target).addInbound(header(PolicyValue.namedValue("tier")));

    synthStacks(app);
    expect(stack.dependencies).toEqual([values]);
  });
});
