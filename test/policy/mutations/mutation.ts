import { type PolicyLintOptions } from "../../../src/policy";
import { check } from "../../support/policy/lint";
import { type Source } from "./sources";

/** A wrong document. */
export interface Mutant {
  readonly text: string;
  /** What is known beyond the text, if it differs from what is known of the source. */
  readonly options?: PolicyLintOptions;
}

/** One way to make a wrong document. */
export interface MutationClass {
  readonly name: string;
  /** The least share, in percent, of the mutants that have to be found. */
  readonly floor: number;
  /** The mutants of a source, each made when it is asked for. Those without another meaning are left out here. */
  readonly mutants: (source: Source) => readonly (() => Mutant)[];
}

/** Whether a mutant has a finding that its source does not have. What is said about suppressions does not count. */
export function isFound({ text, options }: Mutant, source: Source): boolean {
  const before = countsOf(source.text, source.options);
  const after = countsOf(text, options ?? source.options);
  return [...after].some(([key, count]) => count > (before.get(key) ?? 0));
}

/** How often each rule reports each severity. Messages name places, which a mutation moves. */
function countsOf(text: string, options: PolicyLintOptions): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { id, severity } of check(text, options)) {
    if (id.startsWith("S-")) continue;
    const key = `${id} ${severity}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** A generator of numbers below a limit that gives the same ones for the same seed. */
export function randomOf(seed: number): (limit: number) => number {
  let state = seed >>> 0;
  return (limit) => {
    // Mulberry32.
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}

/** Some of the items, without order and without repetition. */
export function sample<T>(items: readonly T[], size: number, random: (limit: number) => number): T[] {
  const rest = [...items];
  const taken: T[] = [];
  while (rest.length > 0 && taken.length < size) {
    const index = random(rest.length);
    taken.push(rest[index]!);
    rest[index] = rest[rest.length - 1]!;
    rest.pop();
  }
  return taken;
}
