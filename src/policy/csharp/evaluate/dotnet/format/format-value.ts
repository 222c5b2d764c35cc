import { NetNumber, NetObject, type NetValue } from "../../contract/values";
import { NetDecimal } from "../../numbers/decimal";
import { formatNumber } from "./numeric-format";

/** A value as `ToString(format)`, `string.Format` and an interpolation write it: in the invariant culture, and empty for null. */
export function formatValue(value: NetValue, format: string | null = null): string {
  if (value === null) return "";
  if (typeof value === "string") return value;
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "number")
    return formatNumber({ kind: "integer", value: BigInt(value), bits: 32 }, format ?? undefined);
  if (value instanceof NetNumber) return formatNumberValue(value, format);
  if (value instanceof NetDecimal) {
    return formatNumber(
      { kind: "decimal", coefficient: value.coefficient, decimals: value.scale },
      format ?? undefined,
    );
  }
  return value instanceof NetObject ? value.format(format) : "";
}

function formatNumberValue({ kind, value }: NetNumber, format: string | null): string {
  if (kind === "double" || kind === "float") return formatNumber({ kind, value: Number(value) }, format ?? undefined);
  return formatNumber({ kind: "integer", value: BigInt(value), bits: BITS[kind] }, format ?? undefined);
}

const BITS = { sbyte: 8, byte: 8, short: 16, ushort: 16, uint: 32, long: 64, ulong: 64 } as const;
