import { type ExpressionReader } from "./expression-reader";
import { type PolicyAttribute } from "../model/node";
import { duplicateAttributeFound, unclosedTag, unexpectedInTag } from "./reader-messages";
import { type SourceText } from "./source-text";
import { ValueReader } from "./value-reader";

/**
 * Reads the rest of a start tag after the name.
 *
 * @internal
 */
export class TagReader {
  /** The index after the tag that was read last. */
  public index = 0;
  /** Whether the tag that was read last ends with `/>`. */
  public isSelfClosing = false;

  private readonly text: string;
  private readonly values: ValueReader;
  /** The attributes so far; entries after `length` belonged to an earlier tag. */
  private readonly attributes: PolicyAttribute[] = [];
  private length = 0;

  public constructor(
    private readonly source: SourceText,
    expressions: ExpressionReader,
  ) {
    this.text = source.text;
    this.values = new ValueReader(source, expressions);
  }

  /**
   * Reads up to the end of a start tag.
   *
   * @param element the name of the element
   * @param tagStart the index of the `<`
   * @param from the index after the name
   */
  public read(element: string, tagStart: number, from: number): PolicyAttribute[] {
    const { text } = this;
    let names: Set<string> | undefined;
    let index = from;
    this.length = 0;
    for (;;) {
      const start = this.source.skipWhitespace(index);
      if (this.isEnd(element, tagStart, start)) return this.attributes.slice(0, this.length);
      const nameEnd = this.source.endOfName(start);
      if (nameEnd === start) {
        index = this.skipUnexpected(element, start);
        continue;
      }
      const name = text.slice(start, nameEnd);
      const value = this.values.read(name, start, nameEnd);
      index = this.values.index;
      // For a few names, a linear search is faster than a set.
      if (this.length === 8) names = new Set(this.attributes.slice(0, 8).map((attribute) => attribute.name));
      if (names === undefined ? this.has(name) : names.has(name)) {
        this.source.report(start, duplicateAttributeFound, element, name);
      } else {
        this.attributes[this.length++] = { name, value, position: this.source.positionAt(start) };
        names?.add(name);
      }
    }
  }

  private isEnd(element: string, tagStart: number, index: number): boolean {
    const { text } = this;
    switch (text.charCodeAt(index)) {
      case 62: // ">"
        this.isSelfClosing = false;
        this.index = index + 1;
        return true;
      case 47: // "/"
        this.isSelfClosing = text.charCodeAt(index + 1) === 62;
        this.index = index + 2;
        return this.isSelfClosing;
      default:
        if (index < text.length && text.charCodeAt(index) !== 60) return false;
        this.source.report(tagStart, unclosedTag, element);
        this.isSelfClosing = false;
        this.index = index;
        return true;
    }
  }

  private has(name: string): boolean {
    for (let index = 0; index < this.length; index++) if (this.attributes[index]!.name === name) return true;
    return false;
  }

  private skipUnexpected(element: string, start: number): number {
    const end = this.source.endOfWord(start + 1);
    this.source.report(start, unexpectedInTag, this.text.slice(start, end), element);
    return end;
  }
}
