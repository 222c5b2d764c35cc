import { STANDARD_RESPONSE_HEADERS } from "../inferred";
import type { Step } from "../step";
import { checkParameter } from "./check-parameter";
import { actionOf, actionsOf, responseDescription, Validation } from "./validation";

/** Checks the headers of the response against what the API says of them. */
export function validateHeaders(step: Step): void {
  const { headers } = step.response;
  const described = responseDescription(step)?.headers ?? [];
  const single = actionsOf(step, "header");
  const specified = actionOf(step, "specified-header-action");
  const unspecified = actionOf(step, "unspecified-header-action");
  const validation = new Validation(step);
  for (const header of described) {
    const action = single.get(header.name.toLowerCase()) ?? specified;
    for (const finding of checkParameter(header, headers.values(header.name), "ResponseHeader"))
      validation.add(action, finding);
  }
  const known = new Set(described.map(({ name }) => name.toLowerCase()));
  for (const [name] of headers) {
    const key = name.toLowerCase();
    if (known.has(key) || STANDARD_RESPONSE_HEADERS.has(key)) continue;
    const details = `Unspecified header ${name} is not allowed.`;
    validation.add(single.get(key) ?? unspecified, {
      name,
      type: "ResponseHeader",
      validationRule: "Unspecified",
      details,
    });
  }
  validation.end();
}
