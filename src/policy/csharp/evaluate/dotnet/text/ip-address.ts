import { isIP } from "node:net";
import { enumValue, type TypeBuilder } from "../../contract/define";
import { type NetType, typeNamed } from "../../contract/type";
import { byteArray, bytesOf, NetArray, NetObject, type NetValue } from "../../contract/values";
import { argumentException, formatException } from "../errors";

/** An `IPAddress`. */
export class NetIpAddress extends NetObject {
  /** @param text as .NET writes it */
  public constructor(public readonly text: string) {
    super();
  }

  public get type(): NetType {
    return typeNamed("System.Net.IPAddress");
  }

  public override toText(): string {
    return this.text;
  }

  public override equals(other: NetValue): boolean {
    return other instanceof NetIpAddress && other.text === this.text;
  }

  public override get key(): string {
    return `IPAddress:${this.text}`;
  }
}

export function ipAddressMembers(type: TypeBuilder<NetIpAddress>): void {
  type
    .create("(byte[] address)", (call) => {
      const bytes = bytesOf(call.object(0, NetArray));
      if (bytes.length !== 4 && bytes.length !== 16)
        throw argumentException("An invalid IP address was specified. (Parameter 'address')");
      return new NetIpAddress(textOfAddress(bytes));
    })
    .staticProperty("IPAddress Loopback", () => new NetIpAddress("127.0.0.1"))
    .staticProperty("IPAddress Any", () => new NetIpAddress("0.0.0.0"))
    .static("IPAddress Parse(string ipString)", (call) => {
      const address = parseAddress(call.text(0));
      if (address === undefined) throw formatException("An invalid IP address was specified.");
      return address;
    })
    .static("bool TryParse(string ipString, out IPAddress address)", (call) => {
      const address = parseAddress(call.textOrNull(0) ?? "");
      call.set(1, address ?? null);
      return address !== undefined;
    })
    .static("bool IsLoopback(IPAddress address)", (call) => {
      const { text } = call.object(0, NetIpAddress);
      return text.startsWith("127.") || text === "::1";
    })
    .property("AddressFamily AddressFamily", (self) => enumValue("AddressFamily", self.text.includes(":") ? 23 : 2))
    .method("byte[] GetAddressBytes()", (self) => byteArray(bytesOfAddress(self.text)))
    .method("string ToString()", (self) => self.text);
}

function parseAddress(text: string): NetIpAddress | undefined {
  const bare = text.trim().replace(/^\[(.*)\]$/, "$1");
  if (isIP(bare) === 4) return new NetIpAddress(bare);
  return isIP(bare) === 6 && !bare.includes("%") ? new NetIpAddress(textOfAddress(bytesOfAddress(bare))) : undefined;
}

function bytesOfAddress(text: string): Uint8Array {
  if (!text.includes(":")) return Uint8Array.from(text.split(".").map(Number));
  const plain = text.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, ...parts: string[]) => {
    const [a = 0, b = 0, c = 0, d = 0] = parts.slice(0, 4).map(Number);
    return `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
  });
  const [head = "", tail] = plain.split("::");
  const groups = (part: string) => (part === "" ? [] : part.split(":").map((group) => Number.parseInt(group, 16)));
  const [before, after] = [groups(head), groups(tail ?? "")];
  const all =
    tail === undefined ? before : [...before, ...new Array<number>(8 - before.length - after.length).fill(0), ...after];
  return Uint8Array.from(all.flatMap((group) => [group >> 8, group & 0xff]));
}

/** The longest run of zeros is left out. */
function textOfAddress(bytes: Uint8Array): string {
  if (bytes.length === 4) return bytes.join(".");
  const groups = Array.from({ length: 8 }, (_, index) => ((bytes[index * 2] ?? 0) << 8) | (bytes[index * 2 + 1] ?? 0));
  if (groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff) {
    return `::ffff:${bytes.slice(12).join(".")}`;
  }
  let [start, length] = [-1, 1];
  for (let index = 0; index < 8; index++) {
    let end = index;
    while (end < 8 && groups[end] === 0) end++;
    if (end - index > length) [start, length] = [index, end - index];
  }
  const hex = (part: readonly number[]) => part.map((group) => group.toString(16)).join(":");
  if (start < 0) return hex(groups);
  return `${hex(groups.slice(0, start))}::${hex(groups.slice(start + length))}`;
}
