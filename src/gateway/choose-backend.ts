import type { CircuitBreaker, PoolMember } from "../deployment/model";
import { CannotExecute, PolicyFailure } from "./failure";
import { MIN_REQUESTS_OF_PERCENTAGE } from "./inferred";
import type { ResponseMessage } from "./message";
import type { BackendTarget, GatewayServices } from "./services";

/** A backend that gets a request. */
export interface ChosenBackend extends BackendTarget {
  readonly id: string;
  /** The name of what is remembered of it. Backends of workspaces may have the same ids. */
  readonly key: string;
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
    const key = keyOf(id, workspace);
    if (services.trips.get(key) === true) throw unavailable(id);
    return { ...target, id, key };
  }
  const ready = members.filter(({ backend }) => services.trips.get(keyOf(backend, workspace)) !== true);
  const priority = Math.min(...ready.map((member) => member.priority));
  const member = byWeight(
    ready.filter((each) => each.priority === priority),
    services.random(),
  );
  if (member === undefined) throw unavailable(id);
  const { backend } = member;
  return { ...backendNamed(services, backend, workspace), id: backend, key: keyOf(backend, workspace) };
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

function keyOf(id: string, workspace = ""): string {
  return JSON.stringify([workspace, id]);
}

function unavailable(id: string): PolicyFailure {
  return new PolicyFailure(
    "BackendUnavailable",
    `The backend ${id} takes no requests now.`,
    503,
    "Service Unavailable",
  );
}

/** Counts a request of a backend, and trips its circuit breaker if too many failed. */
export function countOutcome(
  { windows, trips }: GatewayServices,
  { key, circuitBreaker }: ChosenBackend,
  outcome: ResponseMessage | { readonly reason: string },
): void {
  if (circuitBreaker === undefined) return;
  const { failures, failurePercentage, intervalSeconds, tripSeconds, acceptsRetryAfter } = circuitBreaker;
  const requests = `requests of ${key}`;
  const failed = `failures of ${key}`;
  windows.add(requests);
  if (!isFailure(circuitBreaker, outcome)) return;
  windows.add(failed);
  const count = windows.count(failed, intervalSeconds).calls;
  const all = windows.count(requests, intervalSeconds).calls;
  const isTooMany =
    failures === undefined
      ? all >= MIN_REQUESTS_OF_PERCENTAGE && count * 100 >= (failurePercentage ?? 100) * all
      : count >= failures;
  if (!isTooMany) return;
  const asked = acceptsRetryAfter && "status" in outcome ? Number(outcome.headers.get("Retry-After")) : 0;
  trips.set(key, true, asked > 0 ? asked : tripSeconds);
}

function isFailure(
  { statuses, errorReasons }: CircuitBreaker,
  outcome: ResponseMessage | { readonly reason: string },
): boolean {
  return "status" in outcome
    ? statuses.some(({ min, max }) => outcome.status >= min && outcome.status <= max)
    : errorReasons.includes(outcome.reason);
}
