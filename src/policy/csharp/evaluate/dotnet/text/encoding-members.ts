import { type Call } from "../../contract/call";
import { type TypeBuilder } from "../../contract/define";
import { argumentOutOfRange } from "../../contract/errors";
import { typeNamed } from "../../contract/type";
import { byteArray, bytesOf, char, NetArray, NetChar } from "../../contract/values";
import {
  ASCII,
  BIG_ENDIAN_UNICODE,
  encodingNamed,
  encodingOfPage,
  LATIN1,
  NetEncoding,
  UNICODE,
  UTF32,
  UTF8,
} from "./encoding";

export function encodingMembers(type: TypeBuilder<NetEncoding>): void {
  const decode = (self: NetEncoding, bytes: Uint8Array, call: Call) => {
    call.runtime.checkLength(bytes.length);
    return self.decode(bytes);
  };
  type
    .staticProperty("Encoding UTF8", () => UTF8)
    .staticProperty("Encoding Default", () => UTF8)
    .staticProperty("Encoding ASCII", () => ASCII)
    .staticProperty("Encoding Unicode", () => UNICODE)
    .staticProperty("Encoding BigEndianUnicode", () => BIG_ENDIAN_UNICODE)
    .staticProperty("Encoding Latin1", () => LATIN1)
    .staticProperty("Encoding UTF32", () => UTF32)
    .static("Encoding GetEncoding(string name)", (call) => encodingNamed(call.text(0)))
    .static("Encoding GetEncoding(int codepage)", (call) => encodingOfPage(call.int(0)))
    .static("byte[] Convert(Encoding srcEncoding, Encoding dstEncoding, byte[] bytes)", (call) => {
      const bytes = bytesOf(call.object(2, NetArray));
      return byteArray(call.object(1, NetEncoding).encode(decode(call.object(0, NetEncoding), bytes, call)));
    })
    .property("string WebName", (self) => self.webName)
    .property("string HeaderName", (self) => self.bodyName)
    .property("string EncodingName", (self) => self.displayName)
    .property("string BodyName", (self) => self.bodyName)
    .property("int CodePage", (self) => self.codePage)
    .method("byte[] GetBytes(string s)", (self, call) => {
      call.runtime.checkLength(call.text(0).length);
      return byteArray(self.encode(call.text(0)));
    })
    .method("byte[] GetBytes(char[] chars)", (self, call) => {
      const text = call.object(0, NetArray).items.map((item) => (item instanceof NetChar ? item.toText() : ""));
      call.runtime.checkLength(text.length);
      return byteArray(self.encode(text.join("")));
    })
    .method("byte[] GetBytes(char[] chars, int index, int count)", (self, call) =>
      byteArray(self.encode(charsIn(call))),
    )
    .method("int GetByteCount(char[] chars)", (self, call) => self.encode(charsIn(call)).length)
    .method("int GetByteCount(char[] chars, int index, int count)", (self, call) => self.encode(charsIn(call)).length)
    .method(
      "int GetCharCount(byte[] bytes)",
      (self, call) => decode(self, bytesOf(call.object(0, NetArray)), call).length,
    )
    .method("char[] GetChars(byte[] bytes)", (self, call) =>
      charArray(decode(self, bytesOf(call.object(0, NetArray)), call)),
    )
    .method("char[] GetChars(byte[] bytes, int index, int count)", (self, call) => {
      const bytes = bytesOf(call.object(0, NetArray));
      const [index, count] = [call.int(1), call.int(2)];
      if (index < 0 || count < 0 || index + count > bytes.length) throw argumentOutOfRange("bytes");
      return charArray(decode(self, bytes.slice(index, index + count), call));
    })
    .method("int GetByteCount(string s)", (self, call) => self.encode(call.text(0)).length)
    .method("string GetString(byte[] bytes)", (self, call) => decode(self, bytesOf(call.object(0, NetArray)), call))
    .method("string GetString(byte[] bytes, int index, int count)", (self, call) => {
      const bytes = bytesOf(call.object(0, NetArray));
      const [index, count] = [call.int(1), call.int(2)];
      if (index < 0 || count < 0 || index + count > bytes.length) throw argumentOutOfRange("bytes");
      return decode(self, bytes.slice(index, index + count), call);
    })
    .method("byte[] GetPreamble()", (self) => byteArray(Uint8Array.from(self.preamble)));
}

/** The characters of the first argument, or those that an index and a count say. */
function charsIn(call: Call): string {
  const { items } = call.object(0, NetArray);
  const [index, count] = call.count > 1 ? [call.int(1), call.int(2)] : [0, items.length];
  if (index < 0 || count < 0 || index + count > items.length) throw argumentOutOfRange("chars");
  call.runtime.checkLength(count);
  return items
    .slice(index, index + count)
    .map((item) => (item instanceof NetChar ? item.toText() : ""))
    .join("");
}

function charArray(text: string): NetArray {
  return new NetArray(
    typeNamed("char"),
    Array.from({ length: text.length }, (_, index) => char(text.charCodeAt(index))),
  );
}
