import type { Block } from "../terraform/block";
import { Unresolved } from "../terraform/value";
import type { Reading } from "./context";
import { asFlag, type Field, mapText, optionalText, Sealed, text, textOr } from "./fields";
import { idPlace } from "./places";
import { keyOf } from "./placement";

/** A revision of an API: a resource each. */
export interface Revision {
  readonly block: Block;
  readonly number: Field<string>;
  /** Whether callers reach it without naming a revision. */
  readonly isCurrent: boolean;
  /** What other resources call it. */
  readonly keys: readonly string[];
}

/** The APIs of a service or a workspace, by name, with all revisions. */
export class Revisions {
  public readonly all: readonly Revision[];
  private readonly byName = new Map<string, readonly Revision[]>();

  public constructor(reading: Reading, container: string, blocks: readonly Block[]) {
    const named = new Map<string, Block[]>();
    for (const block of blocks) {
      const { key } = keyOf([text(block, "name")]);
      named.set(key, [...(named.get(key) ?? []), block]);
    }
    for (const [name, each] of named) {
      const key = `${container}/${name}`;
      const current = currentOf(reading, each);
      this.byName.set(
        key,
        each.map((block) => revisionOf(block, key, block === current, isOfPlainName(block, current))),
      );
    }
    this.all = [...this.byName.values()].flat();
  }

  /** What a revision is a copy of: none, or why it is not known. */
  public sourceOf({ block }: Revision): Revision | Unresolved | undefined {
    const id = optionalText(block, "source_api_id");
    if (id === undefined) return undefined;
    const { key, cause } = keyOf(idPlace(id));
    if (cause !== undefined) return cause;
    const others = (this.byName.get(key.replace(/;rev=.*$/, "")) ?? []).filter((each) => each.block !== block);
    const named = others.filter(({ keys }) => keys.includes(key));
    // Without a revision, it means the one that was current: the first, if the copy has become current itself.
    const found = named.find(({ isCurrent }) => isCurrent) ?? named[0];
    return found ?? new Unresolved(`${block.address}.source_api_id`, "the API that it copies is not in the deployment");
  }
}

/** Whether what a name without a revision refers to was made for a revision: it was current before a copy took its place, and has it still. */
function isOfPlainName(block: Block, current: Block | undefined): boolean {
  if (block === current) return true;
  const isOriginal = optionalText(block, "source_api_id") === undefined;
  return isOriginal && current !== undefined && optionalText(current, "source_api_id") !== undefined;
}

function revisionOf(block: Block, key: string, isCurrent: boolean, isOfPlain: boolean): Revision {
  const number = textOr(block, "revision", "1");
  const known = number instanceof Sealed ? number.reveal() : number;
  const keys = [
    ...(isOfPlain ? [key] : []),
    ...(typeof known === "string" ? [`${key};rev=${known.toLowerCase()}`] : []),
  ];
  return { block, number, isCurrent, keys };
}

/** The revision that callers reach: the one that is released, or else the first. */
function currentOf({ stacks }: Reading, revisions: readonly Block[]): Block | undefined {
  if (revisions.length < 2) return revisions[0];
  const known = revisions.find(
    (block) => block.optional("is_current") !== undefined && asFlag(block.get("is_current")) === true,
  );
  if (known !== undefined) return known;
  const released = new Set(
    stacks
      .ofType("azurerm_api_management_api_release")
      .map((block) => text(block, "api_id"))
      .map((id) => (typeof id === "string" ? id.toLowerCase() : id)),
  );
  const idOf = (block: Block): Field<string> => mapText(text(block, "id"), (id) => id.toLowerCase());
  return (
    revisions.find((block) => released.has(idOf(block))) ??
    revisions.find((block) => block.optional("source_api_id") === undefined) ??
    revisions[0]
  );
}
