import { exception } from "../../contract/errors";
import { NetNumber, type NetValue } from "../../contract/values";
import { type FilterOperand, type FilterOperator, parsePath, type PathFilter, type PathStep } from "./path-syntax";
import { JArray, JObject, JProperty } from "./containers";
import { JContainer, type JToken, JValue } from "./tokens";
import { textOf } from "./value-text";

/** How to select. */
export interface SelectOptions {
  /** Whether what is not there throws. */
  readonly errorWhenNoMatch: boolean;
  /** Is called for every token that is looked at. */
  readonly step: () => void;
}

/** `SelectTokens`. */
export function selectTokens(token: JToken, path: string, options: SelectOptions): JToken[] {
  return select([token], parsePath(path), token, options);
}

/** `SelectToken`: there must not be more than one. */
export function selectToken(token: JToken, path: string, options: SelectOptions): JToken | undefined {
  const found = selectTokens(token, path, options);
  if (found.length > 1) throw exception("Newtonsoft.Json.JsonException", "Path returned multiple tokens.");
  return found[0];
}

function select(tokens: readonly JToken[], steps: readonly PathStep[], root: JToken, options: SelectOptions): JToken[] {
  let current = [...tokens];
  for (const step of steps) {
    const next: JToken[] = [];
    for (const token of current) {
      options.step();
      next.push(...apply(token, step, root, options));
    }
    current = next;
  }
  return current;
}

function apply(token: JToken, step: PathStep, root: JToken, options: SelectOptions): JToken[] {
  switch (step.kind) {
    case "root":
      return [root.root];
    case "name":
      return named(token, step.names, step.isDeep, options);
    case "all":
      return step.isDeep ? [token, ...deep(token, options)] : valuesOf(token);
    case "index":
      return step.indexes.flatMap((index) => indexed(token, index, options));
    case "slice":
      return sliced(token, step, options);
    case "filter": {
      const among = step.isDeep ? [token, ...deep(token, options)].flatMap(valuesOf) : valuesOf(token);
      return among.filter((value) => matches(value, step.filter, root, options));
    }
  }
}

function named(token: JToken, names: readonly string[], isDeep: boolean, options: SelectOptions): JToken[] {
  if (isDeep) {
    const found: JToken[] = [];
    for (const inner of [token, ...deep(token, options)]) {
      if (inner instanceof JObject) for (const name of names) found.push(...present(inner.get(name)));
    }
    return found.length > 0 ? inTreeOrder(token, found, options) : found;
  }
  if (token instanceof JObject) {
    return names.flatMap((name) => {
      const value = token.get(name);
      if (value === undefined && options.errorWhenNoMatch)
        throw noMatch(`Property '${name}' does not exist on JObject.`);
      return present(value);
    });
  }
  if (options.errorWhenNoMatch) throw noMatch(`Property '${names.join("', '")}' not valid on ${token.type.name}.`);
  return [];
}

/** Json.NET goes through the tree from top to bottom, and not object by object. */
function inTreeOrder(token: JToken, found: readonly JToken[], options: SelectOptions): JToken[] {
  const wanted = new Set(found);
  return deep(token, options).filter((inner) => wanted.has(inner));
}

function indexed(token: JToken, index: number, options: SelectOptions): JToken[] {
  if (!(token instanceof JArray)) {
    if (options.errorWhenNoMatch) throw noMatch(`Index ${index} not valid on ${token.type.name}.`);
    return [];
  }
  const value = token.children[index];
  if (value === undefined && options.errorWhenNoMatch) throw noMatch(`Index ${index} outside the bounds of JArray.`);
  return present(value);
}

function sliced(token: JToken, slice: PathStep & { kind: "slice" }, options: SelectOptions): JToken[] {
  const step = slice.step ?? 1;
  if (step === 0) throw exception("Newtonsoft.Json.JsonException", "Step cannot be zero.");
  if (!(token instanceof JArray)) {
    if (options.errorWhenNoMatch) throw noMatch(`Array slice is not valid on ${token.type.name}.`);
    return [];
  }
  const { length } = token.children;
  const fromEnd = (index: number) => (index < 0 ? length + index : index);
  let start = fromEnd(slice.start ?? (step > 0 ? 0 : length - 1));
  const end = slice.end === undefined ? (step > 0 ? length : -1) : fromEnd(slice.end);
  start = step > 0 ? Math.max(start, 0) : Math.min(start, length - 1);
  const found: JToken[] = [];
  for (let index = start; step > 0 ? index < Math.min(end, length) : index > Math.max(end, -1); index += step) {
    found.push(...present(token.children[index]));
  }
  return found;
}

function matches(value: JToken, filter: PathFilter, root: JToken, options: SelectOptions): boolean {
  options.step();
  if (filter.kind === "and") return filter.filters.every((inner) => matches(value, inner, root, options));
  if (filter.kind === "or") return filter.filters.some((inner) => matches(value, inner, root, options));
  const left = operands(value, filter.left, root, options);
  if (filter.operator === "exists") return left.length > 0;
  const right = filter.right === undefined ? [] : operands(value, filter.right, root, options);
  return left.some((a) => right.some((b) => holds(a, filter.operator, b)));
}

function operands(value: JToken, operand: FilterOperand, root: JToken, options: SelectOptions): (JToken | NetValue)[] {
  if ("value" in operand) return [operand.value];
  return select([value], operand.path, root, { ...options, errorWhenNoMatch: false });
}

function holds(left: JToken | NetValue, operator: FilterOperator, right: JToken | NetValue): boolean {
  if (left instanceof JContainer || right instanceof JContainer)
    return operator === "!=" || operator === "!==" ? left !== right : false;
  const a = left instanceof JValue ? left.value : left;
  const b = right instanceof JValue ? right.value : right;
  const isStrict = operator === "===" || operator === "!==";
  if (operator === "==" || operator === "===") return areEqual(a, b, isStrict);
  if (operator === "!=" || operator === "!==") return !areEqual(a, b, isStrict);
  if (a === null || b === null) return false;
  const order = compare(a, b);
  if (operator === "<") return order < 0;
  if (operator === "<=") return order <= 0;
  return operator === ">" ? order > 0 : order >= 0;
}

function areEqual(a: NetValue, b: NetValue, isStrict: boolean): boolean {
  if (a === null || b === null) return a === b;
  if (isStrict && typeof a !== typeof b) return false;
  const [x, y] = [numberOf(a), numberOf(b)];
  if (x !== undefined && y !== undefined) return x === y;
  if ((x === undefined) !== (y === undefined)) return false;
  return typeof a === typeof b && textOf(a) === textOf(b);
}

function compare(a: NetValue, b: NetValue): number {
  const [x, y] = [numberOf(a), numberOf(b)];
  if (x !== undefined && y !== undefined) return x - y;
  const [left, right] = [textOf(a), textOf(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

function numberOf(value: NetValue): number | undefined {
  if (typeof value === "number") return value;
  return value instanceof NetNumber ? Number(value.value) : undefined;
}

function deep(token: JToken, options: SelectOptions): JToken[] {
  const found: JToken[] = [];
  if (!(token instanceof JContainer)) return found;
  for (const inner of token.descendants()) {
    options.step();
    if (!(inner instanceof JProperty)) found.push(inner);
  }
  return found;
}

function valuesOf(token: JToken): JToken[] {
  if (!(token instanceof JContainer)) return [];
  return token.children.map((child) => (child instanceof JProperty ? child.value : child));
}

function present(token: JToken | undefined): JToken[] {
  return token === undefined ? [] : [token];
}

function noMatch(message: string): Error {
  return exception("Newtonsoft.Json.JsonException", message);
}
