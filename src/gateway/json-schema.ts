import { CannotExecute } from "./failure";

type Json = unknown;
type Schema = Readonly<Record<string, Json>>;

/** How a schema is read. */
export interface SchemaOptions {
  /** Whether properties that the schema does not have are accepted, whatever it says. */
  readonly allowsAdditionalProperties?: boolean;
}

/** References and values within each other. */
const MAX_SCHEMA_DEPTH = 200;

/** Keywords that refuse nothing. */
const ANNOTATIONS: ReadonlySet<string> = new Set([
  "$schema",
  "$id",
  "$comment",
  "$defs",
  "components",
  "default",
  "definitions",
  "deprecated",
  "description",
  "discriminator",
  "example",
  "examples",
  "externalDocs",
  "format",
  "id",
  "nullable",
  "readOnly",
  "title",
  "writeOnly",
  "xml",
]);

type Check = (rule: Json, value: Json, schema: Schema, path: string, depth: number) => string | undefined;

/** Compares JSON with a schema. Keywords that it does not know fail loudly: a body must not pass because of them. */
export class JsonSchema {
  public constructor(
    private readonly root: Json,
    private readonly options: SchemaOptions = {},
  ) {}

  /** What is wrong with a value, or undefined. */
  public problemOf(value: Json, schema: Json = this.root, path = "", depth = 0): string | undefined {
    if (depth > MAX_SCHEMA_DEPTH) throw new CannotExecute(`a schema is nested more than ${MAX_SCHEMA_DEPTH} deep`);
    if (typeof schema === "boolean") return schema ? undefined : `${at(path)} is not allowed`;
    if (!isObject(schema)) throw new CannotExecute("a schema is no object");
    if (schema.nullable === true && value === null) return undefined;
    if (typeof schema.$ref === "string") return this.problemOf(value, this.refer(schema.$ref), path, depth + 1);
    for (const [keyword, rule] of Object.entries(schema)) {
      const check = this.checks.get(keyword);
      if (check === undefined) {
        if (ANNOTATIONS.has(keyword) || keyword.startsWith("x-")) continue;
        throw new CannotExecute(`the local gateway does not know the keyword ${keyword} of JSON Schema`);
      }
      const problem = check(rule, value, schema, path, depth + 1);
      if (problem !== undefined) return problem;
    }
    return this.options.allowsAdditionalProperties === false && schema.additionalProperties === undefined
      ? this.additional(false, value, schema, path, depth + 1)
      : undefined;
  }

  private refer(reference: string): Json {
    if (!reference.startsWith("#")) throw new CannotExecute(`the schema refers to ${reference}, which is elsewhere`);
    let found: Json = this.root;
    for (const step of reference.slice(1).split("/").slice(1)) {
      const name = decodeURIComponent(step).replace(/~1/g, "/").replace(/~0/g, "~");
      found = isObject(found) ? found[name] : undefined;
    }
    if (found === undefined) throw new CannotExecute(`the schema refers to ${reference}, which is not there`);
    return found;
  }

  private readonly additional: Check = (rule, value, schema, path, depth) => {
    if (!isObject(value) || this.options.allowsAdditionalProperties === true) return undefined;
    const known = isObject(schema.properties) ? schema.properties : {};
    for (const [name, item] of Object.entries(value)) {
      const problem = has(known, name) ? undefined : this.problemOf(item, rule, `${path}/${name}`, depth);
      if (problem !== undefined) return problem;
    }
    return undefined;
  };

  private readonly checks: ReadonlyMap<string, Check> = new Map<string, Check>([
    [
      "type",
      (rule, value, _, path) =>
        unless(
          listOf(rule).some((type) => isOfType(value, type)),
          path,
          `no ${listOf(rule).join(" or ")}`,
        ),
    ],
    [
      "enum",
      (rule, value, _, path) =>
        unless(
          listOf(rule).some((one) => isSame(one, value)),
          path,
          "not one of the values",
        ),
    ],
    ["const", (rule, value, _, path) => unless(isSame(rule, value), path, "not the value")],
    [
      "required",
      (rule, value, _, path) => {
        const missing = isObject(value)
          ? listOf(rule)
              .map(String)
              .find((name) => !has(value, name))
          : undefined;
        return missing === undefined ? undefined : `${at(path)} has no ${missing}`;
      },
    ],
    [
      "properties",
      (rule, value, _, path, depth) =>
        isObject(value) && isObject(rule)
          ? first(Object.entries(rule), ([name, inner]) =>
              has(value, name) ? this.problemOf(value[name], inner, `${path}/${name}`, depth) : undefined,
            )
          : undefined,
    ],
    ["additionalProperties", this.additional],
    [
      "items",
      (rule, value, _, path, depth) =>
        Array.isArray(value)
          ? first([...value.entries()], ([index, item]) => this.problemOf(item, rule, `${path}/${index}`, depth))
          : undefined,
    ],
    ["allOf", (rule, value, _, path, depth) => first(listOf(rule), (one) => this.problemOf(value, one, path, depth))],
    [
      "anyOf",
      (rule, value, _, path, depth) => unless(this.count(rule, value, depth) > 0, path, "none of the alternatives"),
    ],
    [
      "oneOf",
      (rule, value, _, path, depth) =>
        unless(this.count(rule, value, depth) === 1, path, "not exactly one of the alternatives"),
    ],
    [
      "not",
      (rule, value, _, path, depth) => unless(this.count([rule], value, depth) === 0, path, "what it must not be"),
    ],
    [
      "minimum",
      number((rule, value, { exclusiveMinimum }) => (exclusiveMinimum === true ? value > rule : value >= rule)),
    ],
    [
      "maximum",
      number((rule, value, { exclusiveMaximum }) => (exclusiveMaximum === true ? value < rule : value <= rule)),
    ],
    ["exclusiveMinimum", number((rule, value) => value > rule)],
    ["exclusiveMaximum", number((rule, value) => value < rule)],
    ["multipleOf", number((rule, value) => Number.isInteger(value / rule))],
    ["minLength", size("string", (rule, length) => length >= rule)],
    ["maxLength", size("string", (rule, length) => length <= rule)],
    ["minItems", size("array", (rule, length) => length >= rule)],
    ["maxItems", size("array", (rule, length) => length <= rule)],
    [
      "pattern",
      (rule, value, _, path) =>
        unless(typeof value !== "string" || new RegExp(String(rule), "u").test(value), path, "of another form"),
    ],
  ]);

  private count(schemas: Json, value: Json, depth: number): number {
    return listOf(schemas).filter((schema) => this.problemOf(value, schema, "", depth) === undefined).length;
  }
}

function number(holds: (rule: number, value: number, schema: Schema) => boolean): Check {
  return (rule, value, schema, path) =>
    unless(typeof value !== "number" || typeof rule !== "number" || holds(rule, value, schema), path, "out of range");
}

function size(type: "string" | "array", holds: (rule: number, length: number) => boolean): Check {
  return (rule, value, _, path) => {
    const length = typeof value === "string" ? [...value].length : Array.isArray(value) ? value.length : 0;
    return unless(!isOfType(value, type) || holds(Number(rule), length), path, "of a wrong length");
  };
}

function unless(holds: boolean, path: string, problem: string): string | undefined {
  return holds ? undefined : `${at(path)} is ${problem}`;
}

function at(path: string): string {
  return path === "" ? "the body" : path;
}

function first<T>(items: readonly T[], check: (item: T) => string | undefined): string | undefined {
  for (const item of items) {
    const problem = check(item);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function isOfType(value: Json, type: Json): boolean {
  if (type === "array") return Array.isArray(value);
  if (type === "null") return value === null;
  if (type === "integer") return Number.isInteger(value);
  if (type === "object") return isObject(value);
  return typeof value === type;
}

function isObject(value: Json): value is Schema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function has(object: Schema, name: string): boolean {
  return Object.prototype.hasOwnProperty.call(object, name);
}

function listOf(rule: Json): readonly Json[] {
  return Array.isArray(rule) ? rule : [rule];
}

function isSame(left: Json, right: Json): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
