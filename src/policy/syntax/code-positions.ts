import { type PolicyPosition } from "../model/node";
import { isWhitespace } from "../text/characters";
import { referenceAt } from "../text/references";
import { SourceText } from "./source-text";

/** A value that was read from a text. */
export interface PlacedValue {
  /** The value as C# has it: references are replaced, and whitespace around an expression is left out. */
  readonly source: string;
  /** Where its attribute or its text starts. */
  readonly position: PolicyPosition;
  /** Whether it is the value of an attribute. */
  readonly isAttribute: boolean;
}

/**
 * Where the code in the values of a policy document is in its text.
 *
 * A value does not say how it was written: with references or raw, in CDATA or not. So the text is read again beside the value, once for each value.
 *
 * @internal
 */
export class CodePositions {
  private readonly input: SourceText;
  private last: Alignment | undefined;

  /** @param text the text of the document, as the reader got it */
  public constructor(text: string) {
    this.input = new SourceText(text);
  }

  /** The position of an index of the source of a value. */
  public positionIn(value: PlacedValue, index: number): PolicyPosition {
    const { steps } = this.alignmentOf(value);
    let low = 0;
    let high = steps.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (steps[middle]!.index <= index) low = middle;
      else high = middle - 1;
    }
    const step = steps[low]!;
    return this.input.positionAt(Math.min(this.input.text.length, step.at + index - step.index));
  }

  /** Whether the value is in the text where its position is. */
  public hold(value: PlacedValue): boolean {
    return this.alignmentOf(value).isWhole;
  }

  private alignmentOf(value: PlacedValue): Alignment {
    if (this.last?.value !== value) this.last = this.align(value);
    return this.last;
  }

  /** Where the text of the value starts: behind the name and the quote of an attribute, and behind whitespace that is not part of an expression. */
  private startOf({ source, position, isAttribute }: PlacedValue): number {
    const { input } = this;
    let start = input.indexAt(position);
    if (isAttribute) {
      start = input.skipWhitespace(input.endOfName(start));
      if (input.text[start] === "=") start = input.skipWhitespace(start + 1);
      const quote = input.text[start];
      if (quote === '"' || quote === "'") start++;
    }
    return isWhitespace(source.slice(0, 1)) ? start : input.skipWhitespace(start);
  }

  /** Reads the text and the value side by side, up to a difference that nothing explains. */
  private align(value: PlacedValue): Alignment {
    const { text } = this.input;
    const { source } = value;
    let at = this.startOf(value);
    let isInCdata = false;
    const steps: Step[] = [{ index: 0, at }];
    let index = 0;
    while (index < source.length && at < text.length) {
      if (!isInCdata && text.startsWith(CDATA, at) && !source.startsWith(CDATA, index)) {
        isInCdata = true;
        at += CDATA.length;
        steps.push({ index, at });
      } else if (isInCdata && text.startsWith(CDATA_END, at)) {
        isInCdata = false;
        at += CDATA_END.length;
        steps.push({ index, at });
      } else {
        const { reference, char } = isInCdata || text[at] !== "&" ? PLAIN : referenceAt(text, at);
        if (char !== undefined && !isKept(text, at, source, index)) {
          if (!source.startsWith(char, index)) break;
          index += char.length;
          at += reference.length;
          steps.push({ index, at });
          continue;
        }
        if (text[at] !== source[index] && !(isWhitespace(text[at]!) && isWhitespace(source[index]!))) break;
        index++;
        at++;
      }
    }
    return { value, steps, isWhole: index >= source.length };
  }
}

/** A value beside the text that it was read from. */
interface Alignment {
  readonly value: PlacedValue;
  readonly steps: readonly Step[];
  /** Whether all of the value is in the text. */
  readonly isWhole: boolean;
}

/** From an index of a value on, its characters are in the text one after the other, up to the next step. */
interface Step {
  readonly index: number;
  /** The index in the text. */
  readonly at: number;
}

const PLAIN = { reference: "", char: undefined };
const CDATA = "<![CDATA[";
const CDATA_END = "]]>";

/** Whether the reference in the text is in the value as it is: it is C#, where references have no meaning. */
function isKept(text: string, at: number, source: string, index: number): boolean {
  if (source[index] !== "&") return false;
  const { reference } = referenceAt(text, at);
  if (!source.startsWith(reference, index)) return false;
  // `&amp;amp;` may be kept, or be what is written for `&amp;`.
  let end = reference.length;
  while (text.startsWith("amp;", at + end)) end += 4;
  return source.startsWith(text.slice(at, at + end), index);
}
