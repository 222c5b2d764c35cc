import { Failure } from "./failure";
import { FUNCTIONS } from "./functions";
import { given } from "./functions/arguments";
import { FILE_FUNCTIONS, type FileFunction } from "./functions/files";
import { operate, textOf, truth } from "./operators";
import { type Key, partOf } from "./path";
import type { Scope } from "./scope";
import type { Expression, ForExpression, Step } from "./syntax";
import { fileTemplate } from "./template-file";
import type { Work } from "./work";
import {
  hidden,
  holdsSecret,
  isList,
  isMap,
  isTooDeep,
  member,
  plain,
  revealed,
  Secret,
  sizeOf,
  Unresolved,
  unresolvedIn,
  type Value,
  type ValueMap,
} from "./value";

/** Evaluates an expression. What cannot be evaluated becomes an `Unresolved`. */
export class Evaluator {
  public constructor(
    private readonly scope: Scope,
    private readonly work: Work,
  ) {}

  /** @param source the text of the expression, for what is reported */
  public evaluate(expression: Expression, source: string): Value {
    try {
      return this.value(expression, {});
    } catch (error) {
      if (error instanceof Failure) return new Unresolved(source, error.message, !error.isLimit);
      throw error;
    }
  }

  private value(expression: Expression, locals: ValueMap): Value {
    return this.work.deeper(() => this.inner(expression, locals));
  }

  private inner(expression: Expression, locals: ValueMap): Value {
    switch (expression.kind) {
      case "literal":
        return expression.value;
      case "template":
        return this.applied(
          expression.parts.map((part) => this.value(part, locals)),
          (parts) => parts.map(textOf).join(""),
        );
      case "list":
        return this.made(expression.items.map((item) => this.value(item, locals)));
      case "object":
        return this.objectOf(expression.entries, locals);
      case "unary":
        return this.applied([this.value(expression.operand, locals)], ([operand = null]) =>
          expression.operator === "!" ? !truth(operand) : operate("-", 0, operand),
        );
      case "binary":
        return this.binary(expression, locals);
      case "conditional": {
        const condition = this.value(expression.condition, locals);
        const unresolved = unresolvedIn(condition);
        if (unresolved !== undefined) return unresolved;
        return this.value(truth(plain(condition)) ? expression.whenTrue : expression.whenFalse, locals);
      }
      case "for":
        return this.forEach(expression, locals);
      case "call":
        return this.call(expression.name, expression.args, expression.spreads, locals);
      case "name":
        return member(locals, expression.name) ?? this.scope.reference(expression.name, []);
      case "access":
        return this.access(expression.target, expression.steps, locals);
    }
  }

  private binary(expression: Expression & { readonly kind: "binary" }, locals: ValueMap): Value {
    const { operator } = expression;
    const left = this.value(expression.left, locals);
    if ((operator === "&&" || operator === "||") && unresolvedIn(left) === undefined) {
      if (truth(plain(left)) === (operator === "||")) return operator === "||";
    }
    const right = this.value(expression.right, locals);
    return this.applied([left, right], ([a = null, b = null]) => operate(operator, a, b));
  }

  private objectOf(entries: readonly (readonly [Expression, Expression])[], locals: ValueMap): Value {
    const made: [string, Value][] = [];
    for (const [key, value] of entries) {
      const name = this.value(key, locals);
      if (name instanceof Unresolved) return name;
      made.push([textOf(plain(name)), this.value(value, locals)]);
    }
    return this.made(Object.fromEntries(made));
  }

  private forEach(expression: ForExpression, locals: ValueMap): Value {
    const collection = this.value(expression.collection, locals);
    if (collection instanceof Unresolved) return collection;
    if (!isList(collection) && !isMap(collection)) throw new Failure("only lists, sets and maps can be gone through");
    const list: Value[] = [];
    const map = new Map<string, Value>();
    for (const [key, value] of isList(collection) ? collection.entries() : sortedEntries(collection)) {
      const inner = { ...locals, [expression.valueName]: value };
      if (expression.keyName !== undefined) inner[expression.keyName] = key;
      const condition = expression.condition === undefined ? true : this.value(expression.condition, inner);
      if (condition instanceof Unresolved) return condition;
      if (!truth(plain(condition))) continue;
      const result = this.value(expression.result, inner);
      if (expression.key === undefined) list.push(result);
      else {
        const name = this.value(expression.key, inner);
        if (name instanceof Unresolved) return name;
        const text = textOf(plain(name));
        if (!expression.groups && map.has(text)) throw new Failure(`two values for the key ${JSON.stringify(text)}`);
        const group = map.get(text);
        if (!expression.groups) map.set(text, result);
        else if (Array.isArray(group)) group.push(result);
        else map.set(text, [result] as Value[]);
      }
    }
    return this.made(expression.key === undefined ? list : Object.fromEntries(map));
  }

  private call(name: string, args: readonly Expression[], spreads: boolean, locals: ValueMap): Value {
    if (name === "try" || name === "can") return this.attempt(name, args, locals);
    const values: Value[] = args.map((arg) => this.value(arg, locals));
    if (spreads) {
      const last = values.pop() ?? null;
      if (last instanceof Unresolved) return last;
      if (!isList(last)) throw new Failure("only a list can become the last arguments");
      values.push(...last.slice(0, MAX_ARGUMENTS + 1));
    }
    if (values.length > MAX_ARGUMENTS) throw new Failure("a function has too many arguments", true);
    // Terraform marks what it shall not show; here everything made of a secret is one.
    if (name === "sensitive") return hidden(values[0] ?? null);
    if (name === "nonsensitive") return values[0] ?? null;
    if (name === "plantimestamp" || name === "timestamp") return this.planTime(name);
    if (name === "templatefile") return this.templateFile(values);
    const applyToFile = FILE_FUNCTIONS.get(name);
    if (applyToFile !== undefined) return this.ofFile(applyToFile, values);
    const apply = FUNCTIONS.get(name);
    if (apply === undefined) throw new Failure(`the function ${name} is not evaluated here`, true);
    return this.applied(values, (known) => apply(...known), LOOKS_UP.has(name));
  }

  private ofFile(apply: FileFunction, [path]: readonly Value[]): Value {
    // What is wrong with a file is said with its name.
    if (path instanceof Secret) throw new Failure("the name of a file is secret", true);
    return this.applied([given(path)], ([name = null]) => apply(this.scope.files, textOf(name)));
  }

  /** What is not known or secret in the variables matters where the template has it. */
  private templateFile(args: readonly Value[]): Value {
    const unresolved = args.find((arg): arg is Unresolved => arg instanceof Unresolved);
    if (unresolved !== undefined) return unresolved;
    const { scope, template } = fileTemplate(this.scope, args);
    return new Evaluator(scope, this.work).value(template, {});
  }

  private planTime(name: string): Value {
    if (this.scope.planTime === undefined)
      throw new Failure(`the time of ${name}() is not known: give a planTime`, true);
    return this.scope.planTime;
  }

  private attempt(name: string, args: readonly Expression[], locals: ValueMap): Value {
    for (const arg of args) {
      const value = this.attempted(arg, locals);
      const unresolved = unresolvedIn(value);
      if (unresolved?.isFailure === true) continue;
      if (unresolved !== undefined) return unresolved;
      return name === "can" ? true : value;
    }
    if (name === "can") return false;
    throw new Failure("nothing in try can be evaluated");
  }

  private attempted(arg: Expression, locals: ValueMap): Value {
    try {
      return this.value(arg, locals);
    } catch (error) {
      if (error instanceof Failure && !error.isLimit) return new Unresolved("try", error.message, true);
      throw error;
    }
  }

  private access(target: Expression, steps: readonly Step[], locals: ValueMap): Value {
    const splat = steps.findIndex(({ kind }) => kind === "splat");
    const before = splat < 0 ? steps : steps.slice(0, splat);
    const keys: Key[] = [];
    for (const step of before) {
      const key = this.keyOf(step, locals);
      if (key instanceof Unresolved) return key;
      keys.push(key);
    }
    const isReference = target.kind === "name" && member(locals, target.name) === undefined;
    if (!isReference) {
      const value = partOf(this.value(target, locals), keys);
      return splat < 0 ? value : this.splat(value, steps.slice(splat + 1), locals);
    }
    if (splat < 0) return this.scope.reference(target.name, keys);
    const instances = this.scope.instances(target.name, keys);
    if (instances === undefined)
      return this.splat(this.scope.reference(target.name, keys), steps.slice(splat + 1), locals);
    const after = steps.slice(splat + 1);
    const rest = (key: Key): Step[] => [...before, { kind: "index", index: { kind: "literal", value: key } }, ...after];
    return this.made(instances.map((key) => this.access(target, rest(key), locals)));
  }

  private splat(value: Value, after: readonly Step[], locals: ValueMap): Value {
    if (value instanceof Unresolved) return value;
    const items = isList(value) ? value : value === null ? [] : [value];
    const next = after.findIndex(({ kind }) => kind === "splat");
    const keys = (next < 0 ? after : after.slice(0, next)).map((step) => this.keyOf(step, locals));
    const unresolved = keys.find((key): key is Unresolved => key instanceof Unresolved);
    if (unresolved !== undefined) return unresolved;
    return this.made(
      items.map((item) => {
        const part = partOf(item, keys as Key[]);
        return next < 0 ? part : this.splat(part, after.slice(next + 1), locals);
      }),
    );
  }

  private keyOf(step: Step, locals: ValueMap): Key | Unresolved {
    if (step.kind === "member") return step.name;
    if (step.kind === "splat") throw new Failure("a splat is no index");
    const index = this.value(step.index, locals);
    if (index instanceof Unresolved) return index;
    const known = plain(index);
    if (typeof known === "number" || typeof known === "string") return known;
    throw new Failure("an index is neither a number nor text");
  }

  /** Applies a function of known values. What is made of a secret is one. */
  private applied(values: readonly Value[], apply: (values: readonly Value[]) => Value, looksUp = false): Value {
    for (const value of values) {
      const unresolved = unresolvedIn(value);
      if (unresolved !== undefined) return unresolved;
    }
    const isSecret = values.some(holdsSecret);
    for (const value of values) this.work.spend(looksUp && !isSecret ? 1 : sizeOf(value));
    const result = apply(isSecret ? values.map(revealed) : values);
    if (!looksUp) this.work.spend(sizeOf(result));
    return this.made(isSecret ? hidden(result) : result);
  }

  private made(value: Value): Value {
    this.work.spend(isList(value) ? value.length : 1);
    if (isTooDeep(value)) throw new Failure("the value is nested too deeply", true);
    return value;
  }
}

/** Functions that take one part of a value, and need not go through it. */
const LOOKS_UP: ReadonlySet<string> = new Set(["element", "length", "lookup"]);

/** Arguments that a list can become: more would not fit on the stack. */
const MAX_ARGUMENTS = 10_000;

/** Terraform goes through maps in the order of their keys. */
function sortedEntries(map: ValueMap): [string, Value][] {
  return Object.entries(map).sort(([left], [right]) => (left < right ? -1 : 1));
}
