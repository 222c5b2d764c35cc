import { SECTION_ORDER } from "../../model/section";
import { type NodePath } from "../node-path";
import { type PlacedRead } from "../variables";

/** When something runs: its section, and its number in it. */
export type RunOrder = readonly [section: number, order: number];

export function placeOf({ section, order }: NodePath): RunOrder {
  return [section === undefined ? 0 : SECTION_ORDER.indexOf(section), order];
}

/** When code reads a variable. */
export function placeOfRead({ path, attribute }: PlacedRead): RunOrder {
  // These are evaluated once the response is there.
  if (attribute?.startsWith("increment-") || path.name === "dimension") return [SECTION_ORDER.length, 0];
  // A retry decides after each round.
  return path.name === "retry" ? [placeOf(path)[0], path.end] : placeOf(path);
}

/** The first of the places of some statements. */
export function firstPlaceOf(paths: readonly NodePath[]): RunOrder | undefined {
  return paths
    .map(placeOf)
    .reduce<RunOrder | undefined>(
      (first, place) => (first !== undefined && isBefore(first, place) ? first : place),
      undefined,
    );
}

/** Whether a place, if there is one, is before a read. */
export function precedes(place: RunOrder | undefined, read: PlacedRead): boolean {
  return place !== undefined && isBefore(place, placeOfRead(read));
}

/** A statement sets its variable after it has read what it needs, so equal places are not before each other. */
export function isBefore(one: RunOrder, other: RunOrder): boolean {
  return one[0] < other[0] || (one[0] === other[0] && one[1] < other[1]);
}
