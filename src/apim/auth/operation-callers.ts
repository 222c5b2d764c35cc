import type { IConstruct } from "constructs";
import { RegistryOfMany } from "../../core/registry";
import { csharpString } from "../../policy/csharp/literal";
import { Callers } from "./callers";

/** An operation that the program creates or names, and who may call it. */
export interface OperationCallers {
  readonly operation: IConstruct;
  /** The name of the operation, as `context.Operation.Id` has it. */
  readonly operationId: string;
  /** Undefined for those of the API. */
  readonly callers: Callers | undefined;
  /** Whether the program creates it. */
  readonly isCreated: boolean;
}

/** The operations by the key of their API. */
export const OPERATIONS = new RegistryOfMany<OperationCallers>();

/** Operations with the same callers. */
export interface OperationGroup {
  readonly callers: Callers;
  readonly operationIds: readonly string[];
}

/**
 * The operations that do not have the default callers, by their callers.
 *
 * @param defaults who may call the other operations, for each kind of token
 */
export function groupByCallers(
  operations: readonly OperationCallers[],
  defaults: readonly Callers[],
): OperationGroup[] {
  const groups = new Map<string, { callers: Callers; operationIds: string[] }>();
  for (const { callers, operationId } of operations) {
    // Those that equal the default for one kind of token can differ from that for another.
    if (callers === undefined || defaults.every((each) => identityOf(callers) === identityOf(each))) continue;
    const group = groups.get(identityOf(callers));
    if (group === undefined) groups.set(identityOf(callers), { callers, operationIds: [operationId] });
    else group.operationIds.push(operationId);
  }
  return [...groups.values()];
}

/** Those who may call an API or at least one of its operations with a token. */
export function callersOfAny(callers: Callers, operations: readonly OperationCallers[]): Callers {
  const others = operations.flatMap(({ callers: own }) => (own === undefined || own.isAnonymous ? [] : [own]));
  return others.length === 0 ? callers : Callers.anyOf(callers, ...others);
}

/** C# that is true for a request to one of the operations. */
export function isOneOf(operationIds: readonly string[]): string {
  return operationIds.map((id) => `context.Operation.Id == ${csharpString(id)}`).join(" || ");
}

/** C# that is true for a request to none of the operations. */
export function isNoneOf(operationIds: readonly string[]): string {
  const [first, ...others] = operationIds;
  return others.length === 0 ? `context.Operation.Id != ${csharpString(first!)}` : `!(${isOneOf(operationIds)})`;
}

/** The order of roles and scopes does not matter. */
function identityOf({ roles, isAnonymous, _users }: Callers): string {
  const users = _users.map((needed) => JSON.stringify([[...needed.scopes].sort(), [...needed.roles].sort()]));
  return JSON.stringify([isAnonymous, [...roles].sort(), users.sort()]);
}
