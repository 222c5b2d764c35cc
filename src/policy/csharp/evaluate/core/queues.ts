import { areEqual } from "../binding/values-of-types";
import { defineType } from "../contract/define";
import { exception } from "../contract/errors";
import { chargePlaces } from "../contract/meter";
import { UNKNOWN } from "../contract/type";
import { NetArray, type NetValue } from "../contract/values";
import { NetList, replaceItems } from "./list";

function firstOf(self: NetList, isStack: boolean, name: string): NetValue {
  if (self.count === 0) throw exception("InvalidOperationException", `${name} empty.`);
  return self.items[isStack ? self.count - 1 : 0] ?? null;
}

export const QUEUES = (["Queue", "Stack"] as const).map((name) => {
  const isStack = name === "Stack";
  const [add, take] = isStack ? ["Push", "Pop"] : ["Enqueue", "Dequeue"];
  return defineType<NetList>(`class System.Collections.Generic.${name}<T> : IReadOnlyCollection<T>`, (type) => {
    type
      .create("()", (call) => new NetList(call.target, []))
      .create("(int capacity)", (call) => new NetList(call.target, []))
      .create("(IEnumerable<T> collection)", (call) => new NetList(call.target, [...call.items(0)]))
      .property("int Count", (self) => self.count)
      .method(`void ${add}(T item)`, (self, call) => {
        self.change(call, 1).push(call.value(0));
        return null;
      })
      .method(`T ${take}()`, (self, call) => {
        const item = firstOf(self, isStack, name);
        if (isStack) self.change(call).pop();
        else {
          chargePlaces(self.count);
          self.change(call).shift();
        }
        return item;
      })
      .method("T Peek()", (self) => firstOf(self, isStack, name))
      .method("void Clear()", (self, call) => {
        replaceItems(self, call, []);
        return null;
      })
      .method("bool Contains(T item)", (self, call) => self.items.some((item) => areEqual(item, call.value(0))))
      .method("T[] ToArray()", (self) => new NetArray(self.type.typeArguments[0] ?? UNKNOWN, [...self.enumerate()]));
  });
});
