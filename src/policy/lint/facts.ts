import { tryFindPolicy, type AttributeSpec, type ChildSpec, type ElementSpec } from "../catalog";
import { SECTION_ORDER } from "../model/section";

/** What the catalog says of an element, ready to be looked up. */
export interface ElementFacts {
  readonly spec: ElementSpec;
  readonly attributes: ReadonlyMap<string, AttributeSpec>;
  readonly required: readonly AttributeSpec[];
  readonly children: ReadonlyMap<string, ChildSpec>;
  /** The children that have to stand there, or may stand there only so often. */
  readonly counted: readonly ChildSpec[];
  /** The place of each child in the order of the reference, when there is an order. */
  readonly order: ReadonlyMap<string, number> | undefined;
}

const known = new WeakMap<ElementSpec, ElementFacts>();

/** The facts about an element of the catalog. */
export function factsOf(spec: ElementSpec): ElementFacts {
  let facts = known.get(spec);
  if (facts === undefined) {
    const { attributes = [], children = [] } = spec;
    facts = {
      spec,
      attributes: new Map(attributes.map((attribute) => [attribute.name, attribute])),
      required: attributes.filter(({ required }) => required !== undefined),
      children: new Map(children.map((child) => [child.name, child])),
      counted: children.filter(({ min, max, doubtfulMin, doubtfulMax }) => min || max || doubtfulMin || doubtfulMax),
      order: spec.order === "any" ? undefined : new Map(children.map((child, index) => [child.name, index])),
    };
    known.set(spec, facts);
  }
  return facts;
}

const POLICIES: ElementSpec = {
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

const FRAGMENT: ElementSpec = {
  name: "fragment",
  summary: "A fragment.",
  // The name of a fragment belongs to its resource, but pages of the reference write it here as well.
  attributes: [{ name: "fragment-id", summary: "The name of the fragment.", type: "string" }],
  inside: "policies",
};

/** What a document of the root may hold, or undefined when there are no such documents. */
export function rootFacts(name: string): ElementFacts | undefined {
  if (name === POLICIES.name) return factsOf(POLICIES);
  if (name === FRAGMENT.name) return factsOf(FRAGMENT);
  const policy = tryFindPolicy(name);
  // The resolver of a GraphQL field is a document of its own. The catalog knows one such policy from the schema alone.
  const isResolver = policy?.scopes.includes("graphql-resolver") || name === "graphql-data-source";
  return isResolver ? factsOf(policy!) : undefined;
}
