import { exception, type NetThrow, UnsupportedError } from "../contract/errors";

export function formatException(message: string): NetThrow {
  return exception("FormatException", message);
}

export function argumentException(message: string): NetThrow {
  return exception("ArgumentException", message);
}

export function invalidCast(message: string): NetThrow {
  return exception("InvalidCastException", message);
}

export function invalidOperation(message: string): NetThrow {
  return exception("InvalidOperationException", message);
}

export function overflow(message: string): NetThrow {
  return exception("OverflowException", message);
}

export function xmlException(message: string): NetThrow {
  return exception("System.Xml.XmlException", message);
}

export function unsupported(feature: string): UnsupportedError {
  return new UnsupportedError(feature);
}
