import { type TerraformStack, TerraformVariable, Testing } from "cdktf";
import {
  Api,
  ApiManagement,
  ApimPolicy,
  type IApiManagement,
  KeyVaultSecretRef,
  PolicyFragment,
  RawPolicy,
} from "cdktf-apim-oauth";
import {
  Base,
  Choose,
  IncludeFragment,
  PolicyComment,
  PolicyDocument,
  PolicyElement,
  PolicyText,
  PolicyValue,
  SetBody,
  SetHeader,
  SetVariable,
} from "cdktf-apim-oauth/policy";
import {
  OPEN,
  type Arguments,
  newApp,
  newService,
  newStack,
  newVault,
  resourceOf,
  resourcesOf,
  synth,
  synthStacks,
  warningsIn,
} from "../../support/synth";

const FRAGMENT = "azurerm_api_management_policy_fragment";
/** The logical id of the resource of a fragment with the id `Trace`. Changing it replaces fragments in production. */
const TRACE = "Trace_C27ADF4A";
const SERVICE_ID = "/subscriptions/0/resourceGroups/rg-apim/providers/Microsoft.ApiManagement/service/contoso";

let stack: TerraformStack;
let apim: IApiManagement;

beforeEach(() => {
  stack = newStack();
  apim = ApiManagement.fromResourceId(stack, "Apim", SERVICE_ID);
});

const traceHeader = (value: PolicyValue): SetHeader =>
  new SetHeader({ name: PolicyValue.text("X-Trace"), values: [value] });

const fragmentResource = (): Arguments => resourceOf(synth(stack), FRAGMENT);

function fragment(id: string, name: string, ...statements: PolicyElement[]): PolicyFragment {
  return new PolicyFragment(stack, id, { apim, name, document: PolicyDocument.fragment(statements) });
}

describe("a fragment", () => {
  test("is a resource whose expressions stay as they are", () => {
    new PolicyFragment(stack, "Trace", {
      apim,
      name: "trace-headers",
      description: "Tells callers the id of their request",
      document: PolicyDocument.fragment([
        new PolicyComment(" for support "),
        traceHeader(PolicyValue.expression('$"{context.RequestId}" + "<"')),
      ]),
    });

    expect(fragmentResource()).toEqual({
      api_management_id: SERVICE_ID,
      lifecycle: { create_before_destroy: true },
      name: "trace-headers",
      description: "Tells callers the id of their request",
      format: "rawxml",
      value: [
        "<fragment>",
        "    <!-- for support -->",
        '    <set-header name="X-Trace">',
        '        <value>@($"{context.RequestId}" + "<")</value>',
        "    </set-header>",
        "</fragment>",
        "",
      ].join("\n"),
    });
  });

  test("has the logical id of its path", () => {
    fragment("Trace", "trace");

    expect(Object.keys(synth(stack).resource![FRAGMENT]!)).toEqual([TRACE]);
  });

  test("keeps Terraform's values, and text that looks like them", () => {
    const region = new TerraformVariable(stack, "region", { type: "string" });

    fragment("Trace", "trace", traceHeader(PolicyValue.text(`${region.stringValue} \${x}`)));

    expect(fragmentResource().value).toContain("<value>${var.region} $${x}</value>");
  });

  test("can be a document that was read", () => {
    const document = PolicyDocument.parse('<fragment><set-variable name="a" value="b"/></fragment>');

    new PolicyFragment(stack, "Trace", { apim, name: "trace", document });

    expect(fragmentResource().value).toBe(document.render());
  });

  test("may hold elements of any name inside a body, where they are data", () => {
    const body = new PolicyElement("set-body", { children: [new PolicyElement("base")] });

    fragment("Trace", "trace", body);

    expect(fragmentResource().value).toContain("<set-body><base /></set-body>");
  });

  test("depends on the named values that it uses", () => {
    const vault = newVault(stack);
    fragment("Trace", "trace", traceHeader(PolicyValue.namedValue("trace-key")));
    fragment("Plain", "plain", traceHeader(PolicyValue.text("plain")));
    new KeyVaultSecretRef(stack, "Key", { apim, vault, secretName: "trace-key" });

    expect(resourcesOf(synth(stack), FRAGMENT).map(({ name, depends_on }) => [name, depends_on])).toEqual([
      ["plain", undefined],
      ["trace", ["azurerm_api_management_named_value.Key_961B73FD"]],
    ]);
  });
});

describe("a policy that includes a fragment", () => {
  const apiPolicy = (): Arguments => resourceOf(synth(stack), "azurerm_api_management_api_policy");

  test("names it and depends on it", () => {
    const api = new Api(stack, "Orders", { ...OPEN, apim, path: "orders" });
    const trace = fragment("Trace", "trace");
    ApimPolicy.of(api).addOutbound(trace.include());

    expect(apiPolicy().xml_content).toContain('<include-fragment fragment-id="trace" />');
    expect(apiPolicy().depends_on).toEqual([`${FRAGMENT}.${TRACE}`]);
  });

  test("depends on it wherever it is included, however it is named, and once", () => {
    const api = new Api(stack, "Orders", { ...OPEN, apim, path: "orders" });
    const include = new IncludeFragment({ fragmentId: "Trace" });
    new RawPolicy(stack, "Raw", {
      target: api,
      document: PolicyDocument.of({
        inbound: [
          new Base(),
          new Choose({ when: [{ condition: PolicyValue.expression("true"), statements: [include] }] }),
        ],
        outbound: [include],
      }),
    });
    fragment("Trace", "trace");
    fragment("Other", "other");

    expect(apiPolicy().depends_on).toEqual([`${FRAGMENT}.${TRACE}`]);
  });

  test("depends on named values and fragments side by side", () => {
    const vault = newVault(stack);
    const api = new Api(stack, "Orders", { ...OPEN, apim, path: "orders" });
    const key = new KeyVaultSecretRef(stack, "Key", { apim, vault, secretName: "trace-key" });
    ApimPolicy.of(api).addOutbound(traceHeader(key.reference));
    ApimPolicy.of(api).addOutbound(fragment("Trace", "trace").include());

    expect(apiPolicy().depends_on).toEqual(["azurerm_api_management_named_value.Key_961B73FD", `${FRAGMENT}.${TRACE}`]);
  });

  test("depends on nothing when the fragment exists already", () => {
    const api = new Api(stack, "Orders", { ...OPEN, apim, path: "orders" });
    const trace = PolicyFragment.fromName(stack, "Trace", { apim, name: "trace" });
    ApimPolicy.of(api).addInbound(trace.include());

    expect(apiPolicy().xml_content).toContain('<include-fragment fragment-id="trace" />');
    expect(apiPolicy().depends_on).toBeUndefined();
    expect(resourcesOf(synth(stack), FRAGMENT)).toEqual([]);
  });

  test("is deployed after the stack of a fragment that another stack makes", () => {
    const app = newApp();
    const shared = newStack("Shared", app);
    const orders = newStack("Orders", app);
    const document = PolicyDocument.fragment([]);
    const trace = new PolicyFragment(shared, "Trace", { apim: newService(shared), name: "trace", document });
    ApimPolicy.of(new Api(orders, "Api", { ...OPEN, apim: newService(orders), path: "orders" })).addInbound(
      trace.include(),
    );

    const stacks = synthStacks(app);
    expect(resourceOf(stacks.Orders!, "azurerm_api_management_api_policy").depends_on).toBeUndefined();
    expect(orders.dependsOn(shared)).toBe(true);
  });

  test("does not depend on a fragment of another service", () => {
    const other = ApiManagement.fromName(stack, "Other", { name: "fabrikam", resourceGroupName: "rg" });
    const api = new Api(stack, "Orders", { ...OPEN, apim, path: "orders" });
    new PolicyFragment(stack, "Trace", { apim: other, name: "trace", document: PolicyDocument.fragment([]) });
    ApimPolicy.of(api).addInbound(new IncludeFragment({ fragmentId: "trace" }));

    expect(apiPolicy().depends_on).toBeUndefined();
  });
});

describe("errors", () => {
  test.each([
    ["a name with a dot", "trace.headers"],
    ["a name with a space", "trace headers"],
    ["an empty name", ""],
    ["a name of 81 characters", "a".repeat(81)],
  ])("fails for %s", (_, name) => {
    expect(() => fragment("Trace", name)).toThrow(
      `Stack/Trace: name is ${JSON.stringify(name)}; expected 1 to 80 letters, digits, "_" or "-"`,
    );
    expect(() => PolicyFragment.fromName(stack, "Imported", { apim, name })).toThrow("Stack/Imported: name is");
  });

  test("fails for an empty description", () => {
    const document = PolicyDocument.fragment([]);
    expect(() => new PolicyFragment(stack, "Trace", { apim, name: "trace", description: " ", document })).toThrow(
      'Stack/Trace: description is " "; expected 1 to 1000 characters',
    );
  });

  test("fails for a second fragment of one name, whatever its case", () => {
    fragment("Trace", "trace");

    expect(() => fragment("Second", "Trace")).toThrow(
      'Stack/Second: the policy fragment "Trace" is already created by Stack/Trace; expected one of each',
    );
  });

  test("fails for a document with sections", () => {
    const document = PolicyDocument.of();
    expect(() => new PolicyFragment(stack, "Trace", { apim, name: "trace", document })).toThrow(
      "Stack/Trace: the root of the document is <policies>; expected <fragment>: pass the statements of one section to PolicyDocument.fragment",
    );
  });

  test.each([
    ["<base />", new Base(), "put <base /> into the documents that include the fragment"],
    [
      "<include-fragment>",
      new IncludeFragment({ fragmentId: "other" }),
      "a fragment cannot include another one, so include both where this one is included",
    ],
    [
      "<outbound>",
      new PolicyElement("outbound"),
      "give what the section holds, and include the fragment in that section",
    ],
  ])("fails for %s, also inside another statement", (name, statement, advice) => {
    const problem = `the fragment contains ${name.replace(" />", ">")}; expected statements that are allowed in a section: ${advice}`;
    const nested = new PolicyElement("choose", {
      children: [
        new PolicyElement("when", {
          children: [new SetVariable({ name: "a", value: PolicyValue.text("") }), statement],
        }),
      ],
    });

    expect(() => PolicyDocument.fragment([statement])).toThrow(`policy fragment: ${problem}`);
    expect(() => PolicyDocument.fragment([nested])).toThrow(`policy fragment: ${problem}`);

    const document = PolicyDocument.fromRoot(new PolicyElement("fragment", { children: [nested] }));
    expect(() => new PolicyFragment(stack, "Trace", { apim, name: "trace", document })).toThrow(
      `Stack/Trace: ${problem}`,
    );
  });

  test("fails for more than 512 KB, counted in bytes", () => {
    const body = (text: string): SetBody => new SetBody({ body: PolicyValue.text(text) });
    const overhead = Buffer.byteLength(PolicyDocument.fragment([body("x")]).render()) - 1;

    expect(PolicyDocument.fragment([body("x".repeat(512 * 1024 - overhead))]).root.name).toBe("fragment");
    expect(() => PolicyDocument.fragment([body("é".repeat((512 * 1024 - overhead) / 2 + 1))])).toThrow(
      /^policy fragment: the fragment has 52428[89] bytes; expected at most 524288: split it into several fragments$/,
    );
  });

  test("fails for text that API Management refuses", () => {
    const document = PolicyDocument.parse("<fragment>\n  <set-variable name='a' value='@('/>\n</fragment>");
    expect(() => new PolicyFragment(stack, "Trace", { apim, name: "trace", document })).toThrow(
      /^Stack\/Trace: the document was read with a problem: C-16 well-formed fragment \(line 2, column \d+\): the expression .+ does not close; /,
    );
  });
});

test("a text in the fragment itself is kept for the linter to report", () => {
  const root = new PolicyElement("fragment", { children: [new PolicyText(PolicyValue.text("stray"))] });

  expect(PolicyDocument.fragment(root.children).render()).toBe("<fragment>stray</fragment>\n");
});

describe("a fragment with errors", () => {
  test("fails at synthesis for an element that does not exist, also where validations are skipped", () => {
    const stack = newStack();
    const document = PolicyDocument.parse("<fragment><set-headers name='a'/></fragment>");
    new PolicyFragment(stack, "Fragment", { apim: newService(stack), name: "fragment", document });
    expect(() => Testing.synth(stack, true)).toThrow(/\[Stack\/Fragment\] C-01 .*<set-headers>/);
    expect(() => Testing.synth(stack)).toThrow(/C-01 .*<set-headers>/);
  });

  test("warns once of a named value that nobody declares", () => {
    const stack = newStack();
    const document = PolicyDocument.parse("<fragment><set-variable name='a' value='{{nobody}}'/></fragment>");
    new PolicyFragment(stack, "Fragment", { apim: newService(stack), name: "fragment", document });
    Testing.synth(stack, true);
    Testing.synth(stack, true);
    expect(warningsIn(stack)).toEqual([expect.stringMatching(/^Stack\/Fragment: C-14 .*nobody/)]);
  });
});
