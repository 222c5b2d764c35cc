import type {} from "cdktf-apim-oauth/testing/jest";
import {
  type AccessTable,
  apimMatchers,
  LocalGateway,
  TestClock,
  type TestGatewayOptions,
} from "cdktf-apim-oauth/testing";
import type { Configuration } from "./synth";

// Without the serializer of policies, because the snapshots of the examples are plain texts.
expect.extend(apimMatchers);

const NOW = Date.UTC(2026, 0, 15, 12);

/** The gateway of a synthesized stack, at a time that does not pass. */
export function gatewayOf(input: Configuration | readonly object[], options: TestGatewayOptions = {}): LocalGateway {
  return LocalGateway.fromSynth(input, { clock: new TestClock(NOW), ...options });
}

/** What callers with good tokens get at each operation, and what a caller without a token gets. */
export function answersIn({ rows }: AccessTable): string[] {
  return rows
    .filter(({ fault }) => fault === undefined || fault === "none")
    .map(({ operation, door, caller, isIn, status, reason }) => {
      const place = [operation, door].filter((part) => part !== "").join(", ");
      const answer = isIn ? "in" : [status, reason].filter((part) => part !== undefined).join(" ");
      return `${place}: ${caller === "" ? "no token" : caller}: ${answer}`;
    });
}
