import type { PoolMember } from "../deployment/model";
import { CannotExecute, PolicyFailure } from "./failure";
import type { ResponseMessage } from "./message";
import type { BackendTarget, GatewayServices } from "./services";

/** A backend that gets a request. */
export interface ChosenBackend extends BackendTarget {
  readonly id: string;
}

/**
 * The backend with an id, or one of a pool: of those with the lowest priority that take requests, by their weights.
 *
 * @throws PolicyFailure when none takes requests, because circuit breakers are tripped
 * @see https://learn.microsoft.com/azure/api-management/backends
 */
export function chooseBackend(services: GatewayServices, id: string, workspace: string | undefined): ChosenBackend {
  const target = backendNamed(services, id, workspace);
  const members = target.members ?? [];
  if (members.length === 0) {
    if (isTripped(services, id)) throw unavailable(id);
    return { ...target, id };
  }
  const ready = members.filter(({ backend }) => !isTripped(services, backend));
  const priority = Math.min(...ready.map((member) => member.priority));
  const member = byWeight(
    ready.filter((each) => each.priority === priority),
    services.random(),
  );
  if (member === undefined) throw unavailable(id);
  return { ...backendNamed(services, member.backend, workspace), id: member.backend };
}

function backendNamed(services: GatewayServices, id: string, workspace: string | undefined): BackendTarget {
  const target = services.backend(id, workspace);
  if (target === undefined) throw new CannotExecute(`the backend ${id} is not in the deployment`);
  return target;
}

/** @param random a number from 0 up to, but without, 1 */
function byWeight(members: readonly PoolMember[], random: number): PoolMember | undefined {
  const total = members.reduce((sum, { weight }) => sum + weight, 0);
  let rest = random * total;
  for (const member of members) {
    rest -= member.weight;
    if (rest < 0) return member;
  }
  return members[0];
}

function isTripped({ trips }: GatewayServices, id: string): boolean {
  return trips.get(id) === true;
}

function unavailable(id: string): PolicyFailure {
  return new PolicyFailure(
    "BackendUnavailable",
    `The backend ${id} takes no requests now.`,
    503,
    "Service Unavailable",
  );
}

/** Counts a failure of a backend, and trips its circuit breaker if there were too many. */
export function countOutcome(
  { windows, trips }: GatewayServices,
  { id, circuitBreaker }: ChosenBackend,
  outcome: ResponseMessage | { readonly reason: string },
): void {
  if (circuitBreaker === undefined) return;
  const { failures, intervalSeconds, tripSeconds, statuses, errorReasons, acceptsRetryAfter } = circuitBreaker;
  if (failures === undefined) {
    throw new CannotExecute(
      `the local gateway cannot execute a circuit breaker with a percentage, as that of the backend ${id}: Microsoft does not say of how many requests`,
    );
  }
  const isFailure =
    "status" in outcome
      ? statuses.some(({ min, max }) => outcome.status >= min && outcome.status <= max)
      : errorReasons.includes(outcome.reason);
  if (!isFailure) return;
  const key = `circuit-breaker ${id}`;
  windows.add(key);
  if (windows.count(key, intervalSeconds).calls < failures) return;
  const asked = acceptsRetryAfter && "status" in outcome ? Number(outcome.headers.get("Retry-After")) : 0;
  trips.set(id, true, asked > 0 ? asked : tripSeconds);
}
