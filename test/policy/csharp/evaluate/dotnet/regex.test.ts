import { CompiledRegex, escapeRegex, lastCapture } from "../../../../../src/policy/csharp/evaluate/dotnet/regex/regex";
import { type RegexFlags } from "../../../../../src/policy/csharp/evaluate/dotnet/regex/syntax";
import { thrown } from "./support";

function regex(pattern: string, options = ""): CompiledRegex {
  const flags: RegexFlags = {
    ignoreCase: options.includes("i"),
    multiline: options.includes("m"),
    explicitCapture: options.includes("n"),
    singleline: options.includes("s"),
    ignoreWhitespace: options.includes("x"),
  };
  return new CompiledRegex(pattern, flags);
}

const free = () => undefined;

/** The first match, with what each group captured last: `whole|group 1|group 2`. */
function match(pattern: string, text: string, options = ""): string | undefined {
  const compiled = regex(pattern, options);
  const found = compiled.match(text, 0, free);
  if (found === undefined) return undefined;
  return compiled.groups
    .map((_, group) => {
      const capture = lastCapture(found, group);
      return capture === undefined ? "-" : text.slice(...capture);
    })
    .join("|");
}

describe("a regular expression", () => {
  test.each<[string, string, string | undefined, string?]>([
    ["abc", "xabcx", "abc"],
    ["a.c", "a\nc", undefined],
    ["a.c", "a\nc", "a\nc", "s"],
    ["^b", "a\nb", undefined],
    ["^b", "a\nb", "b", "m"],
    ["a$", "a\nb", undefined],
    ["a$", "a\n", "a"],
    ["a\\z", "a\n", undefined],
    ["a\\Z", "a\n", "a"],
    ["a$", "a\nb", "a", "m"],
    ["ABC", "xabc", "abc", "i"],
    ["(?i)ab(?-i)C", "ABC ABc", "ABC"],
    ["a(?i:b)c", "aBc", "aBc"],
    ["[a-c]+", "zzabcabz", "abcab"],
    ["[^a-c]+", "abcxyz", "xyz"],
    ["[A-F]", "b", "b", "i"],
    ["[]a]+", "a]", "a]"],
    ["[a\\-z]+", "b-a", "-a"],
    ["[a-z-[aeiou]]+", "aeixyz", "xyz"],
    ["\\d+", "a١2", "١2"],
    ["\\w+", "!é_1!", "é_1"],
    ["\\s", "a\u00a0b", "\u00a0"],
    ["\\p{Lu}\\p{Ll}+", "xÄrger", "Ärger"],
    ["\\P{L}", "ab1", "1"],
    ["\\p{IsGreek}+", "aαβb", "αβ"],
    ["\\x41\\u0042\\cA", "AB\u0001", "AB\u0001"],
    ["\\bfoo\\b", "food foo", "foo"],
    ["(a)(b)?", "a", "a|a|-"],
    ["(?<x>a)(b)", "ab", "ab|b|a"],
    ["(?'x'a)\\k<x>", "aa", "aa|a"],
    ["(\\w)\\1", "abccd", "cc|c"],
    ["(a)|b", "b", "b|-"],
    ["(?:ab)+", "ababa", "abab"],
    ["(ab)+", "ababa", "abab|ab"],
    ["a{2,3}", "aaaa", "aaa"],
    ["a{2,3}?", "aaaa", "aa"],
    ["a{,3}", "a{,3}", "a{,3}"],
    ["<.+?>", "<a><b>", "<a>"],
    ["<.+>", "<a><b>", "<a><b>"],
    ["(?>a+)ab", "aaab", undefined],
    ["a+ab", "aaab", "aaab"],
    ["foo(?=bar)", "foobaz foobar", "foo"],
    ["foo(?!bar)\\w", "foobar foobaz", "foob"],
    ["(?<=\\$)\\d+", "a1 $23", "23"],
    ["(?<!\\$)\\b\\d+", "$1 23", "23"],
    ["(?<=(\\d+)(\\d+))x", "1234x", "x|1|234"],
    ["(?n)(a)(?<y>b)", "ab", "ab|b"],
    ["a b # c\n c", "abc", "abc", "x"],
    ["a(?#comment)b", "ab", "ab"],
    ["(?(1)a|b)", "b", undefined],
    ["(x)?(?(1)a|b)", "xa", "xa|x"],
    ["(x)?(?(1)a|b)", "b", "b|-"],
    ["(a*)*", "aa", "aa|"],
    ["(a|ab)(c|bcd)(d*)", "abcd", "abcd|a|bcd|"],
    ["^(?:(\\d+)|(\\w+))$", "ab", "ab|-|ab"],
    ["\\.", "a.b", "."],
    ["", "abc", ""],
    ["a|b|", "c", ""],
    ["(?:)", "c", ""],
  ])("%p in %p is %p", (pattern, text, expected, options = "") => {
    if (pattern === "(?(1)a|b)") {
      expect(() => regex(pattern)).toThrow("a condition that is a pattern");
      return;
    }
    expect(match(pattern, text, options)).toBe(expected);
  });

  test.each([
    ["(", "Not enough )'s."],
    [")", "Too many )'s."],
    ["[a", "Unterminated [] set."],
    ["a**", "Nested quantifier '*'."],
    ["*a", "Quantifier '*' following nothing."],
    ["[z-a]", "[x-y] range in reverse order."],
    ["a{3,2}", "Illegal {x,y} with x > y."],
    ["\\", "Illegal \\ at end of pattern."],
    ["\\1", "Reference to undefined group number 1."],
    ["(?z)", "Unrecognized grouping construct."],
  ])("fails for the pattern %p", (pattern, reason) => {
    const text = thrown(() => regex(pattern));
    expect(text).toMatch(/^ArgumentException: Invalid pattern /);
    expect(text.endsWith(reason)).toBe(true);
  });

  test("does not guess at balancing groups", () => {
    expect(thrown(() => regex("(?<open>\\()(?<-open>\\))"))).toBe(
      "UnsupportedError: a balancing group in a regular expression",
    );
  });

  test("keeps every capture of a group that repeats", () => {
    const found = regex("(?:(\\w),?)+").match("a,b,c", 0, free);
    expect(found?.captures[1]).toEqual([
      [0, 1],
      [2, 3],
      [4, 5],
    ]);
  });

  test("finds one match after the other, empty ones too", () => {
    const all = [...regex("a*").matches("baac", free)].map(({ start, end }) => [start, end]);
    expect(all).toEqual([
      [0, 0],
      [1, 3],
      [3, 3],
      [4, 4],
    ]);
  });

  test.each([
    ["(\\w+) (\\w+)", "hello world", "$2 $1", "world hello"],
    ["(?<y>\\d+)", "in 2024", "<${y}>", "in <2024>"],
    ["b", "abc", "[$`|$&|$']", "a[a|b|c]c"],
    ["b", "abc", "$$", "a$c"],
    ["b", "abc", "$9", "a$9c"],
    ["(a)(b)?", "a", "$+-$_", "-a"],
  ])("replaces %p in %p by %p", (pattern, text, replacement, expected) => {
    const compiled = regex(pattern);
    expect(compiled.replace(text, -1, free, (found) => compiled.expand(found, replacement))).toBe(expected);
  });

  test.each([
    [",", "a,b,,c", 0, ["a", "b", "", "c"]],
    ["(-)", "a-b", 0, ["a", "-", "b"]],
    [",", "a,b,c", 2, ["a", "b,c"]],
    ["", "ab", 0, ["", "a", "b", ""]],
    ["x", "ab", 0, ["ab"]],
  ])("splits by %p", (pattern, text, count, expected) => {
    expect(regex(pattern).split(text, count, free)).toEqual(expected);
  });

  test("escapes what has a meaning", () => {
    expect(escapeRegex("a.b*c[d] (e)\n#{f}")).toBe("a\\.b\\*c\\[d]\\ \\(e\\)\\n\\#\\{f}");
  });

  test.each([
    ["(a+)+$", `${"a".repeat(40)}!`],
    ["(a|a)*$", `${"a".repeat(40)}!`],
    ["(.*)*x", "y".repeat(60)],
    ["(?:(?:a*)*)*b", "a".repeat(60)],
    ["(\\w+\\s?)*$", `${"word ".repeat(20)}!`],
  ])("stops %p, which would run for years", (pattern, text) => {
    let steps = 0;
    const count = (more: number) => {
      steps += more;
      if (steps > 200_000) throw new Error("too many steps");
    };
    expect(() => regex(pattern).match(text, 0, count)).toThrow("too many steps");
  });
});
