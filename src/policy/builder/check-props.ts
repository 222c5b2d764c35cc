import { type ElementSpec } from "../catalog";
import { propNamesOf } from "../catalog/props";
import { PolicyNode } from "../model/node";
import { PolicyValue } from "../model/value";
import { checkPropNames, isPromise, isResolvable, wrongKind } from "../text/wrong-kinds";

/** The values of props, typed by the generated interfaces. */
export type Given = Readonly<Record<string, unknown>>;

/**
 * Checks that a value is an object with the props of an element and no others.
 *
 * @param place what to call the value in an error
 */
export function checkProps(given: unknown, element: ElementSpec, place: string): asserts given is Given {
  const known = propNamesOf(element);
  if (!isStruct(given)) throw wrongKind(place, given, `an object with props such as ${known.slice(0, 3).join(", ")}`);
  checkPropNames(given, `<${element.name}>`, known);
}

function isStruct(value: unknown): value is Given {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return !(value instanceof PolicyNode || value instanceof PolicyValue || isPromise(value) || isResolvable(value));
}
