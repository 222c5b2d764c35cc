import { type CsharpTokens } from "../csharp/tokens";
import { MAX_EXPRESSION_DEPTH } from "../text/bounds";
import { CallerText } from "./caller-text";
import { type LintExpression } from "./expressions";
import { holdsWord, returnsIn } from "./reads";

/** How much of an address is the text of the caller. */
export enum CallerPart {
  NOTHING,
  /** What comes after the host. */
  PATH,
  HOST,
}

/** What an expression makes an address of. */
export interface ComputedAddress {
  readonly part: CallerPart;
  /** The text that it starts with. */
  readonly prefix: string;
  /** Whether the code looks at what it uses, as a list of allowed hosts does. */
  readonly isGuarded: boolean;
  /** The names of the headers, parameters and variables that it reads. */
  readonly names: readonly string[];
}

/**
 * How much of an address the caller chooses.
 *
 * @param variables the variables with text of the caller, and how much of an address in them that is
 */
export function addressOf(
  { tokens, reads }: LintExpression,
  variables: ReadonlyMap<string, CallerPart>,
): ComputedAddress {
  const ofVariables = new Map(
    reads.flatMap(({ collection, name, start }) => {
      const part = collection === "Variables" && name !== undefined ? variables.get(name) : undefined;
      return part === undefined ? [] : [[start, part]];
    }),
  );
  const search = new AddressSearch(
    tokens,
    new CallerText(tokens, (index) => ofVariables.get(index) === CallerPart.HOST || isChosen(tokens, index)),
    new CallerText(tokens, (index) => ofVariables.has(index) || isOfRequest(tokens, index)),
  );
  let part = CallerPart.NOTHING;
  for (const [from, to] of returnsIn(tokens)) part = Math.max(part, search.partIn(from, to));
  return {
    part,
    prefix: search.prefix,
    isGuarded: holdsWord(tokens, 0, tokens.length, GUARDS),
    names: reads.flatMap(({ name }) => (name === undefined ? [] : [name])),
  };
}

const GUARDS: readonly string[] = [
  "if",
  "switch",
  "throw",
  "Any",
  "Dictionary",
  "Contains",
  "ContainsKey",
  "Equals",
  "IsMatch",
  "==",
  "!=",
];

/** Whether a token reads text that the caller chooses freely. The claims of a token are its issuer's text. */
function isChosen(tokens: CsharpTokens, index: number): boolean {
  if (!tokens.is(index, ...CHOSEN) || holdsToken(tokens, index)) return false;
  return tokens.is(index - 2, "Request") || (tokens.is(index, "Query") && tokens.is(index - 4, "Request"));
}

const CHOSEN: readonly string[] = ["Headers", "Body", "MatchedParameters", "Query"];

/** Whether a token follows, as in `Headers.GetValueOrDefault("Authorization", "").AsJwt()?.Subject`. */
function holdsToken(tokens: CsharpTokens, index: number): boolean {
  let next = index;
  for (let steps = 0; steps < MAX_EXPRESSION_DEPTH; steps++) {
    if (tokens.is(next, "AsJwt")) return true;
    if (tokens.closing(next) === next && tokens.word(next) === undefined && !tokens.is(next, ".", "?.")) return false;
    next = tokens.next(next);
  }
  return false;
}

function isOfRequest(tokens: CsharpTokens, index: number): boolean {
  return isChosen(tokens, index) || (tokens.is(index, "Url", "OriginalUrl") && tokens.is(index - 2, "Request"));
}

/** Reads the parts of an address from left to right. */
class AddressSearch {
  public prefix = "";

  private text = "";
  private part = CallerPart.NOTHING;

  public constructor(
    private readonly tokens: CsharpTokens,
    private readonly chosen: CallerText,
    private readonly requested: CallerText,
  ) {}

  public partIn(from: number, to: number): CallerPart {
    this.text = "";
    this.part = CallerPart.NOTHING;
    this.read(from, to, MAX_EXPRESSION_DEPTH);
    return this.part;
  }

  private read(first: number, last: number, depth: number): void {
    const { tokens } = this;
    let from = first;
    let to = last;
    while (tokens.is(from, "(") && tokens.closing(from) === to - 1) {
      from++;
      to--;
    }
    if (tokens.is(from + 2, "Concat") && tokens.closing(from + 3) === to - 1) {
      from += 4;
      to--;
    }
    const pieces = depth === 0 ? [] : this.piecesOf(from, to);
    if (pieces.length > 1) for (const [start, end] of pieces) this.read(start, end, depth - 1);
    else this.readPiece(from, to);
  }

  /** The operands of `+`, and the arguments of a call, of one level. A condition that chooses between texts is one piece. */
  private piecesOf(from: number, to: number): (readonly [number, number])[] {
    const pieces: (readonly [number, number])[] = [];
    let start = from;
    for (let index = from; index < to; index = this.tokens.next(index)) {
      if (this.tokens.is(index, "?", "=>")) return [];
      if (!this.tokens.is(index, "+", ",")) continue;
      pieces.push([start, index]);
      start = index + 1;
    }
    pieces.push([start, to]);
    return pieces;
  }

  private readPiece(from: number, to: number): void {
    const text = to === from + 1 ? this.tokens.string(from) : undefined;
    if (text !== undefined) {
      this.text += text;
      return;
    }
    const start = this.startOfChoice(from, to);
    const before = this.text + this.textBeforeCaller(start, to);
    this.prefix ||= before;
    if (this.chosen.has(start, to)) this.add(HOST.test(before) ? CallerPart.PATH : CallerPart.HOST);
    else if (this.requested.has(start, to)) this.add(CallerPart.PATH);
    // What gives the start is a whole address. What follows a scheme is a part of the host.
    if (this.text === "") this.text = "base://base/";
    else if (!HOST.test(this.text)) this.text += "x";
  }

  private add(part: CallerPart): void {
    this.part = Math.max(this.part, part);
  }

  /** The index after the question of a conditional expression: what is asked is not what is given. */
  private startOfChoice(from: number, to: number): number {
    for (let index = from; index < to; index = this.tokens.next(index))
      if (this.tokens.is(index, "?")) return index + 1;
    return from;
  }

  /** The first string of a piece, as in `new Uri("https://contoso.com/" + …)`. */
  private textBeforeCaller(from: number, to: number): string {
    for (let index = from; index < to && !this.requested.has(index, index + 1); index++) {
      const text = this.tokens.string(index);
      if (text !== undefined) return text;
    }
    return "";
  }
}

/** The start of an address up to the end of the host. A hole of a format is none. */
const HOST = /^(?:[a-z][a-z\d+.-]*:\/\/|\{\{[^{}]*\}\})[^/?#{]*[/?#]/i;
