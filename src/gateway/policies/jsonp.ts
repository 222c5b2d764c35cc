import { PolicyFailure } from "../failure";
import { MessageBody } from "../message";
import type { Step } from "../step";

/** Wraps a JSON response into a call of the function that the query names, for pages that load it as a script. */
export function jsonp(step: Step): void {
  const parameter = step.text("callback-parameter-name");
  const callback = step.exchange.originalUrl.searchParams.get(parameter);
  if (callback === null || callback === "") {
    step.decision = "no callback";
    return;
  }
  if (!/^[\p{L}_$][\p{L}\p{N}_$]*(\.[\p{L}_$][\p{L}\p{N}_$]*)*$/u.test(callback)) {
    throw new PolicyFailure(
      "CallbackParameterInvalid",
      `Value of callback parameter ${parameter} is not a valid JavaScript identifier.`,
      400,
    );
  }
  const { response } = step;
  response.body = new MessageBody(`${callback}(${response.body.text})`);
  response.headers.set("Content-Type", ["application/javascript"]);
  step.decision = `calls ${callback}`;
}
