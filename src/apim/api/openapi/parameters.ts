import type { ApiParameter } from "../operation-parts";
import { isNode, type Node, type Tree } from "./tree";

/** Headers that the document describes elsewhere: as media types and security. */
const OTHER_HEADERS = ["accept", "content-type", "authorization"];

/** The parameters of an operation: those of its path, unless it has one of the same name and place. */
export function parametersOf(tree: Tree, where: string, path: Node, operation: Node): Node[] {
  const all = new Map<string, Node>();
  const given = [
    ...tree.objects(`${where}.parameters of the path`, path.parameters),
    ...tree.objects(`${where}.parameters`, operation.parameters),
  ];
  for (const parameter of given) {
    const name = tree.require(`${where}.parameters: name`, parameter.name);
    all.set(JSON.stringify([parameter.in, name]), parameter);
  }
  return [...all.values()];
}

/** The parameters in one place, such as the query. */
export function parametersIn(tree: Tree, where: string, all: readonly Node[], place: string): ApiParameter[] {
  return all
    .filter((parameter) => parameter.in === place)
    .filter(({ name }) => place !== "header" || !OTHER_HEADERS.includes(String(name).toLowerCase()))
    .map((parameter) => parameterOf(tree, where, String(parameter.name), parameter, parameter.required === true));
}

/** The headers of a response. */
export function headersOf(tree: Tree, where: string, headers: unknown): ApiParameter[] {
  return tree
    .members(where, headers)
    .filter(([name]) => name.toLowerCase() !== "content-type")
    .map(([name, header]) => {
      const node = tree.object(`${where}.${name}`, header);
      return parameterOf(tree, where, name, node, node.required === true);
    });
}

/** The fields of a form, which OpenAPI 3 writes as the properties of an object. */
export function fieldsOf(tree: Tree, where: string, schema: unknown): ApiParameter[] {
  const node = tree.object(where, schema);
  const required = tree.list(`${where}.required`, node.required);
  return tree
    .members(`${where}.properties`, node.properties)
    .map(([name, property]) =>
      parameterOf(tree, where, name, tree.object(`${where}.${name}`, property), required.includes(name)),
    );
}

function parameterOf(tree: Tree, where: string, name: string, node: Node, required: boolean): ApiParameter {
  const at = `${where}.${name}`;
  // OpenAPI 3 has the type in a schema, also in one for a media type, and 2.0 beside the name.
  const [content] = Object.values(tree.object(`${at}.content`, node.content));
  const inContent = tree.object(`${at}.content`, content).schema;
  const schema =
    inContent === undefined && node.schema === undefined ? node : tree.object(at, node.schema ?? inContent);
  const values = [...new Set(tree.list(`${at}.enum`, schema.enum).filter(isPlain).map(String))];
  return {
    name,
    schemaType: typeOf(schema),
    required,
    description: tree.text(`${at}.description`, node.description ?? schema.description),
    defaultValue: isPlain(schema.default) ? String(schema.default) : undefined,
    values: values.length === 0 ? undefined : values,
  };
}

function typeOf(schema: Node): string {
  const types: unknown[] = Array.isArray(schema.type) ? schema.type : [schema.type];
  const type = types.find((each): each is string => typeof each === "string" && each !== "null");
  if (type !== undefined) return type;
  return isNode(schema.properties) ? "object" : "string";
}

function isPlain(value: unknown): boolean {
  return ["string", "number", "boolean"].includes(typeof value);
}
