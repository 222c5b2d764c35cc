import { type CharacterClass, characterClass, lowerCode } from "./character-class";
import { type RegexAssertion, type RegexNode } from "./syntax";

/** What the matcher runs. A backward instruction reads the text from right to left, as lookbehind does in .NET. */
export type Instruction =
  | { readonly op: "char"; readonly class: CharacterClass; readonly isBackward: boolean }
  /** A repeated character: needs one entry to go back to, however often it repeats. */
  | {
      readonly op: "run";
      readonly class: CharacterClass;
      readonly min: number;
      readonly max: number;
      readonly isLazy: boolean;
      readonly isBackward: boolean;
    }
  | { readonly op: "jump"; to: number }
  /** Goes on with the next instruction, and if that fails at the other one. */
  | { readonly op: "split"; to: number }
  | { readonly op: "loopStart"; readonly register: number }
  | {
      readonly op: "loop";
      readonly register: number;
      readonly min: number;
      readonly max: number;
      readonly isLazy: boolean;
      exit: number;
    }
  | { readonly op: "mark"; readonly register: number }
  | { readonly op: "capture"; readonly group: number; readonly register: number; readonly isBackward: boolean }
  | { readonly op: "reference"; readonly group: number; readonly ignoreCase: boolean; readonly isBackward: boolean }
  | { readonly op: "condition"; readonly group: number; to: number }
  | { readonly op: "assert"; readonly assertion: RegexAssertion }
  /** Remembers how high the stack is, and where the text is. */
  | { readonly op: "enter"; readonly register: number }
  /** Forgets the ways back since `enter`. */
  | { readonly op: "commit"; readonly register: number; readonly restoresPosition: boolean }
  /** Goes back to `enter` and fails there, but for what followed it. */
  | { readonly op: "reject"; readonly register: number }
  | { readonly op: "match" };

export interface RegexProgram {
  readonly instructions: readonly Instruction[];
  readonly registers: number;
}

export function compileRegex(root: RegexNode): RegexProgram {
  const compiler = new RegexCompiler();
  compiler.add(root, false);
  compiler.instructions.push({ op: "match" });
  return { instructions: compiler.instructions, registers: compiler.registers };
}

class RegexCompiler {
  public readonly instructions: Instruction[] = [];
  public registers = 0;

  public add(node: RegexNode, isBackward: boolean): void {
    switch (node.kind) {
      case "empty":
        return;
      case "char":
      case "class":
        this.instructions.push({ op: "char", class: classOf(node), isBackward });
        return;
      case "sequence": {
        const nodes = isBackward ? [...node.nodes].reverse() : node.nodes;
        for (const inner of nodes) this.add(inner, isBackward);
        return;
      }
      case "alternatives":
        this.addAlternatives(node.nodes, isBackward);
        return;
      case "repeat":
        this.addRepeat(node, isBackward);
        return;
      case "capture": {
        const register = this.register();
        this.instructions.push({ op: "mark", register });
        this.add(node.node, isBackward);
        this.instructions.push({ op: "capture", group: node.group, register, isBackward });
        return;
      }
      case "atomic": {
        const register = this.register(2);
        this.instructions.push({ op: "enter", register });
        this.add(node.node, isBackward);
        this.instructions.push({ op: "commit", register, restoresPosition: false });
        return;
      }
      case "look":
        this.addLook(node.node, node.isBehind, node.isNegative);
        return;
      case "reference":
        this.instructions.push({ op: "reference", group: node.group, ignoreCase: node.ignoreCase, isBackward });
        return;
      case "condition": {
        const condition: Instruction = { op: "condition", group: node.group, to: 0 };
        this.instructions.push(condition);
        this.add(node.whenTrue, isBackward);
        const jump: Instruction = { op: "jump", to: 0 };
        this.instructions.push(jump);
        condition.to = this.instructions.length;
        this.add(node.whenFalse, isBackward);
        jump.to = this.instructions.length;
        return;
      }
      case "assertion":
        this.instructions.push({ op: "assert", assertion: node.assertion });
    }
  }

  private addAlternatives(nodes: readonly RegexNode[], isBackward: boolean): void {
    const jumps: { op: "jump"; to: number }[] = [];
    nodes.forEach((node, index) => {
      if (index === nodes.length - 1) {
        this.add(node, isBackward);
        return;
      }
      const split: Instruction = { op: "split", to: 0 };
      this.instructions.push(split);
      this.add(node, isBackward);
      const jump: { op: "jump"; to: number } = { op: "jump", to: 0 };
      this.instructions.push(jump);
      jumps.push(jump);
      split.to = this.instructions.length;
    });
    for (const jump of jumps) jump.to = this.instructions.length;
  }

  private addRepeat(node: RegexNode & { kind: "repeat" }, isBackward: boolean): void {
    const { node: inner, min, max, isLazy } = node;
    if (max === 0) return;
    if (inner.kind === "char" || inner.kind === "class") {
      this.instructions.push({ op: "run", class: classOf(inner), min, max, isLazy, isBackward });
      return;
    }
    const register = this.register(2);
    this.instructions.push({ op: "loopStart", register });
    const start = this.instructions.length;
    const loop: Instruction = { op: "loop", register, min, max, isLazy, exit: 0 };
    this.instructions.push(loop);
    this.add(inner, isBackward);
    this.instructions.push({ op: "jump", to: start });
    loop.exit = this.instructions.length;
  }

  private addLook(node: RegexNode, isBehind: boolean, isNegative: boolean): void {
    const register = this.register(2);
    this.instructions.push({ op: "enter", register });
    const split: Instruction = { op: "split", to: 0 };
    if (isNegative) this.instructions.push(split);
    this.add(node, isBehind);
    this.instructions.push(
      isNegative ? { op: "reject", register } : { op: "commit", register, restoresPosition: true },
    );
    split.to = this.instructions.length;
  }

  private register(count = 1): number {
    this.registers += count;
    return this.registers - count;
  }
}

function classOf(node: RegexNode & { kind: "char" | "class" }): CharacterClass {
  if (node.kind === "class") return node.class;
  const code = node.text.charCodeAt(0);
  if (!node.ignoreCase) return { has: (other) => other === code };
  const lower = lowerCode(code);
  return characterClass((other) => lowerCode(other) === lower);
}
