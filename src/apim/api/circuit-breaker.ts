import type { ApiManagementBackendCircuitBreakerRule } from "@cdktf/provider-azurerm/lib/api-management-backend";
import { Fn, Token } from "cdktf";
import type { IConstruct } from "constructs";
import { invalidNumberOption } from "../../core/errors";
import { BOOLEAN, checkObject, type Kinds, listOf, NUMBER, OBJECT, optional, STRING, STRINGS } from "../../core/kinds";
import { check, checkNumber, checkOptional } from "../../core/rules";
import { breakerWithoutFailures, failuresOfBreaker, statusRange } from "./errors";
import { BACKEND_RULES } from "./rules";

/** Statuses that count as failures. */
export interface StatusRange {
  /** The first, from 200. */
  readonly min: number;
  /** The last, up to 599. */
  readonly max: number;
}

/** When the gateway stops sending requests to a backend for a while, and answers 503 itself. Not in Consumption. */
export interface CircuitBreaker {
  /**
   * How many failures within the interval trip it, 1 to 10000. Give this or `failurePercentage`.
   *
   * @default - `failurePercentage` is given
   */
  readonly failures?: number;
  /**
   * How many of 100 requests within the interval must fail to trip it. Give this or `failures`.
   *
   * @default - `failures` is given
   */
  readonly failurePercentage?: number;
  /** The interval in which failures count, in seconds. */
  readonly intervalSeconds: number;
  /** How long no requests are sent, in seconds. */
  readonly tripSeconds: number;
  /**
   * The statuses that are failures, up to 10 ranges.
   *
   * @default - 500 to 599, unless `errorReasons` is given
   */
  readonly statuses?: StatusRange[];
  /**
   * The errors of the gateway that are failures, such as `Timeout`, up to 10.
   *
   * @default - none
   */
  readonly errorReasons?: string[];
  /**
   * Whether the header `Retry-After` of the backend decides how long no requests are sent.
   *
   * @default false
   */
  readonly acceptRetryAfter?: boolean;
  /**
   * The name of the rule.
   *
   * @default "breaker"
   */
  readonly name?: string;
}

const BREAKER: Kinds<CircuitBreaker> = {
  failures: optional(NUMBER),
  failurePercentage: optional(NUMBER),
  intervalSeconds: NUMBER,
  tripSeconds: NUMBER,
  statuses: optional(listOf(OBJECT, "ranges")),
  errorReasons: optional(STRINGS),
  acceptRetryAfter: optional(BOOLEAN),
  name: optional(STRING),
};
const RANGE: Kinds<StatusRange> = { min: NUMBER, max: NUMBER };

const SECONDS = "a whole number from 1 to 86400";

/** @throws when a value breaks a rule of Azure */
export function checkBreaker(place: IConstruct, given: CircuitBreaker): void {
  checkObject(place, "circuitBreaker", given, BREAKER);
  const { failures, failurePercentage, statuses = [], errorReasons = [] } = given;
  checkNumber(place, "failures", failures, "a whole number from 1 to 10000", within(1, 10_000));
  checkNumber(place, "failurePercentage", failurePercentage, "a whole number from 1 to 100", within(1, 100));
  checkNumber(place, "intervalSeconds", given.intervalSeconds, SECONDS, within(1, 86_400));
  checkNumber(place, "tripSeconds", given.tripSeconds, SECONDS, within(1, 86_400));
  checkOptional(place, "name of the circuit breaker", given.name, BACKEND_RULES.ruleName);
  errorReasons.forEach((reason) => check(place, "errorReason", reason, BACKEND_RULES.errorReason));
  for (const [list, { length }] of Object.entries({ statuses, errorReasons })) {
    if (length > 10) throw invalidNumberOption(place, `the number of ${list}`, length, "at most 10");
  }
  if ((failures === undefined) === (failurePercentage === undefined)) throw failuresOfBreaker(place);
  if (given.statuses?.length === 0 && errorReasons.length === 0) throw breakerWithoutFailures(place);
  for (const range of statuses) {
    checkObject(place, "statuses", range, RANGE);
    const { min, max } = range;
    if (Token.isUnresolved(min) || Token.isUnresolved(max)) continue;
    if (!within(200, 599)(min) || !within(min, 599)(max)) throw statusRange(place, min, max);
  }
}

export function breakerArguments(given: CircuitBreaker): ApiManagementBackendCircuitBreakerRule {
  const { errorReasons = [], statuses = errorReasons.length > 0 ? [] : [{ min: 500, max: 599 }] } = given;
  return {
    name: given.name ?? "breaker",
    tripDuration: duration(given.tripSeconds),
    acceptRetryAfterEnabled: given.acceptRetryAfter ?? false,
    failureCondition: {
      count: given.failures,
      percentage: given.failurePercentage,
      intervalDuration: duration(given.intervalSeconds),
      statusCodeRange: statuses.length === 0 ? undefined : statuses.map(({ min, max }) => ({ min, max })),
      errorReasons: errorReasons.length === 0 ? undefined : errorReasons,
    },
  };
}

export function within(min: number, max: number): (value: number) => boolean {
  return (value) => Number.isInteger(value) && value >= min && value <= max;
}

/** A time as Azure writes it, such as PT1M30S: otherwise Terraform sees a difference in every plan. */
function duration(seconds: number): string {
  if (Token.isUnresolved(seconds)) return Token.asString(Fn.format("PT%dS", [seconds]));
  if (seconds === 86_400) return "P1D";
  const parts: readonly [number, string][] = [
    [Math.floor(seconds / 3600), "H"],
    [Math.floor(seconds / 60) % 60, "M"],
    [seconds % 60, "S"],
  ];
  return `PT${parts.flatMap(([count, unit]) => (count === 0 ? [] : [`${count}${unit}`])).join("")}`;
}
