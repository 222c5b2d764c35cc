/** What counts the work of an evaluation, and ends it when it is too much. */
export interface Meter {
  step(count: number): void;
  checkLength(length: number, made?: number): void;
}

let current: Meter | undefined;

/**
 * Runs an evaluation on its meter. What loops deep inside of a value, such as a copy of JSON, has no call to take the meter from. An evaluation runs
 * from its start to its end, so that there is only one at a time.
 */
export function metered<T>(meter: Meter, run: () => T): T {
  const outer = current;
  current = meter;
  try {
    return run();
  } finally {
    current = outer;
  }
}

/** Counts work of the evaluation that runs: about one for what an interpreted operation takes, a fraction for what built-in code does faster. */
export function charge(steps: number): void {
  current?.step(steps);
}

/** Counts items that built-in code goes through. */
export function chargeItems(count: number): void {
  current?.step(count / ITEMS_PER_STEP);
}

/** Counts characters that built-in code goes through. */
export function chargeText(length: number): void {
  current?.step(length / CHARACTERS_PER_STEP);
}

/** To be called before a text gets longer: its length then, and how much of it is new. */
export function checkTextLength(length: number, made: number): void {
  current?.checkLength(length, made);
}

/** Counts places of an array that built-in code moves, copies or compares by identity. */
export function chargePlaces(count: number): void {
  current?.step(count / PLACES_PER_STEP);
}

/** Counts values that are made, copied or written one by one. */
export function chargeParts(count: number): void {
  current?.step(count);
}

/** How much of built-in work takes as long as one interpreted operation, measured. */
export const CHARACTERS_PER_STEP = 64;
export const PLACES_PER_STEP = 25;
const ITEMS_PER_STEP = 5;
/** Of a collection that is made at once. */
export const NEW_ITEMS_PER_STEP = 6;
