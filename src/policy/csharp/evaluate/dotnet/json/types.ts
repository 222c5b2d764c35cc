import { defineEnum, defineType, type TypeBuilder } from "../../contract/define";
import { type Call } from "../../contract/call";
import { typeNamed } from "../../contract/type";
import { valueOfToken } from "./convert";
import { readJson } from "./read";
import { deserialize, serialize } from "./serialize";
import { LINQ, TOKEN_TYPES } from "./token-types";
import { type JArray, JObject, JProperty } from "./containers";
import { JContainer, type JToken, JValue } from "./tokens";
import { writeJsonValue } from "./value-text";
import { tokenMembers } from "./token-members";
import { containerMembers, propertyMembers } from "./container-members";
import { objectMembers } from "./object-members";
import { arrayMembers } from "./array-members";
import { valueMembers } from "./value-members";
import { valueFor, sequence, valuesOf, tokens, childrenOf, ancestorsOf } from "./children";
import { asToken, valuesFor, tokensIn } from "./extension-members";

export const JSON_TYPES = [
  defineType("class Newtonsoft.Json.JsonException : Exception"),
  defineType("class Newtonsoft.Json.JsonReaderException : Newtonsoft.Json.JsonException"),
  defineType("class Newtonsoft.Json.JsonSerializationException : Newtonsoft.Json.JsonException"),
  defineEnum("Newtonsoft.Json.Formatting", { None: 0, Indented: 1 }),
  defineEnum(`${LINQ}.JTokenType`, Object.fromEntries(TOKEN_TYPES.map((name, index) => [name, index]))),
  defineType<JToken>(`class ${LINQ}.JToken : IEnumerable<JToken>`, tokenMembers),
  defineType<JContainer>(`class ${LINQ}.JContainer : JToken`, containerMembers),
  defineType<JObject>(`class ${LINQ}.JObject : JContainer, IEnumerable<KeyValuePair<string, JToken>>`, objectMembers),
  defineType<JArray>(`class ${LINQ}.JArray : JContainer, IList<JToken>`, arrayMembers),
  defineType<JProperty>(`class ${LINQ}.JProperty : JContainer`, propertyMembers),
  defineType<JValue>(`class ${LINQ}.JValue : JToken, IFormattable, IComparable`, valueMembers),
  defineType<JValue>(`class ${LINQ}.JRaw : JValue`, (type) => {
    type.create("(object rawJson)", (call) => new JValue(call.value(0), "Raw"));
  }),
  defineType(`static class ${LINQ}.Extensions`, (type) => {
    type
      .static("T Value<T>(this IEnumerable<JToken> value)", (call) =>
        valueFor(call, asToken(call.value(0)), call.typeArgument()),
      )
      .static("IEnumerable<T> Values<T>(this IEnumerable<JToken> source)", (call) =>
        sequence(
          call.typeArgument(),
          [...call.items(0)].flatMap((item) => valuesOf(item, call.typeArgument())),
        ),
      )
      .static("IEnumerable<JToken> Values(this IEnumerable<JToken> source)", (call) =>
        tokens(
          [...call.items(0)].flatMap(childrenOf).map((token) => (token instanceof JProperty ? token.value : token)),
        ),
      )
      .static("IEnumerable<JToken> Values(this IEnumerable<JToken> source, object key)", (call) =>
        tokens(valuesFor(call)),
      )
      .static("IEnumerable<T> Values<T>(this IEnumerable<JToken> source, object key)", (call) =>
        sequence(
          call.typeArgument(),
          valuesFor(call).map((token) => valueOfToken(token, call.typeArgument()) ?? null),
        ),
      )
      .static("IEnumerable<JToken> Ancestors(this IEnumerable<JToken> source)", (call) =>
        tokens(tokensIn(call).flatMap(ancestorsOf)),
      )
      .static("IEnumerable<JToken> AncestorsAndSelf(this IEnumerable<JToken> source)", (call) =>
        tokens(tokensIn(call).flatMap((token) => [token, ...ancestorsOf(token)])),
      )
      .static("IEnumerable<JToken> AsJEnumerable(this IEnumerable<JToken> source)", (call) => call.value(0))
      .static("IEnumerable<JToken> DescendantsAndSelf(this IEnumerable<JToken> source)", (call) =>
        tokens(
          tokensIn(call).flatMap((token) => [token, ...(token instanceof JContainer ? [...token.descendants()] : [])]),
        ),
      )
      .static("IEnumerable<JProperty> Properties(this IEnumerable<JObject> source)", (call) =>
        sequence(
          typeNamed("JProperty"),
          [...call.items(0)].flatMap((item) => (item instanceof JObject ? item.children : [])),
        ),
      )
      .static("IEnumerable<JToken> Children(this IEnumerable<JToken> source)", (call) =>
        tokens([...call.items(0)].flatMap(childrenOf)),
      )
      .static("IEnumerable<JToken> Descendants(this IEnumerable<JToken> source)", (call) =>
        tokens([...call.items(0)].flatMap((item) => (item instanceof JContainer ? [...item.descendants()] : []))),
      );
  }),
  defineType("static class Newtonsoft.Json.JsonConvert", convertMembers),
];

function convertMembers(type: TypeBuilder): void {
  type
    .static("string SerializeObject(object value)", (call) => write(call, false))
    .static("string SerializeObject(object value, Formatting formatting)", (call) => write(call, call.enum(1) === 1))
    .static("T DeserializeObject<T>(string value)", (call) =>
      call.text(0).trim() === "" ? null : deserialize(readJson(call.text(0)), call.typeArgument(), call.runtime),
    )
    .static("object DeserializeObject(string value)", (call) =>
      call.text(0).trim() === "" ? null : deserialize(readJson(call.text(0)), typeNamed("object"), call.runtime),
    )
    .static("string ToString(object value)", (call) => writeJsonValue(call.value(0)));
}

function write(call: Call, isIndented: boolean): string {
  return serialize(call.value(0), call.runtime).toJson(isIndented);
}
