import { enumValue } from "../../../../../src/policy/csharp/evaluate/contract/define";
import {
  byteArray,
  char,
  double,
  long,
  NetArray,
  type NetNumber,
  type NetObject,
  type NetValue,
} from "../../../../../src/policy/csharp/evaluate/contract/values";
import "../../../../../src/policy/csharp/evaluate/dotnet/index";
import { textOf } from "../../../../../src/policy/csharp/evaluate/dotnet/json/value-text";
import { Library, thrown } from "./support";

const net = new Library();

const bytes = (...values: number[]) => byteArray(Uint8Array.from(values));
const hex = (value: NetValue) =>
  value instanceof NetArray
    ? value.items
        .map((item) =>
          Number((item as NetNumber).value)
            .toString(16)
            .padStart(2, "0"),
        )
        .join("")
    : "";
const get = (value: NetValue, name: string, ...values: NetValue[]) => net.get(value as NetObject, name, ...values);

describe("Convert", () => {
  test.each<[string, NetValue, string]>([
    ["ToInt32", "42", "42"],
    ["ToInt32", " -7 ", "-7"],
    ["ToInt32", double(2.5), "2"],
    ["ToInt32", double(3.5), "4"],
    ["ToInt32", double(-2.5), "-2"],
    ["ToInt32", true, "1"],
    ["ToInt32", null, "0"],
    ["ToInt32", char("A"), "65"],
    ["ToInt64", "9223372036854775807", "9223372036854775807"],
    ["ToByte", 255, "255"],
    ["ToBoolean", "True", "True"],
    ["ToBoolean", 0, "False"],
    ["ToBoolean", null, "False"],
    ["ToDouble", "1,234.5", "1234.5"],
    ["ToDecimal", "1.50", "1.50"],
    ["ToString", 5, "5"],
    ["ToString", true, "True"],
    ["ToDateTime", "2024-01-02", "01/02/2024 00:00:00"],
  ])("%s(%p) is %p", (name, value, expected) => {
    expect(textOf(net.static("Convert", name, value))).toBe(expected);
  });

  test.each<[string, NetValue, string]>([
    ["ToInt32", "4x", "FormatException: Input string was not in a correct format."],
    ["ToInt32", "3000000000", "OverflowException: Value was either too large or too small for an Int32."],
    ["ToByte", 256, "OverflowException: Value was either too large or too small for an unsigned byte."],
    ["ToBoolean", "yes", "FormatException: String 'yes' was not recognized as a valid Boolean."],
    ["FromBase64String", "a===", "FormatException: The input is not a valid Base-64 string"],
    ["FromBase64String", "abc", "FormatException: The input is not a valid Base-64 string"],
  ])("fails for %s(%p)", (name, value, expected) => {
    expect(thrown(() => net.static("Convert", name, value)).startsWith(expected)).toBe(true);
  });

  test("Base64, and numbers in other bases", () => {
    expect(net.static("Convert", "ToBase64String", bytes(0xfb, 0xff, 0x01))).toBe("+/8B");
    expect(hex(net.static("Convert", "FromBase64String", " +/8B \n"))).toBe("fbff01");
    expect(net.static("Convert", "ToInt32", "ff", 16)).toBe(255);
    expect(net.static("Convert", "ToInt32", "ffffffff", 16)).toBe(-1);
    expect(net.static("Convert", "ToInt32", "101", 2)).toBe(5);
    expect(net.static("Convert", "ToString", 255, 16)).toBe("ff");
    expect(net.static("Convert", "ToString", -1, 2)).toBe("1".repeat(32));
  });
});

describe("encodings", () => {
  test.each([
    ["UTF8", "aé€😀", "61c3a9e282acf09f9880"],
    ["ASCII", "aé", "613f"],
    ["Unicode", "aé", "6100e900"],
    ["BigEndianUnicode", "aé", "006100e9"],
    ["Latin1", "é€", "e93f"],
  ])("%s writes %p", (name, text, expected) => {
    const encoding = net.static("Encoding", name);
    expect(hex(get(encoding, "GetBytes", text))).toBe(expected);
  });

  test("UTF-8 replaces what is none, and keeps a byte order mark", () => {
    const utf8 = net.static("Encoding", "UTF8");
    expect(get(utf8, "GetString", bytes(0x61, 0xff, 0x62))).toBe("a\ufffdb");
    expect(get(utf8, "GetString", bytes(0xef, 0xbb, 0xbf, 0x61))).toBe("\ufeffa");
    expect(get(net.static("Encoding", "GetEncoding", "iso-8859-1"), "GetString", bytes(0xe9))).toBe("é");
    expect(thrown(() => net.static("Encoding", "GetEncoding", "nope"))).toMatch(/^ArgumentException: 'nope' is not/);
  });
});

describe("Guid", () => {
  const text = "0f8fad5b-d9cb-469f-a165-70867728950e";

  test.each([
    ["", text],
    ["N", "0f8fad5bd9cb469fa16570867728950e"],
    ["B", `{${text}}`],
    ["P", `(${text})`],
    ["X", "{0x0f8fad5b,0xd9cb,0x469f,{0xa1,0x65,0x70,0x86,0x77,0x28,0x95,0x0e}}"],
  ])("in the format %p", (format, expected) => {
    const guid = net.static("Guid", "Parse", text);
    expect(get(guid, "ToString", format)).toBe(expected);
    expect(textOf(net.static("Guid", "Parse", expected.toUpperCase().replace(/0X/g, "0x")))).toBe(text);
  });

  test("bytes have the first parts turned around", () => {
    const array = get(net.static("Guid", "Parse", text), "ToByteArray");
    expect(hex(array)).toBe("5bad8f0fcbd99f46a16570867728950e");
    expect(textOf(net.create("Guid", array))).toBe(text);
  });

  test("a new one comes from the random source, with version and variant", () => {
    expect(textOf(net.static("Guid", "NewGuid"))).toBe("80808080-8080-4080-8080-808080808080");
    expect(thrown(() => net.static("Guid", "Parse", "x"))).toMatch(/^FormatException: Guid should contain 32 digits/);
  });
});

describe("URIs and web text", () => {
  test.each([
    ["Uri", "EscapeDataString", "a b&c=d/é!'()*~", "a%20b%26c%3Dd%2F%C3%A9%21%27%28%29%2A~"],
    ["Uri", "UnescapeDataString", "a%20b%C3%A9%FF%2", "a bé%FF%2"],
    ["Uri", "UnescapeDataString", "a+b", "a+b"],
    ["WebUtility", "UrlEncode", "a b&c=é!'()*~", "a+b%26c%3D%C3%A9!%27()*%7E"],
    ["WebUtility", "UrlDecode", "a+b%26%C3%A9", "a b&é"],
    ["WebUtility", "HtmlEncode", "<a href='x'>\"é\"&€", "&lt;a href=&#39;x&#39;&gt;&quot;&#233;&quot;&amp;€"],
    ["WebUtility", "HtmlDecode", "&lt;&#233;&#x41;&amp;&nope;&nbsp;", "<éA&&nope;\u00a0"],
  ])("%s.%s(%p)", (type, name, text, expected) => {
    expect(net.static(type, name, text)).toBe(expected);
  });

  test.each([
    ["AbsoluteUri", "https://user@example.com:8443/a%20b/c?x=1&y=%C3%A9#top"],
    ["Host", "example.com"],
    ["Port", "8443"],
    ["Scheme", "https"],
    ["AbsolutePath", "/a%20b/c"],
    ["LocalPath", "/a b/c"],
    ["Query", "?x=1&y=%C3%A9"],
    ["Fragment", "#top"],
    ["Authority", "example.com:8443"],
    ["PathAndQuery", "/a%20b/c?x=1&y=%C3%A9"],
    ["UserInfo", "user"],
  ])("%s of a URI", (name, expected) => {
    const uri = net.create("Uri", "HTTPS://user@Example.com:8443/a b/x/../c?x=1&y=é#top");
    expect(textOf(get(uri, name))).toBe(expected);
  });

  test("a URI adds the path, leaves out its own port, and resolves references", () => {
    expect(textOf(get(net.create("Uri", "https://example.com:443"), "AbsoluteUri"))).toBe("https://example.com/");
    const base = net.create("Uri", "https://example.com/a/b?q=1");
    expect(textOf(net.create("Uri", base, "../c"))).toBe("https://example.com/c");
    expect(textOf(net.create("Uri", base, "?z"))).toBe("https://example.com/a/b?z");
    expect(textOf(get(base, "GetLeftPart", enumValue("UriPartial", 1)))).toBe("https://example.com");
    expect(thrown(() => net.create("Uri", "/a"))).toBe(
      "UriFormatException: Invalid URI: The format of the URI could not be determined.",
    );
  });
});

describe("other types of text and bytes", () => {
  test("StringBuilder", () => {
    const builder = net.create("StringBuilder", "ab");
    get(builder, "Append", "cd");
    get(builder, "Append", 5);
    get(builder, "AppendLine", "!");
    get(builder, "Insert", 0, ">");
    get(builder, "Replace", "c", "C");
    get(builder, "Remove", 1, 1);
    expect(textOf(builder)).toBe(">bCd5!\r\n");
    expect(get(builder, "Length")).toBe(8);
  });

  test("StringReader reads lines", () => {
    const reader = net.create("StringReader", "a\r\nb\n\nc");
    expect([1, 2, 3, 4, 5].map(() => get(reader, "ReadLine"))).toEqual(["a", "b", "", "c", null]);
  });

  test("BitConverter has the lowest byte first", () => {
    expect(net.static("BitConverter", "ToString", bytes(1, 0xab, 0xff))).toBe("01-AB-FF");
    expect(net.static("BitConverter", "ToInt32", bytes(1, 2, 0, 0), 0)).toBe(513);
    expect(textOf(net.static("BitConverter", "ToInt16", bytes(0xff, 0xff), 0))).toBe("-1");
    expect(hex(net.static("BitConverter", "GetBytes", long(1n)))).toBe("0100000000000000");
    expect(thrown(() => net.static("BitConverter", "ToInt32", bytes(1, 2), 0))).toMatch(
      /^ArgumentException: Destination array/,
    );
  });

  test("Random with a seed gives the numbers of .NET", () => {
    const random = net.create("Random", 42);
    expect([1, 2, 3].map(() => get(random, "Next"))).toEqual([1_434_747_710, 302_596_119, 269_548_474]);
    expect(get(net.create("Random", 0), "Next")).toBe(1_559_595_546);
    expect(get(net.create("Random"), "Next", 10, 20)).toBe(15);
  });

  test.each([
    ["10.1.2.3", "10.1.2.3", "0a010203"],
    ["::1", "::1", "00000000000000000000000000000001"],
    ["2001:DB8:0:0:1:0:0:1", "2001:db8::1:0:0:1", "20010db8000000000001000000000001"],
    ["::ffff:1.2.3.4", "::ffff:1.2.3.4", "00000000000000000000ffff01020304"],
  ])("IPAddress %s", (text, expected, address) => {
    const parsed = net.static("IPAddress", "Parse", text);
    expect(textOf(parsed)).toBe(expected);
    expect(hex(get(parsed, "GetAddressBytes"))).toBe(address);
  });
});

describe("cryptography", () => {
  const data = bytes(0x61, 0x62, 0x63);

  test.each([
    ["MD5", "900150983cd24fb0d6963f7d28e17f72"],
    ["SHA1", "a9993e364706816aba3e25717850c26c9cd0d89d"],
    ["SHA256", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"],
  ])("%s of abc", (name, expected) => {
    expect(hex(get(net.static(name, "Create"), "ComputeHash", data))).toBe(expected);
  });

  test("HMACSHA256 has the key of its constructor", () => {
    const key = byteArray(Buffer.from("key"));
    const text = byteArray(Buffer.from("The quick brown fox jumps over the lazy dog"));
    expect(hex(get(net.create("HMACSHA256", key), "ComputeHash", text))).toBe(
      "f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8",
    );
  });

  test("random bytes come from the random source", () => {
    const buffer = bytes(0, 0);
    get(net.create("RNGCryptoServiceProvider"), "GetBytes", buffer);
    expect(hex(buffer)).toBe("8080");
  });
});
