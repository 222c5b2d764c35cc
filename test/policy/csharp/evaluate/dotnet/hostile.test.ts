import { fc } from "../../../../support/fast-check";
import { NetThrow, UnsupportedError } from "../../../../../src/policy/csharp/evaluate/contract/errors";
import "../../../../../src/policy/csharp/evaluate/dotnet/index";
import { readJson } from "../../../../../src/policy/csharp/evaluate/dotnet/json/read";
import { selectTokens } from "../../../../../src/policy/csharp/evaluate/dotnet/json/select";
import { CompiledRegex } from "../../../../../src/policy/csharp/evaluate/dotnet/regex/regex";
import { parseUri } from "../../../../../src/policy/csharp/evaluate/dotnet/text/uri";
import { parseDate } from "../../../../../src/policy/csharp/evaluate/dotnet/time/date-parse";
import { NetDateTime } from "../../../../../src/policy/csharp/evaluate/dotnet/time/values";
import { parseXml } from "../../../../../src/policy/csharp/evaluate/dotnet/xml/parse";
import { writeXml } from "../../../../../src/policy/csharp/evaluate/dotnet/xml/write";
import "./support";

/** Text of some parts, each as likely as the others; an underscore is a space. */
function textOf(parts: string): fc.Arbitrary<string> {
  const choices = parts.split(" ").map((part) => part.replace("_", " "));
  return fc.array(fc.constantFrom(...choices), { maxLength: 30 }).map((chosen) => chosen.join(""));
}

/** What is thrown has to be an exception of .NET, or say what is missing. */
function expectNothingElse(run: () => unknown): void {
  try {
    run();
  } catch (error) {
    if (!(error instanceof NetThrow) && !(error instanceof UnsupportedError)) throw error;
  }
}

const FLAGS = {
  ignoreCase: false,
  multiline: false,
  singleline: true,
  explicitCapture: false,
  ignoreWhitespace: false,
};
const tokens = readJson('{"a":[{"b":1},{"b":"x"}],"c":{"d":[1,2]}}');

test.each<[string, string, (text: string) => unknown]>([
  [
    "JSON",
    "{ } [ ] : , \" ' \\ \\u0041 1 - . e true null NaN // /* */ a _ 0x 2024-01-02T03:04:05Z",
    (text) => readJson(text).toJson(true),
  ],
  [
    "JSONPath",
    '$ . .. [ ] * ? ( ) @ a b c 0 1 - : , \' == != < && || "x" _ true',
    (text) => selectTokens(tokens, text, { errorWhenNoMatch: false, step: () => undefined }),
  ],
  [
    "XML",
    "< > / a = \" ' <a> </a> <b/> &amp; & ; <!-- --> <![CDATA[ ]]> <? ?> _xmlns= : _ x",
    (text) => writeXml(parseXml(text)),
  ],
  [
    "a pattern",
    "a ( ) (?: (?= (?<! (?> (?<n> | * + ? {2,3} [ ] ^ - \\d \\1 \\k<n> . $ (?i) (?(1) \\",
    (text) => new CompiledRegex(text, FLAGS),
  ],
  ["a date format", "y M d H h m s f F t z K : / . - ' \" \\ % T Z", (text) => new NetDateTime(0n, "utc").format(text)],
  ["a date", "2024 - / : T Z 1 02 31 Jan Mon, + 00 _ AM GMT .", (text) => parseDate(text, 0n)],
  ["a URI", "http: // @ a : 80 / ? # % 20 é [ ] .. \\ _", (text) => parseUri(text)],
])("random text as %s gives a value or an exception of .NET", (_, parts, read) => {
  fc.assert(
    fc.property(textOf(parts), (text) => expectNothingElse(() => read(text))),
    { numRuns: 1000 },
  );
});

test("what .NET and JavaScript share in patterns matches the same text", () => {
  const pattern = textOf("a b c (?: ( ) | * + ? {2,3} [ab] [^a] ^ $ . (?= (?! *? +?");
  fc.assert(
    fc.property(pattern, textOf("a b c aa ab"), (source, text) => {
      // Empty groups, and quantifiers of groups with quantifiers: the engines differ in rounds that read nothing.
      if (/[*+?}]\)*[*+?{]|\|\)|\(\||\(\)|\(\?[:=!]\)/.test(source)) return;
      let expected: RegExpExecArray | null;
      let regex: CompiledRegex;
      try {
        expected = new RegExp(source, "us").exec(text);
        regex = new CompiledRegex(source, FLAGS);
      } catch {
        return;
      }
      const found = regex.match(text, 0, () => undefined);
      expect(found && text.slice(found.start, found.end)).toBe(expected?.[0]);
      expect(found?.start).toBe(expected?.index);
    }),
    { numRuns: 4000 },
  );
});

test.each(["a", "K", "'", "\\"])("a date is formatted in linear time by a long format of %s", (sign) => {
  const format = sign.repeat(400_000);
  const written = new NetDateTime(0n, "utc").format(format);
  expect(written.length).toBe({ "'": 0, "\\": 200_000 }[sign] ?? 400_000);
});
