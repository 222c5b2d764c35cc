import type { Construct } from "constructs";
import { CheckedConstruct, checkProps, type Kinds, NUMBER, optional } from "../../core/kinds";
import { checkNumber } from "../../core/rules";
import { writtenExpression } from "../../policy/model/written-value";
import { ForwardRequest, Retry } from "../../policy/statements";
import { TARGET } from "../kinds";
import type { IPolicyTarget } from "../policy-target";
import { ApimPolicy } from "./apim-policy";

/** Properties of `ForwardPolicy`. */
export interface ForwardPolicyProps {
  /** Whose requests are forwarded. */
  readonly target: IPolicyTarget;
  /**
   * How long to wait for the backend's answer, in seconds, from 1 to 240. The load balancer before the gateway gives up after that.
   *
   * @default 30
   */
  readonly timeoutSeconds?: number;
  /**
   * How often a request is sent again, from 0 to 50: one that may be repeated (GET, HEAD, PUT, DELETE, OPTIONS), and that the backend answered 429, 502, 503 or 504.
   *
   * @default 0
   */
  readonly retries?: number;
  /**
   * The time before each retry, in seconds, from 1 to 60.
   *
   * @default 1
   */
  readonly retryIntervalSeconds?: number;
}

const PROPS: Kinds<ForwardPolicyProps> = {
  target: TARGET,
  timeoutSeconds: optional(NUMBER),
  retries: optional(NUMBER),
  retryIntervalSeconds: optional(NUMBER),
};

/** What can be sent twice without doing it twice. */
const REPEATABLE: readonly string[] = ["GET", "HEAD", "PUT", "DELETE", "OPTIONS"];
const PASSING: readonly number[] = [429, 502, 503, 504];

/**
 * Sends requests to the backend with a timeout, and again when the backend was not ready.
 *
 * @see https://learn.microsoft.com/azure/api-management/forward-request-policy
 */
export class ForwardPolicy extends CheckedConstruct {
  /** @throws when a number is out of range */
  public constructor(scope: Construct, id: string, props: ForwardPolicyProps) {
    super(scope, id);
    checkProps(this, props, PROPS);
    const { timeoutSeconds = 30, retries = 0, retryIntervalSeconds = 1 } = props;
    checkNumber(this, "timeoutSeconds", timeoutSeconds, "a whole number from 1 to 240", between(1, 240));
    checkNumber(this, "retries", retries, "a whole number from 0 to 50", between(0, 50));
    checkNumber(this, "retryIntervalSeconds", retryIntervalSeconds, "a whole number from 1 to 60", between(1, 60));
    // Without the buffer there is nothing to send again.
    const forward = new ForwardRequest({ timeoutSeconds, bufferRequestBody: retries === 0 ? undefined : true });
    const isRepeatable = REPEATABLE.map((method) => `context.Request.Method == "${method}"`).join(" || ");
    const isPassing = PASSING.map((code) => `context.Response.StatusCode == ${code}`).join(" || ");
    ApimPolicy.of(props.target).addBackend(
      retries === 0
        ? forward
        : new Retry({
            condition: writtenExpression(`(${isRepeatable}) ? (${isPassing}) : false`),
            count: retries,
            intervalSeconds: retryIntervalSeconds,
            statements: [forward],
          }),
    );
  }
}

function between(least: number, most: number): (value: number) => boolean {
  return (value) => Number.isInteger(value) && value >= least && value <= most;
}
