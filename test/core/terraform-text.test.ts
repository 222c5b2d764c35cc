import { Lazy, TerraformVariable, Token } from "cdktf";
import { fc } from "../support/fast-check";
import {
  policyTextForTerraform,
  renderingContext,
  resolveText,
  textForTerraform,
  urlEncoded,
} from "../../src/core/terraform-text";
import { terraformValue } from "../support/decode";
import { newStack } from "../support/synth";

const stack = newStack();
const variable = new TerraformVariable(stack, "name", { type: "string" });
const token = variable.stringValue;
const render = (text: string): string => policyTextForTerraform(stack, text, renderingContext(stack));
const lazy = (value: string): string => Lazy.stringValue({ produce: () => value });

describe("textForTerraform", () => {
  test.each([
    ["Orders ${env}", "Orders $${env}"],
    ["100%{ok}", "100%%{ok}"],
    ["$${x} costs $5, 5 % {more}", "$$${x} costs $5, 5 % {more}"],
  ])("keeps the literal %j as text", (text, expected) => {
    expect(textForTerraform(text)).toBe(expected);
  });

  test("leaves a token as it is, and resolves one beside what must be escaped", () => {
    expect(textForTerraform(token)).toBe(token);
    expect(textForTerraform(`Orders of ${token}`)).toBe(`Orders of ${token}`);
    expect(resolveText(stack, textForTerraform(`$${token} \${x} ${token}`))).toBe(
      '${"$"}${var.name} $${x} ${var.name}',
    );
    expect(resolveText(stack, textForTerraform(`%{x} ${variable.numberValue}`))).toBe("%%{x} ${var.name}");
    expect(textForTerraform(undefined)).toBeUndefined();
  });
});

test("urlEncoded encodes text here, and lets Terraform encode what only Terraform knows", () => {
  expect(resolveText(stack, urlEncoded(`"a b"/${token}&\${x}`))).toBe(
    "%22a%20b%22%2F${urlencode(var.name)}%26%24%7Bx%7D",
  );
});

describe("policyTextForTerraform", () => {
  test.each([
    ["a", "a"],
    ["${x}", "$${x}"],
    ["%{if}", "%%{if}"],
    ["$${x}", "$$${x}"],
    ["%%{x}", "%%%{x}"],
    ["$%{x}%${y}", "$%%{x}%$${y}"],
    ["$ { } % {", "$ { } % {"],
  ])("keeps the literal %j as text", (text, expected) => {
    expect(render(text)).toBe(expected);
  });

  test("turns a token into its Terraform expression", () => {
    expect(render(`a${token}b`)).toBe("a${var.name}b");
  });

  test("keeps dollars in front of a token, which would otherwise be the escape of Terraform", () => {
    expect(render(`$${token}`)).toBe('${"$"}${var.name}');
    expect(render(`a$$$${token}`)).toBe('a${"$$$"}${var.name}');
    expect(render(`%${token}`)).toBe("%${var.name}");
  });

  test("keeps a dollar in front of a number token", () => {
    expect(render(`costs $${variable.numberValue}`)).toBe('costs ${"$"}${var.name}');
  });

  test("leaves a number alone that only looks like a token", () => {
    expect(render("1e+300")).toBe("1e+300");
  });

  test("fills in what a lazy value produces, and joins it with its neighbours before it escapes them", () => {
    expect(render(`<a>${lazy("b c")}</a>`)).toBe("<a>b c</a>");
    expect(render(`$${lazy("$")}${token}`)).toBe('${"$$"}${var.name}');
    expect(render(lazy(`api://${token}/x`))).toBe("api://${var.name}/x");
    expect(render(lazy(`${token} and \${join("}", ["{", "a\${"b"}"])}`))).toBe(
      '${var.name} and ${join("}", ["{", "a${"b"}"])}',
    );
  });

  test.each([
    ['"/><evil />'],
    ["<"],
    ["&amp;"],
    ["'"],
    ["a\\"],
    ["a\nb"],
    ["{{secret}}"],
    ["{"],
    ["}"],
    ["@(1)"],
    // What looks like a Terraform expression must not carry the rest past the check.
    ['"/><evil a="${"b"}'],
    ['${"a"}<evil />${"b"}'],
    ["${"],
    ['${"}'],
  ])("fails on a lazy value that produces %j, because it cannot be escaped any more", (value) => {
    expect(() => render(`a${lazy(value)}`)).toThrow(
      /^Stack: a value that is resolved at synth .* pass the text itself/,
    );
  });

  test("fails when a lazy value makes an expression with the text before it", () => {
    expect(() => render(`@${lazy("(context)")}`)).toThrow(/resolved at synth/);
    expect(render(`a${lazy("(context)")}`)).toBe("a(context)");
  });

  test("fails on a lazy value that is no text", () => {
    expect(() => render(`a${Token.asString({ a: 1 })}`)).toThrow(/is not text/);
    expect(() => render(`a${Lazy.stringValue({ produce: () => undefined })}`)).toThrow(/is not text/);
  });

  test("gives back any text after Terraform has read it", () => {
    const piece = fc.oneof(
      fc.constantFrom(
        "$",
        "$$",
        "%",
        "{",
        "}",
        "${",
        "%{",
        '"',
        "\\",
        "\n",
        token,
        "é😀",
        "${var.other}",
        "%{if true}",
      ),
      fc.string({ maxLength: 5 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join("");
        const value = terraformValue(render(text), (expression) => {
          expect(expression).toBe("var.name");
          return "VALUE";
        });
        expect(value).toBe(text.split(token).join("VALUE"));
      }),
      { numRuns: 1000 },
    );
  });
});

describe("resolveText", () => {
  test("fills in what is known, and leaves the rest to Terraform", () => {
    expect(resolveText(stack, `${lazy("a")}/${token}`)).toBe("a/${var.name}");
  });
});
