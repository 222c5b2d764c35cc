import { fc } from "../../support/fast-check";
import {
  BodyTemplate,
  Choose,
  ExistsAction,
  PolicyDocument,
  type PolicyElement,
  PolicyExpression,
  PolicyText,
  PolicyValue,
  RateLimitByKey,
  SetBody,
  SetHeader,
  SetStatus,
  SetVariable,
} from "../../../src/policy";
import { problemsIn } from "../../support/compile";
import { anyText } from "../../support/policy/arbitraries";

function rendered(...statements: PolicyElement[]): string {
  return PolicyDocument.of({ inbound: statements }).render();
}

describe("a plain value", () => {
  test("is the same as PolicyValue.text of it, whatever it holds", () => {
    fc.assert(
      fc.property(anyText(), (text) => {
        const value = PolicyValue.text(text);

        expect(rendered(new SetVariable({ name: "a", value: text }))).toBe(
          rendered(new SetVariable({ name: "a", value })),
        );
        expect(rendered(new SetHeader({ name: "a", values: [text, text] }))).toBe(
          rendered(new SetHeader({ name: "a", values: [value, value] })),
        );
        expect(rendered(new SetBody({ body: text }))).toBe(rendered(new SetBody({ body: value })));
        expect(PolicyExpression.concat(text, text)).toEqual(PolicyExpression.concat(value, value));
        expect(new PolicyText(text)).toEqual(new PolicyText(value));
      }),
    );
  });

  test("never becomes an expression that runs, or a named value", () => {
    fc.assert(
      fc.property(anyText(), fc.constantFrom("@(a)", "@{ return a; }", "{{a}}", ""), (text, special) => {
        const element = new SetVariable({ name: "a", value: `${text}${special}` });

        const [read] = PolicyDocument.parse(rendered(element)).root.elements[0]!.elements;
        const value = read!.tryAttribute("value")!;

        expect(value.namedValues).toEqual([]);
        if (value.isExpression) expect(value.source).toMatch(/^@\("(?:[^"\\]|\\.)*"\)$/);
        else expect(value.source).toBe(`${text}${special}`);
      }),
    );
  });

  test("is a number or a flag in the notation of the policy", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.boolean(), (number, flag) => {
        const limit = new RateLimitByKey({ calls: number, renewalPeriodSeconds: number, counterKey: "a" });
        const choose = new Choose({ when: [{ condition: flag, statements: [] }] });

        expect(limit.tryAttribute("calls")!.source).toBe(String(number));
        expect(choose.elements[0]!.tryAttribute("condition")!.source).toBe(String(flag));
      }),
    );
  });

  test("may be joined with named values", () => {
    expect(PolicyValue.join("Bearer ", PolicyValue.namedValue("token")).source).toBe("Bearer {{token}}");
    expect(() => PolicyValue.join("a", "@(b)")).toThrow("cannot join the expression");
  });

  test("may be one that an enum-like class does not know, where it is known only later", () => {
    const element = new SetHeader({ name: "a", existsAction: ExistsAction.of("${TfToken[TOKEN.1]}"), values: ["b"] });

    expect(element.tryAttribute("exists-action")!.source).toBe("${TfToken[TOKEN.1]}");
    expect(() => new SetHeader({ name: "a", existsAction: ExistsAction.of("often"), values: ["b"] })).toThrow(
      'is "often"; expected "override"',
    );
    expect(new SetBody({ template: BodyTemplate.LIQUID, body: "a" }).tryAttribute("template")!.source).toBe("liquid");
  });

  test("leaves a policy value as it is", () => {
    const value = PolicyValue.expression("404");

    expect(new SetStatus({ code: value }).tryAttribute("code")).toBe(value);
  });
});

describe("the types", () => {
  const MODULE = `
import {
  AuthenticationManagedIdentity, ExistsAction, ForwardRequest, IpFilter, IpFilterAction, MockResponse, PolicyElement, PolicyExpression, PolicyText, PolicyValue,
  QuotaByKey, RateLimit, RateLimitByKey, SetBody, SetHeader, SetStatus, ValidateJwt,
} from "cdktf-apim-oauth/policy";

const variable: string | PolicyValue = PolicyExpression.variable("a");
export const statements: PolicyElement[] = [
  new SetHeader({ name: "x-api", existsAction: ExistsAction.OVERRIDE, values: ["a", variable, PolicyValue.namedValue("b")] }),
  new SetHeader({ name: variable, existsAction: ExistsAction.of("a"), values: [variable] }),
  new RateLimitByKey({ calls: 100, renewalPeriodSeconds: 60, counterKey: "all", incrementCondition: true }),
  new RateLimitByKey({ calls: PolicyValue.expression("1"), renewalPeriodSeconds: PolicyValue.namedValue("a"), counterKey: variable }),
  new RateLimit({ calls: 100, renewalPeriodSeconds: 60 }),
  new RateLimit({ calls: PolicyValue.namedValue("a"), renewalPeriodSeconds: 1 }),
  new ForwardRequest({ bufferRequestBody: PolicyValue.namedValue("a") }),
  new AuthenticationManagedIdentity({ resource: "https://vault.azure.net", clientId: PolicyValue.namedValue("uami") }),
  new QuotaByKey({ calls: 1, renewalPeriodSeconds: 300, counterKey: "a", firstPeriodStart: "2026-01-01T00:00:00Z" }),
  new ForwardRequest({ bufferRequestBody: true, followRedirects: PolicyValue.expression("true"), timeoutSeconds: 10 }),
  new ValidateJwt({ headerName: "Authorization", audiences: ["a", variable], requiredClaims: [{ name: "scp", values: ["b"] }] }),
  new IpFilter({ action: IpFilterAction.ALLOW, addresses: ["10.0.0.1"] }),
  new SetBody({ body: "text" }),
  new MockResponse({ statusCode: 200 }),
  new PolicyElement("a", { attributes: [{ name: "b", value: "c" }], children: [new PolicyText("d")] }),
  new SetStatus({ code: 200, reason: PolicyValue.join("a", PolicyValue.namedValue("b")) }),
];
`;

  /** One wrong value each, which the compiler has to find. */
  const WRONG = [
    'new SetStatus({ code: "200" })',
    "new SetStatus({ code: true })",
    "new SetHeader({ name: 5 })",
    'new SetHeader({ name: "a", values: "b" })',
    'new SetHeader({ name: "a", values: [1] })',
    'new SetHeader({ name: "a", existsAction: "override" })',
    'new ForwardRequest({ bufferRequestBody: "true" })',
    "new MockResponse({ statusCode: true })",
    'new RateLimit({ calls: "5", renewalPeriodSeconds: 1 })',
    'new SetHeader({ name: "a", nmae: "b" })',
  ];

  test("take plain values and policy values, each where API Management does", () => {
    const wrong = Object.fromEntries(
      WRONG.map((code, index) => [
        `wrong${index}.ts`,
        `import { ForwardRequest, MockResponse, RateLimit, SetHeader, SetStatus } from "cdktf-apim-oauth/policy";
export const used = [ForwardRequest, MockResponse, RateLimit, SetHeader, SetStatus];
export const wrong = ${code};
`,
      ]),
    );

    expect(problemsIn({ "right.ts": MODULE })).toEqual([]);
    expect(problemsIn(wrong)).toHaveLength(WRONG.length);
  });
});
