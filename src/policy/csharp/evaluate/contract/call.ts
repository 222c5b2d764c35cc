import { argumentNull, UnsupportedError } from "./errors";
import { type Runtime } from "./runtime";
import { type NetType, UNKNOWN } from "./type";
import { type Cell, NetChar, NetDelegate, NetEnum, NetNumber, NetObject, type NetValue } from "./values";

/**
 * What the implementation of a member gets. The arguments are in the order of the signature, converted to the types of their parameters; optional
 * ones have their defaults, and those of `params` are an array.
 */
export class Call {
  public constructor(
    public readonly runtime: Runtime,
    private readonly values: readonly NetValue[],
    private readonly names: readonly string[],
    /** The type arguments of a generic method. One that nobody knows is the unknown type. */
    public readonly typeArguments: readonly NetType[],
    private readonly cells: readonly (Cell | undefined)[],
    /** Of a constructor or a static member the type that it is called on: `List<int>` in `new List<int>()`. */
    public readonly target: NetType,
  ) {}

  public get count(): number {
    return this.values.length;
  }

  public value(index: number): NetValue {
    return this.values[index] ?? null;
  }

  /** A string. Null throws an `ArgumentNullException`. */
  public text(index: number): string {
    return this.textOrNull(index) ?? this.missing(index);
  }

  public textOrNull(index: number): string | null {
    const value = this.value(index);
    return value === null || typeof value === "string" ? value : this.wrong(index);
  }

  public boolean(index: number): boolean {
    const value = this.value(index);
    return typeof value === "boolean" ? value : this.wrong(index);
  }

  public int(index: number): number {
    const value = this.value(index);
    return typeof value === "number" ? value : this.wrong(index);
  }

  public intOrNull(index: number): number | null {
    return this.value(index) === null ? null : this.int(index);
  }

  /** The code unit of a `char`. */
  public char(index: number): number {
    return this.object(index, NetChar).code;
  }

  /** A `double`, a `float`, or an integer of at most 32 bits that is not an `int`. */
  public number(index: number): number {
    const value = this.value(index);
    return typeof value === "number" ? value : Number(this.object(index, NetNumber).value);
  }

  /** A `long` or a `ulong`. */
  public long(index: number): bigint {
    const value = this.value(index);
    return BigInt(typeof value === "number" ? value : this.object(index, NetNumber).value);
  }

  /** The number of an enum value. */
  public enum(index: number): number {
    return this.object(index, NetEnum).value;
  }

  /** An instance of a class of ours. Null throws an `ArgumentNullException`. */
  public object<T extends NetObject>(index: number, expected: abstract new (...values: never[]) => T): T {
    return this.objectOrNull(index, expected) ?? this.missing(index);
  }

  public objectOrNull<T extends NetObject>(index: number, expected: abstract new (...values: never[]) => T): T | null {
    const value = this.value(index);
    return value === null || value instanceof expected ? value : this.wrong(index);
  }

  /** A lambda or another delegate, to call with `invoke`. Null throws an `ArgumentNullException`. */
  public delegate(index: number): NetDelegate {
    return this.object(index, NetDelegate);
  }

  public delegateOrNull(index: number): NetDelegate | null {
    return this.objectOrNull(index, NetDelegate);
  }

  /** What an `IEnumerable` enumerates; a string enumerates its chars. Each item counts as a step. */
  public items(index: number): Generator<NetValue, void, undefined> {
    const value = this.value(index);
    if (value === null) this.missing(index);
    return this.itemsOf(value);
  }

  /** What a value enumerates that is no argument. */
  public *itemsOf(value: NetValue): Generator<NetValue, void, undefined> {
    if (typeof value === "string") {
      for (let at = 0; at < value.length; at++) {
        this.runtime.step();
        yield new NetChar(value.charCodeAt(at));
      }
      return;
    }
    const iterator = value instanceof NetObject ? value.enumerate() : undefined;
    if (iterator === undefined) throw new UnsupportedError("an enumeration of this value");
    for (let next = iterator.next(); next.done !== true; next = iterator.next()) {
      this.runtime.step();
      yield next.value;
    }
  }

  /** Sets an `out` or `ref` argument. */
  public set(index: number, value: NetValue): void {
    this.cells[index]?.set(value);
  }

  /** A type argument of a generic method. */
  public typeArgument(index = 0): NetType {
    return this.typeArguments[index] ?? UNKNOWN;
  }

  private missing(index: number): never {
    throw argumentNull(this.names[index] ?? "value");
  }

  /** An argument that the conversion to its parameter should have refused. */
  private wrong(index: number): never {
    throw new UnsupportedError(`the argument ${this.names[index] ?? index} of this type`);
  }
}
