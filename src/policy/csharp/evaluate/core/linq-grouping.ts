import { genericType, type NetType } from "../contract/type";
import { NetSequence, type NetValue } from "../contract/values";

/** The items of one group of `GroupBy`. */
export class NetGrouping extends NetSequence {
  public constructor(
    public readonly groupKey: NetValue,
    public readonly items: readonly NetValue[],
    keyType: NetType,
    element: NetType,
  ) {
    super(genericType("System.Linq.IGrouping", keyType, element), () => items[Symbol.iterator]());
  }
}
