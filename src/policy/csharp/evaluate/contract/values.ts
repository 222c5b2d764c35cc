import { chargeParts, chargePlaces } from "./meter";
import { arrayOf, dimensionsOf, gridOf, type NetType, typeNamed } from "./type";

/**
 * A value of .NET. `System.Int32` is a number of JavaScript, `System.String` a string, `System.Boolean` a boolean. All others are instances of our
 * classes. The members of a value are found by the definition of its type, and never by its properties in JavaScript.
 */
export type NetValue = null | boolean | number | string | NetObject;

/** A value that is not null, a boolean, an `int` or a string. The methods are those of `System.Object` and of a few interfaces. */
export abstract class NetObject {
  public abstract get type(): NetType;

  /** `ToString()`. */
  public toText(): string {
    return displayName(this.type);
  }

  /** `ToString(format)` of an `IFormattable`. */
  public format(format: string | null): string;
  public format(): string {
    return this.toText();
  }

  /** `Equals(other)`; for `==`, a type defines an operator. */
  public equals(other: NetValue): boolean {
    return this === other;
  }

  /** `GetHashCode()`. Equal values have equal hash codes. */
  public hashCode(): number {
    let identity = identities.get(this);
    if (identity === undefined) identities.set(this, (identity = ++lastIdentity));
    return identity;
  }

  /** A text that is the same for equal values and for no others, for dictionaries and sets. None: the object itself is the key. */
  public get key(): string | undefined {
    return undefined;
  }

  /** How many items a method that is called with it may go through at once. Collections whose own methods count that have none. */
  public get size(): number {
    return 0;
  }

  /** `CompareTo(other)` of an `IComparable`; undefined where it is none. */
  public compareTo(other: NetObject): number | undefined;
  public compareTo(): number | undefined {
    return undefined;
  }

  /** What `foreach` goes through; undefined where it is no `IEnumerable`. */
  public enumerate(): Iterator<NetValue> | undefined {
    return undefined;
  }
}

let lastIdentity = 0;
/** Few values are asked for one. */
const identities = new WeakMap<NetObject, number>();

/** A type as `Type.ToString` writes it, such as ``System.Collections.Generic.List`1[System.String]``. */
export function displayName(type: NetType): string {
  const { fullName, typeParameters } = type.definition;
  const [element] = type.typeArguments;
  const dimensions = dimensionsOf(type);
  if (dimensions > 0 && element !== undefined) return `${displayName(element)}[${",".repeat(dimensions - 1)}]`;
  if (typeParameters.length === 0) return fullName;
  return `${fullName}\`${typeParameters.length}[${type.typeArguments.map(displayName).join(",")}]`;
}

/** The numeric types that are not `int`. `decimal` is a class by itself. */
export type NumberKind = "sbyte" | "byte" | "short" | "ushort" | "uint" | "long" | "ulong" | "float" | "double";

/** A number that is neither an `int` nor a `decimal`. `long` and `ulong` hold a bigint, the others a number. */
export class NetNumber extends NetObject {
  public constructor(
    public readonly kind: NumberKind,
    public readonly value: number | bigint,
  ) {
    super();
  }

  public get type(): NetType {
    return typeNamed(this.kind);
  }

  public override toText(): string {
    return textOfNumber(this);
  }

  public override equals(other: NetValue): boolean {
    return other instanceof NetNumber && other.kind === this.kind && Object.is(plain(other), plain(this));
  }

  public override hashCode(): number {
    return Number(BigInt.asIntN(32, BigInt(Number.isFinite(Number(this.value)) ? Math.trunc(Number(this.value)) : 0)));
  }

  public override get key(): string {
    return `${this.kind}:${plain(this)}`;
  }

  public override compareTo(other: NetObject): number | undefined {
    if (!(other instanceof NetNumber) || other.kind !== this.kind) return undefined;
    if (Number.isNaN(this.value)) return Number.isNaN(other.value) ? 0 : -1;
    return this.value < other.value ? -1 : this.value > other.value ? 1 : Number.isNaN(other.value) ? 1 : 0;
  }
}

/** Negative and positive zero are equal. */
function plain({ value }: NetNumber): number | bigint {
  return value === 0 ? 0 : value;
}

/** A number as `ToString()` writes it. Doubles get the fewest digits that read back as the same number. */
function textOfNumber({ kind, value }: NetNumber): string {
  if (typeof value === "bigint" || (kind !== "float" && kind !== "double")) return value.toString();
  return textOfDouble(value, kind);
}

/** A `double` or a `float` as `ToString()` writes it. */
export function textOfDouble(value: number, kind: "float" | "double"): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value < 0 ? "-Infinity" : "Infinity";
  if (Object.is(value, -0)) return "-0";
  const shortest = kind === "float" ? shortestFloat(value) : value.toExponential();
  const [mantissa = "", exponentText = "0"] = shortest.split("e");
  const exponent = Number(exponentText);
  const room = Math.max(mantissa.replace(/[-.]/g, "").length, kind === "float" ? 7 : 15);
  if (exponent >= -4 && exponent < room) return plainDigits(mantissa, exponent);
  const size = Math.abs(exponent).toString().padStart(2, "0");
  return `${mantissa}E${exponent < 0 ? "-" : "+"}${size}`;
}

function shortestFloat(value: number): string {
  for (let digits = 0; digits < 9; digits++) {
    const text = value.toExponential(digits);
    if (Math.fround(Number(text)) === value) return text;
  }
  return value.toExponential();
}

function plainDigits(mantissa: string, exponent: number): string {
  const sign = mantissa.startsWith("-") ? "-" : "";
  const digits = mantissa.replace(/[-.]/g, "");
  if (exponent < 0) return `${sign}0.${"0".repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, "0");
  const rest = digits.slice(exponent + 1);
  return rest === "" ? sign + whole : `${sign}${whole}.${rest}`;
}

export function long(value: bigint | number): NetNumber {
  return new NetNumber("long", typeof value === "number" ? BigInt(value) : BigInt.asIntN(64, value));
}

export function double(value: number): NetNumber {
  return new NetNumber("double", value);
}

const BYTES: readonly NetNumber[] = Array.from({ length: 256 }, (_, value) => new NetNumber("byte", value));

export function byte(value: number): NetNumber {
  return BYTES[value & 0xff]!;
}

/** A `char`: one UTF-16 code unit. */
export class NetChar extends NetObject {
  public constructor(public readonly code: number) {
    super();
  }

  public get type(): NetType {
    return typeNamed("char");
  }

  public override toText(): string {
    return String.fromCharCode(this.code);
  }

  public override equals(other: NetValue): boolean {
    return other instanceof NetChar && other.code === this.code;
  }

  public override hashCode(): number {
    return this.code | (this.code << 16);
  }

  public override get key(): string {
    return `char:${this.code}`;
  }

  public override compareTo(other: NetObject): number | undefined {
    return other instanceof NetChar ? this.code - other.code : undefined;
  }
}

/** @param text whose first UTF-16 code unit it is, or its number */
export function char(text: string | number): NetChar {
  return new NetChar(typeof text === "number" ? text & 0xffff : text.charCodeAt(0));
}

/** An array of one dimension. */
export class NetArray extends NetObject {
  private arrayType: NetType | undefined;

  public constructor(
    public readonly elementType: NetType,
    public readonly items: NetValue[],
  ) {
    super();
  }

  public get type(): NetType {
    this.arrayType ??= arrayOf(this.elementType);
    return this.arrayType;
  }

  /** The length of each dimension. */
  public get lengths(): readonly number[] {
    return [this.items.length];
  }

  public override get size(): number {
    return this.items.length;
  }

  public override enumerate(): Iterator<NetValue> {
    return this.items[Symbol.iterator]();
  }
}

/** An array of several dimensions, whose items are in the order of the last one. */
export class NetGrid extends NetArray {
  public constructor(
    elementType: NetType,
    private readonly sizes: readonly number[],
    items: NetValue[],
  ) {
    super(elementType, items);
  }

  public override get lengths(): readonly number[] {
    return this.sizes;
  }

  public override get type(): NetType {
    return gridOf(this.elementType, this.sizes.length);
  }
}

export function byteArray(bytes: Uint8Array): NetArray {
  chargePlaces(bytes.length);
  const items = new Array<NetValue>(bytes.length);
  for (let index = 0; index < bytes.length; index++) items[index] = byte(bytes[index]!);
  return new NetArray(typeNamed("byte"), items);
}

export function stringArray(texts: readonly string[]): NetArray {
  return new NetArray(typeNamed("string"), [...texts]);
}

/** The bytes of a `byte[]`. */
export function bytesOf(array: NetArray): Uint8Array {
  const { items } = array;
  const bytes = new Uint8Array(items.length);
  for (let index = 0; index < items.length; index++) {
    const item = items[index];
    if (item instanceof NetNumber) bytes[index] = Number(item.value);
  }
  return bytes;
}

/** A delegate: a lambda, a local function, or a method that is passed as a value. */
export class NetDelegate extends NetObject {
  /**
   * @param parameterCount how many arguments it takes
   * @param resultType what it gives, if that is known
   */
  public constructor(
    public readonly type: NetType,
    public readonly parameterCount: number,
    public readonly invoke: (...values: NetValue[]) => NetValue,
    public readonly resultType?: NetType,
  ) {
    super();
  }
}

/** An `IEnumerable<T>` that is enumerated anew each time: the result of a LINQ method, or of `Descendants()`. */
export class NetSequence extends NetObject {
  /** @param type `IEnumerable<T>`, or another interface that extends it */
  public constructor(
    public readonly type: NetType,
    private readonly start: () => Iterator<NetValue>,
  ) {
    super();
    chargeParts(2);
  }

  public override enumerate(): Iterator<NetValue> {
    return this.start();
  }
}

/** A variable or another place that an `out` or `ref` argument refers to. */
export interface Cell {
  get(): NetValue;
  set(value: NetValue): void;
}

/** A value of an enum. */
export class NetEnum extends NetObject {
  /** @param names the names of the values, and whether they are flags */
  public constructor(
    public readonly type: NetType,
    public readonly value: number,
    private readonly names: EnumNames,
  ) {
    super();
  }

  public override toText(): string {
    const name = this.names.byValue.get(this.value);
    if (name !== undefined || !this.names.isFlags) return name ?? this.value.toString();
    const parts: string[] = [];
    let rest = this.value;
    for (const [value, flag] of [...this.names.byValue].sort(([left], [right]) => right - left)) {
      if (value === 0 || (rest & value) !== value) continue;
      parts.unshift(flag);
      rest &= ~value;
    }
    return rest === 0 ? parts.join(", ") : this.value.toString();
  }

  /** `ToString("D")`, `"X"`, `"G"` and `"F"`. */
  public override format(format: string | null): string {
    switch (format === null ? "G" : format.toUpperCase()) {
      case "D":
        return this.value.toString();
      case "X":
        return (this.value >>> 0).toString(16).toUpperCase().padStart(8, "0");
      default:
        return this.toText();
    }
  }

  public override equals(other: NetValue): boolean {
    return other instanceof NetEnum && other.value === this.value && other.type.equals(this.type);
  }

  public override hashCode(): number {
    return this.value;
  }

  public override get key(): string {
    return `${this.type.id}:${this.value}`;
  }

  public override compareTo(other: NetObject): number | undefined {
    return other instanceof NetEnum && other.type.equals(this.type) ? this.value - other.value : undefined;
  }
}

export interface EnumNames {
  readonly isFlags: boolean;
  readonly byValue: ReadonlyMap<number, string>;
  readonly byName: ReadonlyMap<string, number>;
}
