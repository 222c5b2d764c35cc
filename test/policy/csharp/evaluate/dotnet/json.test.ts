import { typeNamed } from "../../../../../src/policy/csharp/evaluate/contract/type";
import {
  byteArray,
  double,
  long,
  NetArray,
  NetObject,
  type NetValue,
  stringArray,
} from "../../../../../src/policy/csharp/evaluate/contract/values";
import "../../../../../src/policy/csharp/evaluate/dotnet/index";
import { castToken } from "../../../../../src/policy/csharp/evaluate/dotnet/json/convert";
import { readJson } from "../../../../../src/policy/csharp/evaluate/dotnet/json/read";
import { JObject } from "../../../../../src/policy/csharp/evaluate/dotnet/json/containers";
import { JToken, JValue } from "../../../../../src/policy/csharp/evaluate/dotnet/json/tokens";
import { textOf } from "../../../../../src/policy/csharp/evaluate/dotnet/json/value-text";
import { Library, thrown } from "./support";

const net = new Library();

function compact(value: NetValue): string {
  return value instanceof JToken ? value.toJson(false) : textOf(value);
}

function parse(json: string): JToken {
  return readJson(json);
}

function list(value: NetValue): string[] {
  const iterator = value instanceof NetObject ? value.enumerate() : undefined;
  const found: string[] = [];
  for (let next = iterator?.next(); next !== undefined && next.done !== true; next = iterator?.next()) {
    found.push(compact(next.value));
  }
  return found;
}

describe("reading JSON", () => {
  test.each([
    ['{"a":1,"b":[true,null,"x"]}', '{"a":1,"b":[true,null,"x"]}'],
    ["{'a':'b'}", '{"a":"b"}'],
    ["{a:1, $b_1:2}", '{"a":1,"$b_1":2}'],
    ["/* c */ [1, // d\n 2,]", "[1,2]"],
    ["[1,,2]", "[1,undefined,2]"],
    ['{"a":1,}', '{"a":1}'],
    ['{"a":1,"a":2}', '{"a":2}'],
    ["[1.0, 1e3, -0.5, .5, 1.50]", "[1.0,1000.0,-0.5,0.5,1.5]"],
    ["[0x1F, 017]", "[31,15]"],
    ["[NaN, Infinity, -Infinity]", '["NaN","Infinity","-Infinity"]'],
    ['["\\u0041\\n\\/\\\\"]', '["A\\n/\\\\"]'],
    ["9223372036854775807", "9223372036854775807"],
    ['"2024-01-02T03:04:05Z"', '"2024-01-02T03:04:05Z"'],
    ['"2024-01-02T03:04:05.1200000+02:00"', '"2024-01-02T01:04:05.12+00:00"'],
    ['"2024-01-02T03:04:05"', '"2024-01-02T03:04:05"'],
    ['"2024-01-02"', '"2024-01-02"'],
  ])("%p is %p", (json, expected) => {
    expect(compact(parse(json))).toBe(expected);
  });

  test("strings that are dates with a time become dates", () => {
    const types = ['"2024-01-02T03:04:05Z"', '"2024-01-02"', '"2024-13-02T03:04:05Z"'].map(
      (json) => parse(json).tokenType,
    );
    expect(types).toEqual(["Date", "String", "String"]);
    expect(textOf((parse('"2024-01-02T03:04:05Z"') as JValue).value)).toBe("01/02/2024 03:04:05");
  });

  test.each([
    ["", "JObject", "Error reading JObject from JsonReader. Path '', line 0, position 0."],
    [
      "[]",
      "JObject",
      "Error reading JObject from JsonReader. Current JsonReader item is not an object: StartArray. Path '', line 1, position 1.",
    ],
    [
      "{}",
      "JArray",
      "Error reading JArray from JsonReader. Current JsonReader item is not an array: StartObject. Path '', line 1, position 1.",
    ],
    [
      "{}x",
      "JObject",
      "Additional text encountered after finished reading JSON content: x. Path '', line 1, position 2.",
    ],
  ] as const)("fails for %p as %s", (json, root, message) => {
    expect(thrown(() => readJson(json, root))).toBe(`JsonReaderException: ${message}`);
  });

  test.each(['{"a":', '{"a" 1}', "[1 2]", '"abc', "{]", "<a/>", "tru", "[1", '["\\x"]', "1.2.3", "/*"])(
    "fails for %p",
    (json) => {
      expect(thrown(() => parse(json))).toMatch(/^JsonReaderException: /);
    },
  );

  test("fails for deep nesting, without a stack overflow", () => {
    expect(thrown(() => parse("[".repeat(100_000)))).toMatch(/MaxDepth of 64/);
  });
});

describe("writing JSON", () => {
  test("indents by two spaces", () => {
    expect(parse('{"a":1,"b":[1,{}],"c":[],"d":{"e":null}}').toText().split("\r\n")).toEqual([
      "{",
      '  "a": 1,',
      '  "b": [',
      "    1,",
      "    {}",
      "  ],",
      '  "c": [],',
      '  "d": {',
      '    "e": null',
      "  }",
      "}",
    ]);
  });

  test("escapes what has to be, and nothing else", () => {
    expect(compact(new JValue("\"\\/\t\u0001\u2028<é'", "String"))).toBe('"\\"\\\\/\\t\\u0001\\u2028<é\'"');
  });

  test.each<[NetValue, string]>([
    [null, "null"],
    [true, "true"],
    [3, "3"],
    [double(3), "3.0"],
    [double(1e20), "1E+20"],
    ["x", '"x"'],
    [stringArray(["a", "b"]), '["a","b"]'],
    [new NetArray(typeNamed("object"), [1, null, stringArray(["x"])]), '[1,null,["x"]]'],
  ])("SerializeObject of %p", (value, expected) => {
    expect(net.static("JsonConvert", "SerializeObject", value)).toBe(expected);
  });

  test("bytes, URIs and enum values have their own forms", () => {
    const token = (value: NetValue) => compact(net.create("JValue", value));
    expect(token(byteArray(Uint8Array.of(1, 2)))).toBe('"AQI="');
    expect(token(net.create("Uri", "https://example.com/a%20b"))).toBe('"https://example.com/a%20b"');
    expect(token(net.static("JTokenType", "Array"))).toBe("2");
  });

  test("ToString of a value is its text", () => {
    const texts = ["1.0", "true", "null", '"x"'].map((json) => net.get(parse(json), "ToString"));
    expect(texts).toEqual(["1", "True", "", "x"]);
  });
});

describe("JSONPath", () => {
  const store = parse(`{
    "store": {
      "book": [
        { "title": "A", "price": 8.95, "isbn": "1" },
        { "title": "B", "price": 12.99 },
        { "title": "C", "price": 22 }
      ],
      "bicycle": { "color": "red", "price": 19.95 }
    },
    "a b": { "c.d": 5 }
  }`);

  test.each([
    ["store.bicycle.color", ["red"]],
    ["$.store.bicycle.color", ["red"]],
    ["$", [compact(store)]],
    ["", [compact(store)]],
    ["store.book[0].title", ["A"]],
    ["$['store']['book'][1]['title']", ["B"]],
    ["['a b']['c.d']", ["5"]],
    ["store.book[*].title", ["A", "B", "C"]],
    ["store.book[0,2].title", ["A", "C"]],
    ["store.book[1:].title", ["B", "C"]],
    ["store.book[:-1].title", ["A", "B"]],
    ["store.book[-1:].title", ["C"]],
    ["store.book[::2].title", ["A", "C"]],
    ["$..price", ["8.95", "12.99", "22", "19.95"]],
    ["$..book[?(@.price < 10)].title", ["A"]],
    ["store.book[?(@.price > 10 && @.title != 'B')].title", ["C"]],
    ["store.book[?(@.isbn)].title", ["A"]],
    ["store.book[?(@.title == 'A' || @.title == 'C')].title", ["A", "C"]],
    ["store.*.color", ["red"]],
    ["nothing.here", []],
    ["store.book[9]", []],
  ])("%p selects %j", (path, expected) => {
    const found = list(net.get(store, "SelectTokens", path));
    expect(found.map((json) => json.replace(/^"(.*)"$/, "$1"))).toEqual(expected);
  });

  test("SelectToken gives null for nothing, and fails for more than one", () => {
    expect(net.get(store, "SelectToken", "x.y")).toBeNull();
    expect(thrown(() => net.get(store, "SelectToken", "$..price"))).toBe(
      "JsonException: Path returned multiple tokens.",
    );
    expect(thrown(() => net.get(store, "SelectToken", "x", true))).toBe(
      "JsonException: Property 'x' does not exist on JObject.",
    );
  });

  test.each(["a[", "a[0", "a.", "a[?(@.b ==)]", "a['b"])("fails for %p", (path) => {
    expect(thrown(() => net.get(store, "SelectToken", path))).toMatch(/^JsonException: /);
  });
});

describe("tokens", () => {
  const parsed = () => parse('{"a":1,"b":{"c":[1,"x",null]},"d":null}') as JObject;

  test("an indexer gives null for a property that is missing, and fails outside of an array", () => {
    const object = parsed();
    expect(net.get(object, "this", "zzz")).toBeNull();
    const array = parse("[1]");
    expect(thrown(() => net.get(array, "this", 5))).toMatch(/^ArgumentOutOfRangeException: Index was out of range/);
    expect(thrown(() => net.get(array, "this", "x"))).toBe(
      'ArgumentException: Accessed JArray values with invalid key value: "x". Int32 array index expected.',
    );
    expect(thrown(() => net.get(parse("1"), "this", "x"))).toMatch(
      /^InvalidOperationException: Cannot access child value on/,
    );
  });

  test("a path leads to each token", () => {
    const object = parse('{"a":{"b c":[1,{"d":2}]}}') as JObject;
    const paths = [...object.descendants()].map(({ path }) => path);
    expect(paths).toEqual([
      "a",
      "a",
      "a['b c']",
      "a['b c']",
      "a['b c'][0]",
      "a['b c'][1]",
      "a['b c'][1].d",
      "a['b c'][1].d",
    ]);
  });

  test.each<[string, string, string]>([
    ["1", "string", "1"],
    ['"5"', "int", "5"],
    ["2.5", "int", "2"],
    ["3.5", "int", "4"],
    ["true", "int", "1"],
    ['"true"', "bool", "True"],
    ["0", "bool", "False"],
    ['"1.5"', "double", "1.5"],
    ["true", "string", "True"],
    ["1.50", "decimal", "1.5"],
    ['"2024-01-02T03:04:05Z"', "string", "01/02/2024 03:04:05"],
  ])("(cast) %p to %s is %p", (json, type, expected) => {
    expect(textOf(castToken(parse(json), typeNamed(type)))).toBe(expected);
  });

  test.each([
    ["{}", "string", "ArgumentException: Can not convert Object to String."],
    ["[]", "int", "ArgumentException: Can not convert Array to Int32."],
    ["null", "int", "ArgumentException: Can not convert Null to Int32."],
    ['"x"', "int", "FormatException: Input string was not in a correct format."],
    ["99999999999", "int", "OverflowException: Value was either too large or too small for an Int32."],
  ])("fails to cast %p to %s", (json, type, expected) => {
    expect(thrown(() => castToken(parse(json), typeNamed(type)))).toBe(expected);
  });

  test("null casts to a null string", () => {
    expect(castToken(parse("null"), typeNamed("string"))).toBeNull();
  });

  test("Value<T> converts, and gives the default for what is missing", () => {
    const object = parsed();
    expect(net.generic(object, "Value", [typeNamed("int")], "a")).toBe(1);
    expect(net.generic(object, "Value", [typeNamed("string")], "a")).toBe("1");
    expect(net.generic(object, "Value", [typeNamed("int")], "zzz")).toBe(0);
    expect(net.generic(object, "Value", [typeNamed("string")], "d")).toBeNull();
    expect(compact(net.generic(object, "Value", [typeNamed("JObject")], "b"))).toBe('{"c":[1,"x",null]}');
    expect(thrown(() => net.generic(object, "Value", [typeNamed("string")], "b"))).toMatch(
      /^InvalidCastException: Cannot cast/,
    );
  });

  test("objects are built from properties, arrays from items", () => {
    const property = net.create("JProperty", "a", stringArray(["x", "y"]));
    expect(compact(net.create("JObject", new NetArray(typeNamed("object"), [property])))).toBe('{"a":["x","y"]}');
    expect(compact(net.create("JArray", new NetArray(typeNamed("object"), [1, "x", null])))).toBe('[1,"x",null]');
    expect(compact(net.create("JProperty", "n", null))).toBe('"n":null');
  });

  test("Add, Remove, Replace and Merge change an object", () => {
    const object = parsed();
    net.get(object, "Add", "e", new JValue(long(5), "Integer"));
    expect(net.get(object, "Remove", "d")).toBe(true);
    expect(net.get(object, "Remove", "d")).toBe(false);
    net.get(object.get("a")!, "Replace", new JValue("new", "String"));
    net.get(object, "Merge", parse('{"b":{"c":[2],"f":1},"a":null}'));
    net.set(object, "this", "g", true);
    expect(compact(object)).toBe('{"a":"new","b":{"c":[1,"x",null,2],"f":1},"e":5,"g":true}');
    expect(thrown(() => net.get(object, "Add", "e", parse("1")))).toMatch(/^ArgumentException: Can not add property e/);
  });

  test("AddFirst, AddAfterSelf, Next and Previous know the order", () => {
    const object = parse('{"b":2}') as JObject;
    net.get(object, "AddFirst", net.create("JProperty", "a", 1));
    net.get(object.property("a")!, "AddAfterSelf", net.create("JProperty", "a2", 1));
    expect(compact(object)).toBe('{"a":1,"a2":1,"b":2}');
    expect(compact(net.get(object.property("a2")!, "Next"))).toBe('"b":2');
    expect(compact(net.get(object.property("a2")!, "Previous"))).toBe('"a":1');
    expect(net.get(object.property("b")!, "Next")).toBeNull();
    expect(compact(net.get(object, "First"))).toBe('"a":1');
  });

  test("a token that has a parent is copied", () => {
    const object = parsed();
    const other = new JObject();
    other.set("copy", object.get("b")!);
    net.get(object.get("b")!, "Remove", "c");
    expect(compact(other)).toBe('{"copy":{"c":[1,"x",null]}}');
    expect(compact(object)).toBe('{"a":1,"b":{},"d":null}');
  });

  test("names are compared as asked", () => {
    const ordinalIgnoreCase = net.create("JObject");
    expect(ordinalIgnoreCase).toBeInstanceOf(JObject);
    expect(net.get(parsed(), "ContainsKey", "A")).toBe(false);
    expect(net.get(parsed(), "GetValue", "a")).toEqual(expect.any(JValue));
  });

  test("DeepEquals ignores the order of properties, and knows types", () => {
    const equal = (a: string, b: string) => net.static("JToken", "DeepEquals", parse(a), parse(b));
    expect(equal('{"a":1,"b":[1,2]}', '{"b":[1,2],"a":1}')).toBe(true);
    expect(equal("[1,2]", "[2,1]")).toBe(false);
    expect(equal("1", '"1"')).toBe(false);
    expect(equal("null", "null")).toBe(true);
  });
});
