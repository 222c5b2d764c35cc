import { type TypeBuilder } from "../../contract/define";
import { argumentNull } from "../../contract/errors";
import { type NetType, nullableArgument, typeNamed } from "../../contract/type";
import { NetNumber, type NetValue } from "../../contract/values";
import { changeType } from "../convert/change-type";
import { formatException, unsupported } from "../errors";
import { parseGuid } from "../text/guid";
import { XmlValue } from "./values";
import { type Self } from "./arguments";

export function conversions<T>(
  type: TypeBuilder<Self<T>>,
  owner: string,
  textOf: (node: unknown) => string | undefined,
): void {
  type.operator(
    `explicit operator string(${owner} value)`,
    (call) => textOf(call.objectOrNull(0, XmlValue)?.node) ?? null,
  );
  for (const name of CONVERTED) {
    type
      .operator(`explicit operator ${name}(${owner} value)`, (call) => {
        const text = textOf(call.objectOrNull(0, XmlValue)?.node);
        if (text === undefined) throw argumentNull(owner === "XElement" ? "element" : "attribute");
        return convert(text, typeNamed(name));
      })
      .operator(`explicit operator ${name}?(${owner} value)`, (call) => {
        const text = textOf(call.objectOrNull(0, XmlValue)?.node);
        return text === undefined ? null : convert(text, typeNamed(name));
      });
  }
}

/** `XmlConvert`: booleans are also `0` and `1`, and there are no thousands. */
function convert(text: string, type: NetType): NetValue {
  const trimmed = text.trim();
  if (type.is("System.Boolean")) {
    if (trimmed === "true" || trimmed === "1") return true;
    if (trimmed === "false" || trimmed === "0") return false;
    throw formatException(`The string '${trimmed.toLowerCase()}' is not a valid Boolean value.`);
  }
  if (type.is("System.Guid")) {
    const guid = parseGuid(trimmed);
    if (guid === undefined)
      throw formatException("Guid should contain 32 digits with 4 dashes (xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx).");
    return guid;
  }
  if (trimmed === "INF" || trimmed === "-INF") return new NetNumber("double", trimmed === "INF" ? Infinity : -Infinity);
  if (trimmed.includes(",")) throw formatException("Input string was not in a correct format.");
  const changed = changeType(trimmed, nullableArgument(type) ?? type);
  if (changed === undefined) throw unsupported(`a conversion of XML to ${type.name}`);
  return changed;
}

export const XML_DATE = "yyyy'-'MM'-'dd'T'HH':'mm':'ss.FFFFFFFK";

const CONVERTED: readonly string[] = [
  "bool",
  "int",
  "uint",
  "long",
  "ulong",
  "float",
  "double",
  "decimal",
  "DateTime",
  "Guid",
];
