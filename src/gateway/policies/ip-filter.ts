import { BlockList, isIP } from "node:net";
import { CannotExecute, PolicyFailure } from "../failure";
import type { Step } from "../step";

/** Lets only some addresses pass, or all but some. */
export function ipFilter(step: Step): void {
  const address = step.exchange.facts.ipAddress;
  const family = familyOf(address);
  if (family === undefined) {
    throw new PolicyFailure(
      "FailedToParseCallerIP",
      "Failed to establish IP address for the caller. Access denied.",
      403,
    );
  }
  const isListed = listOf(step).check(address, family);
  const action = step.text("action");
  if (action === "allow" && !isListed) {
    throw new PolicyFailure("CallerIpNotAllowed", `Caller IP address ${address} is not allowed. Access denied.`, 403);
  }
  if (action === "forbid" && isListed) {
    throw new PolicyFailure("CallerIpBlocked", "Caller IP address is blocked. Access denied.", 403);
  }
  if (action !== "allow" && action !== "forbid") {
    throw new CannotExecute(`action is ${JSON.stringify(action)}; expected allow or forbid`);
  }
  step.decision = `${address} may pass`;
}

function listOf(step: Step): BlockList {
  const list = new BlockList();
  for (const part of step.parts("address")) {
    const [address = "", prefix] = part.content.trim().split("/");
    if (prefix === undefined) list.addAddress(address, familyNeeded(address));
    else list.addSubnet(address, Number(prefix), familyNeeded(address));
  }
  for (const range of step.parts("address-range")) {
    const from = range.text("from").trim();
    list.addRange(from, range.text("to").trim(), familyNeeded(from));
  }
  return list;
}

function familyNeeded(address: string): "ipv4" | "ipv6" {
  const family = familyOf(address);
  if (family === undefined) throw new CannotExecute(`${JSON.stringify(address)} is no IP address`);
  return family;
}

function familyOf(address: string): "ipv4" | "ipv6" | undefined {
  const version = isIP(address);
  return version === 4 ? "ipv4" : version === 6 ? "ipv6" : undefined;
}
