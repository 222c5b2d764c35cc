import { tryFindPolicy, type AttributeSpec, type ChildSpec, type ElementSpec } from "../catalog";
import { SECTION_ORDER } from "../model/section";

/** The schema of an element: what the catalog says about it, ready to be looked up. */
export interface ElementSchema {
  readonly spec: ElementSpec;
  readonly attributes: ReadonlyMap<string, AttributeSpec>;
  readonly required: readonly AttributeSpec[];
  readonly children: ReadonlyMap<string, ChildSpec>;
  /** The children with a minimum or a maximum count. */
  readonly counted: readonly ChildSpec[];
  /** The rank of each child in the order of the reference, if there is an order. */
  readonly order: ReadonlyMap<string, number> | undefined;
}

const known = new WeakMap<ElementSpec, ElementSchema>();

/** The schema of an element of the catalog. */
export function schemaOf(spec: ElementSpec): ElementSchema {
  let schema = known.get(spec);
  if (schema === undefined) {
    const { attributes = [], children = [] } = spec;
    schema = {
      spec,
      attributes: new Map(attributes.map((attribute) => [attribute.name, attribute])),
      required: attributes.filter(({ required }) => required !== undefined),
      children: new Map(children.map((child) => [child.name, child])),
      counted: children.filter(({ min, max, doubtfulMin, doubtfulMax }) => min || max || doubtfulMin || doubtfulMax),
      order: spec.order === "any" ? undefined : new Map(children.map((child, index) => [child.name, index])),
    };
    known.set(spec, schema);
  }
  return schema;
}

const POLICIES_ROOT: ElementSpec = {
  name: "policies",
  summary: "A policy document.",
  order: "any",
  children: SECTION_ORDER.map((section) => ({
    name: String(section),
    summary: "A section.",
    max: 1,
    inside: "policies",
  })),
};

const FRAGMENT_ROOT: ElementSpec = {
  name: "fragment",
  summary: "A fragment.",
  // The name of a fragment belongs to its resource, but pages of the reference write it here as well.
  attributes: [{ name: "fragment-id", summary: "The name of the fragment.", type: "string" }],
  inside: "policies",
};

/** The schema of a document with the root, or undefined if there are no such documents. */
export function rootSchema(name: string): ElementSchema | undefined {
  if (name === POLICIES_ROOT.name) return schemaOf(POLICIES_ROOT);
  if (name === FRAGMENT_ROOT.name) return schemaOf(FRAGMENT_ROOT);
  const policy = tryFindPolicy(name);
  // The resolver of a GraphQL field is a separate document. The catalog knows one such policy from the schema alone.
  const isResolver = policy?.scopes.includes("graphql-resolver") || name === "graphql-data-source";
  return isResolver ? schemaOf(policy!) : undefined;
}
