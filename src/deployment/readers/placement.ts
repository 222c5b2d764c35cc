import type { Block } from "../terraform/block";
import { Unresolved } from "../terraform/value";
import type { Stacks } from "../world";
import { Sealed, type Field } from "./fields";

/** The place of an item: the keys of what it is in, one below the other. */
export type ItemPlace = readonly Field<string>[];

/** Finds the items of a type by what they are in. */
export class Placement {
  private readonly types = new Map<string, Placed>();

  public constructor(private readonly stacks: Stacks) {}

  /** The items of a type in a place, or why the list may not be complete. */
  public items(type: string, placeOf: (block: Block) => ItemPlace, key: string): readonly Block[] | Unresolved {
    const placed = this.placed(type, placeOf);
    const names = key.split("/");
    const scopes = names.map((_, index) => names.slice(0, index + 1).join("/"));
    const scope = ["", ...scopes].find((each) => placed.unplaced.has(each));
    return (scope === undefined ? undefined : placed.unplaced.get(scope)) ?? placed.byKey.get(key) ?? [];
  }

  /** The keys of all places that have items of a type. */
  public keys(type: string, placeOf: (block: Block) => ItemPlace): ReadonlyMap<string, readonly Block[]> {
    return this.placed(type, placeOf).byKey;
  }

  private placed(type: string, placeOf: (block: Block) => ItemPlace): Placed {
    const known = this.types.get(type);
    if (known !== undefined) return known;
    const placed: Placed = { byKey: new Map(), unplaced: new Map() };
    for (const block of this.stacks.ofType(type)) {
      if (block.mode === "data") continue;
      const { key, cause } = keyOf(placeOf(block));
      const there = placed.byKey.get(key);
      if (cause !== undefined) placed.unplaced.set(key, cause);
      else if (there === undefined) placed.byKey.set(key, [block]);
      else there.push(block);
    }
    for (const { source, cause } of this.stacks.configurations.flatMap(({ uncounted }) => uncounted)) {
      if (source.type === type && source.mode === "managed") placed.unplaced.set("", cause);
    }
    this.types.set(type, placed);
    return placed;
  }
}

interface Placed {
  readonly byKey: Map<string, Block[]>;
  /** Why there may be more items below a place. */
  readonly unplaced: Map<string, Unresolved>;
}

/** A key of names, which Azure compares without case. */
export function keyOf(place: ItemPlace): { readonly key: string; readonly cause?: Unresolved } {
  const names: string[] = [];
  for (const part of place) {
    if (part instanceof Unresolved) return { key: names.join("/"), cause: part };
    names.push((part instanceof Sealed ? part.reveal() : part).toLowerCase());
  }
  return { key: names.join("/") };
}
