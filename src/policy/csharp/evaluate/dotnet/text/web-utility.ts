import { type TypeBuilder } from "../../contract/define";
import { argumentOutOfRange } from "../../contract/errors";
import { byteArray, bytesOf, NetArray } from "../../contract/values";
import { htmlDecode, htmlEncode, urlDecode, urlEncode, urlEncodeBytes } from "./percent";

export function webUtilityMembers(type: TypeBuilder): void {
  const map = (signature: string, change: (text: string) => string) =>
    type.static(signature, (call) => {
      const text = call.textOrNull(0);
      call.runtime.checkLength((text?.length ?? 0) * 6);
      return text === null ? null : change(text);
    });
  map("string UrlEncode(string value)", urlEncode);
  map("string UrlDecode(string encodedValue)", urlDecode);
  map("string HtmlEncode(string value)", htmlEncode);
  map("string HtmlDecode(string value)", htmlDecode);
  // A code unit for each byte, so that only ASCII is escaped or read.
  const bytes = (signature: string, change: (bytes: Buffer) => Buffer) =>
    type.static(signature, (call) => {
      const all = Buffer.from(bytesOf(call.object(0, NetArray)));
      const [offset, count] = [call.int(1), call.int(2)];
      if (offset < 0 || count < 0 || offset + count > all.length) throw argumentOutOfRange("offset");
      call.runtime.checkLength(count * 3);
      return byteArray(change(all.subarray(offset, offset + count)));
    });
  bytes("byte[] UrlEncodeToBytes(byte[] value, int offset, int count)", (part) => Buffer.from(urlEncodeBytes(part)));
  bytes("byte[] UrlDecodeToBytes(byte[] encodedValue, int offset, int count)", (part) =>
    Buffer.from(
      part
        .toString("latin1")
        .replace(/\+/g, " ")
        .replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
      "latin1",
    ),
  );
}
