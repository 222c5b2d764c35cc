/**
 * Finds the next match in a text, for queries in ascending order.
 *
 * Each part of the text is searched only once, even if the matches are few and far apart.
 *
 * @internal
 */
export class NextMatch {
  private from = 0;
  private match = -1;

  /**
   * @param text the text to search
   * @param find the index of the first match at or after an index, or -1
   */
  public constructor(
    private readonly text: string,
    private readonly find: (text: string, from: number) => number,
  ) {}

  /** The index of the first match at or after an index, or the length of the text when there is none. */
  public at(index: number): number {
    if (index < this.from || index > this.match) {
      const match = this.find(this.text, index);
      this.from = index;
      this.match = match < 0 ? this.text.length : match;
    }
    return this.match;
  }
}

/**
 * Finds a fixed text.
 *
 * @internal
 */
export function nextText(text: string, needle: string): NextMatch {
  return new NextMatch(text, (haystack, from) => haystack.indexOf(needle, from));
}

/**
 * Finds what a regular expression matches. The expression must take linear time.
 *
 * @internal
 */
export function nextPattern(text: string, pattern: RegExp): NextMatch {
  const search = new RegExp(pattern, "g");
  return new NextMatch(text, (haystack, from) => {
    search.lastIndex = from;
    return search.exec(haystack)?.index ?? -1;
  });
}
