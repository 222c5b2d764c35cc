import { PolicyFailure } from "../failure";
import type { Step } from "../step";
import type { TokenCheck } from "../token/token-check";
import { TokenError } from "../token/token-error";
import { verifyToken } from "../token/verify-token";
import { Jwt } from "../token/jwt";
import { readToken } from "./read-token";

/** Checks the token of a request, and keeps it in the variable that the policy names. */
export async function passToken(step: Step, check: TokenCheck): Promise<Jwt> {
  try {
    const { services, exchange } = step;
    const verified = await verifyToken(readToken(step), check, services.keys, services.clock.now());
    const jwt = new Jwt(verified.algorithm, verified.claims);
    const variable = step.tryText("output-token-variable-name");
    if (variable !== undefined) exchange.variables.set(variable, jwt);
    step.decision = "the token is valid";
    return jwt;
  } catch (error) {
    if (error instanceof TokenError) throw refusal(step, error);
    throw error;
  }
}

/** What the caller gets: the status and the text of the policy, or the message of the check. */
export function refusal(step: Step, { reason, message }: TokenError): PolicyFailure {
  const text = step.tryText("failed-validation-error-message");
  return new PolicyFailure(reason, message, step.number("failed-validation-httpcode", 401), text ?? message);
}
