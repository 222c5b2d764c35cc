import { Block, type BlockReader } from "./block";
import { Evaluator } from "./evaluate";
import { instanceAddress } from "./expand";
import { Failure } from "./failure";
import { eachValue, Instances } from "./instances";
import { at, hasMark, isObject, type Json, partOfJson } from "./json";
import { ModuleFolder } from "./module-folder";
import { parseTemplate } from "./parser";
import { type Key, lastName, partOf, pathText } from "./path";
import { moduleOf, partsOfReference, referencesIn } from "./plan-references";
import type { Scope } from "./scope";
import type { Source, SourceBlock } from "./source";
import { type Expression, SyntaxProblem } from "./syntax";
import { hidden, member, Unresolved, unresolvedIn, type Value } from "./value";
import type { Work } from "./work";

/** What a configuration asks of the world around it. */
export interface World {
  /** The value given for an attribute. It overrides any other. */
  given(block: Block, path: readonly Key[]): Value | undefined;
  /** The value of an attribute that is not written, or undefined if only the deployment knows it. */
  attribute(block: Block, path: readonly Key[]): Value | undefined;
  variable(stack: Source, name: string): Value | undefined;
  /** An output of the stack whose state a data source reads. */
  output(reader: Block, name: string): Value;
  isSecret(block: Block, name: string): boolean;
  /** When the plan is made, in RFC 3339. */
  readonly planTime: string | undefined;
}

/** Whether a program gives an argument, as far as a plan says it. One that the provider fills in has its default, as in a configuration. */
function isWritten({ expressions }: SourceBlock, name: string): boolean {
  return !isObject(expressions) || member(expressions, name) !== undefined;
}

/** What to do where the input does not have a value. Tests give values; the command reads another input. */
const NOT_DEPLOYED = "only the deployment knows it: give its state, or in a test the value";
const NOT_PLANNED =
  "the plan does not know it before it is applied: give the state after that or what cdktf synthesized, or in a test the value";

/** One stack: its blocks, and what its expressions refer to. */
export class Configuration implements BlockReader {
  public readonly blocks: Block[] = [];
  /** Resources whose number of instances is not known. */
  public readonly uncounted: { readonly source: SourceBlock; readonly cause: Unresolved }[] = [];
  private readonly named = new Map<string, readonly Block[]>();
  private readonly instances: Instances;
  private readonly files: ModuleFolder;
  private readonly known = new Map<string, Value>();
  private readonly running = new Set<string>();

  public constructor(
    public readonly source: Source,
    private readonly world: World,
    private readonly work: Work,
  ) {
    this.files = new ModuleFolder(source.folder, work);
    this.instances = new Instances(source, {
      block: (block, key, names) => this.block(block, key, names),
      evaluate: (block, number) => this.caught(block.address, () => this.value(number, {})),
    });
    for (const block of source.blocks) this.named.set(block.address, [this.block(block, undefined, {})]);
  }

  /** Makes the instances of the resources: their number may refer to other stacks, so all have to be there. */
  public expand(): void {
    for (const block of this.source.blocks) {
      const made = this.instances.of(block);
      if (made instanceof Unresolved) this.uncounted.push({ source: block, cause: made });
      else {
        this.named.set(block.address, made);
        this.blocks.push(...made);
      }
    }
  }

  /** The value of an output. */
  public output(name: string): Value | undefined {
    const value = at(member(this.source.outputs, name), "value");
    return value === undefined ? undefined : this.once(`output.${name}`, () => this.value(value, {}));
  }

  /** A value of the configuration of a provider. */
  public provider(name: string, argument: string): Value | undefined {
    const value = this.source.providers.get(name)?.[argument];
    return value === undefined ? undefined : this.value(value, {});
  }

  public read(block: Block, path: readonly Key[]): Value {
    return this.once(pathText(block.address, path), () => {
      const value = this.world.given(block, path) ?? this.argument(block, path);
      if (!this.isSensitive(block, String(path[0] ?? ""))) return value;
      const unresolved = unresolvedIn(value);
      // What is written there may be a part of the secret.
      if (unresolved !== undefined) return new Unresolved(pathText(block.address, path), unresolved.reason);
      return hidden(value);
    });
  }

  public has(block: Block, name: string): boolean {
    const { body, unknown } = block.source;
    return (
      (member(body, name) ?? null) !== null ||
      at(body, "dynamic", name) !== undefined ||
      (hasMark(at(unknown, name)) && isWritten(block.source, name)) ||
      this.world.given(block, [name]) !== undefined
    );
  }

  /** Evaluates once what may refer to itself. */
  private once(key: string, evaluate: () => Value): Value {
    const known = this.known.get(key);
    if (known !== undefined) return known;
    if (this.running.has(key)) return new Unresolved(key, "it refers to itself");
    this.running.add(key);
    const value = this.caught(key, evaluate);
    this.running.delete(key);
    this.known.set(key, value);
    return value;
  }

  private caught(source: string, evaluate: () => Value): Value {
    try {
      return this.work.deeper(evaluate);
    } catch (error) {
      if (error instanceof Failure) return new Unresolved(source, error.message, !error.isLimit);
      throw error;
    }
  }

  private block(source: SourceBlock, key: Key | undefined, names: Readonly<Record<string, Value>>): Block {
    return new Block(source, this.source.name, instanceAddress(source.address, key), names, this);
  }

  private isSensitive(block: Block, name: string): boolean {
    const { sensitive } = block.source;
    return sensitive === true || hasMark(at(sensitive, name)) || this.world.isSecret(block, name);
  }

  private argument(block: Block, path: readonly Key[]): Value {
    let raw: Json = block.source.body;
    let unknown = block.source.unknown;
    for (const [index, key] of path.entries()) {
      if (typeof raw === "string" && this.source.hasTemplates)
        return partOf(this.value(raw, block.names), path.slice(index));
      unknown = unknown === undefined ? undefined : partOfJson(unknown, key);
      const next: Json | undefined = partOfJson(raw, key);
      if (next === undefined || unknown === true) return this.missing(block, path);
      raw = next;
    }
    return unknown === undefined ? this.value(raw, block.names) : this.planned(block, raw, unknown, path);
  }

  private missing(block: Block, path: readonly Key[]): Value {
    const [name = "", ...rest] = path;
    const dynamic = at(block.source.body, "dynamic", String(name));
    if (dynamic !== undefined) return partOf(this.dynamic(dynamic, String(name), block.names), rest);
    const references = referencesIn(block.source, path);
    const value =
      references === undefined
        ? this.world.attribute(block, path)
        : this.referred(block.source, lastName(path), references);
    if (value !== undefined) return value;
    const reason = block.source.unknown === undefined ? NOT_DEPLOYED : NOT_PLANNED;
    return new Unresolved([block.address, ...path].join("."), reason);
  }

  /** A planned value with what the plan does not know. */
  private planned(block: Block, raw: Json, unknown: Json, path: readonly Key[]): Value {
    return this.work.deeper(() => {
      if (unknown === true) return this.missing(block, path);
      const part = (key: Key): Value =>
        this.planned(block, partOfJson(raw, key) ?? null, partOfJson(unknown, key) ?? false, [...path, key]);
      if (Array.isArray(raw)) return raw.map((_, index) => part(index));
      if (!isObject(raw)) return raw;
      const names = new Set([...Object.keys(raw), ...(isObject(unknown) ? Object.keys(unknown) : [])]);
      return Object.fromEntries([...names].map((name) => [name, part(name)]));
    });
  }

  /**
   * What an identifier refers to that the plan does not know. A plan lists the references in an expression without the expression, but an
   * identifier is nothing else than what it refers to.
   */
  private referred(source: SourceBlock, argument: string, references: readonly string[]): Value | undefined {
    const isList = argument.endsWith("ids");
    if (references.length === 0 || !/(^|_)ids?$/.test(argument) || (references.length > 1 && !isList)) return undefined;
    const values: Value[] = [];
    for (const reference of references) {
      const value = this.referenced(moduleOf(source), reference);
      if (value === undefined) return undefined;
      values.push(value);
    }
    return isList ? values : values[0];
  }

  /** The value of a reference as a plan writes it. */
  private referenced(module: string, reference: string): Value | undefined {
    const { address, path } = partsOfReference(reference);
    const found = this.named.has(module + address) && path.length > 0;
    return found ? this.attribute(module + address, path, [reference]) : undefined;
  }

  /** Blocks that are made for each item of a collection. */
  private dynamic(dynamic: Json, name: string, names: Readonly<Record<string, Value>>): Value {
    const collection = this.value(at(dynamic, "for_each") ?? null, names);
    if (collection instanceof Unresolved) return collection;
    const iterator = at(dynamic, "iterator");
    const as = typeof iterator === "string" ? iterator : name;
    const items = Array.isArray(collection)
      ? (collection as readonly Value[]).map((value, key) => ({ key, value }))
      : Object.entries(collection ?? {}).map(([key, value]) => ({ key, value: value as Value }));
    const content = at(dynamic, "content") ?? null;
    return items.map((item) => this.value(content, { ...names, [as]: item }));
  }

  /** Evaluates JSON: each text is a template. */
  private value(json: Json, names: Readonly<Record<string, Value>>): Value {
    return this.work.deeper(() => {
      if (typeof json === "string") return this.source.hasTemplates ? this.template(json, names) : json;
      if (Array.isArray(json)) return (json as readonly Json[]).map((item) => this.value(item, names));
      if (!isObject(json)) return json;
      return Object.fromEntries(Object.entries(json).map(([name, item]) => [name, this.value(item, names)]));
    });
  }

  private template(text: string, names: Readonly<Record<string, Value>>): Value {
    if (!/[$%]\{/.test(text)) return text;
    let expression: Expression;
    try {
      expression = parseTemplate(text);
    } catch (error) {
      if (error instanceof SyntaxProblem) return new Unresolved(text, `${error.message}, at character ${error.index}`);
      throw error;
    }
    const scope: Scope = {
      reference: (name, path) => this.reference(name, path, names),
      instances: (name, path) => this.instances.keysOf([name, ...path].join(".")),
      planTime: this.world.planTime,
      files: this.files,
    };
    return new Evaluator(scope, this.work).evaluate(expression, text);
  }

  private reference(name: string, path: readonly Key[], names: Readonly<Record<string, Value>>): Value {
    const other = name === "each" && path[0] === "value" ? eachValue(names) : undefined;
    if (other !== undefined) return this.attribute(other.address, [other.key, ...path.slice(1)], [name, ...path]);
    const local = member(names, name);
    if (local !== undefined) return partOf(local, path);
    const [first = "", ...rest] = path;
    switch (name) {
      case "var":
        return partOf(this.variable(String(first)), rest);
      case "local":
        return partOf(this.local(String(first)), rest);
      case "terraform":
        return first === "workspace" ? "default" : this.unknown(name, path);
      case "data":
        return this.attribute(`data.${first}.${rest[0] ?? ""}`, rest.slice(1), [name, ...path]);
      case "path":
        return first === "module" || first === "root" ? "." : this.unknown(name, path);
      case "module":
      case "self":
        return this.unknown(name, path);
      default:
        return this.attribute(`${name}.${first}`, rest, [name, ...path]);
    }
  }

  private unknown(name: string, path: readonly Key[]): Value {
    throw new Failure(`${[name, ...path].join(".")} has no value here`, true);
  }

  private variable(name: string): Value {
    return this.once(`var.${name}`, () => {
      const given = this.world.variable(this.source, name);
      const declared = member(this.source.variables, name);
      const initial = at(declared, "default");
      const value = given ?? (initial === undefined ? undefined : this.value(initial, {}));
      if (value === undefined) throw new Failure(`the variable ${name} has no value: give it one`, true);
      return at(declared, "sensitive") === true && unresolvedIn(value) === undefined ? hidden(value) : value;
    });
  }

  private local(name: string): Value {
    return this.once(`local.${name}`, () => {
      const local = member(this.source.locals, name);
      if (local === undefined) throw new Failure(`there is no local value ${name}`);
      return this.value(local, {});
    });
  }

  private attribute(address: string, path: readonly Key[], written: readonly Key[]): Value {
    const blocks = this.named.get(address);
    if (blocks === undefined) throw new Failure(`there is no ${address}`);
    const [only] = blocks;
    if (only?.address === address) {
      if (only.type === "terraform_remote_state" && path[0] === "outputs")
        return partOf(this.world.output(only, String(path[1] ?? "")), path.slice(2));
      return only.get(...path);
    }
    const instance = blocks.find((block) => block.address === instanceAddress(address, path[0]));
    if (instance === undefined) throw new Failure(`there is no ${written.join(".")}`);
    return instance.get(...path.slice(1));
  }
}
