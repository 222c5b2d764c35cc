import { argumentException } from "../errors";
import { JArray, JObject, JProperty } from "./containers";
import { JContainer, type JToken, JValue } from "./tokens";

/** `Merge`: properties are merged by name, items of arrays are added, and null does not replace anything. */
export function mergeJson(into: JContainer, content: JToken, step: () => void): void {
  step();
  if (into instanceof JObject && content instanceof JObject) {
    for (const property of [...content.children]) {
      if (!(property instanceof JProperty)) continue;
      const existing = into.get(property.name);
      if (existing === undefined) into.append(new JProperty(property.name, property.value.clone()));
      else if (isNull(property.value)) continue;
      else if (existing instanceof JContainer && existing.tokenType === property.value.tokenType) {
        mergeJson(existing, property.value, step);
      } else into.set(property.name, property.value.clone());
    }
  } else if (into instanceof JArray && content instanceof JArray) {
    for (const item of [...content.children]) {
      step();
      into.append(item.clone());
    }
  } else {
    throw argumentException(`Could not merge ${content.tokenType} into ${into.tokenType}.`);
  }
}

function isNull(token: JToken): boolean {
  return token instanceof JValue && token.value === null;
}
