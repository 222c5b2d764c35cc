import {
  type AnonymousObject,
  type ArrayCreation,
  type Expression,
  type Initializer,
  type InitializerEntry,
  type TypeNode,
} from "../tree";
import { PrimaryReader } from "./primary-reader";
import { TypePlace } from "./type-reader";

/** Reads what follows `new`, and initializers. */
export abstract class CreationReader extends PrimaryReader {
  protected readCreation(): Expression {
    const { start } = this;
    this.index++;
    if (this.is("{")) return this.readAnonymousObject(start);
    if (this.is("[")) {
      const ranks: number[] = [];
      this.readRanks(ranks);
      if (ranks.length === 0) this.report('"[]"');
      return this.readArray(start, undefined, []);
    }
    const typeStart = this.start;
    const type = this.readType(TypePlace.CREATION);
    if (this.is("[")) {
      const { sizes, ranks } = this.readSizes();
      return this.readArray(start, { ...type, start: typeStart, end: this.end, ranks }, sizes);
    }
    const hasArguments = this.is("(");
    const args = hasArguments ? this.readArguments(")") : [];
    const initializer = this.is("{") ? this.readInitializer() : undefined;
    if (!hasArguments && initializer === undefined) this.report('"(", "[" or "{"');
    return {
      kind: "new",
      start,
      end: this.end,
      type,
      arguments: args,
      ...(initializer !== undefined && { initializer }),
    };
  }

  /** Reads `[2, 3][]`, or `[,][]` where the elements follow. */
  private readSizes(): { sizes: Expression[]; ranks: number[] } {
    const sizes: Expression[] = [];
    const ranks: number[] = [];
    this.readRanks(ranks);
    if (ranks.length > 0) return { sizes, ranks };
    const open = this.index++;
    do {
      sizes.push(this.readExpression());
    } while (this.accept(","));
    this.expectClose(open, ",", "]");
    ranks.push(sizes.length);
    this.readRanks(ranks);
    return { sizes, ranks };
  }

  private readArray(start: number, type: TypeNode | undefined, sizes: Expression[]): ArrayCreation {
    const elements = this.is("{") ? this.readElements() : undefined;
    if (elements === undefined && sizes.length === 0) this.report('"{"');
    return {
      kind: "newArray",
      start,
      end: this.end,
      ...(type !== undefined && { type }),
      sizes,
      ...(elements !== undefined && { elements }),
    };
  }

  /** Reads the braces of an array that has no `new` before it. */
  protected readArrayInitializer(): ArrayCreation {
    return this.nested(() => {
      const { start } = this;
      const elements = this.readElements();
      return { kind: "newArray", start, end: this.end, sizes: [], elements };
    });
  }

  private readElements(): Expression[] {
    return this.readBraces(() => (this.is("{") ? this.readArrayInitializer() : this.readExpression()));
  }

  /** Reads what is between braces and commas. The last comma may be followed by nothing. */
  private readBraces<T>(read: () => T): T[] {
    const open = this.index++;
    const items: T[] = [];
    while (!this.is("}") && !this.isAtEnd) {
      items.push(read());
      if (!this.accept(",")) break;
    }
    this.expectClose(open, ",", "}");
    return items;
  }

  private readInitializer(): Initializer {
    return this.nested(() => {
      const { start } = this;
      const entries = this.readBraces(() => this.readEntry());
      return { kind: "initializer", start, end: this.end, entries };
    });
  }

  private readEntry(): InitializerEntry {
    const { start } = this;
    if (this.is("[")) {
      const keys = this.readArguments("]");
      this.expect("=");
      const value = this.readEntryValue();
      return { kind: "indexEntry", start, end: this.end, arguments: keys, value };
    }
    if (this.isName() && this.is("=", this.index + 1)) {
      const name = this.expectName();
      this.index++;
      const value = this.readEntryValue();
      return { kind: "memberEntry", start, end: this.end, name, value };
    }
    const values = this.is("{") ? this.readBraces(() => this.readExpression()) : [this.readExpression()];
    return { kind: "elementEntry", start, end: this.end, values };
  }

  private readEntryValue(): Expression | Initializer {
    return this.is("{") ? this.readInitializer() : this.readExpression();
  }

  private readAnonymousObject(start: number): AnonymousObject {
    const members = this.readBraces(() => this.readAnonymousMember());
    return { kind: "anonymous", start, end: this.end, members };
  }

  private readAnonymousMember(): AnonymousObject["members"][number] {
    if (this.isName() && this.is("=", this.index + 1)) {
      const name = this.expectName();
      this.index++;
      return { name, value: this.readExpression() };
    }
    const value = this.readExpression();
    const name = nameOf(value);
    if (name === undefined)
      this.reportAt(value.start, value.end, 'found a value without a name; expected "name = value"');
    return { name: name ?? "", value };
  }
}

/** The name that a member of an anonymous object takes from its value. */
function nameOf(value: Expression): string | undefined {
  if (value.kind === "name" || value.kind === "member") return value.name;
  if (value.kind === "conditionalAccess") return nameOf(value.access);
  return value.kind === "place" || value.kind === "missing" ? "" : undefined;
}
