import { checkCsharp } from "../../../../src/policy/csharp/check/check";
import { parseCsharp } from "../../../../src/policy/csharp/parse";
import { type Mistake, mutantsOf } from "./mutants";
import { VALID_EXPRESSIONS } from "./valid-expressions";

/** Whether there is a problem that the code without the mistake does not have. */
function isFound(code: string, original: string): boolean {
  const tree = parseCsharp(code);
  if (tree.problems.length > 0) return true;
  const known = new Set(checkCsharp(parseCsharp(original)).map(({ message }) => message));
  return checkCsharp(tree).some(({ message }) => !known.has(message));
}

describe("of the mistakes that people make in expressions", () => {
  const found = new Map<Mistake, number>();
  const made = new Map<Mistake, number>();
  for (const original of VALID_EXPRESSIONS) {
    for (const { mistake, code } of mutantsOf(original)) {
      made.set(mistake, (made.get(mistake) ?? 0) + 1);
      if (isFound(code, original)) found.set(mistake, (found.get(mistake) ?? 0) + 1);
    }
  }
  const share = (mistake: Mistake): number => found.get(mistake)! / made.get(mistake)!;

  // A cast that is left out where any object is right, and a return that another one follows, are no mistakes.
  test.each<[Mistake, number, number]>([
    ["a misspelt member of context", 200, 1],
    ["an unknown method", 150, 1],
    ["a misspelt variable", 90, 1],
    ["= for ==", 15, 1],
    ["a dropped cast", 20, 0.8],
    ["a missing return", 20, 0.9],
  ])("%s: of at least %i, a share of %f is found", (mistake, least, most) => {
    expect(made.get(mistake)).toBeGreaterThanOrEqual(least);
    expect(share(mistake)).toBeGreaterThanOrEqual(most);
  });
});
