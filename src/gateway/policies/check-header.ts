import { PolicyFailure } from "../failure";
import type { Step } from "../step";

/** Lets only requests with a header pass, or with one of some values of it. */
export function checkHeader(step: Step): void {
  const name = step.text("name");
  const value = step.request.headers.get(name);
  const allowed = step.parts("value").map((part) => part.content);
  const isSame = comparison(step.flag("ignore-case", false));
  const message = step.tryText("failed-check-error-message");
  const status = step.number("failed-check-httpcode", 401);
  if (value === undefined) {
    const text = `Header ${name} was not found in the request. Access denied.`;
    throw new PolicyFailure("HeaderNotFound", text, status, message ?? text);
  }
  if (allowed.length > 0 && !allowed.some((text) => isSame(text, value))) {
    const text = `Header ${name} value of ${value} is not allowed. Access denied.`;
    throw new PolicyFailure("HeaderValueNotAllowed", text, status, message ?? text);
  }
  step.decision = `${name} is there`;
}

function comparison(ignoresCase: boolean): (left: string, right: string) => boolean {
  return ignoresCase ? (left, right) => left.toLowerCase() === right.toLowerCase() : (left, right) => left === right;
}
