import { fc } from "../fast-check";
import {
  PolicyComment,
  PolicyElement,
  PolicyText,
  PolicyValue,
  type PolicyAttribute,
  type PolicyNode,
} from "../../../src/policy";
import { VALID_DOCUMENTS } from "./documents";

const PIECES = [
  "<", ">", "&", "'", '"', "&amp;", "&lt;", "&quot;", "&#10;", "&#x41;", "&nbsp;", "&", "]]>", "<![CDATA[", "-->", "<!--", "--", "<?", "?>",
  "</a>", "<b x='1'>", " ", "  ", "\n", "\t", "\r", "\r\n", "@", "@(", "@{", "@@", "{{", "}}", "{{named-value}}", "(", ")", "{", "}",
  "mail@(example)", "@media (min-width: 1px) { a { b: c } }", "\u00a0", "\u2028", "\ufeff", "é", "😀", "//", "/*", "\\", "0",
]; // prettier-ignore

// Made once: fast-check prepares each of these texts for every arbitrary of them, which takes milliseconds.
const TEXT = fc
  .array(
    fc.oneof(
      {
        weight: 3,
        arbitrary: fc
          .string({
            unit: fc.oneof(fc.constantFrom("a", "b", "="), fc.string({ unit: "binary", maxLength: 1 })),
            maxLength: 6,
          })
          .map(withoutForbidden),
      },
      { weight: 3, arbitrary: fc.constantFrom(...PIECES) },
    ),
    { maxLength: 6 },
  )
  .map((pieces) => pieces.join(""));

/** Text that XML can carry, with everything that has a meaning in a policy in it more often than by chance. */
export function anyText(): fc.Arbitrary<string> {
  return TEXT;
}

/** C# whose brackets, strings, chars and comments close. It need not compile. */
export function anyCode(): fc.Arbitrary<string> {
  const inString = fc.array(
    fc.constantFrom(
      "a",
      " ",
      "<",
      ">",
      "&",
      "&amp;",
      "&lt;",
      "&quot;",
      "'",
      "(",
      ")",
      "]",
      "@(",
      "//",
      "/*",
      "</a>",
      "{{x}}",
      "é",
    ),
    {
      maxLength: 5,
    },
  );
  const plainString = inString.map((parts) => `"${parts.join("")}${parts.length > 3 ? '\\"\\\\' : ""}"`);
  const verbatimString = inString.map((parts) => `@"${parts.join("")}\\${parts.length > 2 ? '""\n' : ""}"`);
  const { code } = fc.letrec<{ code: string; token: string }>((tie) => ({
    token: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      fc.constantFrom(
        "x",
        "context.Request",
        ".As<JObject>",
        " < ",
        " > ",
        " && ",
        " & ",
        "&amp;",
        " &lt; ",
        "&#40;",
        "&quot;",
        "&x;",
        "=>",
        "\n",
        "\t",
        ";",
        ",",
        "$",
        "@",
        "@class",
        "/",
        "'a'",
        "'\"'",
        "'\\''",
        "'('",
        "'&'",
        "</a>",
        "<",
        "-->",
        "]]>",
      ),
      plainString,
      verbatimString,
      inString.map((parts) => `/*${parts.join("")}*/`),
      inString.map((parts) => `//${parts.join("").replace(/\n/g, "")}"'\n`),
      tie("code").map((inner) => `(${inner})`),
      tie("code").map((inner) => `{${inner}}`),
      tie("code").map((inner) => `[${inner}]`),
      tie("code").map((inner) => `$"a{(${inner})}b{{"`),
      tie("code").map((inner) => `$@"a{(${inner})}b""\n"`),
    ),
    code: fc.array(tie("token"), { maxLength: 6 }).map((tokens) => tokens.join(" ")),
  }));
  return code;
}

/** An expression or a block. */
export function anyExpression(): fc.Arbitrary<PolicyValue> {
  return fc
    .tuple(fc.boolean(), anyCode())
    .filter(([, code]) => code.trim() !== "")
    .map(([isBlock, code]) => {
      try {
        return isBlock ? PolicyValue.block(code) : PolicyValue.expression(code);
      } catch {
        // Two tokens can make a third: "/" and "/*".
        return PolicyValue.expression("true");
      }
    });
}

/** Expressions with text around them, which may look like the start of another one. */
export function anyMixedText(): fc.Arbitrary<PolicyValue> {
  return fc
    .array(
      fc.oneof(
        anyText(),
        anyExpression().map(({ source }) => source),
      ),
      { minLength: 2, maxLength: 4 },
    )
    .map((parts) => PolicyValue.parse(parts.join("")));
}

export function anyValue(): fc.Arbitrary<PolicyValue> {
  return fc.oneof(
    { weight: 4, arbitrary: anyText().map((text) => PolicyValue.text(text)) },
    { weight: 3, arbitrary: anyExpression() },
    { weight: 2, arbitrary: anyText().map((text) => PolicyValue.parse(text)) },
    { weight: 2, arbitrary: anyMixedText() },
    fc.constantFrom("a", "my.value").map((name) => PolicyValue.namedValue(name)),
    fc
      .constantFrom(" ", "\n", "x", "")
      .map((text) => PolicyValue.join(PolicyValue.text(text), PolicyValue.namedValue("n"))),
  );
}

const NAMES = ["set-header", "value", "set-body", "xsl:stylesheet", "soap:Envelope", "inbound", "a", "_x.1", "größe"];

function anyAttributes(): fc.Arbitrary<PolicyAttribute[]> {
  const attribute = fc.record({
    name: fc.constantFrom("name", "condition", "xml:space", "x-1", "é"),
    value: anyValue(),
  });
  return fc.uniqueArray(attribute, { maxLength: 3, selector: ({ name }) => name });
}

/** Trees as a program can build them: text where it makes sense and where it does not. */
export function anyElement(): fc.Arbitrary<PolicyElement> {
  const comment = anyText()
    .filter((text) => !text.includes("--") && !text.endsWith("-"))
    .map((text) => new PolicyComment(text));
  const { element } = fc.letrec<{ element: PolicyElement; node: PolicyNode }>((tie) => ({
    node: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      anyValue().map((value) => new PolicyText(value)),
      fc.constantFrom("", " ", "\n    ", "\t\r").map((blank) => new PolicyText(PolicyValue.text(blank))),
      comment,
      tie("element"),
      tie("element"),
    ),
    element: fc
      .record({
        name: fc.constantFrom(...NAMES),
        attributes: anyAttributes(),
        children: fc.array(tie("node"), { maxLength: 4 }),
      })
      .map(({ name, attributes, children }) => new PolicyElement(name, { attributes, children })),
  }));
  return element;
}

function withoutForbidden(text: string): string {
  return text.replace(
    /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g,
    "",
  );
}

/** Policy documents with something wrong in them, and texts that are none. */
export function anyDocumentText(): fc.Arbitrary<string> {
  const piece = fc.constantFrom(
    ...PIECES,
    "<policies>",
    "</policies>",
    "<inbound>",
    "<a b=",
    "</value>",
    'c="d"',
    "='",
  );
  const soup = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(""));
  const edit = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    remove: fc.nat({ max: 40 }),
    insert: piece,
  });
  const damaged = fc
    .tuple(fc.constantFrom(...Object.values(VALID_DOCUMENTS)), fc.array(edit, { minLength: 1, maxLength: 3 }))
    .map(([text, edits]) => edits.reduce(withEdit, text));
  return fc.oneof({ weight: 2, arbitrary: damaged }, { weight: 1, arbitrary: soup });
}

function withEdit(text: string, edit: { at: number; remove: number; insert: string }): string {
  const index = Math.floor(edit.at * text.length);
  return text.slice(0, index) + edit.insert + text.slice(index + edit.remove);
}
