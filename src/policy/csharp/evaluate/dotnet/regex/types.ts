import { defineEnum, defineType, type TypeBuilder } from "../../contract/define";
import { argumentOutOfRange } from "../../contract/errors";
import { NAMESPACE, type NetRegex, NetCapture, NetCaptures, NetMatch } from "./values";
import { regexMembers, counter } from "./regex-members";

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
