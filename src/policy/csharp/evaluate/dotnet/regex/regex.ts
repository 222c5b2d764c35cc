import { charge } from "../../contract/meter";
import { type RegexGroup } from "./groups";
import { type CaptureRange, type MatchCaptures, RegexMatcher } from "./matcher";
import { parseRegex } from "./parser";
import { compileRegex, type RegexProgram } from "./program";
import { type RegexFlags } from "./syntax";

/** Counts the steps of a search, and throws when there were too many. */
export type StepCounter = (steps: number) => void;

/** One match: what each group captured. */
export interface RegexMatch {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly captures: MatchCaptures;
}

/** A compiled regular expression of .NET. */
export class CompiledRegex {
  public readonly groups: readonly RegexGroup[];
  private readonly program: RegexProgram;

  /** @throws an `ArgumentException` for what is no pattern */
  public constructor(
    public readonly pattern: string,
    flags: RegexFlags,
  ) {
    const { root, groups } = parseRegex(pattern, flags);
    this.groups = groups;
    this.program = compileRegex(root);
  }

  public match(text: string, from: number, step: StepCounter): RegexMatch | undefined {
    step(STEPS_OF_A_SEARCH);
    const captures = new RegexMatcher(this.program, text, this.groups.length, step).search(from);
    const whole = captures?.[0]?.[0];
    return captures && whole && { text, start: whole[0], end: whole[1], captures };
  }

  /** The match after another one. After an empty one the search goes on at the next character. */
  public next(match: RegexMatch, step: StepCounter): RegexMatch | undefined {
    const from = match.end + (match.end === match.start ? 1 : 0);
    return from > match.text.length ? undefined : this.match(match.text, from, step);
  }

  /** The index of a group by its number or name, or -1. */
  public groupOf(key: number | string): number {
    return this.groups.findIndex(({ number, name }) => (typeof key === "number" ? number === key : name === key));
  }

  public *matches(text: string, step: StepCounter): Generator<RegexMatch> {
    for (let match = this.match(text, 0, step); match !== undefined; match = this.next(match, step)) yield match;
  }

  /** Replaces up to `count` matches; all of them for -1. */
  public replace(text: string, count: number, step: StepCounter, replacement: (match: RegexMatch) => string): string {
    let result = "";
    let index = 0;
    let left = count;
    for (const match of this.matches(text, step)) {
      if (left-- === 0) break;
      result += text.slice(index, match.start) + replacement(match);
      step((match.start - index) >> 3);
      index = match.end;
    }
    return result + text.slice(index);
  }

  /** The parts between the matches. What the groups captured is among them. */
  public split(text: string, count: number, step: StepCounter): string[] {
    const parts: string[] = [];
    let index = 0;
    let left = count === 0 ? Infinity : count - 1;
    for (const match of this.matches(text, step)) {
      if (left-- <= 0) break;
      parts.push(text.slice(index, match.start));
      index = match.end;
      for (let group = 1; group < this.groups.length; group++) {
        const capture = lastCapture(match, group);
        if (capture !== undefined) parts.push(text.slice(...capture));
      }
    }
    parts.push(text.slice(index));
    return parts;
  }

  /** A replacement such as `$1-${name}` for a match. */
  public expand(match: RegexMatch, replacement: string): string {
    const { text, start, end } = match;
    return replacement.replace(REPLACEMENT, (whole, number?: string, name?: string, sign?: string) => {
      switch (sign ?? "") {
        case "$":
          return "$";
        case "&":
          return text.slice(start, end);
        case "`":
          return text.slice(0, start);
        case "'":
          return text.slice(end);
        case "_":
          return text;
        case "+":
          return captured(match, this.groups.length - 1);
      }
      const key = number ?? name ?? "";
      const group = this.groupOf(/^\d+$/.test(key) ? Number(key) : key);
      return group < 0 ? whole : captured(match, group);
    });
  }
}

/** The last capture of a group, which is the one that counts. */
export function lastCapture(match: RegexMatch, group: number): CaptureRange | undefined {
  const captures = match.captures[group];
  return captures?.[captures.length - 1];
}

function captured(match: RegexMatch, group: number): string {
  const capture = lastCapture(match, group);
  return capture === undefined ? "" : match.text.slice(...capture);
}

/** `Regex.Escape`. */
export function escapeRegex(text: string): string {
  return text.replace(/[\\*+?|{[()^$.# \t\n\r\f]/g, (char) => {
    charge(1 / 2);
    return `\\${ESCAPES.get(char) ?? char}`;
  });
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["\t", "t"],
  ["\n", "n"],
  ["\r", "r"],
  ["\f", "f"],
]);

/** What a match takes besides the characters that it reads. */
const STEPS_OF_A_SEARCH = 12;

const REPLACEMENT = /\$(?:(\d{1,9})|\{(\w+)\}|([$&`'_+]))/g;
