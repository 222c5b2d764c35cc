import { chargeParts, chargeText } from "../../contract/meter";
import { exception, type NetThrow } from "../../contract/errors";
import { double, long } from "../../contract/values";
import { unsupported } from "../errors";
import { parseIsoDate } from "../time/date-parse";
import { NetDateTime } from "../time/values";
import { JArray, JObject, JProperty } from "./containers";
import { type JContainer, type JToken, JValue } from "./tokens";

/** What the text has to be: `JObject.Parse` reads nothing else. */
export type JsonRoot = "JToken" | "JObject" | "JArray";

/**
 * Reads JSON as leniently as Json.NET: comments, single quotes, names without quotes, commas at the end, `NaN`, hexadecimal numbers. Strings that are
 * dates with a time become dates.
 *
 * @throws a `JsonReaderException`
 */
export function readJson(text: string, root: JsonRoot = "JToken"): JToken {
  return new JsonReader(text).read(root);
}

/** What a string of JSON becomes. */
export function stringToken(text: string): JValue {
  const date = parseIsoDate(text);
  if (date === undefined) return new JValue(text, "String");
  const kind = date.isUtc ? "utc" : date.offset === undefined ? "unspecified" : "local";
  return new JValue(new NetDateTime(date.ticks - (date.offset ?? 0n), kind), "Date");
}

class JsonReader {
  private index = 0;
  /** The containers that are open, the innermost last; a property is its own container. */
  private readonly open: JContainer[] = [];

  public constructor(private readonly text: string) {}

  public read(root: JsonRoot): JToken {
    chargeText(2 * this.text.length);
    this.skipSpace();
    const name = root === "JToken" ? "JToken" : root;
    if (this.index >= this.text.length) throw this.error(`Error reading ${name} from JsonReader.`, 0);
    const start = this.text[this.index];
    const expected = root === "JObject" ? "{" : root === "JArray" ? "[" : undefined;
    if (expected !== undefined && start !== expected) {
      const found = this.kindAhead();
      const noun = root === "JObject" ? "an object" : "an array";
      throw this.error(`Error reading ${name} from JsonReader. Current JsonReader item is not ${noun}: ${found}.`);
    }
    const token = this.value();
    this.skipSpace();
    if (this.index < this.text.length) {
      throw this.error(`Additional text encountered after finished reading JSON content: ${this.text[this.index]!}.`);
    }
    return token;
  }

  /** Reads a value. Nested values are read by recursion, of which the depth is bounded. */
  private value(): JToken {
    const char = this.text[this.index];
    switch (char) {
      case "{":
        return this.object();
      case "[":
        return this.array();
      case '"':
      case "'":
        return stringToken(this.string());
      case undefined:
        throw this.error("Unexpected end when reading JSON.");
      default:
        return "0123456789-+.".includes(char) ? this.number() : this.word();
    }
  }

  private object(): JToken {
    const object = this.enter(new JObject());
    for (;;) {
      this.skipSpace();
      if (this.text[this.index] === "}") break;
      const name = this.name();
      this.skipSpace();
      if (this.text[this.index] !== ":") throw this.unexpected("parsing property name. Expected ':' but got", "after");
      this.index++;
      this.skipSpace();
      const value = this.value();
      // The last one of two properties with a name counts.
      if (object.property(name) === undefined) object.append(new JProperty(name, value));
      else object.set(name, value);
      this.skipSpace();
      if (this.text[this.index] === ",") this.index++;
      else if (this.text[this.index] !== "}")
        throw this.unexpected("After parsing a value an unexpected character was encountered");
    }
    return this.leave(object);
  }

  private array(): JToken {
    const array = this.enter(new JArray());
    for (;;) {
      this.skipSpace();
      if (this.text[this.index] === "]") break;
      if (this.text[this.index] === ",") {
        array.append(new JValue(null, "Undefined"));
        this.index++;
        continue;
      }
      chargeParts(1 / 4);
      array.append(this.value());
      this.skipSpace();
      if (this.text[this.index] === ",") this.index++;
      else if (this.text[this.index] !== "]")
        throw this.unexpected("After parsing a value an unexpected character was encountered");
    }
    return this.leave(array);
  }

  private enter<T extends JContainer>(container: T): T {
    this.open.push(container);
    if (this.open.length > MAX_DEPTH) {
      throw this.error(`The reader's MaxDepth of ${MAX_DEPTH} has been exceeded.`);
    }
    this.index++;
    return container;
  }

  private leave(container: JContainer): JToken {
    this.open.pop();
    this.index++;
    return container;
  }

  private name(): string {
    const char = this.text[this.index];
    if (char === '"' || char === "'") return this.string();
    const word = this.take(NAME);
    if (word !== undefined) return word;
    if (char === undefined) throw this.error("Unexpected end while parsing object.");
    throw this.error(`Invalid property identifier character: ${char}.`);
  }

  private string(): string {
    const quote = this.text[this.index]!;
    const start = ++this.index;
    let text = "";
    let from = start;
    for (; this.index < this.text.length; this.index++) {
      const char = this.text[this.index]!;
      if (char === quote) {
        text += this.text.slice(from, this.index++);
        return text;
      }
      if (char !== "\\") continue;
      text += this.text.slice(from, this.index) + this.escape();
      from = this.index + 1;
    }
    throw this.error(`Unterminated string. Expected delimiter: ${quote}.`);
  }

  /** What an escape is; the index moves to its last character. */
  private escape(): string {
    const letter = this.text[++this.index] ?? "";
    if (letter === "u") {
      const hex = this.text.slice(this.index + 1, this.index + 5);
      if (!/^[0-9A-Fa-f]{4}$/.test(hex)) throw this.error(`Invalid Unicode escape sequence: \\u${hex}.`);
      this.index += 4;
      return String.fromCharCode(Number.parseInt(hex, 16));
    }
    const char = ESCAPES.get(letter);
    if (char === undefined) throw this.error(`Bad JSON escape sequence: \\${letter}.`);
    return char;
  }

  private number(): JToken {
    const short = this.shortInteger();
    if (short !== undefined) return short;
    if (this.text.startsWith("-Infinity", this.index)) return this.word();
    const start = this.index;
    const text = this.take(NUMBER) ?? "";
    if (text.length > MAX_NUMBER) throw unsupported("a number in JSON that is this long");
    if (/^-?(?:0|[1-9]\d*)$/.test(text)) return this.integer(BigInt(text.length < 16 ? Number(text) : text));
    if (/^[-+]?0[xX][0-9A-Fa-f]+$/.test(text))
      return this.integer(BigInt.asIntN(64, BigInt(text.replace(/^[-+]/, ""))));
    if (/^-?0[0-7]+$/.test(text)) return this.integer(BigInt(Number.parseInt(text, 8)));
    const value = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/.test(text) ? Number(text) : NaN;
    if (Number.isNaN(value)) {
      this.index = start;
      throw this.error(`Input string '${text}' is not a valid number.`);
    }
    return new JValue(double(value), "Float");
  }

  /** Most numbers are integers without a sign, of few digits. */
  private shortInteger(): JToken | undefined {
    let at = this.index;
    let value = 0;
    for (; at < this.index + SHORT_INTEGER; at++) {
      const digit = this.text.charCodeAt(at) - ZERO;
      if (!(digit >= 0 && digit <= 9)) break;
      value = value * 10 + digit;
    }
    const isFirstZero = this.text.charCodeAt(this.index) === ZERO;
    if (at === this.index || (isFirstZero && at > this.index + 1) || !ENDS_NUMBER.has(this.text.charCodeAt(at))) {
      return undefined;
    }
    this.index = at;
    return new JValue(long(value), "Integer");
  }

  private integer(value: bigint): JToken {
    if (BigInt.asIntN(64, value) !== value) throw unsupported("a number in JSON that is larger than a long");
    return new JValue(long(value), "Integer");
  }

  private word(): JToken {
    const word = this.take(WORD) ?? "";
    switch (word) {
      case "true":
      case "false":
        return new JValue(word === "true", "Boolean");
      case "null":
        return new JValue(null, "Null");
      case "undefined":
        return new JValue(null, "Undefined");
      case "NaN":
        return new JValue(double(NaN), "Float");
      case "Infinity":
      case "-Infinity":
        return new JValue(double(word === "Infinity" ? Infinity : -Infinity), "Float");
      case "new":
        throw unsupported("a constructor in JSON");
    }
    this.index -= word.length;
    const char = this.text[this.index]!;
    throw this.error(`Unexpected character encountered while parsing value: ${char}.`);
  }

  /** What comes next, as `JsonToken` names it. */
  private kindAhead(): string {
    const char = this.text[this.index];
    if (char !== "{" && char !== "[") return this.value().tokenType;
    this.index++;
    return char === "{" ? "StartObject" : "StartArray";
  }

  private take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.index;
    const found = pattern.exec(this.text)?.[0];
    this.index += found?.length ?? 0;
    return found;
  }

  private skipSpace(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.index);
      if (code > 32 && code < 127 && code !== SLASH) return;
      this.take(SPACE);
      if (this.text.charCodeAt(this.index) !== SLASH) return;
      if (this.take(LINE_COMMENT) !== undefined) continue;
      if (this.take(COMMENT) !== undefined) continue;
      throw this.error("Error parsing comment.");
    }
  }

  private unexpected(what: string, kind: "value" | "after" = "value"): NetThrow {
    const char = this.text[this.index];
    if (char === undefined) return this.error("Unexpected end of content while loading JSON.");
    if (kind === "after") return this.error(`Invalid character after ${what}: ${char}.`);
    return this.error(`${what}: ${char}.`);
  }

  private error(message: string, line?: number): NetThrow {
    const before = this.text.slice(0, this.index);
    const number = line ?? before.split("\n").length;
    const position = this.index - (before.lastIndexOf("\n") + 1);
    const at = `Path '', line ${number}, position ${position}.`;
    return exception("Newtonsoft.Json.JsonReaderException", `${message} ${at}`);
  }
}

const SLASH = 47;
const ZERO = 48;
/** Digits that a number of JavaScript holds for certain. */
const SHORT_INTEGER = 15;
/** A comma, a bracket, a brace, and white space. */
const ENDS_NUMBER: ReadonlySet<number> = new Set([44, 93, 125, 32, 10, 13]);
const NAME = /[\p{L}\p{N}_$]+/uy;
const NUMBER = /[-+.\w]+/y;
const WORD = /-?[A-Za-z]+/y;
const SPACE = /[\s\ufeff]+/y;
const LINE_COMMENT = /\/\/[^\r\n]*/y;
const COMMENT = /\/\*[^]*?\*\//y;

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["b", "\b"],
  ["t", "\t"],
  ["n", "\n"],
  ["f", "\f"],
  ["r", "\r"],
  ["\\", "\\"],
  ["/", "/"],
  ['"', '"'],
  ["'", "'"],
]);

/** Characters of a number, of which some must take long to read. */
const MAX_NUMBER = 400;

/** The depth that Json.NET reads. */
const MAX_DEPTH = 64;
