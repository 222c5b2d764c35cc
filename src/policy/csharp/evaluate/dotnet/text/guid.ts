import { type NetType, typeNamed } from "../../contract/type";
import { NetObject, type NetValue } from "../../contract/values";
import { formatException } from "../errors";

/** A `Guid`, held as its 32 hexadecimal digits. */
export class NetGuid extends NetObject {
  public constructor(public readonly digits: string) {
    super();
  }

  /** @param bytes as `ToByteArray` gives them: the first three parts with the lowest byte first */
  public static ofBytes(bytes: Uint8Array): NetGuid {
    return new NetGuid(Buffer.from(ORDER.map((index) => bytes[index] ?? 0)).toString("hex"));
  }

  public get type(): NetType {
    return typeNamed("System.Guid");
  }

  public toBytes(): Uint8Array {
    const bytes = Buffer.from(this.digits, "hex");
    return Uint8Array.from(ORDER, (index) => bytes[index] ?? 0);
  }

  public override toText(): string {
    return this.format(null);
  }

  public override format(format: string | null): string {
    const { digits } = this;
    const dashed = digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
    switch ((format ?? "").toUpperCase()) {
      case "":
      case "D":
        return dashed;
      case "N":
        return digits;
      case "B":
        return `{${dashed}}`;
      case "P":
        return `(${dashed})`;
      case "X": {
        const [a = "", b = "", c = ""] = dashed.split("-");
        const rest = (digits.slice(16).match(/../g) ?? []).map((byte) => `0x${byte}`).join(",");
        return `{0x${a},0x${b},0x${c},{${rest}}}`;
      }
    }
    throw formatException('Format string can be only "D", "d", "N", "n", "P", "p", "B", "b", "X" or "x".');
  }

  public override equals(other: NetValue): boolean {
    return other instanceof NetGuid && other.digits === this.digits;
  }

  public override hashCode(): number {
    return Number.parseInt(this.digits.slice(0, 8), 16) | 0;
  }

  public override get key(): string {
    return `Guid:${this.digits}`;
  }

  public override compareTo(other: NetObject): number | undefined {
    if (!(other instanceof NetGuid)) return undefined;
    return this.digits < other.digits ? -1 : this.digits > other.digits ? 1 : 0;
  }
}

/** Text in one of the formats that `ToString` writes; undefined for any other. */
export function parseGuid(text: string): NetGuid | undefined {
  const trimmed = text.trim();
  for (const pattern of FORMS) {
    const match = pattern.exec(trimmed);
    if (match !== null) return new NetGuid(match.slice(1).join("").toLowerCase());
  }
  const parts = /^\{((?:0x[0-9a-f]{1,8},){3})\{((?:0x[0-9a-f]{1,2},){7}0x[0-9a-f]{1,2})\}\}$/i.exec(trimmed);
  if (parts === null) return undefined;
  const [a, b, c, ...rest] = `${parts[1]}${parts[2]}`.split(",").map((part) => part.slice(2).toLowerCase());
  const digits = a!.padStart(8, "0") + b!.padStart(4, "0") + c!.padStart(4, "0");
  return new NetGuid(digits + rest.map((part) => part.padStart(2, "0")).join(""));
}

const ORDER = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15];

const DASHED = "([0-9a-f]{8})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{12})";

const FORMS: readonly RegExp[] = [
  new RegExp(`^${DASHED}$`, "i"),
  /^([0-9a-f]{32})$/i,
  new RegExp(`^\\{${DASHED}\\}$`, "i"),
  new RegExp(`^\\(${DASHED}\\)$`, "i"),
];
