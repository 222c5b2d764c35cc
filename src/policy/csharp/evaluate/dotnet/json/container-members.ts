import { type TypeBuilder } from "../../contract/define";
import { contentOf, tokenOf } from "./convert";
import { mergeJson } from "./merge";
import { type JContainer } from "./tokens";
import { JProperty } from "./containers";
import { add, cannotRemove, arrayFrom } from "./content";
import { lazy } from "./children";

export function containerMembers(type: TypeBuilder<JContainer>): void {
  type
    .property("int Count", (self) => self.children.length)
    .method("void Add(object content)", (self, call) => add(self, self.children.length, call.value(0)))
    .method("void AddFirst(object content)", (self, call) => add(self, 0, call.value(0)))
    .method("void RemoveAll()", (self) => {
      if (self instanceof JProperty) throw cannotRemove();
      self.clear();
      return null;
    })
    .method("void ReplaceAll(object content)", (self, call) => {
      self.clear();
      return add(self, 0, call.value(0));
    })
    .method("void Merge(object content)", (self, call) => {
      mergeJson(self, contentOf(call.value(0)), () => call.runtime.step());
      return null;
    })
    .method("IEnumerable<JToken> Descendants()", (self) => lazy(() => self.descendants()))
    .method("IEnumerable<JToken> DescendantsAndSelf()", (self) =>
      lazy(function* () {
        yield self;
        yield* self.descendants();
      }),
    );
}

export function propertyMembers(type: TypeBuilder<JProperty>): void {
  type
    .create("(JProperty other)", (call) => call.object(0, JProperty).clone())
    .create("(string name, object content)", (call) => new JProperty(call.text(0), contentOf(call.value(1))))
    .create("(string name, params object[] content)", (call) => {
      const items = [...call.items(1)];
      return new JProperty(call.text(0), items.length === 1 ? contentOf(items[0] ?? null) : arrayFrom(items));
    })
    .property("string Name", (self) => self.name)
    // Going through an object gives pairs of a key and a value in .NET, and properties here.
    .property("string Key", (self) => self.name)
    .property(
      "JToken Value",
      (self) => self.value,
      (self, call) => (self.value = tokenOf(call.value(0))),
    );
}
