import { MUTATIONS } from ".";
import { isFound, type MutationClass, randomOf, sample } from "./mutation";
import { SOURCES } from "./sources";

const SEED = 20;
const SIZE = 20;

/** The share of the mutants of a class, in percent, that the linter finds, and how many were tried. */
function shareOf({ mutants }: MutationClass): { readonly found: number; readonly tried: number } {
  const all = SOURCES.flatMap((source) => mutants(source).map((make) => ({ source, make })));
  const tried = sample(all, SIZE, randomOf(SEED));
  return { found: tried.filter(({ source, make }) => isFound(make(), source)).length, tried: tried.length };
}

const found = { mutants: 0, tried: 0 };

describe.each(Object.entries(MUTATIONS))("%s", (_, classes) => {
  test.each(classes)("finds $name", (mutation) => {
    const share = shareOf(mutation);
    found.mutants += share.found;
    found.tried += share.tried;

    expect(share.tried).toBeGreaterThan(0);
    expect((100 * share.found) / share.tried).toBeGreaterThanOrEqual(mutation.floor);
  });
});

test("finds at least 95 % of all", () => {
  expect((100 * found.mutants) / found.tried).toBeGreaterThanOrEqual(95);
});

test("the same seed makes the same mutants", () => {
  const texts = (): string[] =>
    sample(
      SOURCES.flatMap((source) => MUTATIONS.grammar![0]!.mutants(source)),
      SIZE,
      randomOf(SEED),
    ).map((make) => make().text);

  expect(texts()).toEqual(texts());
});
