import { defineType } from "../contract/define";
import { NetException } from "../contract/errors";
import { type TypeDefinition } from "../contract/type";
import { type NetValue } from "../contract/values";

/** The exceptions of .NET: the name, the base, and the message of the constructor without parameters. */
const EXCEPTIONS: readonly (readonly [name: string, base: string, message: string])[] = [
  ["System.SystemException", "Exception", "System error."],
  ["System.ApplicationException", "Exception", "Error in the application."],
  ["System.ArithmeticException", "SystemException", "Overflow or underflow in the arithmetic operation."],
  ["System.DivideByZeroException", "ArithmeticException", "Attempted to divide by zero."],
  ["System.OverflowException", "ArithmeticException", "Arithmetic operation resulted in an overflow."],
  ["System.FormatException", "SystemException", "One of the identified items was in an invalid format."],
  ["System.IndexOutOfRangeException", "SystemException", "Index was outside the bounds of the array."],
  ["System.InvalidCastException", "SystemException", "Specified cast is not valid."],
  [
    "System.InvalidOperationException",
    "SystemException",
    "Operation is not valid due to the current state of the object.",
  ],
  ["System.NotImplementedException", "SystemException", "The method or operation is not implemented."],
  ["System.NotSupportedException", "SystemException", "Specified method is not supported."],
  ["System.NullReferenceException", "SystemException", "Object reference not set to an instance of an object."],
  [
    "System.RankException",
    "SystemException",
    "Attempted to operate on an array with the incorrect number of dimensions.",
  ],
  ["System.TimeoutException", "SystemException", "The operation has timed out."],
  ["System.UnauthorizedAccessException", "SystemException", "Attempted to perform an unauthorized operation."],
  [
    "System.Collections.Generic.KeyNotFoundException",
    "SystemException",
    "The given key was not present in the dictionary.",
  ],
  ["System.UriFormatException", "FormatException", "Invalid URI: The format of the URI could not be determined."],
  [
    "System.Security.Cryptography.CryptographicException",
    "SystemException",
    "Error occurred during a cryptographic operation.",
  ],
];

/** Constructors and members that all exceptions have. */
function defineException(fullName: string, base: string, message: string): TypeDefinition {
  return defineType<NetException>(`class ${fullName} : ${base}`, (type) => {
    const named = (text: NetValue): string =>
      typeof text === "string" ? text : `Exception of type '${fullName}' was thrown.`;
    type
      .create("()", (call) => new NetException(call.target, message))
      .create("(string message)", (call) => new NetException(call.target, named(call.value(0))))
      .create(
        "(string message, Exception innerException)",
        (call) => new NetException(call.target, named(call.value(0)), call.objectOrNull(1, NetException)),
      );
  });
}

/** `ArgumentException` and what extends it name the parameter in the message. */
function withParameter(message: string, parameter: string | null): string {
  return parameter === null || parameter === "" ? message : `${message} (Parameter '${parameter}')`;
}

function argumentDetails(parameter: string | null): ReadonlyMap<string, NetValue> | undefined {
  return parameter === null ? undefined : new Map([["ParamName", parameter]]);
}

export const EXCEPTION_TYPES: readonly TypeDefinition[] = [
  defineType<NetException>("class System.Exception", (type) => {
    const plain = "Exception of type 'System.Exception' was thrown.";
    type
      .create("()", (call) => new NetException(call.target, plain))
      .create("(string message)", (call) => new NetException(call.target, call.textOrNull(0) ?? plain))
      .create(
        "(string message, Exception innerException)",
        (call) => new NetException(call.target, call.textOrNull(0) ?? plain, call.objectOrNull(1, NetException)),
      )
      .property("string Message", (self) => self.message)
      .property("Exception InnerException", (self) => self.inner)
      // What they say once it was thrown, nobody depends on.
      .property("string StackTrace", (self) => (self.wasThrown ? "" : null))
      .property("string Source", (self) => (self.wasThrown ? "" : null))
      .property("string HelpLink", () => null)
      .method("Exception GetBaseException()", (self) => {
        let base = self;
        while (base.inner !== null) base = base.inner;
        return base;
      });
  }),
  ...EXCEPTIONS.map(([name, base, message]) => defineException(name, base, message)),
  defineType<NetException>("class System.ArgumentException : SystemException", (type) => {
    type
      .create("()", (call) => new NetException(call.target, "Value does not fall within the expected range."))
      .create("(string message)", (call) => new NetException(call.target, call.textOrNull(0) ?? ""))
      .create(
        "(string message, Exception innerException)",
        (call) => new NetException(call.target, call.textOrNull(0) ?? "", call.objectOrNull(1, NetException)),
      )
      .create("(string message, string paramName)", (call) => {
        const parameter = call.textOrNull(1);
        const message = withParameter(call.textOrNull(0) ?? "", parameter);
        return new NetException(call.target, message, null, argumentDetails(parameter));
      })
      .property("string ParamName", (self) => self.details.get("ParamName") ?? null);
  }),
  ...(
    [
      ["ArgumentNullException", "Value cannot be null."],
      ["ArgumentOutOfRangeException", "Specified argument was out of the range of valid values."],
    ] as const
  ).map(([name, message]) =>
    defineType<NetException>(`class System.${name} : ArgumentException`, (type) => {
      type
        .create("()", (call) => new NetException(call.target, message))
        .create("(string paramName)", (call) => {
          const parameter = call.textOrNull(0);
          return new NetException(call.target, withParameter(message, parameter), null, argumentDetails(parameter));
        })
        .create("(string paramName, string message)", (call) => {
          const parameter = call.textOrNull(0);
          const text = withParameter(call.textOrNull(1) ?? message, parameter);
          return new NetException(call.target, text, null, argumentDetails(parameter));
        });
    }),
  ),
];
