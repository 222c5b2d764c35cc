import { type Call } from "../../contract/call";
import { type TypeBuilder } from "../../contract/define";
import { byteArray, bytesOf, NetArray } from "../../contract/values";
import { argumentException, formatException } from "../errors";
import { NetGuid, parseGuid } from "./guid";

export function guidMembers(type: TypeBuilder<NetGuid>): void {
  const parse = (text: string) => {
    const guid = parseGuid(text);
    if (guid === undefined) throw formatException(NO_GUID);
    return guid;
  };
  type
    .create("()", () => new NetGuid("0".repeat(32)))
    .create("(string g)", (call) => parse(call.text(0)))
    .create("(byte[] b)", (call) => {
      const bytes = bytesOf(call.object(0, NetArray));
      if (bytes.length !== 16)
        throw argumentException("Byte array for Guid must be exactly 16 bytes long. (Parameter 'b')");
      return NetGuid.ofBytes(bytes);
    })
    .staticProperty("Guid Empty", () => new NetGuid("0".repeat(32)))
    .static("Guid NewGuid()", (call) => {
      const digits = Buffer.from(call.runtime.randomBytes(16)).toString("hex");
      const variant = "89ab"[Number.parseInt(digits[16]!, 16) % 4]!;
      return new NetGuid(`${digits.slice(0, 12)}4${digits.slice(13, 16)}${variant}${digits.slice(17)}`);
    })
    .static("Guid Parse(string input)", (call) => parse(call.text(0)))
    .static("Guid ParseExact(string input, string format)", (call) => {
      const guid = parseGuid(call.text(0));
      if (guid?.format(call.text(1)).toLowerCase() !== call.text(0).trim().toLowerCase())
        throw formatException(NO_GUID);
      return guid;
    })
    .create("(int a, short b, short c, byte[] d)", (call) => {
      const rest = bytesOf(call.object(3, NetArray));
      if (rest.length !== 8)
        throw argumentException("Byte array for Guid must be exactly 8 bytes long. (Parameter 'd')");
      return guidOf(call, [...rest]);
    })
    .create("(int a, short b, short c, byte d, byte e, byte f, byte g, byte h, byte i, byte j, byte k)", (call) =>
      guidOf(
        call,
        Array.from({ length: 8 }, (_, index) => call.number(3 + index)),
      ),
    )
    .static("bool TryParseExact(string input, string format, out Guid result)", (call) => {
      const text = call.textOrNull(0) ?? "";
      const guid = parseGuid(text);
      const isExact = guid?.format(call.text(1)).toLowerCase() === text.trim().toLowerCase();
      call.set(2, isExact ? guid : new NetGuid("0".repeat(32)));
      return isExact;
    })
    .static("bool TryParse(string input, out Guid result)", (call) => {
      const guid = parseGuid(call.textOrNull(0) ?? "");
      call.set(1, guid ?? new NetGuid("0".repeat(32)));
      return guid !== undefined;
    })
    .method("byte[] ToByteArray()", (self) => byteArray(self.toBytes()))
    .method("string ToString()", (self) => self.toText())
    .method("string ToString(string format)", (self, call) => self.format(call.textOrNull(0)))
    .method("string ToString(string format, IFormatProvider provider)", (self, call) => self.format(call.textOrNull(0)))
    .method("int CompareTo(Guid value)", (self, call) => self.compareTo(call.object(0, NetGuid)) ?? 0)
    .method("bool Equals(Guid g)", (self, call) => self.equals(call.value(0)))
    .operator("bool operator ==(Guid a, Guid b)", (call) => call.object(0, NetGuid).equals(call.value(1)))
    .operator("bool operator !=(Guid a, Guid b)", (call) => !call.object(0, NetGuid).equals(call.value(1)));
}

/** A GUID of its parts: the first three as numbers. */
function guidOf(call: Call, rest: readonly number[]): NetGuid {
  const hex = (value: number, digits: number) => (value >>> 0).toString(16).padStart(8, "0").slice(-digits);
  const tail = rest.map((byte) => hex(byte, 2)).join("");
  return new NetGuid(`${hex(call.int(0), 8)}${hex(call.number(1), 4)}${hex(call.number(2), 4)}${tail}`);
}

const NO_GUID = "Guid should contain 32 digits with 4 dashes (xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx).";
