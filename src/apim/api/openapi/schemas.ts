import { ApiSchemaContent } from "../api-schema";
import { isNode, type Tree } from "./tree";

/** The schemas of a document that API Management can keep. */
export interface DocumentSchemas {
  readonly names: ReadonlySet<string>;
  readonly content: ApiSchemaContent;
}

const REFERENCE = /^#\/(?:components\/schemas|definitions)\/([^/~%]+)$/;

/**
 * The named schemas of a document, or undefined when it has none, or why they are left out.
 *
 * API Management takes no schema that contains itself, none of another file, and none of OpenAPI 3.1.
 */
export function schemasOf(tree: Tree): DocumentSchemas | string | undefined {
  const { swagger, openapi, definitions, components } = tree.root;
  const isSwagger = swagger !== undefined;
  const schemas = isSwagger
    ? tree.object("definitions", definitions)
    : tree.object("components.schemas", tree.object("components", components).schemas);
  const names = new Set(Object.keys(schemas));
  if (names.size === 0) return undefined;
  if (!isSwagger && !/^3(?:\.0|$)/.test(String(openapi))) return `the document is of openapi ${String(openapi)}`;
  const uses = new Map<string, readonly string[]>();
  for (const [name, schema] of Object.entries(schemas)) {
    const references = referencesIn(schema);
    const known = references.map((reference) => REFERENCE.exec(reference)?.[1]);
    const unknown = known.findIndex((other) => other === undefined || !names.has(other));
    if (unknown >= 0) return `${name} refers to ${JSON.stringify(references[unknown])}`;
    uses.set(name, known as string[]);
  }
  const recursive = [...names].find((name) => reaches(uses, name));
  if (recursive !== undefined) return `${recursive} contains itself`;
  const content = isSwagger
    ? ApiSchemaContent.swaggerDefinitions(JSON.stringify(schemas))
    : ApiSchemaContent.openApiComponents(JSON.stringify({ schemas }));
  return { names, content };
}

/** All references at any depth. */
function referencesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  if (!isNode(value)) return [];
  const own = typeof value.$ref === "string" ? [value.$ref] : [];
  return [...own, ...Object.values(value).flatMap(referencesIn)];
}

/** Whether a schema leads back to itself. */
function reaches(uses: ReadonlyMap<string, readonly string[]>, start: string): boolean {
  const seen = new Set<string>();
  const open = [...(uses.get(start) ?? [])];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (name === start) return true;
    if (!seen.has(name)) open.push(...(uses.get(name) ?? []));
    seen.add(name);
  }
  return false;
}
