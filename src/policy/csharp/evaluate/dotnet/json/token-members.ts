import { enumValue, type TypeBuilder } from "../../contract/define";
import { argumentNull } from "../../contract/errors";
import { type Call } from "../../contract/call";
import { genericType, type NetType, typeNamed } from "../../contract/type";
import { type NetValue } from "../../contract/values";
import { invalidOperation } from "../errors";
import { NetTypeObject } from "../../core/type-object";
import { castToken, tokenOf } from "./convert";
import { selectToken, selectTokens } from "./select";
import { deserialize } from "./serialize";
import { LINQ, TOKEN_TYPES } from "./token-types";
import { deepEquals } from "./equality";
import { JArray, JObject, JProperty } from "./containers";
import { JContainer, JToken, JValue } from "./tokens";
import { textOf } from "./value-text";
import { parse, fromObject, cannotRemove, fromPlain, outOfRange, add } from "./content";
import { child, valueFor, sequence, valuesOf, tokens, childrenOf, isOf, ancestorsOf, wrongKey } from "./children";

export function tokenMembers(type: TypeBuilder<JToken>): void {
  type
    .static("JToken Parse(string json)", (call) => parse(call, "JToken"))
    .static("JToken FromObject(object o)", (call) => fromObject(call))
    .static("bool DeepEquals(JToken t1, JToken t2)", (call) => {
      const [a, b] = [call.objectOrNull(0, JToken), call.objectOrNull(1, JToken)];
      return a === b || (a !== null && b !== null && deepEquals(a, b));
    })
    .property("JTokenType Type", (self) => enumValue(`${LINQ}.JTokenType`, TOKEN_TYPES.indexOf(self.tokenType)))
    .property("bool HasValues", (self) => self instanceof JContainer && self.children.length > 0)
    .property("string Path", (self) => self.path)
    .property("JContainer Parent", (self) => self.parent ?? null)
    .property("JToken Root", (self) => self.root)
    .property("JToken Next", (self) => self.sibling(1) ?? null)
    .property("JToken Previous", (self) => self.sibling(-1) ?? null)
    .property("JToken First", (self) => containerOf(self).children[0] ?? null)
    .property("JToken Last", (self) => containerOf(self).children[containerOf(self).children.length - 1] ?? null)
    .indexer(
      "JToken this[object key]",
      (self, call) => child(self, call.value(0)),
      (self, call) => setChild(self, call.value(0), call.value(1)),
    )
    .method("T Value<T>(object key)", (self, call) => valueFor(call, child(self, call.value(0)), call.typeArgument()))
    .method("IEnumerable<T> Values<T>()", (self, call) =>
      sequence(call.typeArgument(), valuesOf(self, call.typeArgument())),
    )
    .method("JToken SelectToken(string path)", (self, call) => select(self, call, false))
    .method("JToken SelectToken(string path, bool errorWhenNoMatch)", (self, call) =>
      select(self, call, call.boolean(1)),
    )
    .method("IEnumerable<JToken> SelectTokens(string path)", (self, call) => tokens(selectAll(self, call, false)))
    .method("IEnumerable<JToken> SelectTokens(string path, bool errorWhenNoMatch)", (self, call) =>
      tokens(selectAll(self, call, call.boolean(1))),
    )
    .method("IEnumerable<JToken> Children()", (self) => tokens(childrenOf(self)))
    .method("IEnumerable<T> Children<T>()", (self, call) =>
      sequence(
        call.typeArgument(),
        childrenOf(self).filter((token) => isOf(token, call.typeArgument())),
      ),
    )
    .method("IEnumerable<JToken> Ancestors()", (self) => tokens(ancestorsOf(self)))
    .method("IEnumerable<JToken> AncestorsAndSelf()", (self) => tokens([self, ...ancestorsOf(self)]))
    .method("IEnumerable<JToken> BeforeSelf()", (self) =>
      tokens(self.parent?.children.slice(0, self.parent.indexOf(self)) ?? []),
    )
    .method("IEnumerable<JToken> AfterSelf()", (self) =>
      tokens(self.parent?.children.slice(self.parent.indexOf(self) + 1) ?? []),
    )
    .method("void AddAfterSelf(object content)", (self, call) => addBeside(self, call, 1))
    .method("void AddBeforeSelf(object content)", (self, call) => addBeside(self, call, 0))
    .method("void Remove()", (self) => {
      if (self.parent === undefined) throw invalidOperation("The parent is missing.");
      if (self.parent instanceof JProperty) throw cannotRemove();
      self.remove();
      return null;
    })
    .method("void Replace(JToken value)", (self, call) => {
      if (self.parent === undefined) throw invalidOperation("The parent is missing.");
      self.replace(call.objectOrNull(0, JToken) ?? new JValue(null, "Null"));
      return null;
    })
    .method("JToken DeepClone()", (self) => self.clone())
    .method("T ToObject<T>()", (self, call) => deserialize(self, call.typeArgument(), call.runtime))
    .method("object ToObject(Type objectType)", (self, call) =>
      deserialize(self, call.object(0, NetTypeObject).described, call.runtime),
    )
    .method("string ToString()", (self) => text(self, true))
    .method("string ToString(Formatting formatting)", (self, call) => self.toJson(call.enum(0) === 1));
  for (const name of IMPLICIT) {
    type.operator(`implicit operator JToken(${name} value)`, (call) => fromPlain(call.value(0)));
  }
  for (const name of EXPLICIT) {
    type.operator(`explicit operator ${name}(JToken value)`, (call) => {
      const token = call.objectOrNull(0, JToken);
      if (token !== null) return castToken(token, readType(name));
      if (name.endsWith("?") || NULLABLE_CLASSES.includes(name)) return null;
      throw argumentNull("value");
    });
  }
}

function text(self: JToken, isIndented: boolean): string {
  return self instanceof JValue ? textOf(self.value) : self.toJson(isIndented);
}

function select(self: JToken, call: Call, errorWhenNoMatch: boolean): NetValue {
  return selectToken(self, call.text(0), { errorWhenNoMatch, step: () => call.runtime.step() }) ?? null;
}

function selectAll(self: JToken, call: Call, errorWhenNoMatch: boolean): JToken[] {
  return selectTokens(self, call.text(0), { errorWhenNoMatch, step: () => call.runtime.step() });
}

function setChild(self: JToken, key: NetValue, value: NetValue): void {
  if (self instanceof JObject && typeof key === "string") self.set(key, tokenOf(value));
  else if (self instanceof JArray) self.replaceChild(child(self, key) ?? outOfRange("index"), tokenOf(value));
  else if (self instanceof JObject) throw wrongKey("JObject", key, "Object property name");
  else throw invalidOperation(`Cannot set child value on ${self.type.definition.fullName}.`);
}

function containerOf(self: JToken): JContainer {
  if (self instanceof JContainer) return self;
  throw invalidOperation(`Cannot access child value on ${self.type.definition.fullName}.`);
}

function addBeside(self: JToken, call: Call, step: 0 | 1): null {
  if (self.parent === undefined) throw invalidOperation("The parent is missing.");
  return add(self.parent, self.parent.indexOf(self) + step, call.value(0));
}

function readType(name: string): NetType {
  return name.endsWith("?") ? genericType("System.Nullable", typeNamed(name.slice(0, -1))) : typeNamed(name);
}

const NUMERIC = ["int", "long", "short", "ushort", "uint", "ulong", "byte", "sbyte", "float", "double", "decimal"];
const STRUCTS = ["bool", ...NUMERIC, "DateTime", "DateTimeOffset", "Guid", "TimeSpan"];
const NULLABLE_CLASSES: readonly string[] = ["string", "Uri"];
const IMPLICIT: readonly string[] = ["string", ...STRUCTS, ...STRUCTS.map((name) => `${name}?`), "byte[]", "Uri"];
const EXPLICIT: readonly string[] = ["string", ...STRUCTS, "char", ...STRUCTS.map((name) => `${name}?`), "Uri"];
