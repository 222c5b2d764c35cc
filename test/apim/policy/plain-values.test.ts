import { ApiManagementBackend } from "@cdktf/provider-azurerm/lib/api-management-backend";
import { Fn, TerraformVariable, Token } from "cdktf";
import { Api, ApimPolicy } from "cdktf-apim-oauth";
import {
  Choose,
  ContentSafetyCategoryName,
  ExistsAction,
  ForwardRequest,
  LlmContentSafety,
  MockResponse,
  PolicyElement,
  PolicyExpression,
  PolicyText,
  PolicyValue,
  RateLimit,
  RateLimitByKey,
  ReturnResponse,
  SetBody,
  SetHeader,
  SetStatus,
  SetVariable,
} from "cdktf-apim-oauth/policy";
import { OPEN, newService, newStack, resourceOf, synth, warningsIn } from "../../support/synth";

type Stack = ReturnType<typeof newStack>;

function newApi(stack: Stack): Api {
  return new Api(stack, "Api", { ...OPEN, apim: newService(stack), path: "orders" });
}

/** What Terraform gets for a policy with these statements. */
function synthesized(stack: Stack, ...statements: PolicyElement[]): string {
  ApimPolicy.of(newApi(stack)).addInbound(...statements);
  return resourceOf(synth(stack), "azurerm_api_management_api_policy").xml_content as string;
}

describe("a number that only Terraform knows", () => {
  test("becomes a Terraform expression wherever a number is taken, and no range applies to it", () => {
    // GIVEN
    const stack = newStack();
    const number = new TerraformVariable(stack, "limit", { type: "number" }).numberValue;
    new ApiManagementBackend(stack, "Backend", {
      apiManagementName: "apim-contoso",
      resourceGroupName: "rg-apim",
      name: "safety",
      protocol: "http",
      url: "https://safety.contoso.com",
    });

    // WHEN
    const text = synthesized(
      stack,
      new RateLimit({ calls: number, renewalPeriodSeconds: number, apis: [{ name: "a", calls: number }] }),
      new RateLimitByKey({ calls: number, renewalPeriodSeconds: number, counterKey: "all", incrementCount: number }),
      new LlmContentSafety({
        backendId: "safety",
        windowSizeCharacters: number,
        categories: [{ name: ContentSafetyCategoryName.HATE, threshold: number }],
      }),
      new ReturnResponse({ status: new SetStatus({ code: number }) }),
      new MockResponse({ statusCode: number }),
    );

    // THEN
    expect(text).not.toContain("e+");
    expect(text.match(/"\$\{var\.limit\}"/g)).toHaveLength(10);
    expect(text).toContain('<rate-limit calls="${var.limit}" renewal-period="${var.limit}">');
    expect(text).toContain('<set-status code="${var.limit}" />');
    expect(warningsIn(stack)).toEqual([]);
  });

  test.each([
    ["Token.asNumber", (variable: TerraformVariable) => Token.asNumber(variable.value), "${var.limit}"],
    [
      "a function",
      (variable: TerraformVariable) => Token.asNumber(Fn.max([variable.numberValue, 5])),
      "${max(var.limit, 5)}",
    ],
  ])("may come from %s", (_, numberOf, expression) => {
    const stack = newStack();
    const variable = new TerraformVariable(stack, "limit", { type: "number" });

    expect(synthesized(stack, new SetStatus({ code: numberOf(variable) }))).toContain(
      `<set-status code="${expression}" />`,
    );
  });

  test("may be a part of text and of an expression", () => {
    const stack = newStack();
    const number = new TerraformVariable(stack, "limit", { type: "number" }).numberValue;

    const text = synthesized(
      stack,
      new SetVariable({ name: "text", value: `at most ${number}` }),
      new SetVariable({ name: "code", value: PolicyValue.expression(`context.Response.StatusCode < ${number}`) }),
      new SetVariable({
        name: "both",
        value: PolicyExpression.concat(`{{${number}}}`, PolicyExpression.variable("a")),
      }),
    );

    expect(text).toContain('value="at most ${var.limit}"');
    expect(text).toContain('value="@(context.Response.StatusCode < ${var.limit})"');
    expect(text).toContain('"\\u007b{${var.limit}\\u007d}"');
  });

  test("is known only later to the policy language, and another number is not", () => {
    const stack = newStack();
    const variable = new TerraformVariable(stack, "limit", { type: "number" });
    for (const number of [variable.numberValue, Token.asNumber(variable.value)]) {
      expect(new SetStatus({ code: number }).tryAttribute("code")!.isDynamic).toBe(true);
    }

    for (const literal of ["404", "-8.1", "1e+298", "-8e+298", "-1.5e+289"]) {
      expect([literal, PolicyValue.text(literal).isDynamic]).toEqual([literal, false]);
    }
  });
});

describe("a string that only Terraform knows", () => {
  test("becomes a Terraform expression wherever a string is taken", () => {
    const stack = newStack();
    const text = new TerraformVariable(stack, "text", {}).stringValue;

    const xml = synthesized(
      stack,
      new SetHeader({ name: text, existsAction: ExistsAction.of(text), values: [text, `a ${text}`] }),
      new SetBody({ body: `@(${text})` }),
      new PolicyElement("set-body", {
        attributes: [{ name: "id", value: text }],
        children: [new PolicyText(text)],
      }),
    );

    expect(xml).toContain('<set-header name="${var.text}" exists-action="${var.text}">');
    expect(xml).toContain("<value>${var.text}</value>");
    expect(xml).toContain("<value>a ${var.text}</value>");
    expect(xml).toContain('<set-body>@("@(${var.text})")</set-body>');
    expect(xml).toContain('<set-body id="${var.text}">${var.text}</set-body>');
  });
});

describe("what cannot be written", () => {
  const stack = newStack();
  const variable = new TerraformVariable(stack, "v", { type: "list(string)" });

  test("fails for a list that only Terraform knows, and for an element of it", () => {
    const sentence =
      "values[0] of <set-header> is or contains a list that only Terraform knows; expected a list whose length is known at synth: " +
      "take its elements one by one with Fn.element, or join them into one string with Fn.join";

    expect(() => new SetHeader({ name: "a", values: variable.listValue })).toThrow(sentence);
    expect(() => new SetHeader({ name: "a", values: [`${variable.listValue[0]}`] })).toThrow(sentence);
    const [number] = Token.asNumberList(variable.value);
    expect(() => new SetStatus({ code: number! })).toThrow("code of <set-status> is or contains a list");
  });

  test("takes the elements of such a list, and the list as one string", () => {
    const inner = newStack("Inner");
    const { listValue } = new TerraformVariable(inner, "v", { type: "list(string)" });
    const text = synthesized(
      inner,
      new SetHeader({ name: "a", values: [Token.asString(Fn.element(listValue, 0)), Fn.join(",", listValue)] }),
    );

    expect(text).toContain("<value>${element(var.v, 0)}</value>");
    expect(text).toContain('<value>${join(",", var.v)}</value>');
  });

  test.each<[string, () => PolicyElement, string]>([
    [
      "true or false",
      () => new SetVariable({ name: "a", value: variable.booleanValue as unknown as string }),
      "value of <set-variable> is a value that only Terraform knows; expected a string or a PolicyValue: give Token.asString(value)",
    ],
    [
      "true or false, where it is taken",
      () => new Choose({ when: [{ condition: variable.booleanValue as unknown as boolean, statements: [] }] }),
      "condition of <when> is a value that only Terraform knows; expected true, false or a PolicyValue: give PolicyValue.text(Token.asString(value))",
    ],
    [
      "true or false, in another policy",
      () => new ForwardRequest({ bufferResponse: variable.booleanValue as unknown as boolean }),
      "bufferResponse of <forward-request> is a value that only Terraform knows; expected true, false or a PolicyValue: give PolicyValue.text(Token.asString(value))",
    ],
    [
      "a number as a token",
      () => new SetStatus({ code: Token.asAny(variable.value) as unknown as number }),
      "code of <set-status> is a value that only Terraform knows; expected a number or a PolicyValue: give Token.asNumber(value)",
    ],
    [
      "a number as a string",
      () => new SetStatus({ code: variable.stringValue as unknown as number }),
      "; expected a number or a PolicyValue: give Token.asNumber(value)",
    ],
    [
      "props",
      () => new SetHeader(Token.asAny(variable.value) as unknown as { name: string }),
      "the props object of <set-header> is a value that only Terraform knows; expected an object",
    ],
  ])("fails for %s that only Terraform knows, in a sentence with the way out", (_, build, sentence) => {
    expect(build).toThrow(sentence);
  });

  test("takes a flag that only Terraform knows as a policy value", () => {
    const inner = newStack("Flag");
    const flag = new TerraformVariable(inner, "flag", { type: "bool" }).booleanValue;
    const condition = PolicyValue.text(Token.asString(flag));

    expect(synthesized(inner, new Choose({ when: [{ condition, statements: [] }] }))).toContain(
      '<when condition="${var.flag}" />',
    );
  });
});

describe("a plain string that looks like an expression", () => {
  test.each(["@(context.RequestId)", "@{ return 1; }", "\n  @(context.RequestId)\n"])(
    "stays text, and the synthesis warns and names the factory for expressions: %j",
    (value) => {
      const stack = newStack();

      const text = synthesized(stack, new SetVariable({ name: "a", value }));

      expect(text).toContain(`value='${PolicyValue.text(value).source}'`);
      const [warning, ...others] = warningsIn(stack);
      expect(others).toEqual([]);
      expect(warning).toMatch(/C-18.* which is not evaluated; expected an expression.* PolicyValue\.expression/);
    },
  );

  test("does not warn where it only has such text in it, nor for an expression", () => {
    const stack = newStack();

    synthesized(
      stack,
      new SetVariable({ name: "a", value: "mail@(home)" }),
      new SetVariable({ name: "b", value: PolicyValue.expression("context.RequestId") }),
    );

    expect(warningsIn(stack)).toEqual([]);
  });

  test("is accepted with a reason", () => {
    const stack = newStack();
    const policy = ApimPolicy.of(newApi(stack));
    policy.addInbound(new SetVariable({ name: "a", value: "@(context.RequestId)" }));

    policy.suppress("C-18", "the page explains expressions");

    synth(stack);
    expect(warningsIn(stack)).toEqual([]);
  });
});
