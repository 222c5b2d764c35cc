import type { Block } from "./block";
import { instancesOf } from "./expand";
import type { Json } from "./json";
import type { Key } from "./path";
import type { Source, SourceBlock } from "./source";
import { isList, member, Unresolved, unresolvedIn, type Value } from "./value";

type Names = Readonly<Record<string, Value>>;

/** What makes instances and reads their number. */
interface Maker {
  block(source: SourceBlock, key: Key | undefined, names: Names): Block;
  evaluate(source: SourceBlock, number: Json): Value;
}

/** The instances of the resources of a stack. The number of those of one may be that of another. */
export class Instances {
  private readonly made = new Map<SourceBlock, readonly Block[] | Unresolved>();
  /** The keys of what has `count` or `for_each`, by its address. */
  private readonly keys = new Map<string, readonly Key[]>();

  public constructor(
    private readonly source: Source,
    private readonly maker: Maker,
  ) {}

  public of(source: SourceBlock): readonly Block[] | Unresolved {
    const known = this.made.get(source);
    if (known !== undefined) return known;
    this.made.set(source, new Unresolved(source.address, "the number of its instances refers to itself"));
    const made = this.make(source);
    this.made.set(source, made);
    return made;
  }

  /** The keys of the instances of a resource that may have several. */
  public keysOf(address: string): readonly Key[] | undefined {
    return this.keys.get(address);
  }

  private make(source: SourceBlock): readonly Block[] | Unresolved {
    const count = member(source.body, "count");
    const forEach = member(source.body, "for_each");
    const number = count ?? forEach;
    if (!this.source.hasTemplates || number === undefined) return [this.maker.block(source, undefined, {})];
    const chained = this.chained(source, forEach);
    if (chained !== undefined) return chained;
    const value = this.maker.evaluate(source, number);
    const unresolved = unresolvedIn(value);
    if (unresolved !== undefined) return unresolved;
    const instances = count === undefined ? instancesOf(undefined, value) : instancesOf(value, undefined);
    if (instances === undefined) return new Unresolved(source.address, "the number of its instances is not known");
    this.keys.set(
      source.address,
      instances.flatMap(({ key }) => (key === undefined ? [] : [key])),
    );
    return instances.map(({ key, names }) => this.maker.block(source, key, names));
  }

  /**
   * The instances of a resource that has one for each of another: `for_each = azurerm_x.y`. Their `each.value` is the other one.
   *
   * @see https://developer.hashicorp.com/terraform/language/meta-arguments/for_each#chaining-for_each-between-resources
   */
  private chained(source: SourceBlock, forEach: Json | undefined): readonly Block[] | Unresolved | undefined {
    const [, address] = typeof forEach === "string" ? (RESOURCE.exec(forEach) ?? []) : [];
    const other = this.source.blocks.find((block) => block.address === address);
    const made = other && this.of(other);
    const keys = address === undefined ? undefined : this.keys.get(address);
    if (address === undefined || made instanceof Unresolved) return made;
    if (keys === undefined) return undefined;
    this.keys.set(source.address, keys);
    return keys.map((key) => this.maker.block(source, key, { each: { key }, [EACH_VALUE]: [address, key] }));
  }
}

const RESOURCE = /^\$\{((?:data\.)?\w+\.[\w-]+)\}$/;

/** The name under which an instance knows what its `each.value` is. No identifier has a space. */
const EACH_VALUE = "each value";

/** The resource that `each.value` is, where it is one. */
export function eachValue(names: Names): { readonly address: string; readonly key: Key } | undefined {
  const value = member(names, EACH_VALUE);
  if (value === undefined || !isList(value)) return undefined;
  const [address, key] = value as readonly [string, Key];
  return { address, key };
}
