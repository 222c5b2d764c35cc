import { ApiManagementApiOperationPolicy } from "@cdktf/provider-azurerm/lib/api-management-api-operation-policy";
import { ApiManagementApiPolicy } from "@cdktf/provider-azurerm/lib/api-management-api-policy";
import { ApiManagementPolicy } from "@cdktf/provider-azurerm/lib/api-management-policy";
import { ApiManagementProductApi } from "@cdktf/provider-azurerm/lib/api-management-product-api";
import { ApiManagementProductPolicy } from "@cdktf/provider-azurerm/lib/api-management-product-policy";
import { TerraformVariable, Testing } from "cdktf";
import {
  Api,
  ApimPolicy,
  Callers,
  type IApi,
  type IPolicyTarget,
  JwtPolicy,
  PolicyFragment,
  RawPolicy,
} from "cdktf-apim-oauth";
import { PolicyDocument, ValidateClientCertificate } from "cdktf-apim-oauth/policy";
import type { TerraformStack } from "cdktf";
import {
  addressesOf,
  annotationsIn,
  newApp,
  importedApi,
  newService,
  newStack,
  resourceOf,
  synth,
  synthStacks,
  warningsIn,
} from "../../support/synth";

const VALIDATE_JWT =
  '<validate-jwt header-name="X-Token"><openid-config url="https://id.contoso.com/.well-known/openid-configuration" /><audiences><audience>orders</audience></audiences><required-claims><claim name="role"><value>a</value></claim></required-claims></validate-jwt>';
const UNAUTHORIZED = '<return-response><set-status code="401" /></return-response>';

function newApi(stack: TerraformStack): Api {
  return new Api(stack, "Api", { apim: newService(stack), path: "orders", subscriptionRequired: false });
}

/** Attaches an inbound section to a target. */
function attach(stack: TerraformStack, target: IPolicyTarget, inbound: string, id = "Raw"): void {
  const document = PolicyDocument.parse(
    `<policies><inbound>${inbound}</inbound><backend><base /></backend><outbound><base /></outbound><on-error><base /></on-error></policies>`,
  );
  new RawPolicy(stack, id, { target, document });
}

function protect(stack: TerraformStack, target: IPolicyTarget, id = "Jwt"): JwtPolicy {
  return new JwtPolicy(stack, id, {
    target,
    resource: importedApi(stack, `${id}Orders`),
    callers: Callers.users("access_as_user"),
  });
}

const get = (api: IApi): IPolicyTarget => api.addOperation("get", { method: "GET", urlTemplate: "/" });

describe("an operation is open", () => {
  test("where no document checks the caller, and the error names the operation and the ways out", () => {
    const stack = newStack();
    get(newApi(stack));
    expect(() => synth(stack)).toThrow(
      /\[Stack\/Api\/get\] A-01 open-operation: .*JwtPolicy.*ValidateClientCertificate.*Callers\.anonymous\(\).*suppressions/,
    );
  });

  test("where the check of its certificate goes on with any", () => {
    const stack = newStack();
    const api = newApi(stack);
    get(api);
    ApimPolicy.of(api).addInbound(new ValidateClientCertificate({ validateTrust: true, ignoreError: true }));

    expect(() => synth(stack)).toThrow(/\[Stack\/Api\/get\] A-01/);
  });

  test("although another one of the API has a check", () => {
    const stack = newStack();
    const api = newApi(stack);
    protect(stack, get(api));
    api.addOperation("put", { method: "PUT", urlTemplate: "/" });
    expect(() => synth(stack)).toThrow(/\[Stack\/Api\/put\] A-01/);
    expect(() => synth(stack)).not.toThrow(/\[Stack\/Api\/get\]/);
  });

  test("although its API needs a subscription key", () => {
    const stack = newStack();
    get(new Api(stack, "Api", { apim: newService(stack), path: "orders", subscriptionRequired: true }));
    expect(() => synth(stack)).toThrow(/A-01/);
  });

  test("where its document does not run the check of its API", () => {
    const stack = newStack();
    const api = newApi(stack);
    protect(stack, api);
    attach(stack, get(api), "");
    expect(() => synth(stack)).toThrow(/\[Stack\/Api\/get\] A-01/);
  });

  test("if it was added to an API of another stack", () => {
    const app = newApp();
    const apis = newStack("Apis", app);
    const api = newApi(apis);
    const operations = newStack("Operations", app);
    Api.fromName(operations, "Again", { apim: newService(operations), name: "orders" }).addOperation("get", {
      method: "GET",
      urlTemplate: "/",
    });
    expect(() => app.synth()).toThrow(/\[Operations\/Again\/get\] A-01/);
    protect(apis, api);
    expect(() => app.synth()).not.toThrow();
  });

  test.each([
    ["an answer", '<base /><return-response><set-status code="200" /></return-response>'],
    ["a mock", "<base /><mock-response />"],
    ["an address range", '<base /><ip-filter action="allow"><address>10.0.0.1</address></ip-filter>'],
    [
      "a header that only describes the request",
      '<base /><check-header name="Accept" failed-check-httpcode="406" failed-check-error-message="no" ignore-case="true"><value>text/plain</value></check-header>',
    ],
    [
      "a header that may have any value",
      '<base /><check-header name="X-Key" failed-check-httpcode="401" failed-check-error-message="no" ignore-case="true" />',
    ],
    ["a limit", '<base /><rate-limit calls="1" renewal-period="60" />'],
    [
      "a refusal by the address alone",
      `<base /><choose><when condition='@(context.Request.IpAddress == "10.0.0.1")'>${UNAUTHORIZED}</when></choose>`,
    ],
    [
      "a check of another operation",
      `<base /><choose><when condition='@(context.Operation.Id == "put")'>${VALIDATE_JWT}</when></choose>`,
    ],
    [
      "a check of all but some operations",
      `<base /><choose><when condition='@(!(new[] { "get", "put" }.Contains(context.Operation.Id)))'>${VALIDATE_JWT}</when></choose>`,
    ],
    ["a fragment that is not known", '<base /><include-fragment fragment-id="auth" />'],
    ["credentials of the gateway", '<base /><authentication-managed-identity resource="https://storage.azure.com/" />'],
  ])("behind %s", (_what, inbound) => {
    const stack = newStack();
    const api = newApi(stack);
    get(api);
    attach(stack, api, inbound);
    expect(() => synth(stack)).toThrow(/\[Stack\/Api\/get\] A-01/);
  });
});

describe("an operation is closed", () => {
  test.each(["operation", "API", "service"])("by a JwtPolicy on its %s", (level) => {
    const stack = newStack();
    const api = newApi(stack);
    const operation = get(api);
    protect(stack, level === "operation" ? operation : level === "API" ? api : api.apim);
    expect(() => synth(stack)).not.toThrow();
    expect(warningsIn(stack)).toEqual([]);
  });

  test.each([
    ["a token check", VALIDATE_JWT],
    [
      "a check of Entra ID's tokens",
      '<validate-azure-ad-token tenant-id="11111111-1111-4111-8111-111111111111"><client-application-ids><application-id>22222222-1111-4111-8111-111111111111</application-id></client-application-ids></validate-azure-ad-token>',
    ],
    ["a client certificate", '<validate-client-certificate validate-trust="true" />'],
    [
      "a header with a secret",
      '<check-header name="X-Key" failed-check-httpcode="401" failed-check-error-message="no" ignore-case="false"><value>{{key}}</value></check-header>',
    ],
    [
      "a refusal without a certificate",
      `<choose><when condition="@(context.Request.Certificate == null)">${UNAUTHORIZED}</when></choose>`,
    ],
    [
      "a refusal of wrong credentials",
      `<choose><when condition='@(context.Request.Headers.GetValueOrDefault("Authorization", "") == "Basic {{basic}}")' /><otherwise>${UNAUTHORIZED}</otherwise></choose>`,
    ],
    ["a check in a block", `<limit-concurrency key="a" max-count="3">${VALIDATE_JWT}</limit-concurrency>`],
    ["a refusal of everyone", '<return-response><set-status code="404" /></return-response>'],
    [
      "a check of all but another operation",
      `<choose><when condition='@(context.Operation.Id != "put")'>${VALIDATE_JWT}</when></choose>`,
    ],
    [
      "a check of this operation",
      `<choose><when condition='@(context.Operation.Id == "put")' /><when condition='@(context.Operation.Id == "get")'>${VALIDATE_JWT}</when></choose>`,
    ],
  ])("by %s", (_what, statements) => {
    const stack = newStack();
    const api = newApi(stack);
    get(api);
    attach(stack, api, `<base />${statements}`);
    expect(() => synth(stack)).not.toThrow(/A-01/);
  });

  test("by a check in a fragment", () => {
    const stack = newStack();
    const api = newApi(stack);
    get(api);
    const document = PolicyDocument.parse(`<fragment>${VALIDATE_JWT}</fragment>`);
    const fragment = new PolicyFragment(stack, "Auth", { apim: api.apim, name: "auth", document });
    ApimPolicy.of(api).addInbound(fragment.include());
    expect(() => synth(stack)).not.toThrow();
  });

  test("although it is open to everyone, if the program says so", () => {
    const stack = newStack();
    newApi(stack).addOperation("health", { method: "GET", urlTemplate: "/health", callers: Callers.anonymous() });
    expect(() => synth(stack)).not.toThrow();
    expect(annotationsIn(stack)).toEqual([]);
  });
});

describe("an API without operations", () => {
  test("is judged as a whole", () => {
    const stack = newStack();
    const api = newApi(stack);
    expect(() => synth(stack)).toThrow(/\[Stack\/Api\] A-01 open-operation: nothing checks who calls API orders/);
    protect(stack, api.apim);
    expect(() => synth(stack)).not.toThrow();
  });

  test("is not judged when each operation is", () => {
    const stack = newStack();
    protect(stack, get(newApi(stack)));
    expect(() => synth(stack)).not.toThrow();
  });
});

describe("the error about an open operation is accepted with a reason", () => {
  const accepted = { suppressions: [{ rule: "open-operation", reason: "a private network protects it" }] };

  test.each<[string, (stack: TerraformStack) => void]>([
    [
      "in the options of the operation",
      (stack) => newApi(stack).addOperation("get", { method: "GET", urlTemplate: "/", ...accepted }),
    ],
    [
      "in the options of the API",
      (stack) => get(new Api(stack, "Api", { apim: newService(stack), path: "orders", ...accepted })),
    ],
    [
      "by the id of the rule",
      (stack) =>
        get(
          new Api(stack, "Api", {
            apim: newService(stack),
            path: "orders",
            suppressions: [{ rule: "A-01", reason: "closed network" }],
          }),
        ),
    ],
    [
      "at an API that exists",
      (stack) => get(Api.fromName(stack, "Api", { apim: newService(stack), name: "orders", ...accepted })),
    ],
    [
      "in the document of the API, in code",
      (stack) => {
        const api = newApi(stack);
        get(api);
        ApimPolicy.of(api).suppress("open-operation", "its product checks the tokens");
      },
    ],
    [
      "in the document of the service",
      (stack) => {
        const api = newApi(stack);
        get(api);
        ApimPolicy.of(api.apim).suppress("A-01", "another stack checks the tokens");
      },
    ],
    [
      "in a comment of a document",
      (stack) => {
        const api = newApi(stack);
        get(api);
        attach(stack, api, "<!-- allow open-operation: the network is private --><base />");
      },
    ],
  ])("%s", (_where, make) => {
    const stack = newStack();
    make(stack);
    expect(() => synth(stack)).not.toThrow();
    expect(warningsIn(stack)).toEqual([]);
  });

  test("and not without one", () => {
    const stack = newStack();
    const api = newApi(stack);
    get(api);
    ApimPolicy.of(api).suppress("open-operation", " ");
    expect(() => synth(stack)).toThrow(/A-01/);
  });

  test("for one operation alone", () => {
    const stack = newStack();
    const api = newApi(stack);
    get(api);
    api.addOperation("put", { method: "PUT", urlTemplate: "/", ...accepted });
    expect(() => synth(stack)).toThrow(/\[Stack\/Api\/get\] A-01/);
  });
});

describe("an operation answers only once it is checked", () => {
  test("because it comes after the policies of its API and of the service", () => {
    const stack = newStack();
    const api = newApi(stack);
    get(api);
    protect(stack, api.apim, "Global");
    ApimPolicy.of(api).suppress("P-02", "the document is empty");
    const { depends_on: order } = resourceOf(synth(stack), "azurerm_api_management_api_operation");
    expect(order).toEqual([
      "azurerm_api_management_policy.Apim_Policy_30927B9B",
      "azurerm_api_management_api_policy.Api_Policy_D08799DE",
    ]);
  });

  test("or after the stack with the policy of the service", () => {
    const app = newApp();
    const global = newStack("Global", app);
    protect(global, newService(global));
    const apis = newStack("Apis", app);
    get(newApi(apis));
    synthStacks(app);
    expect(apis.dependencies.map(({ node }) => node.id)).toEqual(["Global"]);
  });

  test("and a note says so where its check can only follow it", () => {
    const stack = newStack();
    protect(stack, get(newApi(stack)));
    Testing.synth(stack, true);
    Testing.synth(stack, true);
    expect(annotationsIn(stack, "/info")).toEqual([
      expect.stringMatching(/^Stack\/Api\/get: .*until its own policy is in force.*give the operation callers/),
    ]);
  });
});

describe("documents that resources of the provider hold", () => {
  const NAMES = { apiManagementName: "apim-contoso", resourceGroupName: "rg-apim" };
  const text = (inbound: string): string =>
    `<policies><inbound>${inbound}</inbound><backend><base /></backend><outbound><base /></outbound><on-error><base /></on-error></policies>`;

  test("close an operation, at each level", () => {
    const levels: ((stack: TerraformStack) => unknown)[] = [
      (stack) =>
        new ApiManagementApiOperationPolicy(stack, "Raw", {
          ...NAMES,
          apiName: "orders",
          operationId: "get",
          xmlContent: text(`<base />${VALIDATE_JWT}`),
        }),
      (stack) =>
        new ApiManagementApiPolicy(stack, "Raw", {
          ...NAMES,
          apiName: "orders",
          xmlContent: text(`<base />${VALIDATE_JWT}`),
        }),
      (stack) =>
        new ApiManagementPolicy(stack, "Raw", {
          apiManagementId:
            "/subscriptions/a/resourceGroups/RG-apim/providers/Microsoft.ApiManagement/service/apim-contoso",
          xmlContent: text(VALIDATE_JWT),
        }),
    ];
    for (const make of levels) {
      const stack = newStack();
      get(newApi(stack));
      expect(() => synth(stack)).toThrow(/A-01/);
      make(stack);
      expect(() => synth(stack)).not.toThrow();
      expect(addressesOf(synth(stack))).toHaveLength(3);
    }
  });

  test("open one again without <base />", () => {
    const stack = newStack();
    const api = newApi(stack);
    protect(stack, api);
    get(api);
    synth(stack);
    const operation = { ...NAMES, apiName: "orders", operationId: "get" };
    new ApiManagementApiOperationPolicy(stack, "Raw", { ...operation, xmlContent: text("") });
    expect(() => synth(stack)).toThrow(/\[Stack\/Api\/get\] A-01/);
  });

  test.each([
    ["of another API", "invoices", `<base />${VALIDATE_JWT}`],
    ["that check nothing", "orders", "<base />"],
    ["that only Terraform knows", "orders", undefined],
  ])("close nothing if they are %s", (_what, apiName, inbound) => {
    const stack = newStack();
    get(newApi(stack));
    const xmlContent = inbound === undefined ? new TerraformVariable(stack, "xml", {}).stringValue : text(inbound);
    new ApiManagementApiPolicy(stack, "Raw", { ...NAMES, apiName, xmlContent });
    expect(() => synth(stack)).toThrow(/A-01/);
  });

  describe("for the products of an API", () => {
    const product = (stack: TerraformStack, productId: string, inbound?: string): void => {
      new ApiManagementProductApi(stack, `Api-${productId}`, { ...NAMES, apiName: "orders", productId });
      if (inbound === undefined) return;
      new ApiManagementProductPolicy(stack, `Policy-${productId}`, { ...NAMES, productId, xmlContent: text(inbound) });
    };
    const apiWithKey = (stack: TerraformStack): Api =>
      new Api(stack, "Api", { apim: newService(stack), path: "orders", subscriptionRequired: true });
    const CHECK = `<base />${VALIDATE_JWT}`;

    test("close its operations, if a key is needed", () => {
      const [closed, open] = [newStack(), newStack()];
      get(apiWithKey(closed));
      product(closed, "gold", CHECK);
      expect(() => synth(closed)).not.toThrow();
      get(newApi(open));
      product(open, "gold", CHECK);
      expect(() => synth(open)).toThrow(/A-01/);
    });

    test("leave them open, if one of them checks nothing", () => {
      for (const inbound of [undefined, "<base />"]) {
        const stack = newStack();
        get(apiWithKey(stack));
        product(stack, "gold", CHECK);
        product(stack, "silver", inbound);
        expect(() => synth(stack)).toThrow(/A-01/);
      }
    });

    test("do not run where a document has no <base />", () => {
      const stack = newStack();
      const api = apiWithKey(stack);
      get(api);
      attach(stack, api, "");
      product(stack, "gold", CHECK);
      expect(() => synth(stack)).toThrow(/A-01/);
    });
  });
});
