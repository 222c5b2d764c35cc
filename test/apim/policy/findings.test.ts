import { type App, type TerraformStack, TerraformVariable, Testing } from "cdktf";
import {
  Api,
  ApiManagement,
  ApimPolicy,
  Callers,
  type IPolicyTarget,
  JwtPolicy,
  type JwtPolicyProps,
  KeyVaultSecretRef,
  NamedValue,
  PolicyFragment,
  RawPolicy,
  TokenVersion,
} from "cdktf-apim-oauth";
import {
  ExistsAction,
  IncludeFragment,
  PolicyDocument,
  PolicyElement,
  PolicyLint,
  PolicyValue,
  SetHeader,
} from "cdktf-apim-oauth/policy";
import { DelegatedUsersStack } from "../../../examples/delegated-users/stack";
import { KeyVaultStack } from "../../../examples/key-vault/stack";
import { PortalWalkthroughStack } from "../../../examples/portal-walkthrough/stack";
import { messageOf } from "../../support/error-text";
import {
  OPEN,
  guid,
  importedApi,
  newApp,
  newOrders,
  newService,
  newStack,
  newVault,
  synth,
  synthApp,
  warningsIn,
} from "../../support/synth";

function newApi(stack: TerraformStack, id = "Api"): Api {
  return new Api(stack, id, { ...OPEN, apim: newService(stack, `${id}Service`), path: id.toLowerCase() });
}

function attach(stack: TerraformStack, target: IPolicyTarget, inbound: string, id = "Raw"): ApimPolicy {
  const text = `<policies><inbound><base />${inbound}</inbound><backend><base /></backend><outbound><base /></outbound><on-error><base /></on-error></policies>`;
  new RawPolicy(stack, id, { target, document: PolicyDocument.parse(text) });
  return ApimPolicy.of(target);
}

function header(name: string, value: PolicyValue): SetHeader {
  return new SetHeader({ name: PolicyValue.text(name), existsAction: ExistsAction.OVERRIDE, values: [value] });
}

const INVENTED =
  '<validate-jwt header-name="Authorization"><openid-config url="https://id.contoso.com/.well-known/openid-configuration" /><required-scopes><scope>read</scope></required-scopes></validate-jwt>';
const EVERY_ORIGIN = "<cors><allowed-origins><origin>*</origin></allowed-origins></cors>";
const EVERY_ORIGIN_LINE =
  "P-20 cors inbound/cors/allowed-origins/origin (line 1, column 51): every origin may call; expected the origins that do: list the origins";

describe("a document with errors", () => {
  test("fails the synthesis, with the path of the construct", () => {
    const stack = newStack();
    attach(stack, newApi(stack), INVENTED);

    const message = messageOf(() => Testing.synth(stack, true));

    expect(message).toContain(
      "[Stack/Api/Policy] C-01 known-element inbound/validate-jwt/required-scopes (line 1, column 149): ",
    );
    expect(message).toContain("use <required-claims>");
  });

  test("fails the synthesis of an app", () => {
    const app = newApp();
    const stack = newStack("Stack", app);
    attach(stack, newApi(stack), INVENTED);

    expect(messageOf(() => app.synth())).toContain("[Stack/Api/Policy] C-01 ");
  });

  test.each([
    ["are not run", (stack: TerraformStack) => Testing.synth(stack)],
    [
      "are skipped",
      (stack: TerraformStack) => {
        const app = stack.node.root as App;
        (app as { skipValidation: boolean }).skipValidation = true;
        app.synth();
      },
    ],
  ])("fails even where validations %s", (_, run) => {
    const stack = newStack();
    attach(stack, newApi(stack), INVENTED);

    expect(messageOf(() => run(stack))).toMatch(
      /Stack\/Api\/Policy: the policy document for API api has errors; expected none: correct them, or accept them with suppress and a reason\n {2}C-01 /,
    );
  });

  test("fails when it could not be read", () => {
    const stack = newStack();
    new RawPolicy(stack, "Raw", {
      target: newApi(stack),
      document: PolicyDocument.parse("<policies><inbound></policies>"),
    });

    expect(messageOf(() => Testing.synth(stack, true))).toContain(
      "[Stack/Api/Policy] C-16 well-formed inbound (line 1, column 11)",
    );
  });

  test("fails when a statement is used at a wrong scope", () => {
    const stack = newStack();
    ApimPolicy.of(newApi(stack)).addInbound(new PolicyElement("cross-domain"));

    expect(messageOf(() => Testing.synth(stack, true))).toContain(
      "[Stack/Api/Policy] C-07 allowed-scope inbound/cross-domain: <cross-domain> is not allowed at scope api; expected global",
    );
  });

  test("can be looked at all the same", () => {
    const stack = newStack();
    const policy = attach(stack, newApi(stack), INVENTED);

    expect(policy.render()).toContain("<required-scopes>");
  });

  test("is taken once the error is accepted with a reason", () => {
    const stack = newStack();
    const policy = attach(stack, newApi(stack), "<brand-new-policy />");
    expect(messageOf(() => Testing.synth(stack, true))).toContain("C-01");

    policy.suppress("C-01", "brand-new-policy is in preview");

    synth(stack);
    expect(warningsIn(stack)).toEqual([]);
  });
});

describe("a document with warnings", () => {
  test("is taken, and each warning is told once", () => {
    const stack = newStack();
    attach(stack, newApi(stack), EVERY_ORIGIN);

    synth(stack);
    synth(stack);

    expect(warningsIn(stack)).toEqual([`Stack/Api/Policy: ${EVERY_ORIGIN_LINE}`]);
  });

  test("reports none that is accepted, in code or in a comment", () => {
    const stack = newStack();
    attach(stack, newApi(stack, "Code"), EVERY_ORIGIN, "RawCode").suppress("P-20", "the API is for everybody");
    attach(
      stack,
      newApi(stack, "Comment"),
      `<!-- allow P-20: the API is for everybody -->${EVERY_ORIGIN}`,
      "RawComment",
    );
    attach(stack, newApi(stack, "Name"), EVERY_ORIGIN, "RawName").suppress("cors", "the API is for everybody");

    synth(stack);

    expect(warningsIn(stack)).toEqual([]);
  });

  test("reports that a suppression has no reason, or accepts nothing", () => {
    const stack = newStack();
    const policy = attach(stack, newApi(stack), EVERY_ORIGIN);
    policy.suppress("P-20", "");
    policy.suppress("P-10", "for old meters");

    synth(stack);

    expect(warningsIn(stack).map((warning) => warning.split(" ")[1])).toEqual(["S-01", "S-03", "P-20"]);
  });

  test("is checked again when it changes", () => {
    const stack = newStack();
    const policy = ApimPolicy.of(newApi(stack));
    synth(stack);

    policy.addOutbound(new PolicyElement("base"));
    synth(stack);

    expect(warningsIn(stack)).toEqual([expect.stringContaining("C-13 base-placement outbound/base[2]: ")]);
  });
});

describe("a named value", () => {
  function warningsAbout(declare: (stack: TerraformStack, target: Api) => void): string[] {
    const stack = newStack();
    const target = newApi(stack);
    declare(stack, target);
    ApimPolicy.of(target).addInbound(header("X-Key", PolicyValue.namedValue("backend-key")));
    synth(stack);
    return warningsIn(stack);
  }

  test("that nobody declares is a warning", () => {
    expect(warningsAbout(() => undefined)).toEqual([
      'Stack/Api/Policy: C-14 declared-reference inbound/set-header/value: the named value "backend-key" is not declared; expected one of the service: declare it with NamedValue.fromName(scope, id, { apim, displayName: "backend-key" }), or correct the name',
    ]);
  });

  test("that is made here is none", () => {
    const warnings = warningsAbout((stack, { apim }) => {
      new KeyVaultSecretRef(stack, "Key", { apim, vault: newVault(stack), secretName: "backend-key" });
    });

    expect(warnings).toEqual([]);
  });

  test("that exists already is none, however often it is imported", () => {
    const warnings = warningsAbout((stack, { apim }) => {
      NamedValue.fromName(stack, "One", { apim, displayName: "backend-key" });
      NamedValue.fromName(stack, "Two", { apim, displayName: "Backend-Key" });
    });

    expect(warnings).toEqual([]);
  });

  test("of another service is a warning", () => {
    const warnings = warningsAbout((stack) => {
      const apim = ApiManagement.fromName(stack, "Other", { name: "apim-other", resourceGroupName: "rg-apim" });
      NamedValue.fromName(stack, "Key", { apim, displayName: "backend-key" });
    });

    expect(warnings).toHaveLength(1);
  });

  test("that exists already makes no dependency", () => {
    const stack = newStack();
    const target = newApi(stack);
    const key = NamedValue.fromName(stack, "Key", { apim: target.apim, displayName: "backend-key" });
    ApimPolicy.of(target).addInbound(header("X-Key", key.reference));

    const [policy] = Object.values(synth(stack).resource!.azurerm_api_management_api_policy!);

    expect(policy).not.toHaveProperty("depends_on");
    expect(policy!.xml_content).toContain("<value>{{backend-key}}</value>");
  });

  test("fails with a name that API Management does not take", () => {
    const stack = newStack();

    expect(messageOf(() => NamedValue.fromName(stack, "Key", { apim: newService(stack), displayName: "a b" }))).toMatch(
      /^Stack\/Key: displayName is "a b"; expected /,
    );
  });
});

describe("what this library makes", () => {
  test.each([
    ["the portal walk-through", PortalWalkthroughStack],
    ["delegated users", DelegatedUsersStack],
    ["a key vault", KeyVaultStack],
  ])("has no finding in the example of %s", (_, Stack) => {
    const app = newApp();
    new Stack(app, "example");

    synthApp(app);

    expect(warningsIn(app)).toEqual([]);
  });

  const callers = {
    users: Callers.users("read", "write"),
    applications: Callers.applications("Orders.Read", "Orders.Write"),
    both: Callers.anyOf(Callers.users("read"), Callers.applications("Orders.Read")),
  };
  const options: readonly Partial<JwtPolicyProps>[] = [
    {},
    { headerName: "X-Token" },
    { failedValidationHttpcode: 403, failedValidationErrorMessage: "No" },
    { clockSkewSeconds: 300, realm: "orders" },
  ];
  const shapes = Object.entries(callers).flatMap(([who, allowed]) =>
    [TokenVersion.V1, TokenVersion.V2].flatMap((tokenVersion) =>
      [false, true].flatMap((named) =>
        options.map((option) => ({ who, allowed, tokenVersion, named, option, text: JSON.stringify(option) })),
      ),
    ),
  );

  test.each(shapes)(
    "has no finding for $who, version $tokenVersion, named clients: $named, $text",
    ({ allowed, tokenVersion, named, option }) => {
      const stack = newStack();
      const target = newApi(stack);
      const resource = importedApi(stack, "Resource", { tokenVersion, identifierUri: `api://${guid("a")}` });
      const allowedClients = named
        ? ["c", "d"].map((digit) => importedApi(stack, `Client-${digit}`, { clientId: guid(digit) }))
        : undefined;
      const jwt = { resource, callers: allowed, allowedClients, ...option };
      new JwtPolicy(stack, "Jwt", { target, ...jwt });
      new JwtPolicy(stack, "JwtOfOperation", {
        target: target.addOperation("get", { method: "GET", urlTemplate: "/" }),
        ...jwt,
      });
      new JwtPolicy(stack, "JwtOfService", { target: target.apim, ...jwt });

      synth(stack);

      expect(warningsIn(stack)).toEqual([]);
    },
  );

  test("has no finding for a registration that is made here", () => {
    const stack = newStack();
    const resource = newOrders(stack);
    new JwtPolicy(stack, "Jwt", { target: newApi(stack), resource, callers: Callers.applications("Orders.Read") });

    synth(stack);

    expect(warningsIn(stack)).toEqual([]);
  });
});

describe("many documents", () => {
  test("that are alike are checked once", () => {
    const stack = newStack();
    const check = jest.spyOn(PolicyLint, "check");
    for (let index = 0; index < 20; index++) {
      const target = newApi(stack, `Api${index}`);
      const secret = new TerraformVariable(stack, `variable${index}`, { type: "string" }).stringValue;
      ApimPolicy.of(target).addInbound(header("X-Alike", PolicyValue.text(secret)));
    }

    synth(stack);

    expect(check.mock.calls.length).toBeLessThanOrEqual(1);
    check.mockRestore();
  });

  test("that differ in more than placeholders are checked each for itself", () => {
    const stack = newStack();
    const add = (id: string, value: PolicyValue): void =>
      ApimPolicy.of(newApi(stack, id)).addInbound(header("X-Api-Key", value));
    add("Unknown", PolicyValue.text(new TerraformVariable(stack, "key", { type: "string" }).stringValue));
    add("Literal", PolicyValue.text("4f1d8c0be7a94c6f9d2e3b5a70618c2d"));
    add("Empty", PolicyValue.text(""));

    synth(stack);

    expect(warningsIn(stack)).toEqual([expect.stringMatching(/^Stack\/Literal\/Policy: P-27 /)]);
  });

  test("of different scopes are checked each for itself", () => {
    const stack = newStack();
    const target = newApi(stack);
    const document = PolicyDocument.of({
      inbound: [],
      backend: [new PolicyElement("forward-request")],
      outbound: [],
      onError: [],
    });
    new RawPolicy(stack, "OfService", { target: target.apim, document });
    new RawPolicy(stack, "OfApi", { target, document });

    synth(stack);

    expect(warningsIn(stack).map((warning) => warning.split(":")[0])).toEqual(Array(3).fill("Stack/Api/Policy"));
  });

  test("of which one accepts a finding keep the findings of the others", () => {
    const stack = newStack();
    attach(stack, newApi(stack, "One"), EVERY_ORIGIN, "RawOne").suppress("P-20", "the API is for everybody");
    attach(stack, newApi(stack, "Two"), EVERY_ORIGIN, "RawTwo");

    synth(stack);

    expect(warningsIn(stack)).toEqual([`Stack/Two/Policy: ${EVERY_ORIGIN_LINE}`]);
  });

  test("of which one could not be read are not taken for alike", () => {
    const stack = newStack();
    const good = PolicyDocument.parse("<policies><inbound><base /></inbound></policies>");
    const broken = PolicyDocument.parse("<policies><inbound><base /></inbounds></policies>");
    new RawPolicy(stack, "Good", { target: newApi(stack, "One"), document: good });
    new RawPolicy(stack, "Broken", { target: newApi(stack, "Two"), document: broken });

    expect(good.render()).toBe(broken.render());
    expect(messageOf(() => Testing.synth(stack, true))).toContain("[Stack/Two/Policy] C-16 ");
  });
});

describe("a fragment", () => {
  function warningsAbout(declare: (stack: TerraformStack, target: Api) => void): string[] {
    const stack = newStack();
    const target = newApi(stack);
    declare(stack, target);
    ApimPolicy.of(target).addInbound(new IncludeFragment({ fragmentId: "Trace" }));
    synth(stack);
    return warningsIn(stack);
  }

  test("that nobody declares is a warning", () => {
    expect(warningsAbout(() => undefined)).toEqual([
      'Stack/Api/Policy: C-14 declared-reference inbound/include-fragment: the fragment "Trace" is not declared; expected one of the service: declare it with PolicyFragment.fromName(scope, id, { apim, name: "Trace" }), or correct the name',
    ]);
  });

  test("that is made here is none, also when it is made after the policy", () => {
    const warnings = warningsAbout((stack, target) => {
      ApimPolicy.of(target);
      new PolicyFragment(stack, "Fragment", {
        apim: target.apim,
        name: "trace",
        document: PolicyDocument.fragment([]),
      });
    });

    expect(warnings).toEqual([]);
  });

  test("that exists already is none, however often it is imported", () => {
    const warnings = warningsAbout((stack, { apim }) => {
      PolicyFragment.fromName(stack, "One", { apim, name: "trace" });
      PolicyFragment.fromName(stack, "Two", { apim, name: "Trace" });
    });

    expect(warnings).toEqual([]);
  });

  test("of another service is a warning", () => {
    const warnings = warningsAbout((stack) => {
      const apim = ApiManagement.fromName(stack, "Other", { name: "apim-other", resourceGroupName: "rg-apim" });
      PolicyFragment.fromName(stack, "Trace", { apim, name: "trace" });
    });

    expect(warnings).toHaveLength(1);
  });
});
