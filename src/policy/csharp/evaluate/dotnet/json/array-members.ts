import { type TypeBuilder } from "../../contract/define";
import { type Call } from "../../contract/call";
import { NetArray } from "../../contract/values";
import { argumentException } from "../errors";
import { copyItems } from "../../core/items";
import { tokenOf } from "./convert";
import { JArray } from "./containers";
import { JToken } from "./tokens";
import { arrayFrom, parse, fromObject, outOfRange, add } from "./content";

export function arrayMembers(type: TypeBuilder<JArray>): void {
  type
    .create("()", () => new JArray())
    .create("(JArray other)", (call) => call.object(0, JArray).clone())
    .create("(object content)", (call) => arrayFrom([call.value(0)]))
    .create("(params object[] content)", (call) => arrayFrom(call.items(0)))
    .static("JArray Parse(string json)", (call) => parse(call, "JArray"))
    .static("JArray FromObject(object o)", (call) => {
      const token = fromObject(call);
      if (token instanceof JArray) return token;
      throw argumentException(`Object serialized to ${token.tokenType}. JArray instance expected.`);
    })
    .indexer(
      "JToken this[int index]",
      (self, call) => self.children[call.int(0)] ?? outOfRange("index"),
      (self, call) => self.replaceChild(self.children[call.int(0)] ?? outOfRange("index"), tokenOf(call.value(1))),
    )
    .property("bool IsReadOnly", () => false)
    .method("void CopyTo(JToken[] array, int arrayIndex)", (self, call) =>
      copyItems(self.children, 0, call.object(0, NetArray), call.int(1), self.children.length),
    )
    .method("void Add(JToken item)", (self, call) => add(self, self.children.length, call.value(0)))
    .method("void Insert(int index, JToken item)", (self, call) => {
      if (call.int(0) < 0 || call.int(0) > self.children.length) outOfRange("index");
      return add(self, call.int(0), call.value(1));
    })
    .method("void Clear()", (self) => {
      self.clear();
      return null;
    })
    .method("bool Contains(JToken item)", (self, call) => indexIn(self, call) >= 0)
    .method("int IndexOf(JToken item)", (self, call) => indexIn(self, call))
    .method("bool Remove(JToken item)", (self, call) => {
      const item = self.children[indexIn(self, call)];
      item?.remove();
      return item !== undefined;
    })
    .method("void RemoveAt(int index)", (self, call) => {
      (self.children[call.int(0)] ?? outOfRange("index")).remove();
      return null;
    });
}

function indexIn(self: JArray, call: Call): number {
  const item = call.value(0);
  return item instanceof JToken ? self.indexOf(item) : -1;
}
