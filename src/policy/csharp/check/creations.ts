import { TYPES } from "../members/catalog";
import { arrayOf, isNamed, isSame, shownType, STRING, type Type } from "../members/type";
import {
  type ArrayCreation,
  type ElementAccess,
  type Expression,
  type Initializer,
  type ObjectCreation,
} from "../tree";
import { type Binder } from "./binder";
import { bindArguments, bindSignatures } from "./calls";
import { converts, isInteger } from "./conversions";
import { isComplete, membersOf, signaturesOf } from "./lookup";
import { reportUnknownMember } from "./names";
import { substitute } from "../members/type";

/** Checks `new T(…) { … }`, and gives its type. */
export function bindCreation(binder: Binder, node: ObjectCreation): Type | undefined {
  const type = binder.resolve(node.type);
  const info = type?.kind === "named" ? TYPES.type(type.name) : undefined;
  const found = type?.kind === "named" ? membersOf(type, "new").filter(({ owner }) => owner.name === type.name) : [];
  const { given, isNone } = bindSignatures(binder, node.arguments, signaturesOf(found));
  const isImplicit = info?.kind === "struct" && given.length === 0;
  if (info?.isComplete === true && found.length > 0 && isNone && !isImplicit) {
    binder.problems.error(
      "wrong-arguments",
      node,
      `new ${shownType(type)}(${given.map((argument) => shownType(argument.type)).join(", ")}) has arguments that no constructor takes; expected those of one`,
      `give ${shownType(type)} the arguments that it takes`,
    );
  }
  if (node.initializer !== undefined) bindInitializer(binder, node.initializer, type);
  return type;
}

function bindInitializer(binder: Binder, node: Initializer, type: Type | undefined): void {
  for (const entry of node.entries) {
    if (entry.kind === "elementEntry") for (const value of entry.values) binder.typeOf(value);
    else {
      if (entry.kind === "indexEntry") bindArguments(binder, entry.arguments);
      else if (type !== undefined && isComplete(type) && membersOf(type, entry.name).length === 0) {
        reportUnknownMember(binder, entry.name, type, false, {
          start: entry.start,
          end: entry.start + entry.name.length,
        });
      }
      if (entry.value.kind === "initializer") bindInitializer(binder, entry.value, undefined);
      else binder.typeOf(entry.value);
    }
  }
}

export function bindArray(binder: Binder, node: ArrayCreation, expected?: Type): Type | undefined {
  const type = node.type === undefined ? expected : binder.resolve(node.type);
  for (const size of node.sizes) binder.typeOf(size);
  const element = type?.kind === "array" ? type.element : undefined;
  let common: Type | undefined;
  let isMixed = false;
  for (const value of node.elements ?? []) {
    const given = value.kind === "newArray" ? bindArray(binder, value) : binder.typeOf(value);
    if (given === undefined) isMixed = true;
    else if (common === undefined || converts(common, given) === true) common = given;
    else if (converts(given, common) !== true) isMixed = true;
    if (element !== undefined) reportElement(binder, value, given, element);
  }
  if (type !== undefined) return type;
  return isMixed || common === undefined || common.kind === "null" ? arrayOf(undefined) : arrayOf(common);
}

function reportElement(binder: Binder, value: Expression, given: Type | undefined, element: Type): void {
  if (value.kind === "newArray" || value.kind === "number" || converts(given, element) !== false) return;
  binder.problems.error(
    "wrong-assignment",
    value,
    `an element of the array is ${shownType(given)}; expected ${shownType(element)}`,
    `give a value of type ${shownType(element)}`,
  );
}

/** The type of `target[…]`. */
export function bindElement(binder: Binder, node: ElementAccess, target: Type | undefined): Type | undefined {
  if (target?.kind === "array") {
    for (const { type } of bindArguments(binder, node.arguments)) {
      if (type !== undefined && !isInteger(type) && converts(type, LONG) === false) {
        reportIndex(binder, node, target, type);
      }
    }
    return target.dimensions === node.arguments.length ? target.element : undefined;
  }
  const found = membersOf(target, "this");
  const candidates = signaturesOf(found);
  const { best, given, isNone } = bindSignatures(binder, node.arguments, candidates);
  const first = found[0];
  if (first !== undefined) binder.facts.members.set(node, first.member);
  if (target !== undefined && isNone && (isComplete(target) || isNamed(target, "object"))) {
    reportIndex(binder, node, target, candidates.length === 0 ? undefined : given[0]?.type);
  }
  if (best !== undefined) return substitute(best.signature.result, best.values);
  const results = candidates.map(({ signature, values }) => substitute(signature.result, values));
  return results.every((result) => isSame(result, results[0])) ? results[0] : undefined;
}

const LONG: Type = { kind: "named", name: "long", typeArguments: [] };

function reportIndex(binder: Binder, node: ElementAccess, target: Type, given: Type | undefined): void {
  const shown = shownType(target);
  const place = { start: node.target.end, end: node.end };
  if (isNamed(target, "object")) {
    binder.problems.error(
      "object-member",
      place,
      "object has no entries; expected a cast before, because the type of the value is not known when the expression is compiled",
      "cast the value, as in ((JObject)value)[…]",
    );
  } else if (given === undefined) {
    binder.problems.error(
      "unknown-member",
      place,
      `${shown} has no entries; expected a list or a dictionary`,
      "ask for an entry in another way, such as ElementAt",
    );
  } else {
    const expected =
      target.kind === "array"
        ? "a number"
        : isNamed(given, STRING.name)
          ? "an index of another type"
          : "a key of its type";
    binder.problems.error(
      "wrong-arguments",
      place,
      `the index of ${shown} is ${shownType(given)}; expected ${expected}`,
      `give ${expected}`,
    );
  }
}
