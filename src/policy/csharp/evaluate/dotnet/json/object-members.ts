import { type TypeBuilder } from "../../contract/define";
import { typeNamed } from "../../contract/type";
import { argumentException } from "../errors";
import { tokenOf } from "./convert";
import { JObject, JProperty } from "./containers";
import { type JToken } from "./tokens";
import { add, parse, fromObject } from "./content";
import { sequence, tokens } from "./children";

export function objectMembers(type: TypeBuilder<JObject>): void {
  type
    .create("()", () => new JObject())
    .create("(JObject other)", (call) => call.object(0, JObject).clone())
    .create("(params object[] content)", (call) => {
      const object = new JObject();
      for (const item of call.items(0)) add(object, object.children.length, item);
      return object;
    })
    .static("JObject Parse(string json)", (call) => parse(call, "JObject"))
    .static("JObject FromObject(object o)", (call) => {
      const token = fromObject(call);
      if (token instanceof JObject) return token;
      throw argumentException(`Object serialized to ${token.tokenType}. JObject instance expected.`);
    })
    .indexer(
      "JToken this[string propertyName]",
      (self, call) => self.get(call.text(0)) ?? null,
      (self, call) => self.set(call.text(0), tokenOf(call.value(1))),
    )
    .method("void Add(string propertyName, JToken value)", (self, call) => {
      self.append(new JProperty(call.text(0), tokenOf(call.value(1))));
      return null;
    })
    .method("bool Remove(string propertyName)", (self, call) => {
      const property = self.property(call.text(0));
      property?.remove();
      return property !== undefined;
    })
    .method("bool ContainsKey(string propertyName)", (self, call) => self.property(call.text(0)) !== undefined)
    .method("JToken GetValue(string propertyName)", (self, call) => self.get(call.textOrNull(0) ?? "") ?? null)
    .method(
      "JToken GetValue(string propertyName, StringComparison comparison)",
      (self, call) => getValue(self, call.textOrNull(0) ?? "", call.enum(1)) ?? null,
    )
    .method("bool TryGetValue(string propertyName, out JToken value)", (self, call) => {
      const value = self.get(call.textOrNull(0) ?? "");
      call.set(1, value ?? null);
      return value !== undefined;
    })
    .method("bool TryGetValue(string propertyName, StringComparison comparison, out JToken value)", (self, call) => {
      const value = getValue(self, call.textOrNull(0) ?? "", call.enum(1));
      call.set(2, value ?? null);
      return value !== undefined;
    })
    .method("JProperty Property(string name)", (self, call) => self.property(call.textOrNull(0) ?? "") ?? null)
    .method(
      "JProperty Property(string name, StringComparison comparison)",
      (self, call) => propertyLike(self, call.textOrNull(0) ?? "", call.enum(1)) ?? null,
    )
    .method("IEnumerable<JProperty> Properties()", (self) => sequence(typeNamed("JProperty"), self.children))
    .method("IEnumerable<JToken> PropertyValues()", (self) =>
      tokens(self.children.map((property) => (property instanceof JProperty ? property.value : property))),
    );
}

function getValue(object: JObject, name: string, comparison: number): JToken | undefined {
  return propertyLike(object, name, comparison)?.value;
}

/** `StringComparison` has the values that ignore case at odd numbers. */
function propertyLike(object: JObject, name: string, comparison: number): JProperty | undefined {
  const exact = object.property(name);
  if (exact !== undefined || comparison % 2 === 0) return exact;
  const lower = name.toUpperCase();
  for (const property of object.children) {
    if (property instanceof JProperty && property.name.toUpperCase() === lower) return property;
  }
  return undefined;
}
