/** What every error text of the constructs must have. */
export interface ErrorText {
  /** The construct path, or the name of the class while no construct exists. */
  readonly place: string;
  /** The value that was given, as the text shows it. */
  readonly value?: string;
}

/** The message of the error that a function throws. */
export function messageOf(run: () => unknown): string {
  try {
    run();
  } catch (thrown) {
    if (thrown instanceof Error) return thrown.message;
    throw thrown;
  }
  throw new Error("nothing is thrown; expected an error");
}

/** Checks the house's rules for an error text: where, what was given, what is expected, what to do; lower case, and no full stop. */
export function expectErrorText(message: string, { place, value }: ErrorText): void {
  expect(message.startsWith(`${place}: `)).toBe(true);
  expectSentence(message.slice(place.length + 2));
  if (value !== undefined) expect(message).toContain(value);
}

/** As {@link expectErrorText}, for the text of a validation, before which cdktf writes the path. Findings may follow it, on lines of their own. */
export function expectSentence(lines: string): void {
  const [text = ""] = lines.split("\n  ");
  expect(text).toMatch(/^[a-z"“]/);
  const [got, expected, ...more] = text.split(/[;,] expected /);
  expect(got).not.toBe("");
  expect(more).toEqual([]);
  // The next step comes after what is expected.
  expect(expected).toMatch(/.(?:: |; add |; did you mean ).+/);
  expect(text).not.toMatch(/[.\n]$/);
}
