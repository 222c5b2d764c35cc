import { LimitError, argumentOutOfRange } from "../../contract/errors";
import { type Call } from "../../contract/call";
import { enumValue, type TypeBuilder } from "../../contract/define";
import { typeNamed } from "../../contract/type";
import { NetArray, NetObject, type NetValue, stringArray } from "../../contract/values";
import { argumentException, unsupported } from "../errors";
import { CompiledRegex, escapeRegex, type RegexMatch } from "./regex";
import { characterAt } from "./escape";
import { NAMESPACE, NetRegex, NetMatch, NetCaptures } from "./values";

export function regexMembers(type: TypeBuilder<NetRegex>): void {
  type
    .create("(string pattern)", (call) => new NetRegex(compile(call.text(0), 0, call)))
    .create("(string pattern, RegexOptions options)", create)
    // A limit of steps takes the place of the limit of time.
    .create("(string pattern, RegexOptions options, TimeSpan matchTimeout)", create)
    .property("RegexOptions Options", (self) => enumValue(`${NAMESPACE}.RegexOptions`, self.options))
    .property("bool RightToLeft", () => false)
    .method("int[] GetGroupNumbers()", (self) => {
      return new NetArray(
        typeNamed("int"),
        self.regex.groups.map(({ number }) => number),
      );
    })
    .method(
      "string GroupNameFromNumber(int i)",
      (self, call) => self.regex.groups[self.regex.groupOf(call.int(0))]?.name ?? "",
    )
    .method(
      "int GroupNumberFromName(string name)",
      (self, call) => self.regex.groups[self.regex.groupOf(call.text(0))]?.number ?? -1,
    )
    .static("string Escape(string str)", (call) => escapeRegex(call.text(0)))
    .static("string Unescape(string str)", (call) => unescape(call.text(0)))
    .method("string ToString()", (self) => self.regex.pattern)
    .method("string[] GetGroupNames()", (self) => stringArray(self.regex.groups.map(({ name }) => name)));
  const each = (
    name: string,
    result: string,
    parameters: string,
    run: (regex: CompiledRegex, call: Call, from: number) => NetValue,
  ) => {
    const list = parameters === "" ? "" : `, ${parameters}`;
    type
      .method(`${result} ${name}(string input${list})`, (self, call) => run(self.regex, call, 0))
      .static(`${result} ${name}(string input, string pattern${list})`, (call) =>
        run(compile(call.text(1), 0, call), call, 1),
      )
      .static(`${result} ${name}(string input, string pattern${list}, RegexOptions options)`, (call) =>
        run(compile(call.text(1), call.enum(parameters === "" ? 2 : 3), call), call, 1),
      )
      .static(
        `${result} ${name}(string input, string pattern${list}, RegexOptions options, TimeSpan matchTimeout)`,
        (call) => run(compile(call.text(1), call.enum(parameters === "" ? 2 : 3), call), call, 1),
      );
  };
  each("IsMatch", "bool", "", (regex, call) => regex.match(call.text(0), 0, counter(call)) !== undefined);
  each(
    "Match",
    "Match",
    "",
    (regex, call) => new NetMatch(call.text(0), regex, regex.match(call.text(0), 0, counter(call))),
  );
  each("Matches", "MatchCollection", "", (regex, call) => {
    const found = [...regex.matches(call.text(0), counter(call))];
    return new NetCaptures(
      "MatchCollection",
      found.map((match) => new NetMatch(call.text(0), regex, match)),
    );
  });
  each("Split", "string[]", "", (regex, call) => stringArray(regex.split(call.text(0), 0, counter(call))));
  each("Replace", "string", "string replacement", (regex, call, from) =>
    replaceByText(regex, call, call.text(from + 1), -1),
  );
  each("Replace", "string", "Func<Match, string> evaluator", (regex, call, from) =>
    replaceByLambda(regex, call, from + 1, -1),
  );
  type
    .method("string Replace(string input, string replacement, int count)", (self, call) =>
      replaceByText(self.regex, call, call.text(1), call.int(2)),
    )
    .method("string Replace(string input, Func<Match, string> evaluator, int count)", (self, call) =>
      replaceByLambda(self.regex, call, 1, call.int(2)),
    )
    .method("string[] Split(string input, int count)", (self, call) =>
      stringArray(self.regex.split(call.text(0), call.int(1), counter(call))),
    )
    .method(
      "bool IsMatch(string input, int startat)",
      (self, call) => self.regex.match(call.text(0), start(call), counter(call)) !== undefined,
    )
    .method("MatchCollection Matches(string input, int startat)", (self, call) => {
      const found: NetMatch[] = [];
      const step = counter(call);
      let match = self.regex.match(call.text(0), start(call), step);
      for (; match !== undefined; match = self.regex.next(match, step)) {
        found.push(new NetMatch(call.text(0), self.regex, match));
      }
      return new NetCaptures("MatchCollection", found);
    })
    .method(
      "Match Match(string input, int startat)",
      (self, call) =>
        new NetMatch(call.text(0), self.regex, self.regex.match(call.text(0), start(call), counter(call))),
    );
}

function create(call: Call): NetRegex {
  return new NetRegex(compile(call.text(0), call.enum(1), call), call.enum(1));
}

function replaceByText(regex: CompiledRegex, call: Call, replacement: string, count: number): string {
  return replace(regex, call, count, (match) => regex.expand(match, replacement));
}

function replaceByLambda(regex: CompiledRegex, call: Call, index: number, count: number): string {
  const evaluator = call.delegate(index);
  return replace(regex, call, count, (match) => {
    const result = evaluator.invoke(new NetMatch(match.text, regex, match));
    return result === null
      ? ""
      : typeof result === "string"
        ? result
        : result instanceof NetObject
          ? result.toText()
          : String(result);
  });
}

function replace(regex: CompiledRegex, call: Call, count: number, replacement: (match: RegexMatch) => string): string {
  let length = call.text(0).length;
  return regex.replace(call.text(0), count, counter(call), (match) => {
    const text = replacement(match);
    length += text.length;
    call.runtime.checkLength(length, text.length);
    return text;
  });
}

function start(call: Call): number {
  if (call.int(1) < 0 || call.int(1) > call.text(0).length) throw argumentOutOfRange("startat");
  return call.int(1);
}

/** A step of the matcher is far smaller than one of the interpreter. */
export function counter(call: Call): (steps: number) => void {
  return (steps) => call.runtime.step(steps / STEPS_PER_STEP);
}

const STEPS_PER_STEP = 2;

function compile(pattern: string, options: number, call: Call): CompiledRegex {
  call.runtime.step(4 * pattern.length);
  if (pattern.length > MAX_PATTERN) throw new LimitError(`a regular expression is longer than ${MAX_PATTERN}`);
  if ((options & 64) !== 0) throw unsupported("RegexOptions.RightToLeft");
  if ((options & 256) !== 0) throw unsupported("RegexOptions.ECMAScript");
  const key = `${options & 0xff}:${pattern}`;
  const known = compiled.get(key);
  if (known !== undefined) return known;
  const regex = new CompiledRegex(pattern, {
    ignoreCase: (options & 1) !== 0,
    multiline: (options & 2) !== 0,
    explicitCapture: (options & 4) !== 0,
    singleline: (options & 16) !== 0,
    ignoreWhitespace: (options & 32) !== 0,
  });
  if (compiled.size >= MAX_COMPILED) compiled.clear();
  compiled.set(key, regex);
  return regex;
}

/** Patterns are compiled once, as the static methods of .NET do it. */
const compiled = new Map<string, CompiledRegex>();
const MAX_COMPILED = 100;
const MAX_PATTERN = 20_000;

function unescape(text: string): string {
  let result = "";
  for (let index = 0; index < text.length;) {
    if (text[index] !== "\\") {
      result += text[index++]!;
      continue;
    }
    if (index + 1 >= text.length)
      throw argumentException(`Invalid pattern '${text}' at offset ${text.length}. Illegal \\ at end of pattern.`);
    const char = characterAt(text, index);
    result += char.text;
    index = char.end;
  }
  return result;
}
