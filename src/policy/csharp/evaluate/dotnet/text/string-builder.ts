import { type Call } from "../../contract/call";
import { defineType, type TypeBuilder } from "../../contract/define";
import { argumentOutOfRange } from "../../contract/errors";
import { type NetType, typeNamed } from "../../contract/type";
import { char, NetArray, NetChar, NetObject, type NetValue } from "../../contract/values";
import { formatComposite } from "../format/composite-format";
import { formatValue } from "../format/format-value";
import { argumentException } from "../errors";
import { NEW_LINE } from "../new-line";

/** A `StringBuilder`: text that grows. */
export class NetStringBuilder extends NetObject {
  public constructor(
    public text = "",
    /** What `Capacity` was asked to be. */
    public readonly reserved = 16,
  ) {
    super();
  }

  public get type(): NetType {
    return typeNamed("System.Text.StringBuilder");
  }

  public override toText(): string {
    return this.text;
  }

  public append(text: string, call: Call): this {
    call.runtime.step();
    call.runtime.checkLength(this.text.length + text.length, text.length);
    this.text += text;
    return this;
  }

  /** Replaces within the part that the third and the fourth argument say. */
  public replacePart(call: Call, old: string, next: string): this {
    const [start, count] = [call.int(2), call.int(3)];
    if (start < 0 || count < 0 || start + count > this.text.length) throw argumentOutOfRange("startIndex");
    if (old === "") throw argumentException("Empty name is not legal. (Parameter 'oldValue')");
    const parts = this.text.slice(start, start + count).split(old);
    call.runtime.checkLength(this.text.length + parts.length * next.length);
    this.text = this.text.slice(0, start) + parts.join(next) + this.text.slice(start + count);
    return this;
  }

  public splice(index: number, length: number, text: string, call: Call): this {
    if (index < 0 || length < 0 || index + length > this.text.length) throw argumentOutOfRange("index");
    call.runtime.checkLength(this.text.length + text.length);
    this.text = this.text.slice(0, index) + text + this.text.slice(index + length);
    return this;
  }
}

/** A `StringWriter`, which writes into a `StringBuilder`. */
export class NetStringWriter extends NetObject {
  public constructor(public readonly builder: NetStringBuilder) {
    super();
  }

  public get type(): NetType {
    return typeNamed("System.IO.StringWriter");
  }

  public override toText(): string {
    return this.builder.text;
  }
}

/** A `StringReader`. */
export class NetStringReader extends NetObject {
  public index = 0;

  public constructor(public readonly text: string) {
    super();
  }

  public get type(): NetType {
    return typeNamed("System.IO.StringReader");
  }
}

export const STRING_BUILDER_TYPES = [
  defineType<NetStringBuilder>("class System.Text.StringBuilder", builderMembers),
  defineType<NetStringWriter>("class System.IO.StringWriter : IDisposable", writerMembers),
  defineType<NetStringReader>("class System.IO.StringReader : IDisposable", readerMembers),
];

function builderMembers(type: TypeBuilder<NetStringBuilder>): void {
  type
    .create("()", () => create(""))
    .create("(int capacity)", (call) => create("", call.int(0)))
    .create("(int capacity, int maxCapacity)", (call) => create("", call.int(0)))
    .create("(string value)", (call) => create(call.textOrNull(0) ?? ""))
    .create("(string value, int capacity)", (call) => create(call.textOrNull(0) ?? "", call.int(1)))
    .create("(string value, int startIndex, int length, int capacity)", (call) => {
      const text = call.textOrNull(0) ?? "";
      const [start, length] = [call.int(1), call.int(2)];
      if (start < 0 || length < 0 || start + length > text.length) throw argumentOutOfRange("startIndex");
      return create(text.slice(start, start + length), call.int(3));
    })
    .property(
      "int Length",
      (self) => self.text.length,
      (self, call) => {
        const length = call.int(0);
        if (length < 0) throw argumentOutOfRange("value");
        call.runtime.checkLength(length);
        self.text = self.text.slice(0, length).padEnd(length, "\0");
      },
    )
    .property("int Capacity", (self) => Math.max(self.reserved, self.text.length))
    .property("int MaxCapacity", () => 2_147_483_647)
    .method("bool Equals(StringBuilder sb)", (self, call) => {
      return self.text === call.objectOrNull(0, NetStringBuilder)?.text;
    })
    .indexer(
      "char this[int index]",
      (self, call) => char(self.text.charCodeAt(checkIndex(self, call.int(0)))),
      (self, call) => self.splice(checkIndex(self, call.int(0)), 1, String.fromCharCode(call.char(1)), call),
    )
    .method("StringBuilder Append(string value)", (self, call) => self.append(call.textOrNull(0) ?? "", call))
    .method("StringBuilder Append(char value, int repeatCount)", (self, call) => {
      call.runtime.checkLength(call.int(1));
      if (call.int(1) < 0) throw argumentOutOfRange("repeatCount");
      return self.append(String.fromCharCode(call.char(0)).repeat(call.int(1)), call);
    })
    .method("StringBuilder Append(string value, int startIndex, int count)", (self, call) =>
      self.append((call.textOrNull(0) ?? "").slice(call.int(1), call.int(1) + call.int(2)), call),
    )
    .method("StringBuilder AppendLine()", (self, call) => self.append(NEW_LINE, call))
    .method("StringBuilder AppendLine(string value)", (self, call) =>
      self.append((call.textOrNull(0) ?? "") + NEW_LINE, call),
    )
    .method("StringBuilder AppendFormat(string format, params object[] args)", (self, call) =>
      self.append(composed(call), call),
    )
    .method("StringBuilder AppendFormat(IFormatProvider provider, string format, params object[] args)", (self, call) =>
      self.append(composed(call, 1), call),
    )
    .method("StringBuilder AppendJoin<T>(string separator, IEnumerable<T> values)", (self, call) =>
      self.append([...call.items(1)].map((item) => formatValue(item)).join(call.textOrNull(0) ?? ""), call),
    )
    .method("StringBuilder AppendJoin(char separator, params object[] values)", (self, call) =>
      self.append([...call.items(1)].map((item) => formatValue(item)).join(String.fromCharCode(call.char(0))), call),
    )
    .method("StringBuilder AppendJoin(string separator, params object[] values)", (self, call) =>
      self.append([...call.items(1)].map((item) => formatValue(item)).join(call.textOrNull(0) ?? ""), call),
    )
    .method("StringBuilder Insert(int index, string value)", (self, call) =>
      self.splice(call.int(0), 0, call.textOrNull(1) ?? "", call),
    )
    .method("StringBuilder Insert(int index, string value, int count)", (self, call) => {
      const text = call.textOrNull(1) ?? "";
      if (call.int(2) < 0) throw argumentOutOfRange("count");
      call.runtime.checkLength(text.length * call.int(2));
      return self.splice(call.int(0), 0, text.repeat(call.int(2)), call);
    })
    .method("StringBuilder Insert(int index, char[] value, int startIndex, int charCount)", (self, call) => {
      const text = shown(call.value(1));
      const [start, count] = [call.int(2), call.int(3)];
      if (start < 0 || count < 0 || start + count > text.length) throw argumentOutOfRange("startIndex");
      return self.splice(call.int(0), 0, text.slice(start, start + count), call);
    })
    .method("StringBuilder Insert(int index, object value)", (self, call) =>
      self.splice(call.int(0), 0, formatValue(call.value(1)), call),
    )
    .method("StringBuilder Remove(int startIndex, int length)", (self, call) =>
      self.splice(call.int(0), call.int(1), "", call),
    )
    .method("StringBuilder Replace(string oldValue, string newValue)", (self, call) => {
      const parts = self.text.split(call.text(0));
      call.runtime.checkLength(self.text.length + parts.length * (call.textOrNull(1) ?? "").length);
      self.text = parts.join(call.textOrNull(1) ?? "");
      return self;
    })
    .method("StringBuilder Replace(char oldChar, char newChar)", (self, call) => {
      call.runtime.checkLength(self.text.length);
      self.text = self.text.split(String.fromCharCode(call.char(0))).join(String.fromCharCode(call.char(1)));
      return self;
    })
    .method("StringBuilder Replace(string oldValue, string newValue, int startIndex, int count)", (self, call) =>
      self.replacePart(call, call.text(0), call.textOrNull(1) ?? ""),
    )
    .method("StringBuilder Replace(char oldChar, char newChar, int startIndex, int count)", (self, call) =>
      self.replacePart(call, String.fromCharCode(call.char(0)), String.fromCharCode(call.char(1))),
    )
    .method("StringBuilder Clear()", (self) => {
      self.text = "";
      return self;
    })
    .method("string ToString()", (self) => self.text)
    .method("string ToString(int startIndex, int length)", (self, call) => {
      const [start, length] = [call.int(0), call.int(1)];
      if (start < 0 || length < 0 || start + length > self.text.length) throw argumentOutOfRange("startIndex");
      return self.text.slice(start, start + length);
    });
  for (const name of [...APPENDED, "char[]"]) {
    type.method(`StringBuilder Append(${name} value)`, (self, call) => self.append(shown(call.value(0)), call));
  }
}

function writerMembers(type: TypeBuilder<NetStringWriter>): void {
  type
    .create("()", () => new NetStringWriter(create("")))
    .create("(StringBuilder sb)", (call) => new NetStringWriter(call.object(0, NetStringBuilder)))
    .method("StringBuilder GetStringBuilder()", (self) => self.builder)
    .method("void Write(string value)", (self, call) => (self.builder.append(call.textOrNull(0) ?? "", call), null))
    .method(
      "void Write(string format, params object[] arg)",
      (self, call) => (self.builder.append(composed(call), call), null),
    )
    .method("void WriteLine()", (self, call) => (self.builder.append(NEW_LINE, call), null))
    .method(
      "void WriteLine(string value)",
      (self, call) => (self.builder.append((call.textOrNull(0) ?? "") + NEW_LINE, call), null),
    )
    .method("void Flush()", () => null)
    .method("void Close()", () => null)
    .method("void Dispose()", () => null)
    .method("string ToString()", (self) => self.builder.text);
  for (const name of APPENDED) {
    type
      .method(`void Write(${name} value)`, (self, call) => (self.builder.append(shown(call.value(0)), call), null))
      .method(
        `void WriteLine(${name} value)`,
        (self, call) => (self.builder.append(shown(call.value(0)) + NEW_LINE, call), null),
      );
  }
}

function readerMembers(type: TypeBuilder<NetStringReader>): void {
  type
    .create("(string s)", (call) => new NetStringReader(call.text(0)))
    .method("int Read()", (self) => (self.index < self.text.length ? self.text.charCodeAt(self.index++) : -1))
    .method("int Peek()", (self) => (self.index < self.text.length ? self.text.charCodeAt(self.index) : -1))
    .method("string ReadLine()", (self, call) => {
      if (self.index >= self.text.length) return null;
      const end = /\r\n?|\n/g;
      end.lastIndex = self.index;
      const found = end.exec(self.text);
      const line = self.text.slice(self.index, found?.index);
      self.index = found === null ? self.text.length : end.lastIndex;
      call.runtime.step(line.length / 12);
      return line;
    })
    .method("string ReadToEnd()", (self) => {
      const rest = self.text.slice(self.index);
      self.index = self.text.length;
      return rest;
    })
    .method("void Close()", () => null)
    .method("void Dispose()", () => null);
}

function checkIndex(self: NetStringBuilder, index: number): number {
  if (index < 0 || index >= self.text.length) throw argumentOutOfRange("index");
  return index;
}

function create(text: string, capacity = 16): NetStringBuilder {
  if (capacity < 0) throw argumentOutOfRange("capacity");
  return new NetStringBuilder(text, capacity === 0 ? 16 : capacity);
}

/** @param at the place of the format among the arguments */
function composed(call: Call, at = 0): string {
  const values = [...call.items(at + 1)];
  return formatComposite(call.text(at), values.length, (index, format) =>
    formatValue(values[index] ?? null, format ?? null),
  );
}

/** A `char[]` is its characters. */
function shown(value: NetValue): string {
  if (value instanceof NetArray && value.elementType.is("System.Char")) {
    return value.items.map((item) => (item instanceof NetChar ? item.toText() : "")).join("");
  }
  return formatValue(value);
}

const APPENDED: readonly string[] = ["bool", "char", "int", "long", "double", "decimal", "object"];
