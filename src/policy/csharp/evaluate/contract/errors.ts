import { chargeParts, checkTextLength } from "./meter";
import { type NetType, typeNamed } from "./type";
import { NetObject, type NetValue } from "./values";

const NO_DETAILS: ReadonlyMap<string, NetValue> = new Map();

/** An exception of .NET as a value. */
export class NetException extends NetObject {
  /** Whether it was thrown, and not only made. */
  public wasThrown = false;

  public constructor(
    public readonly type: NetType,
    public readonly message: string,
    public readonly inner: NetException | null = null,
    /** `Data`, as far as a type needs more than a message: for example `ParamName`. */
    public readonly details: ReadonlyMap<string, NetValue> = NO_DETAILS,
  ) {
    super();
    chargeParts(6);
  }

  public override toText(): string {
    const own = `${this.type.definition.fullName}: ${this.message}`;
    checkTextLength(own.length, own.length);
    return this.inner === null ? own : `${own} ---> ${this.inner.toText()}`;
  }
}

/** What is thrown in JavaScript for an exception of .NET, which `catch` in an expression can catch. */
export class NetThrow extends Error {
  public constructor(public readonly exception: NetException) {
    super(exception.message);
    exception.wasThrown = true;
  }
}

/** `throw exception("FormatException", "…")`. The type has to be defined. */
export function exception(typeName: string, message: string, inner: NetException | null = null): NetThrow {
  return new NetThrow(new NetException(typeNamed(typeName), message, inner));
}

/** What is not there: a construct, a type or a member. An expression cannot catch it. */
export class UnsupportedError extends Error {
  /** @param feature what is missing, as C# writes it: `String.Normalize`, `goto` */
  public constructor(
    public readonly feature: string,
    public readonly start?: number,
    public readonly end?: number,
  ) {
    super(feature);
  }
}

/** A limit of steps, depth or size was reached. An expression cannot catch it. */
export class LimitError extends Error {}

export function argumentNull(parameter: string): NetThrow {
  return argument("ArgumentNullException", "Value cannot be null.", parameter);
}

export function argumentOutOfRange(parameter: string, message?: string): NetThrow {
  return argument(
    "ArgumentOutOfRangeException",
    message ?? "Specified argument was out of the range of valid values.",
    parameter,
  );
}

/** An `ArgumentException` or a type that extends it. Its message names the parameter, as that of .NET. */
export function argument(typeName: string, message: string, parameter?: string): NetThrow {
  const text = parameter === undefined ? message : `${message} (Parameter '${parameter}')`;
  const details = parameter === undefined ? undefined : new Map([["ParamName", parameter]]);
  return new NetThrow(new NetException(typeNamed(typeName), text, null, details));
}
