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

const LENGTH = 40_000;

/** Milliseconds to read a text with so many characters of pieces in it. */
function time(piece: string, [before, after]: readonly [string, string], length: number): number {
  const text = before + piece.repeat(Math.ceil(length / piece.length)) + after;
  const start = process.hrtime.bigint();
  PolicyDocument.parse(text);
  return Number(process.hrtime.bigint() - start) / 1e6;
}

describe("text that is made to take long", () => {
  // Eight times the text may take eight times as long. If it took sixty-four times as long, that would be quadratic.
  // Times under a tenth of a second say nothing, and the best of some runs is what the text takes.
  test.each(PIECES)("takes time in proportion to its length: %j", (piece) => {
    for (const place of PLACES) {
      let long = time(piece, place, LENGTH);
      for (let run = 0; long > 100 && run < 12; run++) {
        const short = Math.min(time(piece, place, LENGTH / 8), time(piece, place, LENGTH / 8));
        long = Math.min(long, time(piece, place, LENGTH));
        if (long < short * 24) long = 0;
      }

      expect(long).toBeLessThan(100);
    }
  });

  test.each(["&", "<a ", '<a b="@(', "<a>@(<b>"])("is read by the megabyte: %j", (piece) => {
    // A second, and nine more for a busy machine. What is not linear takes minutes.
    expect(time(piece, PLACES[1]!, 1_000_000)).toBeLessThan(10_000);
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
