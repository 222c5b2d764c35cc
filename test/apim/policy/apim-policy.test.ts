import type { ApiManagementApiPolicy } from "@cdktf/provider-azurerm/lib/api-management-api-policy";
import { Testing } from "cdktf";
import {
  Api,
  ApimPolicy,
  AzureCloud,
  ApiManagement,
  Callers,
  JwtPolicy,
  KeyVaultSecretRef,
  RawPolicy,
} from "cdktf-apim-oauth";
import {
  Cors,
  PolicyDocument,
  PolicyElement,
  PolicyText,
  PolicyValue,
  SetMethod,
  SetStatus,
  SetVariable,
} from "cdktf-apim-oauth/policy";
import { elementsNamed, parseXml } from "../../support/decode";
import {
  OPEN,
  addressesOf,
  importedApi,
  newApp,
  newService,
  newStack,
  newVault,
  resourceOf,
  resourcesOf,
  synth,
  synthStacks,
} from "../../support/synth";

type Stack = ReturnType<typeof newStack>;

const statement = (name: string): PolicyElement => new PolicyElement(name);

const CORS = new Cors({ allowedOrigins: [PolicyValue.text("https://contoso.com")] });

function newApi(stack: Stack, id = "Api"): Api {
  return new Api(stack, id, { ...OPEN, apim: newService(stack, `${id}Service`), path: "orders" });
}

/** A statement that sends a value to the backend in a header. */
function setHeader(value: PolicyValue): PolicyElement {
  return new PolicyElement("set-header", {
    attributes: [{ name: "name", value: PolicyValue.text("x-key") }],
    children: [new PolicyElement("value", { children: [new PolicyText(value)] })],
  });
}

function jwt(stack: Stack, target: Api): void {
  new JwtPolicy(stack, "Jwt", { target, resource: importedApi(stack), callers: Callers.users("read") });
}

function section(text: string, name: string): string[] {
  return elementsNamed(parseXml(text), name)[0]!.children.map((child) => child.name);
}

describe("ApimPolicy", () => {
  test("is one document for a target, made when it is first asked for", () => {
    const stack = newStack();
    const target = newApi(stack);
    expect(addressesOf(synth(stack))).toEqual(["azurerm_api_management_api.Api_F70053CD"]);
    const policy = ApimPolicy.of(target);
    expect(ApimPolicy.of(target)).toBe(policy);
    expect(policy.target).toBe(target);
    expect(policy.node.path).toBe("Stack/Api/Policy");
    expect(synth(stack)).toMatchSnapshot();
    expect(policy.render()).toMatchInlineSnapshot(`
     "<policies>
         <inbound>
             <base />
         </inbound>
         <backend>
             <base />
         </backend>
         <outbound>
             <base />
         </outbound>
         <on-error>
             <base />
         </on-error>
     </policies>
     "
    `);
  });

  test("collects statements for every section", () => {
    const stack = newStack();
    const policy = ApimPolicy.of(newApi(stack));
    policy.addInbound(new SetMethod({ method: PolicyValue.text("GET") }), CORS);
    policy.addBackend(new SetVariable({ name: "tries", value: PolicyValue.text("0") }));
    policy.addOutbound(setHeader(PolicyValue.text("a")));
    policy.addOnError(new SetStatus({ code: 500 }));
    expect(synth(stack)).toMatchSnapshot();
    expect(policy.render()).toMatchInlineSnapshot(`
     "<policies>
         <inbound>
             <cors>
                 <allowed-origins>
                     <origin>https://contoso.com</origin>
                 </allowed-origins>
             </cors>
             <base />
             <set-method>GET</set-method>
         </inbound>
         <backend>
             <base />
             <set-variable name="tries" value="0" />
         </backend>
         <outbound>
             <base />
             <set-header name="x-key">
                 <value>a</value>
             </set-header>
         </outbound>
         <on-error>
             <base />
             <set-status code="500" />
         </on-error>
     </policies>
     "
    `);
  });

  test("is one document also for several imports of the target", () => {
    const stack = newStack();
    const apis = ["One", "Two"].map((id) =>
      Api.fromName(stack, id, { ...OPEN, apim: newService(stack, `${id}S`), name: "orders" }),
    );
    expect(ApimPolicy.of(apis[1]!)).toBe(ApimPolicy.of(apis[0]!));
    expect(resourcesOf(synth(stack), "azurerm_api_management_api_policy")).toHaveLength(1);
  });

  test("is another document for an API of the same name in another cloud", () => {
    const stack = newStack();
    const [one, two] = [AzureCloud.PUBLIC, AzureCloud.CHINA].map((cloud) => {
      const names = { name: "apim-contoso", resourceGroupName: "rg-apim", cloud };
      const apim = ApiManagement.fromName(stack, cloud.environment, names);
      return new Api(stack, `Api-${cloud.environment}`, { apim, path: "orders" });
    });
    expect(ApimPolicy.of(one!)).not.toBe(ApimPolicy.of(two!));
  });

  test("has its statements in a safe order, in whatever order the constructs come", () => {
    const orders = [
      (stack: Stack, api: Api) => jwt(stack, api),
      (_: Stack, api: Api) => ApimPolicy.of(api).addInbound(statement("rate-limit-by-key")),
      (_: Stack, api: Api) => ApimPolicy.of(api).addInbound(statement("set-backend-service")),
      (_: Stack, api: Api) => ApimPolicy.of(api).addInbound(statement("ip-filter"), statement("cors")),
      (stack: Stack, target: Api) => new RawPolicy(stack, "Raw", { target, document: PolicyDocument.of() }),
    ];
    const rotations = orders.map((_, index) => [...orders.slice(index), ...orders.slice(0, index)]);
    const texts = [...rotations, [...orders].reverse()].map((steps) => {
      const stack = newStack();
      const api = newApi(stack);
      steps.forEach((step) => step(stack, api));
      return ApimPolicy.of(api).render();
    });
    expect(new Set(texts).size).toBe(1);
    expect(section(texts[0]!, "inbound")).toEqual([
      "cors",
      "base",
      "ip-filter",
      "validate-jwt",
      "choose",
      "rate-limit-by-key",
      "set-backend-service",
    ]);
  });

  test("renders late: what comes after a first look is there too", () => {
    const stack = newStack();
    const policy = ApimPolicy.of(newApi(stack));
    expect(policy.render()).not.toContain("cors");
    policy.addInbound(CORS);
    expect(policy.render()).toContain("cors");
    expect(resourceOf(synth(stack), "azurerm_api_management_api_policy").xml_content).toBe(policy.render());
  });

  test("sends the request once, where a statement forwards it itself", () => {
    const stack = newStack();
    const policy = ApimPolicy.of(newApi(stack));
    const retry = new PolicyElement("retry", { children: [statement("forward-request")] });
    policy.addBackend(statement("limit-concurrency"), retry);
    expect(section(policy.render(), "backend")).toEqual(["limit-concurrency", "retry"]);
    const global = ApimPolicy.of(newService(stack, "Global"));
    expect(section(global.render(), "backend")).toEqual(["forward-request"]);
    global.addBackend(statement("forward-request"));
    expect(section(global.render(), "backend")).toEqual(["forward-request"]);
  });

  test("gives the same bytes each time, also on one stack twice", () => {
    const build = (): Stack => {
      const stack = newStack();
      const api = newApi(stack);
      jwt(stack, api);
      const apim = newService(stack);
      const ref = new KeyVaultSecretRef(stack, "Key", { apim, vault: newVault(stack), secretName: "key" });
      ApimPolicy.of(api).addInbound(setHeader(ref.reference));
      api.addOperation("list", { method: "GET", urlTemplate: "/" });
      return stack;
    };
    const stack = build();
    expect(Testing.synth(stack)).toBe(Testing.synth(build()));
    expect(Testing.synth(stack)).toBe(Testing.synth(stack));
  });
});

describe("RawPolicy", () => {
  test("is the document of its target, and keeps its statements in their order", () => {
    const stack = newStack();
    const target = newApi(stack);
    const document = PolicyDocument.of({
      inbound: [statement("set-variable"), statement("base"), statement("rate-limit")],
      outbound: [statement("base"), statement("set-header")],
    });
    new RawPolicy(stack, "Raw", { target, document });
    expect(ApimPolicy.of(target).render()).toBe(document.render());
    jwt(stack, target);
    const text = ApimPolicy.of(target).render();
    expect(section(text, "inbound")).toEqual(["set-variable", "base", "validate-jwt", "choose", "rate-limit"]);
    expect(section(text, "outbound")).toEqual(["base", "set-header"]);
    expect(section(text, "on-error")).toEqual(["base", "choose"]);
  });

  test.each([
    ["service apim-contoso", (stack: Stack) => newService(stack, "Global")],
    [
      "operation list of API orders",
      (stack: Stack) => newApi(stack).addOperation("list", { method: "GET", urlTemplate: "/" }),
    ],
  ])("fails for a second document of %s", (label, targetIn) => {
    const stack = newStack();
    const target = targetIn(stack);
    new RawPolicy(stack, "First", { target, document: PolicyDocument.of() });
    expect(() => new RawPolicy(stack, "Second", { target, document: PolicyDocument.of() })).toThrow(
      `Stack/Second: a policy document for ${label} is already attached by Stack/First; `,
    );
  });

  test("fails for a second document, and names both", () => {
    const stack = newStack();
    const target = newApi(stack);
    new RawPolicy(stack, "First", { target, document: PolicyDocument.of() });
    const again = Api.fromName(stack, "Again", { ...OPEN, apim: newService(stack), name: "orders" });
    expect(() => new RawPolicy(stack, "Second", { target: again, document: PolicyDocument.of() })).toThrow(
      "Stack/Second: a policy document for API orders is already attached by Stack/First",
    );
  });
});

describe("dependencies", () => {
  function named(stack: Stack, id = "Key"): KeyVaultSecretRef {
    return new KeyVaultSecretRef(stack, id, {
      apim: newService(stack, `${id}Apim`),
      vault: newVault(stack, `${id}Vault`),
      secretName: `backend-${id.toLowerCase()}`,
    });
  }

  test("a policy comes after the named values that it names, wherever they stand in it", () => {
    const stack = newStack();
    const [one, two, unused] = ["One", "Two", "Unused"].map((id) => named(stack, id));
    const policy = ApimPolicy.of(newApi(stack));
    policy.addInbound(setHeader(PolicyValue.join(PolicyValue.text("Bearer "), one!.reference)));
    policy.addOutbound(setHeader(two!.reference), setHeader(one!.reference));
    const configuration = synth(stack);
    expect(resourceOf(configuration, "azurerm_api_management_api_policy").depends_on).toEqual([
      "azurerm_api_management_named_value.One_8A44B909",
      "azurerm_api_management_named_value.Two_20CDA8F5",
    ]);
    expect(unused!.displayName).toBe("backend-unused");
    expect(policy.render()).toContain("<value>Bearer {{backend-one}}</value>");
  });

  test("a named value that nobody makes here is no dependency", () => {
    const stack = newStack();
    ApimPolicy.of(newApi(stack)).addInbound(setHeader(PolicyValue.namedValue("made-elsewhere")));
    expect(resourceOf(synth(stack), "azurerm_api_management_api_policy")).not.toHaveProperty("depends_on");
  });

  test("text that looks like a named value is none", () => {
    const stack = newStack();
    const ref = named(stack);
    const policy = ApimPolicy.of(newApi(stack));
    policy.addInbound(setHeader(PolicyValue.text(`{{${ref.displayName}}}`)));
    expect(resourceOf(synth(stack), "azurerm_api_management_api_policy")).not.toHaveProperty("depends_on");
  });

  test("a named value of another stack orders the stacks, because Terraform cannot see it", () => {
    const app = newApp();
    const ref = named(newStack("Secrets", app));
    const stack = newStack("Apis", app);
    ApimPolicy.of(newApi(stack)).addInbound(setHeader(ref.reference));
    const stacks = synthStacks(app);
    expect(resourceOf(stacks.Apis!, "azurerm_api_management_api_policy")).not.toHaveProperty("depends_on");
    expect(stack.dependencies.map((dependency) => dependency.node.id)).toEqual(["Secrets"]);
  });

  test("an operation comes after the policy of its API, whichever is declared first", () => {
    const stack = newStack();
    const api = newApi(stack);
    api.addOperation("before", { method: "GET", urlTemplate: "/before" });
    jwt(stack, api);
    api.addOperation("after", { method: "GET", urlTemplate: "/after" });
    const operations = resourcesOf(synth(stack), "azurerm_api_management_api_operation");
    expect(operations.map((operation) => operation.depends_on)).toEqual([
      ["azurerm_api_management_api_policy.Api_Policy_D08799DE"],
      ["azurerm_api_management_api_policy.Api_Policy_D08799DE"],
    ]);
  });

  test("an operation in another stack orders the stacks", () => {
    const app = newApp();
    const [first, second] = [newStack("Apis", app), newStack("Operations", app)];
    jwt(first, newApi(first));
    const again = Api.fromName(second, "Api", { ...OPEN, apim: newService(second), name: "orders" });
    again.addOperation("list", { method: "GET", urlTemplate: "/" });
    const stacks = synthStacks(app);
    expect(resourceOf(stacks.Operations!, "azurerm_api_management_api_operation")).not.toHaveProperty("depends_on");
    expect(second.dependencies).toEqual([first]);
  });

  test("what users add to the resource behind it stays", () => {
    const stack = newStack();
    const api = newApi(stack);
    const operation = api.addOperation("list", { method: "GET", urlTemplate: "/" });
    const resources = [operation, ApimPolicy.of(api)].map(
      (construct) => construct.node.defaultChild as ApiManagementApiPolicy,
    );
    for (const resource of resources) resource.dependsOn = ["azurerm_foo.bar"];
    const configuration = synth(stack);
    expect(resourceOf(configuration, "azurerm_api_management_api_operation").depends_on).toEqual([
      "azurerm_foo.bar",
      "azurerm_api_management_api_policy.Api_Policy_D08799DE",
    ]);
    expect(resourceOf(configuration, "azurerm_api_management_api_policy").depends_on).toEqual(["azurerm_foo.bar"]);
  });
});
