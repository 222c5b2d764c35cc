import { areEqual, typeOfValue } from "../binding/values-of-types";
import { type Call } from "../contract/call";
import { defineEnum, defineType, enumValue, namesOfEnum } from "../contract/define";
import { argument, argumentNull } from "../contract/errors";
import { type NetType, typeNamed } from "../contract/type";
import { NetArray, NetEnum, NetObject, type NetValue } from "../contract/values";
import { formatValue } from "../dotnet/format/format-value";
import { textOf } from "../text/text-of";
import { hashOf } from "./hash";
import { NetTypeObject } from "./type-object";

class PlainObject extends NetObject {
  public get type(): NetType {
    return typeNamed("System.Object");
  }
}

export const OBJECT = defineType<NetValue>("class System.Object", (type) => {
  type
    .create("()", () => new PlainObject())
    .method("string ToString()", textOf)
    .method("bool Equals(object obj)", (self, call) => areEqual(self, call.value(0)))
    .method("int GetHashCode()", hashOf)
    .method("Type GetType()", (self) => new NetTypeObject(typeOfValue(self) ?? typeNamed("object")))
    .static("bool Equals(object objA, object objB)", (call) => areEqual(call.value(0), call.value(1)))
    .static("bool ReferenceEquals(object objA, object objB)", (call) => {
      const [left, right] = [call.value(0), call.value(1)];
      return left === right && (left === null || left instanceof NetObject);
    });
});

/** The interfaces and classes that only say what their values can do. */
export const MARKERS = [
  defineType("struct System.Void"),
  defineType("struct System.ValueType"),
  defineType("class System.Delegate"),
  defineType("interface System.IComparable"),
  defineType("interface System.IFormatProvider"),
  defineType("interface System.IDisposable", (type) => type.method("void Dispose()", () => null)),
  defineType("interface System.IFormattable", (type) =>
    type.method("string ToString(string format, IFormatProvider formatProvider = null)", (self, call) =>
      formatValue(self, call.textOrNull(0)),
    ),
  ),
  defineType("class System.Globalization.CultureInfo : IFormatProvider", (type) =>
    type
      .staticProperty("CultureInfo InvariantCulture", () => new Culture())
      .staticProperty("CultureInfo CurrentCulture", () => new Culture()),
  ),
];

/** The invariant culture, which is the only one. */
class Culture extends NetObject {
  public get type(): NetType {
    return typeNamed("System.Globalization.CultureInfo");
  }

  public override toText(): string {
    return "";
  }
}

export const ENUM = defineType<NetEnum>("class System.Enum : IComparable, IFormattable", (type) => {
  type
    .method("string ToString(string format)", (self, call) => self.format(call.textOrNull(0)))
    .method("bool HasFlag(Enum flag)", (self, call) => (self.value & call.enum(0)) === call.enum(0))
    .method("int CompareTo(object target)", (self, call) => Math.sign(self.value - call.object(0, NetEnum).value))
    .static("object Parse(Type enumType, string value, bool ignoreCase = false)", (call) => {
      const { described } = call.object(0, NetTypeObject);
      const found = parseEnum(described, call.text(1), call.boolean(2));
      if (found === undefined) throw argument("ArgumentException", `Requested value '${call.text(1)}' was not found.`);
      return found;
    })
    .static("bool TryParse<T>(string value, out T result)", (call) =>
      tryParseEnum(call.typeArgument(), call.textOrNull(0), false, (found) => {
        call.set(1, found);
      }),
    )
    .static("bool TryParse<T>(string value, bool ignoreCase, out T result)", (call) =>
      tryParseEnum(call.typeArgument(), call.textOrNull(0), call.boolean(1), (found) => {
        call.set(2, found);
      }),
    )
    .static("string[] GetNames(Type enumType)", (call) => {
      const names = [...namesOfEnum(enumAt(call)).byName.keys()];
      return new NetArray(typeNamed("string"), names);
    })
    .static("Array GetValues(Type enumType)", (call) => {
      const type = enumAt(call);
      const values = [...namesOfEnum(type).byName.values()].map((value) => enumValue(type, value));
      return new NetArray(type, values);
    })
    .static("string GetName(Type enumType, object value)", (call) => {
      return namesOfEnum(enumAt(call)).byValue.get(numberOf(call.value(1))) ?? null;
    })
    .static("bool IsDefined(Type enumType, object value)", (call) => {
      const { byName, byValue } = namesOfEnum(enumAt(call));
      const value = call.value(1);
      return typeof value === "string" ? byName.has(value) : byValue.has(numberOf(value));
    })
    .static("string Format(Type enumType, object value, string format)", (call) =>
      enumValue(enumAt(call), numberOf(call.value(1))).format(call.text(2)),
    );
});

function enumAt(call: Call): NetType {
  const { described } = call.object(0, NetTypeObject);
  if (described.definition.kind !== "enum") {
    throw argument("ArgumentException", "Type provided must be an Enum.", "enumType");
  }
  return described;
}

function numberOf(value: NetValue): number {
  if (value instanceof NetEnum) return value.value;
  if (typeof value === "number") return value;
  throw argument(
    "ArgumentException",
    "The value passed in must be an enum base or an underlying type for an enum.",
    "value",
  );
}

function tryParseEnum(
  type: NetType,
  text: string | null,
  ignoresCase: boolean,
  set: (value: NetValue) => void,
): boolean {
  const found = text === null ? undefined : parseEnum(type, text, ignoresCase);
  set(found ?? enumValue(type, 0));
  return found !== undefined;
}

function parseEnum(type: NetType, text: string, ignoresCase: boolean): NetEnum | undefined {
  if (type.definition.kind !== "enum") throw argumentNull("enumType");
  const { byName } = namesOfEnum(type);
  let value = 0;
  for (const part of text.split(",")) {
    const name = part.trim();
    const found = /^[-+]?\d{1,9}$/.test(name) ? Number(name) : valueOfName(byName, name, ignoresCase);
    if (found === undefined) return undefined;
    value |= found;
  }
  return enumValue(type, value);
}

function valueOfName(byName: ReadonlyMap<string, number>, name: string, ignoresCase: boolean): number | undefined {
  const found = byName.get(name);
  if (found !== undefined || !ignoresCase) return found;
  for (const [other, value] of byName) if (other.toLowerCase() === name.toLowerCase()) return value;
  return undefined;
}

export const COMMON_ENUMS = [
  defineEnum("System.StringComparison", {
    CurrentCulture: 0,
    CurrentCultureIgnoreCase: 1,
    InvariantCulture: 2,
    InvariantCultureIgnoreCase: 3,
    Ordinal: 4,
    OrdinalIgnoreCase: 5,
  }),
  defineEnum("System.StringSplitOptions", { None: 0, RemoveEmptyEntries: 1, TrimEntries: 2 }, { isFlags: true }),
  defineEnum("System.MidpointRounding", {
    ToEven: 0,
    AwayFromZero: 1,
    ToZero: 2,
    ToNegativeInfinity: 3,
    ToPositiveInfinity: 4,
  }),
];
