import type { Block } from "../terraform/block";
import { Unresolved } from "../terraform/value";
import type { Stacks } from "../world";
import { AZAPI, azapiKey, azapiPlace, azapiTwin } from "./azapi";
import type { Items } from "./item";
import type { ItemPlace, Placement } from "./placement";

/** What every reader works with. */
export interface Reading {
  readonly stacks: Stacks;
  readonly items: Items;
  readonly placement: Placement;
}

/** The items of a type in a place, each read, or why the list may not be complete. */
export function readAll<T>(
  reading: Reading,
  type: string,
  placeOf: (block: Block) => ItemPlace,
  keys: readonly string[],
  read: (block: Block) => T,
): readonly T[] | Unresolved {
  const all: T[] = [];
  const twin = azapiTwin(type);
  for (const key of new Set(keys)) {
    const blocks = reading.placement.items(type, placeOf, key);
    if (blocks instanceof Unresolved) return blocks;
    const [other] = twin === undefined ? [] : known(azapiBlocks(reading, twin, key));
    if (other instanceof Unresolved) return other;
    if (other !== undefined) return new Unresolved(other.address, `it is made with AzAPI; expected ${type}`);
    for (const block of blocks) all.push(read(block));
  }
  return all;
}

/** What AzAPI makes of a kind in a place, such as `backends` in a service. */
export function azapiBlocks({ placement }: Reading, kind: string, key: string): readonly Block[] | Unresolved {
  return placement.items(AZAPI, azapiPlace, azapiKey(kind, key));
}

function known(blocks: readonly Block[] | Unresolved): readonly (Block | Unresolved)[] {
  return blocks instanceof Unresolved ? [blocks] : blocks;
}
