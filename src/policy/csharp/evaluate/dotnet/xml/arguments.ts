import { type Call } from "../../contract/call";
import { argumentNull } from "../../contract/errors";
import { argumentException, xmlException } from "../errors";
import { type XDocument, XName } from "./nodes";
import { parseXml } from "./parse";
import { XmlValue } from "./values";

export type Self<T> = XmlValue<T>;

export function parse(call: Call, preserveWhitespace: boolean): XDocument {
  return parseXml(call.text(0), { preserveWhitespace });
}

export function readName(text: string): XName {
  if (text === "") throw argumentException("The name cannot be empty.");
  const match = /^\{([^}]*)\}(.+)$/.exec(text);
  const local = match?.[2] ?? text;
  if (!/^[\p{L}_][\p{L}\p{N}\p{M}_.·-]*$/u.test(local)) {
    throw xmlException(
      `The '${local[0] ?? ""}' character, hexadecimal value 0x${(local.charCodeAt(0) || 0).toString(16).toUpperCase().padStart(2, "0")}, cannot be included in a name.`,
    );
  }
  return XName.get(local, match?.[1] ?? "");
}

export function nameOf(call: Call, index: number): XName | undefined {
  const value = call.value(index);
  if (typeof value === "string") return readName(value);
  return value instanceof XmlValue && value.node instanceof XName ? value.node : undefined;
}

export function required(call: Call, index: number): XName {
  const name = nameOf(call, index);
  if (name === undefined) throw argumentNull("name");
  return name;
}
