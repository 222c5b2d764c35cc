import { workOf } from "../../support/policy/work";
import { PolicyDocument } from "../../../src/policy";

/** What stands in a text again and again, so that each of them may look for its end up to the end of the text. */
const PIECES = [
  "<", "<a", "<a ", "<a>", "</", "</a", "</a>", "<é", ">", "/>", '"', "'", "=", "&", "&#", "&amp;", "@(", "@{", "{{", "(", "\r", "\n   <", "\u0000",
  "<!--", "-->", "<![CDATA[", "]]>", "<?", "<!DOCTYPE", "<!DOCTYPE [",
  '@("', "@(/*", "@(//", '@($"{', '@($@"{{', "@(&quot;", '@("</',
  'a="', 'a="@(" ', '<a b="', '<a b="@(', '\n<a b="@(', '<a b="@(x>', `<a b='@("x>`, '<a b="x>', '<a b="x=\n"', '<a b="c d="', "<a b=@(", '<a b="@()  ',
  "<a>@(", '<a>@("', "<a>@(</b>", "<a>@(<b>", "<a>@()   ", "<a>@(x.As<b>", "<value>@(</value>\n",
  "<set-body> <a> ", "x<a> ", "<inbound>", "<policies>",
]; // prettier-ignore

/** Places in a document where the pieces may stand. */
const PLACES: readonly (readonly [string, string])[] = [
  ["", ""],
  ["<policies><inbound><value>", "</value></inbound></policies>"],
  ['<policies><inbound a="@(', ""],
];

const LENGTH = 16_000;

/** The work to read a text with so many characters of pieces in it. */
function work(piece: string, [before, after]: readonly [string, string], length: number): number {
  const text = before + piece.repeat(Math.ceil(length / piece.length)) + after;
  return workOf(() => PolicyDocument.parse(text));
}

describe("text that is made to take long", () => {
  // Eight times the text is eight times the work. If the work were quadratic, it would be sixty-four times as much.
  test.each(PIECES)("takes work in proportion to its length: %j", (piece) => {
    for (const place of PLACES) {
      const ratio = work(piece, place, LENGTH) / work(piece, place, LENGTH / 8);

      expect(ratio).toBeLessThan(12);
    }
  });

  test.each(["&", "<a ", '<a b="@(', "<a>@(<b>"])("is read by the megabyte: %j", (piece) => {
    expect(work(piece, PLACES[1]!, 1_000_000) / 1_000_000).toBeLessThan(100);
  });

  test.each([
    ["elements in elements", (count: number) => "<a>".repeat(count) + "</a>".repeat(count)],
    ["elements and text in each other", (count: number) => "<a>x<b> ".repeat(count / 2) + "</b></a>".repeat(count / 2)],
    ["elements that are not closed", (count: number) => `<policies>${"<a> ".repeat(count)}`],
    ["end tags without start", (count: number) => "<a>".repeat(count) + "</b>".repeat(count)],
    ["brackets in brackets", (count: number) => `<fragment><v>@(${"([{".repeat(count)}</v></fragment>`],
  ])("may nest without end: %s", (_, textOf) => {
    const document = PolicyDocument.parse(textOf(50_000));

    expect(PolicyDocument.parse(document.render()).isEqualTo(document)).toBe(true);
  });

  test("may have a hundred thousand attributes, or one with the same name again and again", () => {
    const names = Array.from({ length: 100_000 }, (_, index) => `a${index}="${index}"`).join(" ");

    const { root, diagnostics } = PolicyDocument.parse(
      `<fragment><a ${names} /><b ${'c="d" '.repeat(100_000)}/></fragment>`,
    );

    expect(root.elements.map(({ attributes }) => attributes.length)).toEqual([100_000, 1]);
    expect(diagnostics).toHaveLength(1001);
  });

  test("may have names of any length", () => {
    const name = "a".repeat(500_000);

    const { root, diagnostics } = PolicyDocument.parse(`<${name}></${name}b>`);

    expect(root.name).toBe(name);
    expect(diagnostics.length).toBeGreaterThan(0);
  });

  test("does not keep a later expression from being read", () => {
    const broken = '<a b="@(x" /><v>@(</v>'.repeat(20_000);

    const { root } = PolicyDocument.parse(`<fragment>${broken}<c d="@(y["z"] < 1 && w)" /></fragment>`);

    const last = root.elements[root.elements.length - 1]!;
    expect(last.tryAttribute("d")?.source).toBe('@(y["z"] < 1 && w)');
  });
});
