import { chargeItems } from "../../contract/meter";
import { type Call } from "../../contract/call";
import { defineEnum, defineType, type TypeBuilder } from "../../contract/define";
import { argumentNull, argumentOutOfRange, exception } from "../../contract/errors";
import { typeNamed } from "../../contract/type";
import {
  byteArray,
  bytesOf,
  char,
  displayName,
  double,
  long,
  NetArray,
  NetNumber,
  type NetValue,
} from "../../contract/values";
import { typeOfValue } from "../../binding/values-of-types";
import { NetTypeObject } from "../../core/type-object";
import { argumentException, formatException } from "../errors";
import { NEW_LINE } from "../new-line";
import {
  integerValue,
  type IntegerKind,
  toBoolean,
  toChar,
  toDateTime,
  toDecimal,
  toDouble,
  toInteger,
  toText,
} from "./change-type";

export const CONVERT_TYPES = [
  defineEnum("System.Base64FormattingOptions", { None: 0, InsertLineBreaks: 1 }),
  defineType("static class System.Convert", convertMembers),
  defineType("static class System.BitConverter", bitConverterMembers),
];

/** The conversions to types that are no integers. */
const CONVERSIONS: readonly (readonly [signature: string, convert: (value: NetValue) => NetValue])[] = [
  ["bool ToBoolean", toBoolean],
  ["double ToDouble", (value) => double(toDouble(value))],
  ["float ToSingle", (value) => new NetNumber("float", Math.fround(toDouble(value)))],
  ["decimal ToDecimal", toDecimal],
  ["char ToChar", toChar],
  ["DateTime ToDateTime", toDateTime],
];

const KINDS: readonly (readonly [IntegerKind, string])[] = [
  ["sbyte", "SByte"],
  ["byte", "Byte"],
  ["short", "Int16"],
  ["ushort", "UInt16"],
  ["int", "Int32"],
  ["uint", "UInt32"],
  ["long", "Int64"],
  ["ulong", "UInt64"],
];

function convertMembers(type: TypeBuilder): void {
  for (const [kind, name] of KINDS) {
    type
      .static(`${kind} To${name}(object value)`, (call) => toInteger(call.value(0), kind))
      .static(`${kind} To${name}(object value, IFormatProvider provider)`, (call) => toInteger(call.value(0), kind))
      .static(`${kind} To${name}(string value, int fromBase)`, (call) => fromBase(call, kind));
  }
  for (const [signature, convert] of CONVERSIONS) {
    type
      .static(`${signature}(object value)`, (call) => convert(call.value(0)))
      .static(`${signature}(object value, IFormatProvider provider)`, (call) => convert(call.value(0)));
  }
  type
    .static("string ToString(object value, IFormatProvider provider)", (call) => toText(call.value(0)))
    .static("string ToString(string value)", (call) => call.textOrNull(0))
    .static("string ToString(object value)", (call) => toText(call.value(0)))
    .static("string ToString(byte value, int toBase)", (call) => inBase(call, 8))
    .static("string ToString(short value, int toBase)", (call) => inBase(call, 16))
    .static("string ToString(int value, int toBase)", (call) => inBase(call, 32))
    .static("string ToString(long value, int toBase)", (call) => inBase(call, 64))
    .static("string ToBase64String(byte[] inArray)", (call) => base64(call.object(0, NetArray), call))
    .static("string ToBase64String(byte[] inArray, Base64FormattingOptions options)", (call) => {
      const text = base64(call.object(0, NetArray), call);
      return call.enum(1) === 1 ? (text.match(/.{1,76}/g) ?? []).join(NEW_LINE) : text;
    })
    .static("string ToBase64String(byte[] inArray, int offset, int length)", base64Part)
    .static(
      "string ToBase64String(byte[] inArray, int offset, int length, Base64FormattingOptions options)",
      (call) => {
        const text = base64Part(call);
        return call.enum(3) === 1 ? (text.match(/.{1,76}/g) ?? []).join(NEW_LINE) : text;
      },
    )
    .static("byte[] FromBase64String(string s)", (call) => fromBase64(call.text(0), call))
    .static("byte[] FromBase64CharArray(char[] inArray, int offset, int length)", (call) => {
      const { items } = call.object(0, NetArray);
      const [offset, length] = [call.int(1), call.int(2)];
      if (offset < 0 || length < 0 || offset + length > items.length) throw argumentOutOfRange("offset");
      return fromBase64(
        items
          .slice(offset, offset + length)
          .map((item) => toText(item) ?? "")
          .join(""),
        call,
      );
    })
    .static("object ChangeType(object value, Type conversionType)", changeType)
    .static("object ChangeType(object value, Type conversionType, IFormatProvider provider)", changeType)
    .static("string ToHexString(byte[] inArray)", (call) =>
      Buffer.from(bytesOf(call.object(0, NetArray)))
        .toString("hex")
        .toUpperCase(),
    )
    .static("byte[] FromHexString(string s)", (call) => {
      const text = call.text(0);
      if (!/^(?:[0-9A-Fa-f]{2})*$/.test(text)) {
        throw formatException("The input is not a valid hex string as it contains a non-hex character.");
      }
      return byteArray(Buffer.from(text, "hex"));
    });
}

function base64(array: NetArray, call: Call): string {
  call.runtime.checkLength(array.items.length * 2);
  return Buffer.from(bytesOf(array)).toString("base64");
}

function base64Part(call: Call): string {
  const bytes = bytesOf(call.object(0, NetArray));
  const [offset, length] = [call.int(1), call.int(2)];
  if (offset < 0 || length < 0 || offset + length > bytes.length) throw argumentOutOfRange("offset");
  return Buffer.from(bytes.slice(offset, offset + length)).toString("base64");
}

/** `Convert.ChangeType`: to one of the types that `Convert` has a method for. */
function changeType(call: Call): NetValue {
  const type = call.object(1, NetTypeObject).described;
  const value = call.value(0);
  if (value === null && !type.isValueType) return null;
  const actual = typeOfValue(value);
  if (actual?.equals(type) === true) return value;
  const kind = KINDS.find(([name]) => typeNamed(name).equals(type))?.[0];
  if (value === null) throw exception("InvalidCastException", "Null object cannot be converted to a value type.");
  if (kind !== undefined) return toInteger(value, kind);
  if (type.is("System.Object")) return value;
  if (type.is("System.String")) return toText(value);
  const conversion = CONVERSIONS.find(([signature]) =>
    typeNamed(signature.slice(0, signature.indexOf(" "))).equals(type),
  );
  if (conversion !== undefined) return conversion[1](value);
  throw exception(
    "InvalidCastException",
    `Invalid cast from '${displayName(actual ?? type)}' to '${displayName(type)}'.`,
  );
}

/** White space among the digits is ignored; the padding has to be there. */
function fromBase64(written: string, call: Call): NetArray {
  const text = written.replace(/[ \t\r\n]/g, "");
  call.runtime.checkLength(text.length);
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) {
    throw formatException(
      "The input is not a valid Base-64 string as it contains a non-base 64 character, more than two padding characters, or an illegal character among the padding characters.",
    );
  }
  return byteArray(Buffer.from(text, "base64"));
}

function fromBase(call: Call, kind: IntegerKind): NetValue {
  const text = call.textOrNull(0);
  const base = call.int(1);
  if (![2, 8, 10, 16].includes(base)) throw argumentException("Invalid Base.");
  if (text === null) return integerValue(0n, kind);
  if (base === 10) return toInteger(text, kind);
  const bare = base === 16 ? text.replace(/^0x/i, "") : text;
  if (!new RegExp(base === 16 ? "^[0-9A-Fa-f]+$" : `^[0-${base - 1}]+$`).test(bare)) {
    throw formatException("Could not find any recognizable digits.");
  }
  const prefix = base === 16 ? "0x" : base === 8 ? "0o" : "0b";
  const value = BigInt(prefix + bare);
  const bits = BITS[kind];
  if (value >= 1n << BigInt(bits)) return toInteger("9".repeat(30), kind);
  const isSigned = kind === "sbyte" || kind === "short" || kind === "int" || kind === "long";
  return integerValue(isSigned ? BigInt.asIntN(bits, value) : value, kind);
}

function inBase(call: Call, bits: number): string {
  const base = call.int(1);
  if (![2, 8, 10, 16].includes(base)) throw argumentException("Invalid Base.");
  const value = call.long(0);
  return (base === 10 ? value : BigInt.asUintN(bits, value)).toString(base);
}

function bitConverterMembers(type: TypeBuilder): void {
  type
    .staticProperty("bool IsLittleEndian", () => true)
    .static("string ToString(byte[] value)", (call) => dashed(bytesOf(call.object(0, NetArray))))
    .static("string ToString(byte[] value, int startIndex)", (call) =>
      dashed(bytesOf(call.object(0, NetArray)).slice(call.int(1))),
    )
    .static("string ToString(byte[] value, int startIndex, int length)", (call) =>
      dashed(bytesOf(call.object(0, NetArray)).slice(call.int(1), call.int(1) + call.int(2))),
    )
    .static("bool ToBoolean(byte[] value, int startIndex)", (call) => view(call, 1).getUint8(0) !== 0)
    .static("char ToChar(byte[] value, int startIndex)", (call) => char(view(call, 2).getUint16(0, true)))
    .static(
      "float ToSingle(byte[] value, int startIndex)",
      (call) => new NetNumber("float", view(call, 4).getFloat32(0, true)),
    )
    .static("long DoubleToInt64Bits(double value)", (call) => {
      const data = new DataView(new ArrayBuffer(8));
      data.setFloat64(0, call.number(0));
      return long(data.getBigInt64(0));
    })
    .static("double Int64BitsToDouble(long value)", (call) => {
      const data = new DataView(new ArrayBuffer(8));
      data.setBigInt64(0, call.long(0));
      return double(data.getFloat64(0));
    })
    .static("byte[] GetBytes(char value)", (call) => byteArray(Uint8Array.of(call.char(0) & 0xff, call.char(0) >> 8)))
    .static("byte[] GetBytes(float value)", (call) => {
      const data = new DataView(new ArrayBuffer(4));
      data.setFloat32(0, call.number(0), true);
      return byteArray(new Uint8Array(data.buffer));
    })
    .static("double ToDouble(byte[] value, int startIndex)", (call) => double(view(call, 8).getFloat64(0, true)))
    .static("byte[] GetBytes(bool value)", (call) => byteArray(Uint8Array.of(call.boolean(0) ? 1 : 0)))
    .static("byte[] GetBytes(double value)", (call) => {
      const data = new DataView(new ArrayBuffer(8));
      data.setFloat64(0, call.number(0), true);
      return byteArray(new Uint8Array(data.buffer));
    });
  for (const [kind, name] of KINDS.slice(2)) {
    const bytes = BITS[kind] / 8;
    const isSigned = !kind.startsWith("u");
    type
      .static(`${kind} To${name}(byte[] value, int startIndex)`, (call) => {
        const data = view(call, bytes);
        let value = 0n;
        for (let index = bytes - 1; index >= 0; index--) value = (value << 8n) | BigInt(data.getUint8(index));
        return integerValue(isSigned ? BigInt.asIntN(bytes * 8, value) : value, kind);
      })
      .static(`byte[] GetBytes(${kind} value)`, (call) => {
        const value = BigInt.asUintN(bytes * 8, call.long(0));
        return byteArray(
          Uint8Array.from({ length: bytes }, (_, index) => Number((value >> BigInt(index * 8)) & 0xffn)),
        );
      });
  }
}

function view(call: Call, size: number): DataView {
  const value = call.value(0);
  if (!(value instanceof NetArray)) throw argumentNull("value");
  const start = call.int(1);
  if (start < 0 || start >= value.items.length) throw argumentOutOfRange("startIndex");
  if (start + size > value.items.length) {
    throw argumentException(
      "Destination array is not long enough to copy all the items in the collection. Check array index and length.",
    );
  }
  const bytes = bytesOf(value);
  return new DataView(bytes.buffer, bytes.byteOffset + start, size);
}

function dashed(bytes: Uint8Array): string {
  chargeItems(bytes.length);
  return Buffer.from(bytes)
    .toString("hex")
    .toUpperCase()
    .replace(/..(?=.)/g, "$&-");
}

const BITS: Readonly<Record<IntegerKind, number>> = {
  sbyte: 8,
  byte: 8,
  short: 16,
  ushort: 16,
  int: 32,
  uint: 32,
  long: 64,
  ulong: 64,
};
