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

const LENGTH = 4_000;

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

  test.each(["&", "<a ", '<a b="@(', "<a>@(<b>"])("takes little work for each character: %j", (piece) => {
    expect(work(piece, PLACES[1]!, 200_000) / 200_000).toBeLessThan(100);
  });
});
