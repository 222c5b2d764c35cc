import { chargeItems } from "../../contract/meter";
import { JObject, JProperty } from "./containers";
import { JContainer, type JToken, JValue, valuesAreEqual } from "./tokens";

/** `JToken.DeepEquals`: the order of properties does not count. */
export function deepEquals(a: JToken, b: JToken): boolean {
  chargeItems(1);
  if (a instanceof JValue && b instanceof JValue) return valuesAreEqual(a, b);
  if (a.tokenType !== b.tokenType || !(a instanceof JContainer) || !(b instanceof JContainer)) return false;
  if (a.children.length !== b.children.length) return false;
  if (a instanceof JObject && b instanceof JObject) {
    return a.children.every((child) => {
      const other = child instanceof JProperty ? b.property(child.name) : undefined;
      return child instanceof JProperty && other !== undefined && deepEquals(child.value, other.value);
    });
  }
  if (a instanceof JProperty && b instanceof JProperty && a.name !== b.name) return false;
  return a.children.every((child, index) => deepEquals(child, b.children[index]!));
}
