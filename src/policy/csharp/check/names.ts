import { TYPES } from "../members/catalog";
import { type Member as MemberInfo } from "../members/member";
import { arrayOf, isNamed, named, type NamedType, shownType, type Type } from "../members/type";
import { type Member, type Name, type TypeNode } from "../tree";
import { type Binder, type Bound, type BoundMethods, UNKNOWN, valueOf } from "./binder";
import { type FoundMember, isComplete, memberNames, membersOf } from "./lookup";
import { isPlace } from "../places";
import { type CodeRange } from "./problem";
import { reportUndocumented } from "./undocumented";

/** What a simple name stands for. */
export function bindName(binder: Binder, node: Name): Bound {
  const { name } = node;
  if (isPlace(name)) return UNKNOWN;
  const symbol = binder.scope.find(name);
  if (symbol?.kind === "function") return { as: "function", symbol };
  if (symbol !== undefined) {
    binder.facts.locals.set(node, symbol);
    return valueOf(symbol.type);
  }
  if (name === "context") return valueOf(named("context"));
  if (name === "_") return UNKNOWN;
  const type = typeNamed(binder, name, node, node.typeArguments);
  if (type !== undefined) return { as: "type", type };
  if (TYPES.isNamespace(name)) return { as: "namespace", name };
  reportUnknownName(binder, name, node);
  return UNKNOWN;
}

function typeNamed(
  binder: Binder,
  name: string,
  place: CodeRange,
  typeArguments: readonly TypeNode[],
): NamedType | undefined {
  const short = TYPES.shortName(name);
  if (short === undefined || NO_TYPES.includes(short)) return undefined;
  const info = TYPES.type(short);
  if (info?.status === "refused") {
    binder.problems.warning(
      "not-allowed",
      place,
      `${info.fullName} is not among the types that the documentation of policy expressions lists; expected one of them, because the service refuses others`,
      "write it with the types that are allowed",
    );
  }
  return named(short, ...typeArguments.map((argument) => binder.resolve(argument)));
}

/** Names in the catalog that nobody can write. */
const NO_TYPES: readonly string[] = ["context", "ArrayMembers", "ContextExtensions"];

function reportUnknownName(binder: Binder, name: string, place: CodeRange): void {
  const similar = binder.nearest(name, () => [...binder.scope.names, "context", ...TYPES.names]);
  const isType = /^[A-Z]/.test(name) && similar === undefined;
  const message = `${name} is not declared; expected a variable, context, or a type that is allowed`;
  const fix = similar === undefined ? `declare ${name} before, or write another name` : `write ${similar}`;
  // A type that the documentation does not list may still be one.
  if (isType) binder.problems.warning("unknown-name", place, message, fix);
  else binder.problems.error("unknown-name", place, message, fix);
}

/** The type that is written; undefined if it is not known. */
export function resolveType(binder: Binder, node: TypeNode): Type | undefined {
  let type: Type | undefined;
  if (node.elements.length > 0) {
    type = {
      kind: "tuple",
      elements: node.elements.map((element) => ({ name: element.name, type: binder.resolve(element.type) })),
    };
  } else type = resolveName(binder, node);
  if (node.isNullable) type = named("Nullable", type);
  // The ranks that are written first are the outermost.
  for (const rank of [...node.ranks].reverse()) type = arrayOf(type, rank);
  return type;
}

function resolveName(binder: Binder, node: TypeNode): Type | undefined {
  const name = node.parts.map((part) => part.name).join(".");
  const last = node.parts[node.parts.length - 1];
  if (last === undefined || name === "var" || name === "dynamic" || isPlace(name)) return undefined;
  if (binder.scope.typeParameters.includes(name)) return { kind: "parameter", name };
  if (name === "void") return named("void");
  const type = typeNamed(binder, name, node, last.typeArguments);
  if (type !== undefined) return arityFits(type) ? type : undefined;
  for (const argument of last.typeArguments) binder.resolve(argument);
  const similar = binder.nearest(last.name, () => TYPES.names);
  const message = `the type ${name} is not known; expected a type that is allowed in policy expressions`;
  if (similar === undefined) binder.problems.warning("unknown-type", node, message, "write a type that is allowed");
  else binder.problems.error("unknown-type", node, message, `write ${similar}`);
  return undefined;
}

function arityFits({ name, typeArguments }: NamedType): boolean {
  if (isNamed(named(name), "Func", "Action", "Predicate", "Tuple")) return true;
  const info = TYPES.type(name);
  return info === undefined || info.status === "refused" || info.typeParameters.length === typeArguments.length;
}

/** What `target.name` stands for. */
export function bindMember(binder: Binder, node: Member, isInvoked: boolean): Bound {
  const place = { start: node.nameStart, end: node.nameStart + node.name.length };
  const target = binder.bind(node.target);
  if (isPlace(node.name)) return UNKNOWN;
  switch (target.as) {
    case "namespace": {
      const name = `${target.name}.${node.name}`;
      const type = typeNamed(binder, name, node, node.typeArguments);
      if (type !== undefined) return { as: "type", type };
      if (TYPES.isNamespace(name)) return { as: "namespace", name };
      const similar = binder.nearest(node.name, () => TYPES.names);
      const message = `${name} is not known; expected a type that is allowed in policy expressions`;
      if (similar === undefined)
        binder.problems.warning("unknown-name", place, message, "write a type that is allowed");
      else binder.problems.error("unknown-name", place, message, `write ${similar}`);
      return UNKNOWN;
    }
    case "type":
      return memberOf(binder, node, target.type, true, isInvoked, place);
    case "value":
      return memberOf(binder, node, target.type, false, isInvoked, place);
    case "methods":
      reportNotCalled(binder, target, node.target);
      return UNKNOWN;
    case "function":
      return UNKNOWN;
  }
}

export function reportNotCalled(binder: Binder, { name }: BoundMethods, place: CodeRange): void {
  binder.problems.error("not-called", place, `${name} is a method; expected a call of it`, `write ${name}()`);
}

function memberOf(
  binder: Binder,
  node: Member,
  type: Type | undefined,
  isStatic: boolean,
  isInvoked: boolean,
  place: CodeRange,
): Bound {
  if (type === undefined || type.kind === "null" || type.kind === "parameter") return UNKNOWN;
  if (type.kind === "tuple") {
    const index = /^Item(\d+)$/.exec(node.name)?.[1];
    const element = type.elements.find(({ name }) => name === node.name) ?? type.elements[Number(index) - 1];
    return valueOf(element?.type);
  }
  if (type.kind === "anonymous" && type.members.has(node.name)) return valueOf(type.members.get(node.name));
  const all = membersOf(type, node.name);
  const found = all.filter(({ member }) => fitsPlace(member, isStatic));
  reportUndocumented(binder, found, place);
  const extensions = isStatic || isNamed(type, "object") ? [] : TYPES.extensions(node.name);
  const methods = found.filter(({ member }) => member.kind !== "property");
  if (isInvoked ? methods.length > 0 || extensions.length > 0 : found.length === 0 && extensions.length > 0) {
    return { as: "methods", name: node.name, target: isStatic ? undefined : type, found: methods, extensions };
  }
  const first = found[0];
  if (first !== undefined) return boundOf(binder, node, first, methods, isStatic ? undefined : type);
  if (all.length > 0) reportWrongUse(binder, node.name, type, isStatic, place);
  else if (type.kind === "anonymous" || isComplete(type)) reportUnknownMember(binder, node.name, type, isStatic, place);
  return UNKNOWN;
}

function boundOf(
  binder: Binder,
  node: Member,
  { member, values }: FoundMember,
  methods: readonly FoundMember[],
  target: Type | undefined,
): Bound {
  binder.facts.members.set(node, member);
  if (member.kind === "property") return valueOf(substituted(member.type, values));
  if (member.kind === "name") return UNKNOWN;
  return { as: "methods", name: member.name, target, found: methods, extensions: [] };
}

function substituted(type: Type | undefined, values: FoundMember["values"]): Type | undefined {
  if (type?.kind === "parameter") return values.get(type.name);
  if (type?.kind !== "named" || type.typeArguments.length === 0) return type;
  return named(type.name, ...type.typeArguments.map((argument) => substituted(argument, values)));
}

function fitsPlace(member: MemberInfo, isStatic: boolean): boolean {
  if (member.kind === "constructor" || member.kind === "indexer" || member.kind === "operator") return false;
  if (member.kind === "name") return true;
  if (member.kind === "property") return member.isStatic === isStatic;
  return member.signatures.some((signature) => signature.isStatic === isStatic);
}

function reportWrongUse(binder: Binder, name: string, type: Type, isStatic: boolean, place: CodeRange): void {
  const shown = shownType(type);
  if (isStatic) {
    binder.problems.error(
      "unknown-member",
      place,
      `${shown}.${name} is a member of a value; expected a value of type ${shown} before the dot`,
      `write a value before .${name}`,
    );
  } else {
    binder.problems.error(
      "unknown-member",
      place,
      `${name} is a member of the type ${shown}, not of a value; expected the type before the dot`,
      `write ${shown}.${name}`,
    );
  }
}

export function reportUnknownMember(
  binder: Binder,
  name: string,
  type: Type,
  isStatic: boolean,
  place: CodeRange,
): void {
  const shown = shownType(type);
  if (isNamed(type, "object")) {
    binder.problems.error(
      "object-member",
      place,
      `object has no ${name}; expected a cast before, because the type of the value is not known when the expression is compiled`,
      `cast the value, as in ((string)value).${name}`,
    );
    return;
  }
  const similar = binder.nearest(name, () => {
    const known = type.kind === "anonymous" ? [...type.members.keys()] : memberNames(type, isStatic);
    const all = isStatic ? known : [...known, ...TYPES.extensionNames];
    return all.filter((other) => other !== name);
  });
  binder.problems.error(
    "unknown-member",
    place,
    `${shown} has no ${name}; expected one of its members`,
    similar === undefined ? `write a member of ${shown}` : `write ${similar}`,
  );
}
