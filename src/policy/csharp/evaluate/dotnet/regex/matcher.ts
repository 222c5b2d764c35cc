import { BOUNDARY_WORD, lowerCode } from "./character-class";
import { type Instruction, type RegexProgram } from "./program";
import { type RegexAssertion } from "./syntax";

/** The start and the end of what a group captured. */
export type CaptureRange = readonly [start: number, end: number];

/** For each group its captures, the last one last. The first group is the whole match. */
export type MatchCaptures = readonly (readonly CaptureRange[])[];

/**
 * A backtracking matcher with its own stack, so that a text needs no JavaScript stack, and every step counts.
 *
 * JavaScript's own engine is not used: nothing can stop it once it hangs, and it has neither .NET's classes and captures nor its lookbehind.
 */
export class RegexMatcher {
  private position = 0;
  /** Ways back, and what to undo on the way: frames of three numbers and a tag. */
  private readonly stack: number[] = [];
  private readonly registers: Int32Array;
  private readonly captures: CaptureRange[][];
  private searchStart = 0;

  /** @param step is called for some steps with their number, and throws when there were too many */
  public constructor(
    private readonly program: RegexProgram,
    private readonly text: string,
    groups: number,
    private readonly step: (steps: number) => void,
  ) {
    this.registers = new Int32Array(program.registers);
    this.captures = Array.from({ length: groups }, () => []);
  }

  /** The first match from an index on. */
  public search(from: number): MatchCaptures | undefined {
    this.searchStart = from;
    for (let start = from; start <= this.text.length; start++) {
      const end = this.run(start);
      if (end < 0) continue;
      return this.captures.map((captures, group) => (group === 0 ? [[start, end] as const] : [...captures]));
    }
    return undefined;
  }

  /** The end of the match at an index, or -1. */
  private run(start: number): number {
    const { instructions } = this.program;
    this.position = start;
    this.stack.length = 0;
    for (const captures of this.captures) captures.length = 0;
    let next = 0;
    for (let steps = 1; ; steps++) {
      if (steps === STEPS_AT_ONCE) {
        this.step(steps);
        steps = 0;
      }
      const instruction = instructions[next]!;
      if (instruction.op === "match") {
        this.step(steps);
        return this.position;
      }
      next = this.execute(instruction, next);
      if (next >= 0) continue;
      next = this.backtrack();
      if (next >= 0) continue;
      this.step(steps);
      return -1;
    }
  }

  /** The index of the next instruction, or -1 for a failure. */
  private execute(instruction: Exclude<Instruction, { op: "match" }>, index: number): number {
    switch (instruction.op) {
      case "char": {
        const at = instruction.isBackward ? this.position - 1 : this.position;
        if (at < 0 || at >= this.text.length || !instruction.class.has(this.text.charCodeAt(at))) return -1;
        this.position += instruction.isBackward ? -1 : 1;
        return index + 1;
      }
      case "run":
        return this.runOf(instruction, index);
      case "jump":
        return instruction.to;
      case "split":
        this.push(instruction.to, this.position, 0, BRANCH);
        return index + 1;
      case "loopStart":
        this.set(instruction.register, 0);
        this.set(instruction.register + 1, -1);
        return index + 1;
      case "loop":
        return this.loop(instruction, index);
      case "mark":
        this.set(instruction.register, this.position);
        return index + 1;
      case "capture": {
        const mark = this.registers[instruction.register]!;
        const range: CaptureRange = instruction.isBackward ? [this.position, mark] : [mark, this.position];
        this.captures[instruction.group]!.push(range);
        this.push(instruction.group, 0, 0, UNCAPTURE);
        return index + 1;
      }
      case "reference":
        return this.matchReference(instruction) ? index + 1 : -1;
      case "condition":
        return this.captures[instruction.group]!.length > 0 ? index + 1 : instruction.to;
      case "assert":
        return this.holds(instruction.assertion) ? index + 1 : -1;
      case "enter":
        this.set(instruction.register, this.stack.length);
        this.set(instruction.register + 1, this.position);
        return index + 1;
      case "commit":
        this.commit(this.registers[instruction.register]!);
        if (instruction.restoresPosition) this.position = this.registers[instruction.register + 1]!;
        return index + 1;
      case "reject":
        this.undoTo(this.registers[instruction.register]!);
        return -1;
    }
  }

  private runOf(run: Instruction & { op: "run" }, index: number): number {
    const room = run.isBackward ? this.position : this.text.length - this.position;
    const most = Math.min(run.max, room);
    if (run.min > room) return -1;
    const wanted = run.isLazy ? run.min : most;
    let count = 0;
    while (count < wanted && this.isIn(run, count)) count++;
    this.step(count >> 3);
    if (count < run.min) return -1;
    if (run.isLazy) {
      if (count < most) this.push(index, this.position, count, LAZY_RUN);
    } else if (count > run.min) this.push(index, this.position, count, GREEDY_RUN);
    this.position += run.isBackward ? -count : count;
    return index + 1;
  }

  private isIn(run: Instruction & { op: "run" }, count: number): boolean {
    const at = run.isBackward ? this.position - 1 - count : this.position + count;
    return run.class.has(this.text.charCodeAt(at));
  }

  private loop(loop: Instruction & { op: "loop" }, index: number): number {
    const count = this.registers[loop.register]!;
    const isEmpty = this.registers[loop.register + 1] === this.position;
    // A round that read nothing would repeat for ever.
    if (count >= loop.min && (isEmpty || count >= loop.max)) return loop.exit;
    if (count < loop.min && isEmpty && count > 0) return loop.exit;
    if (count >= loop.min && loop.isLazy) {
      this.push(index, this.position, 0, LAZY_LOOP);
      return loop.exit;
    }
    if (count >= loop.min) this.push(loop.exit, this.position, 0, BRANCH);
    return this.enterLoop(loop, index);
  }

  private enterLoop(loop: Instruction & { op: "loop" }, index: number): number {
    this.set(loop.register, this.registers[loop.register]! + 1);
    this.set(loop.register + 1, this.position);
    return index + 1;
  }

  private backtrack(): number {
    while (this.stack.length > 0) {
      const tag = this.stack.pop()!;
      const third = this.stack.pop()!;
      const second = this.stack.pop()!;
      const first = this.stack.pop()!;
      switch (tag) {
        case BRANCH:
          this.position = second;
          return first;
        case LAZY_LOOP: {
          this.position = second;
          const loop = this.program.instructions[first];
          if (loop?.op === "loop") return this.enterLoop(loop, first);
          break;
        }
        case GREEDY_RUN:
        case LAZY_RUN: {
          const run = this.program.instructions[first];
          if (run?.op === "run" && this.retryRun(run, first, second, third)) return first + 1;
          break;
        }
        default:
          this.undo(tag, first, second);
      }
    }
    return -1;
  }

  /** One character less of a greedy run, or one more of a lazy one. */
  private retryRun(run: Instruction & { op: "run" }, index: number, start: number, count: number): boolean {
    this.position = start;
    if (run.isLazy) {
      if (!this.isIn(run, count)) return false;
      const room = run.isBackward ? start : this.text.length - start;
      if (count + 1 < Math.min(run.max, room)) this.push(index, start, count + 1, LAZY_RUN);
      this.position += run.isBackward ? -(count + 1) : count + 1;
      return true;
    }
    if (count - 1 > run.min) this.push(index, start, count - 1, GREEDY_RUN);
    this.position += run.isBackward ? -(count - 1) : count - 1;
    return true;
  }

  private matchReference({ group, ignoreCase, isBackward }: Instruction & { op: "reference" }): boolean {
    const captures = this.captures[group]!;
    const last = captures[captures.length - 1];
    if (last === undefined) return false;
    const length = last[1] - last[0];
    const start = isBackward ? this.position - length : this.position;
    if (start < 0 || start + length > this.text.length) return false;
    this.step(length >> 3);
    for (let index = 0; index < length; index++) {
      const a = this.text.charCodeAt(last[0] + index);
      const b = this.text.charCodeAt(start + index);
      if (a !== b && !(ignoreCase && lowerCode(a) === lowerCode(b))) return false;
    }
    this.position = isBackward ? start : start + length;
    return true;
  }

  private holds(assertion: RegexAssertion): boolean {
    const { position, text } = this;
    switch (assertion) {
      case "start":
        return position === 0;
      case "lineStart":
        return position === 0 || text[position - 1] === "\n";
      case "end":
        return position === text.length;
      case "lastLineEnd":
        return position === text.length || (position === text.length - 1 && text[position] === "\n");
      case "lineEnd":
        return position === text.length || text[position] === "\n";
      case "searchStart":
        return position === this.searchStart;
      case "boundary":
        return this.isWordAt(position - 1) !== this.isWordAt(position);
      case "noBoundary":
        return this.isWordAt(position - 1) === this.isWordAt(position);
    }
  }

  private isWordAt(index: number): boolean {
    return index >= 0 && index < this.text.length && BOUNDARY_WORD.has(this.text.charCodeAt(index));
  }

  private set(register: number, value: number): void {
    this.push(register, this.registers[register]!, 0, RESTORE);
    this.registers[register] = value;
  }

  private push(first: number, second: number, third: number, tag: number): void {
    this.stack.push(first, second, third, tag);
    if (this.stack.length > MAX_STACK) this.step(Infinity);
  }

  /** Removes the ways back above a height, and keeps what has to be undone. */
  private commit(height: number): void {
    let kept = height;
    for (let index = height; index < this.stack.length; index += 4) {
      const tag = this.stack[index + 3]!;
      if (tag !== RESTORE && tag !== UNCAPTURE) continue;
      for (let part = 0; part < 4; part++) this.stack[kept + part] = this.stack[index + part]!;
      kept += 4;
    }
    this.step((this.stack.length - height) >> 3);
    this.stack.length = kept;
  }

  private undoTo(height: number): void {
    while (this.stack.length > height) {
      const tag = this.stack.pop()!;
      this.stack.pop();
      const second = this.stack.pop()!;
      const first = this.stack.pop()!;
      this.undo(tag, first, second);
    }
  }

  private undo(tag: number, first: number, second: number): void {
    if (tag === RESTORE) this.registers[first] = second;
    else if (tag === UNCAPTURE) this.captures[first]!.pop();
  }
}

const BRANCH = 0;
const RESTORE = 1;
const UNCAPTURE = 2;
const GREEDY_RUN = 3;
const LAZY_RUN = 4;
const LAZY_LOOP = 5;

/** Steps between two looks at the budget. */
const STEPS_AT_ONCE = 64;

/** Numbers on the stack. */
const MAX_STACK = 4_000_000;
