import type { UnresolvedValue } from "./unresolved";

/** What a deployment cannot answer. */
export class DeploymentError extends Error {
  public override readonly name = "DeploymentError";
}

export function unresolvedValue(value: UnresolvedValue): DeploymentError {
  const where = value.property === "" ? value.address : `${value.property} of ${value.address}`;
  return new DeploymentError(
    `${where} has no value: ${value.reason}; the expression is ${shortened(value.expression)}`,
  );
}

export function unreadable(what: string, problem: string): DeploymentError {
  return new DeploymentError(`${what} cannot be read: ${problem}`);
}

function shortened(text: string): string {
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
