import { readFileSync } from "node:fs";
import { join } from "node:path";
import { POLICY_EXAMPLES } from "../../../examples/policies";
import {
  type PolicyAttributeOptions,
  PolicyDocument,
  PolicyElement,
  type PolicyLintOptions,
  type PolicyNode,
} from "../../../src/policy";
import { type ElementSpec, type PolicySpec, tryFindPolicy } from "../../../src/policy/catalog";
import { allRules } from "../../../src/policy/lint/rules";
import { rootSchema } from "../../../src/policy/lint/schema";
import { SECTION_ORDER } from "../../../src/policy/model/section";
import { writePolicy } from "../../../src/policy/syntax/writer";
import { VALID_DOCUMENTS } from "../../support/policy/documents";
import { check, ERROR } from "../../support/policy/lint";
import { DOCUMENTS } from "../../support/policy/lint-documents";

/** A document that is right, from which wrong ones are made. */
export interface Source {
  readonly name: string;
  readonly text: string;
  readonly document: PolicyDocument;
  readonly options: PolicyLintOptions;
  readonly places: readonly Place[];
}

/** An element that the catalog knows, and where it stands. */
export interface Place {
  readonly element: PolicyElement;
  readonly spec: ElementSpec;
  /** The catalog entry, if the element is a policy. */
  readonly policy?: PolicySpec;
  readonly parent: PolicyElement;
  readonly parentSpec: ElementSpec;
}

/** The text of a document in which other nodes stand in the place of an element. */
export function withNodes({ root }: PolicyDocument, old: PolicyElement, ...nodes: PolicyNode[]): string {
  const replaced = (node: PolicyNode): PolicyNode[] => {
    if (node === old) return nodes;
    return node instanceof PolicyElement ? [withChildren(node, node.children.flatMap(replaced))] : [node];
  };
  return writePolicy(replaced(root)[0] as PolicyElement);
}

export function withChildren({ name, attributes }: PolicyElement, children: PolicyNode[]): PolicyElement {
  return new PolicyElement(name, { attributes, children });
}

/** An element with another value of an attribute, or without it. */
export function withAttribute(
  { name, attributes, children }: PolicyElement,
  key: string,
  value?: string,
): PolicyElement {
  const changed: PolicyAttributeOptions[] =
    value === undefined
      ? attributes.filter((attribute) => attribute.name !== key)
      : attributes.map((attribute) => (attribute.name === key ? { name: key, value } : attribute));
  return new PolicyElement(name, { attributes: changed, children });
}

function placesIn({ root }: PolicyDocument): Place[] {
  const found: Place[] = [];
  const visit = (parent: PolicyElement, parentSpec: ElementSpec): void => {
    for (const element of parent.elements) {
      const part = parentSpec.children?.find(({ name }) => name === element.name);
      const isPolicy = part === undefined ? parentSpec.inside === "policies" : part.policy === true;
      const policy = isPolicy ? tryFindPolicy(element.name) : undefined;
      const spec = isPolicy ? policy : part;
      if (spec === undefined) continue;
      found.push({ element, spec, policy, parent, parentSpec });
      visit(element, spec);
    }
  };
  visit(root, rootSchema(root.name)!.spec);
  return found;
}

function sourceOf(name: string, text: string, options: PolicyLintOptions = {}): Source {
  const document = PolicyDocument.parse(text);
  return { name, text, document, options, places: placesIn(document) };
}

/** A document with a statement in the first section that it may stand in. */
function documentOf(statement: PolicyElement): string {
  const sections = tryFindPolicy(statement.name)?.sections ?? [];
  if (sections.length === 0) return writePolicy(statement);
  const base = new PolicyElement("base");
  return writePolicy(
    new PolicyElement("policies", {
      children: SECTION_ORDER.map((section) => {
        const children = section === sections[0] && statement.name !== "base" ? [base, statement] : [base];
        return new PolicyElement(section, { children });
      }),
    }),
  );
}

const RIGHT_IN_THE_FIELD = readFileSync(join(__dirname, "../../field/documents/b2c-two-flows.xml"), "utf8");

/** Valid documents of every kind: of the tests, of the documentation of the policies and of the rules, and from the field. */
export const SOURCES: readonly Source[] = [
  ...DOCUMENTS.map(([name, text]) => sourceOf(name, text)),
  ...Object.entries(VALID_DOCUMENTS).map(([name, text]) => sourceOf(name, text)),
  ...Object.entries(POLICY_EXAMPLES).map(([name, example]) => sourceOf(`example ${name}`, documentOf(example()))),
  ...allRules().map(({ id, examples: { right, options } }) => sourceOf(`right of ${id}`, right, options)),
  sourceOf("b2c-two-flows", RIGHT_IN_THE_FIELD),
].filter(({ text, options }) => check(text, options).every(({ severity }) => severity !== ERROR));
