import { LimitError } from "../../contract/errors";
import { type Call } from "../../contract/call";
import { defineEnum, defineType, enumValue, type TypeBuilder } from "../../contract/define";
import { argumentOutOfRange } from "../../contract/errors";
import { type NetType, typeNamed } from "../../contract/type";
import { NetArray, NetObject, type NetValue, stringArray } from "../../contract/values";
import { argumentException, unsupported } from "../errors";
import { type CaptureRange } from "./matcher";
import { CompiledRegex, escapeRegex, lastCapture, type RegexMatch } from "./regex";
import { characterAt } from "./escape";

const NAMESPACE = "System.Text.RegularExpressions";

/** A `Regex`. */
export class NetRegex extends NetObject {
  public constructor(
    public readonly regex: CompiledRegex,
    /** The number of its `RegexOptions`. */
    public readonly options = 0,
  ) {
    super();
  }

  public get type(): NetType {
    return typeNamed(`${NAMESPACE}.Regex`);
  }

  public override toText(): string {
    return this.regex.pattern;
  }
}

/** A `Capture`, and what extends it: a `Group` and a `Match`. */
export class NetCapture extends NetObject {
  public constructor(
    private readonly typeName: string,
    public readonly text: string,
    public readonly range: CaptureRange | undefined,
    /** The captures of a group. */
    public readonly captures: readonly CaptureRange[] = [],
    public readonly name = "",
  ) {
    super();
  }

  public get type(): NetType {
    return typeNamed(`${NAMESPACE}.${this.typeName}`);
  }

  public get value(): string {
    return this.range === undefined ? "" : this.text.slice(...this.range);
  }

  public override toText(): string {
    return this.value;
  }
}

/** A `Match`; without a match it is the empty one. */
export class NetMatch extends NetCapture {
  public constructor(
    text: string,
    public readonly regex: CompiledRegex | undefined,
    public readonly match: RegexMatch | undefined,
  ) {
    super("Match", text, match && [match.start, match.end], match?.captures[0] ?? [], "0");
  }

  public group(index: number): NetCapture {
    if (this.match === undefined || this.regex === undefined) return new NetCapture("Group", this.text, undefined);
    if (index === 0) return this;
    const name = this.regex.groups[index]?.name ?? "";
    return new NetCapture("Group", this.text, lastCapture(this.match, index), this.match.captures[index], name);
  }
}

/** A `MatchCollection`, a `GroupCollection` or a `CaptureCollection`. */
export class NetCaptures extends NetObject {
  public constructor(
    private readonly typeName: "MatchCollection" | "GroupCollection" | "CaptureCollection",
    public readonly items: readonly NetCapture[],
    public readonly match?: NetMatch,
  ) {
    super();
  }

  public get type(): NetType {
    return typeNamed(`${NAMESPACE}.${this.typeName}`);
  }

  public override enumerate(): Iterator<NetValue> {
    return this.items[Symbol.iterator]();
  }
}

export const REGEX_TYPES = [
  defineEnum(
    `${NAMESPACE}.RegexOptions`,
    {
      None: 0,
      IgnoreCase: 1,
      Multiline: 2,
      ExplicitCapture: 4,
      Compiled: 8,
      Singleline: 16,
      IgnorePatternWhitespace: 32,
      RightToLeft: 64,
      ECMAScript: 256,
      CultureInvariant: 512,
      NonBacktracking: 1024,
    },
    { isFlags: true },
  ),
  defineType<NetRegex>(`class ${NAMESPACE}.Regex`, regexMembers),
  defineType<NetCapture>(`class ${NAMESPACE}.Capture`, (type) => {
    type
      .property("int Index", (self) => self.range?.[0] ?? 0)
      .property("int Length", (self) => self.value.length)
      .property("string Value", (self) => self.value)
      .method("string ToString()", (self) => self.value);
  }),
  defineType<NetCapture>(`class ${NAMESPACE}.Group : ${NAMESPACE}.Capture`, (type) => {
    type
      .property("bool Success", (self) => self.range !== undefined)
      .property("string Name", (self) => self.name)
      .property("CaptureCollection Captures", (self) => {
        const captures = self.captures.map((range) => new NetCapture("Capture", self.text, range));
        return new NetCaptures("CaptureCollection", captures);
      });
  }),
  defineType<NetMatch>(`class ${NAMESPACE}.Match : ${NAMESPACE}.Group`, matchMembers),
  collection("MatchCollection", "Match"),
  collection("CaptureCollection", "Capture"),
  collection("GroupCollection", "Group", (type) => {
    type.indexer("Group this[string groupname]", (self, call) => {
      const index = self.match?.regex?.groupOf(call.text(0)) ?? -1;
      return self.items[index] ?? new NetCapture("Group", "", undefined);
    });
  }),
];

function collection(
  name: string,
  item: string,
  more: (type: TypeBuilder<NetCaptures>) => void = () => undefined,
): ReturnType<typeof defineType> {
  return defineType<NetCaptures>(`class ${NAMESPACE}.${name} : IEnumerable<${item}>`, (type) => {
    type
      .property("int Count", (self) => self.items.length)
      .indexer(`${item} this[int i]`, (self, call) => {
        const numbered = self.match?.regex?.groupOf(call.int(0));
        const found = self.items[numbered ?? call.int(0)];
        if (found !== undefined) return found;
        if (name === "GroupCollection") return new NetCapture("Group", "", undefined);
        throw argumentOutOfRange("i");
      });
    more(type);
  });
}

function matchMembers(type: TypeBuilder<NetMatch>): void {
  type
    .staticProperty("Match Empty", () => new NetMatch("", undefined, undefined))
    .property("GroupCollection Groups", (self) => {
      const count = self.match === undefined ? 1 : (self.regex?.groups.length ?? 1);
      return new NetCaptures(
        "GroupCollection",
        Array.from({ length: count }, (_, index) => self.group(index)),
        self,
      );
    })
    .method("Match NextMatch()", (self, call) => {
      if (self.match === undefined || self.regex === undefined) return self;
      return new NetMatch(self.text, self.regex, self.regex.next(self.match, counter(call)));
    })
    .method("string Result(string replacement)", (self, call) =>
      self.match === undefined || self.regex === undefined ? "" : self.regex.expand(self.match, call.text(0)),
    );
}

function regexMembers(type: TypeBuilder<NetRegex>): void {
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
function counter(call: Call): (steps: number) => void {
  return (steps) => call.runtime.step(steps / STEPS_PER_STEP);
}

const STEPS_PER_STEP = 8;

function compile(pattern: string, options: number, call: Call): CompiledRegex {
  call.runtime.step(pattern.length);
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
