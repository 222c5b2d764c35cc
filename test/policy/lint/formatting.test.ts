import {
  PolicyDocument,
  PolicyElement,
  PolicyLint,
  type PolicyNode,
  PolicyText,
  PolicyValue,
} from "../../../src/policy";
import { tokensOf } from "../../../src/policy/csharp/lexer";
import { CsharpToken } from "../../../src/policy/csharp/token-list";
import { allRules } from "../../../src/policy/lint/rules";

/** The document with other code in its expressions. */
function rewritten(element: PolicyElement, rewrite: (code: string) => string): PolicyElement {
  const value = (given: PolicyValue): PolicyValue =>
    given.isExpression ? PolicyValue.parse(rewrite(given.source)) : given;
  return new PolicyElement(element.name, {
    attributes: element.attributes.map((attribute) => ({ name: attribute.name, value: value(attribute.value) })),
    children: element.children.map((child): PolicyNode => {
      if (child instanceof PolicyElement) return rewritten(child, rewrite);
      return child instanceof PolicyText ? new PolicyText(value(child.value)) : child;
    }),
  });
}

/** The code with something between its tokens, and its strings written another way. */
function retold(code: string, between: string, string: (literal: string) => string): string {
  const tokens = tokensOf(code, 1, []);
  const last = tokens.types.indexOf(CsharpToken.END);
  if (tokens.types.some((type) => type === CsharpToken.INTERPOLATION_START || type === CsharpToken.PLACE)) return code;
  const texts = tokens.types.slice(0, last).map((type, index) => {
    const text = code.slice(tokens.starts[index], tokens.ends[index]);
    return type === CsharpToken.STRING ? string(text) : text;
  });
  return `@${texts.reduce((joined, text, index) => {
    const isJoined = index > 0 && tokens.starts[index] === tokens.ends[index - 1] && !/^[.[(,;)\]]/.test(text);
    return `${joined}${index === 0 || isJoined ? "" : between}${text}`;
  }, "")}`;
}

const WAYS: readonly (readonly [way: string, rewrite: (code: string) => string])[] = [
  ["with comments", (code) => retold(code, " /* a == b */ ", (literal) => literal)],
  ["on many lines", (code) => retold(code, "\n  ", (literal) => literal)],
  [
    "with verbatim strings",
    (code) =>
      retold(code, " ", (literal) => (literal.startsWith('"') && !literal.includes("\\") ? `@${literal}` : literal)),
  ],
  ["in a block", (code) => (code.startsWith("@(") ? `@{ return ${code.slice(2, -1)}; }` : code)],
  ["in parentheses", (code) => (code.startsWith("@(") ? `@((${code.slice(2, -1)}))` : code)],
  [
    "by a local variable",
    (code) => (code.startsWith("@(") ? `@{ var value = ${code.slice(2, -1)}; return value; }` : code),
  ],
];

const EXAMPLES = allRules()
  .map(({ id, examples }) => ({ id, examples }))
  .filter(({ examples: { wrong } }) => /@[({]/.test(wrong));

/** About the form of the code itself. */
const FORM = ["C-23"];

test.each(WAYS)("the answer is the same for code %s", (_, rewrite) => {
  const idsOf = (document: PolicyDocument, options: (typeof EXAMPLES)[number]["examples"]["options"]): string[] =>
    PolicyLint.check(document, options).map(({ id, severity, path }) => `${id} ${severity} ${path}`);

  for (const { id, examples } of EXAMPLES) {
    for (const text of [examples.wrong, examples.right]) {
      const document = PolicyDocument.parse(text);
      const expected = idsOf(document, examples.options);
      const found = idsOf(PolicyDocument.fromRoot(rewritten(document.root, rewrite)), examples.options);
      if (!FORM.includes(id)) expect([id, new Set(found)]).toEqual([id, new Set(expected)]);
    }
  }
});
