import { CannotExecute, PolicyFailure } from "../failure";
import { VALIDATION_REASON, VALIDATION_STATUS } from "../inferred";
import type { OperationDescription, ResponseDescription } from "../exchange";
import type { Step } from "../step";

/** What a validation finds, as the variable of `errors-variable-name` lists it. */
export interface ValidationError {
  /** What is wrong: a header, a parameter, a content type. */
  readonly name: string;
  /** Where that is, such as `QueryParameter`. */
  readonly type: string;
  /** What it breaks, such as `Unspecified`. */
  readonly validationRule: string;
  readonly details: string;
  readonly action: string;
}

export type Finding = Omit<ValidationError, "action">;

/** What a validation policy found so far. */
export class Validation {
  private readonly errors: ValidationError[] = [];

  public constructor(private readonly step: Step) {}

  /** Adds what the policy does not ignore. */
  public add(action: string, finding: Finding): void {
    if (action !== "ignore") this.errors.push({ ...finding, action });
  }

  /** Keeps the errors in the variable of the policy, and fails if one of them is to be prevented. */
  public end(): void {
    const { step, errors } = this;
    const variable = step.tryText("errors-variable-name");
    if (variable !== undefined && errors.length > 0) step.exchange.variables.set(variable, errors);
    const prevented = errors.find(({ action }) => action === "prevent");
    if (prevented === undefined) {
      step.decision = errors.length === 0 ? "valid" : errors.map(({ details }) => details).join(" ");
      return;
    }
    const status = step.isResponse ? VALIDATION_STATUS.response : VALIDATION_STATUS.request;
    throw new PolicyFailure(VALIDATION_REASON, prevented.details, status);
  }
}

/** What an attribute says is done about an error. */
export function actionOf(step: Step, attribute: string): string {
  const action = step.text(attribute);
  if (action === "ignore" || action === "prevent" || action === "detect") return action;
  throw new CannotExecute(`${attribute} is ${JSON.stringify(action)}; expected ignore, prevent or detect`);
}

/** What is done about single parts, by their names without case. */
export function actionsOf(step: Step | undefined, part: string, attribute = "name"): ReadonlyMap<string, string> {
  const parts = step?.parts(part) ?? [];
  return new Map(parts.map((one) => [one.text(attribute).toLowerCase(), actionOf(one, "action")]));
}

/** What the API says of the messages of the operation. */
export function descriptionOf({ exchange, name }: Step): OperationDescription {
  const { description } = exchange.facts.operation;
  if (description !== undefined) return description;
  throw new CannotExecute(`<${name}> needs to know what the API says of the operation, which the deployment does not`);
}

/** What the API says of a response with the status of this one. */
export function responseDescription(step: Step): ResponseDescription | undefined {
  return descriptionOf(step).responses.find(({ status }) => status === step.response.status);
}
