import { unsupported } from "../errors";
import { parseBrackets } from "./brackets";
import { ANY, NOT_LINE_FEED } from "./character-class";
import { characterAt, classAt, invalidPattern } from "./escape";
import { type FoundGroups, numberGroups, type RegexGroup } from "./groups";
import { type RegexAssertion, type RegexFlags, type RegexNode, type RegexTree } from "./syntax";

/**
 * The tree of a pattern.
 *
 * @throws an `ArgumentException` if it is no pattern, and that something is not supported for balancing groups and conditions that are patterns
 */
export function parseRegex(pattern: string, flags: RegexFlags): RegexTree {
  const found: FoundGroups = { unnamed: 0, named: [] };
  new RegexParser(pattern, found).parse(flags);
  const groups = numberGroups(found);
  const root = new RegexParser(pattern, { unnamed: 0, named: [] }, groups).parse(flags);
  return { root, groups };
}

class RegexParser {
  private index = 0;
  private depth = 0;

  /** @param groups what the first of two passes found: a number may be the name of a group that follows */
  public constructor(
    private readonly pattern: string,
    private readonly found: FoundGroups,
    private readonly groups?: readonly RegexGroup[],
  ) {}

  public parse(flags: RegexFlags): RegexNode {
    const root = this.alternatives(flags);
    if (this.index < this.pattern.length) throw this.invalid("Too many )'s");
    return root;
  }

  private alternatives(outer: RegexFlags): RegexNode {
    if (++this.depth > MAX_DEPTH) throw unsupported("a regular expression that is nested this deep");
    let flags = outer;
    const branches: RegexNode[] = [];
    let nodes: RegexNode[] = [];
    while (this.index < this.pattern.length && this.pattern[this.index] !== ")") {
      if (this.pattern[this.index] === "|") {
        branches.push(sequence(nodes));
        nodes = [];
        this.index++;
        continue;
      }
      if (flags.ignoreWhitespace && this.skipWhitespace()) continue;
      const atom = this.atom(flags);
      if (!("kind" in atom)) flags = atom;
      else nodes.push(this.quantified(atom, flags));
    }
    this.depth--;
    branches.push(sequence(nodes));
    return branches.length === 1 ? branches[0]! : { kind: "alternatives", nodes: branches };
  }

  private skipWhitespace(): boolean {
    const skipped = /(?:[ \t\n\f\r]+|#[^\n]*)/y;
    skipped.lastIndex = this.index;
    if (!skipped.test(this.pattern)) return false;
    this.index = skipped.lastIndex;
    return true;
  }

  /** One atom, or the flags that an inline option such as `(?i)` sets for the rest of the group. */
  private atom(flags: RegexFlags): RegexNode | RegexFlags {
    const char = this.pattern[this.index]!;
    switch (char) {
      case "(":
        return this.group(flags);
      case "[": {
        const { class: set, end } = parseBrackets(this.pattern, this.index, flags.ignoreCase);
        this.index = end;
        return { kind: "class", class: set };
      }
      case "\\":
        return this.escape(flags);
      case ".":
        this.index++;
        return { kind: "class", class: flags.singleline ? ANY : NOT_LINE_FEED };
      case "^":
        this.index++;
        return assertion(flags.multiline ? "lineStart" : "start");
      case "$":
        this.index++;
        return assertion(flags.multiline ? "lineEnd" : "lastLineEnd");
      case "*":
      case "+":
      case "?":
        throw this.invalid(`Quantifier '${char}' following nothing`);
      default:
        this.index++;
        return { kind: "char", text: char, ignoreCase: flags.ignoreCase };
    }
  }

  private quantified(atom: RegexNode, flags: RegexFlags): RegexNode {
    if (flags.ignoreWhitespace) while (this.skipWhitespace());
    const bounds = this.quantifier();
    if (bounds === undefined) return atom;
    const isLazy = this.pattern[this.index] === "?";
    if (isLazy) this.index++;
    if (flags.ignoreWhitespace) while (this.skipWhitespace());
    const next = this.pattern[this.index];
    if (next === "*" || next === "+" || next === "?" || this.countAt(this.index) !== undefined) {
      throw this.invalid(`Nested quantifier '${next}'`);
    }
    return { kind: "repeat", node: atom, ...bounds, isLazy };
  }

  private quantifier(): { min: number; max: number } | undefined {
    const char = this.pattern[this.index];
    if (char === "*" || char === "+" || char === "?") {
      this.index++;
      return { min: char === "+" ? 1 : 0, max: char === "?" ? 1 : Infinity };
    }
    const count = this.countAt(this.index);
    if (count === undefined) return undefined;
    if (count.min > count.max) throw this.invalid("Illegal {x,y} with x > y");
    this.index = count.end;
    return { min: count.min, max: count.max };
  }

  /** `{n}`, `{n,}` or `{n,m}`. Any other brace is a character. */
  private countAt(index: number): { min: number; max: number; end: number } | undefined {
    if (this.pattern[index] !== "{") return undefined;
    const match = /^\{(\d{1,10})(,(\d{1,10})?)?\}/.exec(this.pattern.slice(index, index + 25));
    if (match === null) return undefined;
    const min = Number(match[1]);
    const max = match[2] === undefined ? min : match[3] === undefined ? Infinity : Number(match[3]);
    return { min, max, end: index + match[0].length };
  }

  private escape(flags: RegexFlags): RegexNode {
    const next = this.pattern[this.index + 1];
    if (next === undefined) throw this.invalid("Illegal \\ at end of pattern");
    const known = ASSERTIONS.get(next);
    if (known !== undefined) {
      this.index += 2;
      return assertion(known);
    }
    const shared = classAt(this.pattern, this.index);
    if (shared !== undefined) {
      this.index = shared.end;
      return { kind: "class", class: shared.class };
    }
    return this.reference(flags) ?? this.literal(flags);
  }

  private literal(flags: RegexFlags): RegexNode {
    const { text, end } = characterAt(this.pattern, this.index);
    this.index = end;
    return { kind: "char", text, ignoreCase: flags.ignoreCase };
  }

  /** `\1`, `\k<name>`, `\k'name'`. A number that no group has is an octal escape, if it is written as one. */
  private reference(flags: RegexFlags): RegexNode | undefined {
    const rest = this.pattern.slice(this.index, this.index + MAX_NAME);
    const named = /^\\k(?:<(\w+)>|'(\w+)')/.exec(rest);
    const name = named?.[1] ?? named?.[2];
    if (named !== null && name !== undefined) {
      this.index += named[0].length;
      return this.referenceTo(name, flags);
    }
    if (rest.startsWith("\\k")) throw this.invalid("Malformed \\k<...> named back reference");
    const number = /^\\([1-9]\d{0,8})/.exec(rest)?.[1];
    if (number === undefined) return undefined;
    if (this.groups === undefined || this.groups.some(({ name }) => name === number)) {
      this.index += number.length + 1;
      return this.referenceTo(number, flags);
    }
    if (number.length === 1 || /^[89]/.test(number))
      throw this.invalid(`Reference to undefined group number ${number}`);
    return undefined;
  }

  private referenceTo(name: string, flags: RegexFlags): RegexNode {
    const group = this.indexOf(name);
    if (group < 0) throw this.invalid(`Reference to undefined group name '${name}'`);
    return { kind: "reference", group, ignoreCase: flags.ignoreCase };
  }

  /** The index of a group; in the first pass there is none yet. */
  private indexOf(name: string): number {
    return this.groups === undefined ? 0 : this.groups.findIndex((group) => group.name === name);
  }

  private group(flags: RegexFlags): RegexNode | RegexFlags {
    const rest = this.pattern.slice(this.index, this.index + MAX_NAME);
    const opening = GROUP_OPENINGS.find(([text]) => rest.startsWith(text));
    if (opening !== undefined) {
      this.index += opening[0].length;
      return opening[1](this.body(flags));
    }
    if (rest.startsWith("(?#")) {
      const close = this.pattern.indexOf(")", this.index);
      if (close < 0) throw this.invalid("Unterminated (?#...) comment");
      this.index = close + 1;
      return flags;
    }
    if (rest.startsWith("(?(")) return this.condition(flags, rest);
    const named = /^\(\?(?:<(\w+)>|'(\w+)')/.exec(rest);
    const name = named?.[1] ?? named?.[2];
    if (named !== null && name !== undefined) {
      this.index += named[0].length;
      this.found.named.push(name);
      return { kind: "capture", group: this.indexOf(name), node: this.body(flags) };
    }
    if (/^\(\?[<'](?:\w+)?-/.test(rest)) throw unsupported("a balancing group in a regular expression");
    const options = /^\(\?([imnsx]*)(?:-([imnsx]*))?([:)])/.exec(rest);
    if (options !== null) {
      const changed = changeFlags(flags, options[1]!, options[2] ?? "");
      this.index += options[0].length;
      return options[3] === ")" ? changed : this.body(changed);
    }
    if (rest.startsWith("(?")) throw this.invalid("Unrecognized grouping construct");
    this.index++;
    if (flags.explicitCapture) return this.body(flags);
    const group = this.indexOf(String(++this.found.unnamed));
    return { kind: "capture", group, node: this.body(flags) };
  }

  private condition(flags: RegexFlags, rest: string): RegexNode {
    const name = /^\(\?\((\w+)\)/.exec(rest)?.[1];
    const group = name === undefined ? -1 : this.indexOf(name);
    if (name === undefined || group < 0) throw unsupported("a condition that is a pattern in a regular expression");
    this.index += name.length + 4;
    const body = this.body(flags);
    const branches = body.kind === "alternatives" ? body.nodes : [body];
    if (branches.length > 2) throw this.invalid("Too many | in (?()|)");
    return { kind: "condition", group, whenTrue: branches[0]!, whenFalse: branches[1] ?? { kind: "empty" } };
  }

  /** What a group holds, and its closing bracket. */
  private body(flags: RegexFlags): RegexNode {
    const node = this.alternatives(flags);
    if (this.pattern[this.index] !== ")") throw this.invalid("Not enough )'s");
    this.index++;
    return node;
  }

  private invalid(reason: string): Error {
    return invalidPattern(this.pattern, this.index, `${reason}.`);
  }
}

function changeFlags(flags: RegexFlags, on: string, off: string): RegexFlags {
  const flag = (letter: string, value: boolean) => (value || on.includes(letter)) && !off.includes(letter);
  return {
    ignoreCase: flag("i", flags.ignoreCase),
    multiline: flag("m", flags.multiline),
    explicitCapture: flag("n", flags.explicitCapture),
    singleline: flag("s", flags.singleline),
    ignoreWhitespace: flag("x", flags.ignoreWhitespace),
  };
}

function sequence(nodes: readonly RegexNode[]): RegexNode {
  if (nodes.length === 0) return { kind: "empty" };
  return nodes.length === 1 ? nodes[0]! : { kind: "sequence", nodes };
}

function assertion(name: RegexAssertion): RegexNode {
  return { kind: "assertion", assertion: name };
}

const GROUP_OPENINGS: readonly (readonly [string, (node: RegexNode) => RegexNode])[] = [
  ["(?:", (node) => node],
  ["(?>", (node) => ({ kind: "atomic", node })],
  ["(?=", (node) => ({ kind: "look", node, isBehind: false, isNegative: false })],
  ["(?!", (node) => ({ kind: "look", node, isBehind: false, isNegative: true })],
  ["(?<=", (node) => ({ kind: "look", node, isBehind: true, isNegative: false })],
  ["(?<!", (node) => ({ kind: "look", node, isBehind: true, isNegative: true })],
];

const ASSERTIONS: ReadonlyMap<string, RegexAssertion> = new Map<string, RegexAssertion>([
  ["A", "start"],
  ["z", "end"],
  ["Z", "lastLineEnd"],
  ["G", "searchStart"],
  ["b", "boundary"],
  ["B", "noBoundary"],
]);

/** Nested groups, which the parser and the compiler go through by recursion. */
const MAX_DEPTH = 200;

/** Characters of what opens a group, with its name. */
const MAX_NAME = 200;
