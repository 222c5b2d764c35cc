import { defineType } from "../contract/define";
import { defineConversions } from "./linq-conversions";
import { defineElements } from "./linq-elements";
import { type NetGrouping } from "./linq-grouping";
import { defineJoins, LOOKUP } from "./linq-joins";
import { defineAggregates } from "./linq-numbers";
import { defineProjections } from "./linq-projections";
import { defineSets } from "./linq-sets";

export const ENUMERABLE = defineType("static class System.Linq.Enumerable", (type) => {
  defineProjections(type);
  defineElements(type);
  defineSets(type);
  defineConversions(type);
  defineAggregates(type);
  defineJoins(type);
});

export const LINQ_INTERFACES = [
  LOOKUP,
  defineType("interface System.Linq.IOrderedEnumerable<TElement> : IEnumerable<TElement>"),
  defineType<NetGrouping>("interface System.Linq.IGrouping<TKey, TElement> : IEnumerable<TElement>", (type) =>
    type.property("TKey Key", (self) => self.groupKey),
  ),
];
