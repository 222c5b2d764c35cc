import { type Place, PlaceKind } from "./place";

/** Whether one statement may run before another one in the same request, in the same section. */
export function mayRunBefore(first: Place, second: Place): boolean {
  return first.section === second.section && first.order < second.order && !areExclusive(first, second);
}

/** Whether two statements stand in different branches of one `choose`, so that one of them runs at most. */
export function areExclusive(one: Place, other: Place): boolean {
  const ancestors = new Set<Place>();
  for (let place: Place | undefined = one; place !== undefined; place = place.parent) ancestors.add(place);
  for (let place: Place | undefined = other; place !== undefined; place = place.parent) {
    if (ancestors.has(place)) return place.name === "choose" && place !== one && place !== other;
  }
  return false;
}

/** Whether a statement runs in every request that comes to its section and is not ended before. */
export function alwaysRuns(statement: Place): boolean {
  for (let place = statement.parent; place !== undefined; place = place.parent) {
    if (place.name === "when" || place.name === "otherwise") return false;
    if (place.kind === PlaceKind.SECTION || place.kind === PlaceKind.ROOT) return true;
  }
  return true;
}

/** Whether every way through statements meets one of a kind, or ends there. What is nested deeper than anybody writes it counts as met. */
export function everyWayMeets(
  statements: readonly Place[],
  isMet: (statement: Place) => boolean,
  depth: number = MAX_DEPTH,
): boolean {
  if (depth === 0) return true;
  return statements.some((statement) => {
    if (isMet(statement)) return true;
    if (statement.name === "return-response" || statement.name === "mock-response") return true;
    if (statement.name !== "choose") {
      return HOLDERS.includes(statement.name) && everyWayMeets(statement.children, isMet, depth - 1);
    }
    const branches = statement.children;
    return (
      branches.some(({ name }) => name === "otherwise") &&
      branches.every((branch) => everyWayMeets(branch.children, isMet, depth - 1))
    );
  });
}

const MAX_DEPTH = 200;

/** The statements whose statements always run. */
const HOLDERS: readonly string[] = ["retry", "limit-concurrency", "wait", "block"];
