import type { Block } from "../terraform/block";
import { Unresolved } from "../terraform/value";
import type { Stacks } from "../world";
import type { Items } from "./item";
import type { Place, Placement } from "./placement";

/** What every reader works with. */
export interface Reading {
  readonly stacks: Stacks;
  readonly items: Items;
  readonly placement: Placement;
}

/** The items of a type in a place, each read, or why the list may not be complete. */
export function readAll<T>(
  { placement }: Reading,
  type: string,
  placeOf: (block: Block) => Place,
  keys: readonly string[],
  read: (block: Block) => T,
): readonly T[] | Unresolved {
  const all: T[] = [];
  for (const key of new Set(keys)) {
    const blocks = placement.items(type, placeOf, key);
    if (blocks instanceof Unresolved) return blocks;
    for (const block of blocks) all.push(read(block));
  }
  return all;
}
