import type { Key } from "./path";
import type { SourceBlock } from "./source";
import type { Value } from "./value";

/** What a block asks of the configuration around it. */
export interface BlockReader {
  read(block: Block, path: readonly Key[]): Value;
  /** Whether an argument is written, or will have a value. */
  has(block: Block, name: string): boolean;
}

/** One resource or data source. One with `count` or `for_each` is several. */
export class Block {
  public readonly mode: SourceBlock["mode"];
  public readonly type: string;
  public readonly name: string;
  /**
   * @param stack the name of its stack
   * @param address with the key of the instance, if it is one of several
   * @param names what `each` and `count` are in it
   */
  public constructor(
    public readonly source: SourceBlock,
    public readonly stack: string,
    public readonly address: string,
    public readonly names: Readonly<Record<string, Value>>,
    private readonly reader: BlockReader,
  ) {
    this.mode = source.mode;
    this.type = source.type;
    this.name = source.name;
  }

  /** The value of an attribute, or of a part of one. */
  public get(...path: readonly Key[]): Value {
    return this.reader.read(this, path);
  }

  /** The value of an argument, or undefined if there is none. */
  public optional(name: string): Value | undefined {
    if (!this.reader.has(this, name)) return undefined;
    return this.get(name) ?? undefined;
  }
}
