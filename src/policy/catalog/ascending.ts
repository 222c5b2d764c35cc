import { isIPv4, isIPv6 } from "node:net";

/** Whether the first of two numbers or of two IP addresses of one kind is no higher than the second. Other texts have no order. */
export function isAscending(from: string, to: string): boolean {
  const [low, high] = [orderOf(from), orderOf(to)];
  if (low === undefined || high === undefined) return true;
  return low.kind === high.kind && low.value <= high.value;
}

interface Order {
  readonly kind: "number" | "IPv4" | "IPv6";
  readonly value: bigint | number;
}

function orderOf(literal: string): Order | undefined {
  if (isIPv4(literal)) return { kind: "IPv4", value: join(literal.split(".").map(Number), 8) };
  // A zone, such as %eth0, is no part of the address.
  if (isIPv6(literal)) return { kind: "IPv6", value: join(groupsOf(literal.split("%")[0]!), 16) };
  const number = Number(literal);
  return literal === "" || Number.isNaN(number) ? undefined : { kind: "number", value: number };
}

/** The eight groups of an IPv6 address. */
function groupsOf(address: string): number[] {
  const [head, tail] = address.split("::").map(writtenGroups);
  if (tail === undefined) return head!;
  return [...head!, ...Array<number>(8 - head!.length - tail.length).fill(0), ...tail];
}

function writtenGroups(text: string): number[] {
  if (text === "") return [];
  return text.split(":").flatMap((group) => {
    if (!group.includes(".")) return [parseInt(group, 16)];
    const [a, b, c, d] = group.split(".").map(Number) as [number, number, number, number];
    return [a * 256 + b, c * 256 + d];
  });
}

function join(parts: readonly number[], bits: number): bigint {
  return parts.reduce((sum, part) => (sum << BigInt(bits)) + BigInt(part), BigInt(0));
}
