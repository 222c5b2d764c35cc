import { unresolvedValue } from "../errors";
import type { Item } from "../model";
import { HIDDEN, Unresolved } from "../terraform/value";
import type { UnresolvedValue } from "../unresolved";
import { type Field, Sealed } from "./fields";

/** The values of an item, before it is made. */
export type Fields<T extends Item> = { readonly [Name in Exclude<keyof T, keyof Item>]: Field<T[Name]> };

/** Where an item comes from. */
export interface Origin {
  readonly address: string;
  readonly stack: string;
}

const INSPECT = Symbol.for("nodejs.util.inspect.custom");

/** Makes the items of a model, and keeps what could not be resolved. */
export class Items {
  public readonly unresolved: UnresolvedValue[] = [];
  private readonly reported = new Set<string>();

  /** An item whose unresolved values throw when they are read, and whose secret texts nothing prints. */
  public make<T extends Item>({ address, stack }: Origin, fields: Fields<T>): T {
    const item: Record<string, unknown> = { address, stack };
    const shown: Record<string, unknown> = { address, stack };
    for (const [name, field] of Object.entries<Field<unknown>>(fields)) {
      if (field instanceof Unresolved) {
        const value = this.report({ address, stack }, name, field);
        shown[name] = `<unresolved: ${field.reason}>`;
        const get = (): never => {
          throw unresolvedValue(value);
        };
        Object.defineProperty(item, name, { enumerable: true, get });
      } else if (field instanceof Sealed) {
        shown[name] = HIDDEN;
        Object.defineProperty(item, name, { enumerable: true, get: (): unknown => field.reveal() });
      } else {
        item[name] = field;
        shown[name] = field;
      }
    }
    const show = (): Record<string, unknown> => shown;
    Object.defineProperty(item, "toJSON", { value: show });
    Object.defineProperty(item, INSPECT, { value: show });
    return Object.freeze(item) as unknown as T;
  }

  /** Keeps what could not be resolved, once. */
  public report({ address, stack }: Origin, property: string, { expression, reason }: Unresolved): UnresolvedValue {
    const value = { address, stack, property, expression, reason };
    const key = JSON.stringify([stack, address, property]);
    if (!this.reported.has(key)) {
      this.reported.add(key);
      this.unresolved.push(value);
    }
    return value;
  }
}
