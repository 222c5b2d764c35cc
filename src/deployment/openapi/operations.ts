import { parse } from "yaml";
import { operationNameOf } from "../../policy/text/operation-name";
import type { Parameter } from "../model";
import { at, entriesOf, isObject, itemsOf, type Json, type JsonObject, textAt } from "../terraform/json";

/** An operation that Azure makes of an OpenAPI document. */
export interface DocumentedOperation {
  readonly operationId: string;
  readonly displayName: string;
  readonly method: string;
  readonly urlTemplate: string;
  readonly templateParameters: readonly Parameter[];
  readonly queryParameters: readonly Parameter[];
  readonly headers: readonly Parameter[];
}

const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/**
 * The operations of a document of OpenAPI 2.0 or 3, in JSON or YAML.
 *
 * @throws when the text is no such document
 */
export function operationsIn(text: string): readonly DocumentedOperation[] {
  // JSON is YAML as well, but slow to read as such.
  const root = (/^\s*\{/.test(text) ? JSON.parse(text) : parse(text, { logLevel: "silent" })) as Json;
  if (at(root, "openapi") === undefined && at(root, "swagger") === undefined)
    throw new Error("it is no OpenAPI document");
  const found = entriesOf(at(root, "paths")).flatMap(([path, item]) => operationsAt(root, path, item));
  const taken = new Map<string, number>();
  return found.map((operation) => {
    const key = operation.operationId.toLowerCase();
    const count = taken.get(key) ?? 0;
    taken.set(key, count + 1);
    return count === 0 ? operation : { ...operation, operationId: `${operation.operationId}-${count}` };
  });
}

function operationsAt(root: Json, path: string, item: Json): DocumentedOperation[] {
  const shared = itemsOf(at(item, "parameters"));
  return entriesOf(item)
    .filter(([key]) => METHODS.includes(key))
    .map(([key, operation]) => operationOf(root, key.toUpperCase(), path, operation, shared));
}

function operationOf(
  root: Json,
  method: string,
  path: string,
  operation: Json,
  shared: readonly Json[],
): DocumentedOperation {
  const all = new Map<string, JsonObject>();
  for (const given of [...shared, ...itemsOf(at(operation, "parameters"))]) {
    const parameter = followed(root, given);
    all.set(JSON.stringify([parameter.in, parameter.name]), parameter);
  }
  const parametersIn = (place: string): Parameter[] =>
    [...all.values()].filter((parameter) => parameter.in === place).map((parameter) => parameterOf(root, parameter));
  const query = parametersIn("query");
  // Azure makes parameters of the template of those that a request must have.
  const required = query.filter((parameter) => parameter.required);
  const search = required.map(({ name }) => `${name}={${name}}`).join("&");
  const urlTemplate = search === "" ? path : `${path}?${search}`;
  const id = textAt(operation, "operationId");
  return {
    operationId: operationNameOf(id ?? `${method}-${urlTemplate}`),
    displayName: textAt(operation, "summary") ?? id ?? `${method} ${path}`,
    method,
    urlTemplate,
    templateParameters: [...parametersIn("path"), ...required],
    queryParameters: query.filter((parameter) => !parameter.required),
    headers: parametersIn("header"),
  };
}

/** OpenAPI 3 has the type in a schema, and 2.0 beside the name. */
function parameterOf(root: Json, parameter: JsonObject): Parameter {
  const schema = isObject(parameter.schema) ? followed(root, parameter.schema) : parameter;
  return {
    name: textAt(parameter, "name") ?? "",
    type: textAt(schema, "type") ?? "string",
    required: parameter.required === true,
    values: itemsOf(schema.enum).map(String),
  };
}

/** An object, behind any references within the document. */
function followed(root: Json, value: Json): JsonObject {
  const seen = new Set<string>();
  let found: Json | undefined = value;
  for (let reference = textAt(found, "$ref"); reference !== undefined; reference = textAt(found, "$ref")) {
    if (seen.has(reference) || !reference.startsWith("#/")) throw new Error(`nothing is at ${reference}`);
    seen.add(reference);
    const names = reference.slice(2).split("/");
    found = at(root, ...names.map((name) => decodeURIComponent(name).replace(/~1/g, "/").replace(/~0/g, "~")));
  }
  if (!isObject(found)) throw new Error("a reference leads nowhere");
  return found;
}
