import { type Call } from "../contract/call";
import { genericType, type NetType } from "../contract/type";
import { type NetDelegate, NetSequence, type NetValue } from "../contract/values";
import { compareDefault, keyFor, NetStringComparer } from "./comparers";

/** `OrderBy` and what `ThenBy` adds to it. */
export class NetOrdered extends NetSequence {
  public constructor(
    type: NetType,
    private readonly call: Call,
    private readonly orders: readonly {
      readonly key: NetDelegate;
      readonly isDescending: boolean;
      readonly compare: Compare;
    }[],
  ) {
    super(type, () => this.sorted());
  }

  public then(call: Call, isDescending: boolean): NetOrdered {
    const order = { key: call.delegate(1), isDescending, compare: comparerOf(call, 2) };
    return new NetOrdered(this.type, this.call, [...this.orders, order]);
  }

  private sorted(): Iterator<NetValue> {
    const items = [...this.call.items(0)];
    this.call.runtime.step(items.length * Math.ceil(Math.log2(items.length + 2)));
    const keyed = items.map((item) => ({ item, keys: this.orders.map(({ key }) => key.invoke(item)) }));
    keyed.sort((left, right) => {
      for (const [index, { isDescending, compare }] of this.orders.entries()) {
        const order = compare(left.keys[index] ?? null, right.keys[index] ?? null);
        if (order !== 0) return isDescending ? -order : order;
      }
      return 0;
    });
    return keyed.map(({ item }) => item)[Symbol.iterator]();
  }
}

type Compare = (left: NetValue, right: NetValue) => number;

function comparerOf(call: Call, index: number): Compare {
  const comparer = call.objectOrNull(index, NetStringComparer);
  if (comparer === null) return compareDefault;
  return (left, right) => compareDefault(keyFor(left, comparer), keyFor(right, comparer));
}

export function ordered(call: Call, isDescending: boolean): NetOrdered {
  const type = genericType("System.Linq.IOrderedEnumerable", call.typeArgument());
  return new NetOrdered(type, call, [{ key: call.delegate(1), isDescending, compare: comparerOf(call, 2) }]);
}
