import { fc } from "../../support/fast-check";
import { SaxesParser } from "saxes";
import { Api, ApimPolicy, JwtPolicy, Callers, PolicyFragment, RawPolicy } from "cdktf-apim-oauth";
import {
  PolicyDocument,
  PolicyElement,
  type PolicyNode,
  PolicyText,
  PolicyValue,
  SetHeader,
  SetVariable,
} from "cdktf-apim-oauth/policy";
import { textForProvider, tryFindDrift } from "../../../src/apim/policy/drift";
import { elementsNamed, parseXml, textOfValue } from "../../support/decode";
import { OPEN, importedApi, newService, newStack, resourceOf, synth, warningsIn } from "../../support/synth";

/** What the provider puts into its state: Go's html.UnescapeString. */
function readBack(text: string): string {
  const named: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
  return text.replace(
    /&(?:#x([0-9a-f]+)|#(\d+)|(amp|lt|gt|quot|apos));/gi,
    (_, hex?: string, dec?: string, name?: string) =>
      name !== undefined
        ? named[name]!
        : String.fromCodePoint(Number.parseInt((hex ?? dec)!, hex === undefined ? 10 : 16)),
  );
}

/** The tokens of XML as Go reads them, or undefined where it reads none: it keeps whitespace in attributes, and reads "\r" as "\n". */
function tokensOf(text: string): unknown[] | undefined {
  const tokens: unknown[] = [];
  // A strict parser turns line breaks and tabs in attributes into spaces; Go does not.
  const kept = text
    .replace(/\r\n?/g, "\n")
    .replace(/[\n\t]/g, (char) => (char === "\n" ? "\uE000" : "\uE001"))
    .replace(/&#xD;/g, "\uE002");
  const parser = new SaxesParser({ xmlns: false });
  let isXml = true;
  parser.on("opentag", ({ name, attributes }) => tokens.push(["open", name, attributes]));
  parser.on("closetag", ({ name }) => tokens.push(["close", name]));
  parser.on("text", (data) => {
    if (data.replace(/[\uE000-\uE002]/g, "").trim() !== "") tokens.push(["text", data]);
  });
  parser.on("error", () => (isXml = false));
  // Between attributes they are whitespace like any other.
  parser.write(kept.replace(/\uE000(?=[\uE000 ]*(?:<|$))/g, "\n")).close();
  const whitespace = { "\uE000": "\n", "\uE001": "\t", "\uE002": "\r" } as const;
  const restored = (text: string): string =>
    text.replace(/[\uE000-\uE002]/g, (char) => whitespace[char as keyof typeof whitespace]);
  return isXml
    ? tokens.map((token) =>
        JSON.stringify(token, (_, value: unknown) => (typeof value === "string" ? restored(value) : value)),
      )
    : undefined;
}

function folded(text: string): string {
  let value = text.replace(/[\n\t ]/g, "");
  for (const [reference, char] of [
    ["&quot;", '"'],
    ["&gt;", ">"],
    ["&lt;", "<"],
    ["&amp;", "&"],
    ["&apos;", "'"],
  ] as const) {
    value = value.split(reference).join(char);
  }
  return value;
}

/** Whether the plan after an apply of the text is empty. */
function isStable(text: string): boolean {
  const state = readBack(text);
  if (folded(state) === folded(text)) return true;
  const [before, after] = [tokensOf(state), tokensOf(text)];
  return before !== undefined && after !== undefined && JSON.stringify(before) === JSON.stringify(after);
}

function documentOf(...inbound: PolicyNode[]): PolicyDocument {
  return PolicyDocument.of({ inbound });
}

const variable = (value: string | PolicyValue): SetVariable => new SetVariable({ name: "v", value });
const header = (value: string | PolicyValue): SetHeader => new SetHeader({ name: "X-A", values: [value] });
const element = (text: string): PolicyElement =>
  new PolicyElement("custom", { attributes: [{ name: "a", value: text }], children: [new PolicyText(text)] });

const TEXT = fc
  .array(
    fc.constantFrom("a", " ", "\t", "\n", "\r", "&", "<", '"', "'", "&amp;", "&lt;", "&#10;", "]]>", "{{", "@(", "🚚"),
  )
  .map((parts) => `x${parts.join("")}x`);
const CODE = fc.constantFrom('"a"', "1 < 2 && 3 > 2", "context.Request.Method", `"it's"`, "\"a\" + 'b'", "1\n + 2");

test("the emulation of the provider knows what was seen of it", () => {
  const rendered = (text: string): string => documentOf(variable(text)).render();
  for (const stable of ["a & b", "a\nb", "a\tb", "a < b", 'a "b" c', "a]]>b", "&#10;", "&nbsp;", "🚚"]) {
    expect([stable, isStable(rendered(stable))]).toEqual([stable, true]);
  }
  for (const drifting of ["a & b\nc", "a < b\tc", "a &amp; b", "a &lt; b", "&quot;"]) {
    expect([drifting, isStable(rendered(drifting))]).toEqual([drifting, false]);
  }
});

test("a text in an attribute that takes expressions never drifts, and keeps its text", () => {
  fc.assert(
    fc.property(TEXT, TEXT, (one, two) => {
      const text = textForProvider(documentOf(variable(one), variable(two)));
      expect(isStable(text)).toBe(true);
      expect(tryFindDrift(text)).toBeUndefined();
      const values = elementsNamed(parseXml(text), "set-variable").map(({ attributes }) =>
        textOfValue(attributes.value!),
      );
      expect(values).toEqual([one, two]);
    }),
  );
});

test("what is told to drift drifts, and nothing else", () => {
  fc.assert(
    fc.property(TEXT, TEXT, CODE, CODE, (one, two, code, more) => {
      const given = documentOf(
        element(one),
        header(two),
        variable(PolicyValue.expression(code)),
        header(PolicyValue.expression(more)),
      );
      const text = textForProvider(given);
      expect([text, tryFindDrift(text) === undefined]).toEqual([text, isStable(text)]);
    }),
    { numRuns: 500 },
  );
});

test("a document that does not drift stays as it is", () => {
  for (const document of [
    documentOf(variable("a\nb"), variable("c\td")),
    documentOf(variable("a & b"), variable(PolicyValue.block('\n  return "a" + 1;\n'))),
    documentOf(header("&nbsp;")),
  ]) {
    expect(textForProvider(document)).toBe(document.render());
  }
});

test.each([
  ["a line break beside an ampersand", "a & b\nc", '@("a \\u0026 b\\nc")'],
  ["a tab beside a less-than", "a < b\tc", '@("a \\u003c b\\tc")'],
  ["a reference", "a &amp; b", '@("a \\u0026amp; b")'],
  ["a carriage return", "a\r\nb", '@("a\\r\\nb")'],
])("%s is written as a C# string", (_name, text, expected) => {
  const stack = newStack();
  const api = new Api(stack, "Api", { ...OPEN, apim: newService(stack), path: "orders" });
  ApimPolicy.of(api).addInbound(variable(text));
  const { xml_content: xml } = resourceOf(synth(stack), "azurerm_api_management_api_policy");
  expect(String(xml)).toContain(`value='${expected}'`);
  expect(warningsIn(stack)).toEqual([]);
});

test("a message of a JwtPolicy with a tab does not drift beside a realm with an ampersand", () => {
  const stack = newStack();
  const target = new Api(stack, "Api", { ...OPEN, apim: newService(stack), path: "orders" });
  const callers = Callers.users("read");
  new JwtPolicy(stack, "Jwt", {
    target,
    resource: importedApi(stack),
    callers,
    failedValidationErrorMessage: "no\tentry",
    realm: "orders & more",
  });
  const xml = String(resourceOf(synth(stack), "azurerm_api_management_api_policy").xml_content);
  expect(xml).toContain(`failed-validation-error-message='@("no\\tentry")'`);
  expect(tryFindDrift(xml)).toBeUndefined();
});

test("what cannot be written otherwise is told, at the document, once", () => {
  const stack = newStack();
  const target = new Api(stack, "Api", { ...OPEN, apim: newService(stack), path: "orders" });
  const document = PolicyDocument.parse(
    '<policies><inbound><base /><set-body template="liquid">&lt;p>a &amp;amp; b&lt;/p></set-body></inbound><backend><base /></backend><outbound><base /></outbound><on-error><base /></on-error></policies>',
  );
  new RawPolicy(stack, "Raw", { target, document });
  synth(stack);
  synth(stack);
  expect(warningsIn(stack).filter((warning) => warning.includes("reads it back"))).toEqual([
    expect.stringMatching(/^Stack\/Api\/Policy: the document holds &amp;amp; in plain text/),
  ]);
});

test("a fragment is compared as it is, and stays as it is", () => {
  const stack = newStack();
  const document = PolicyDocument.fragment([variable("a &amp; b\nc")]);
  new PolicyFragment(stack, "Fragment", { apim: newService(stack), name: "shared", document });
  expect(resourceOf(synth(stack), "azurerm_api_management_policy_fragment").value).toBe(document.render());
  expect(warningsIn(stack)).toEqual([]);
});
