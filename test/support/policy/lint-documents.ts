import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type PolicyDocument, PolicyElement, type PolicyNode } from "../../../src/policy";
import { type ElementSpec, tryFindPolicy } from "../../../src/policy/catalog";
import { rootSchema } from "../../../src/policy/lint/schema";
import { writePolicy } from "../../../src/policy/syntax/writer";

const FOLDER = join(__dirname, "../../policy/lint/documents");

/** Documents that API Management accepts, by name: of every kind of policy, in all sections, and of every kind of document. */
export const DOCUMENTS: readonly (readonly [string, string])[] = readdirSync(FOLDER)
  .sort()
  .map((file) => [file.replace(/\.xml$/, ""), readFileSync(join(FOLDER, file), "utf8")]);

/** An element of a document that the catalog knows. */
export interface Known {
  readonly element: PolicyElement;
  readonly spec: ElementSpec;
  /** Whether it is a part of a policy whose schema is not published. */
  readonly isOfUnknownSchema: boolean;
}

/** The elements of a document that have a meaning, without the root. Elements in a body or a stylesheet are data. */
export function knownElements({ root }: PolicyDocument): Known[] {
  const found: Known[] = [];
  const visit = (element: PolicyElement, spec: ElementSpec, isOfUnknownSchema: boolean): void => {
    for (const child of element.elements) {
      const part = spec.children?.find(({ name }) => name === child.name);
      const isPolicy = part === undefined ? spec.inside === "policies" : part.policy === true;
      const childSpec = isPolicy ? tryFindPolicy(child.name) : part;
      if (childSpec === undefined) continue;
      found.push({ element: child, spec: childSpec, isOfUnknownSchema });
      visit(child, childSpec, isOfUnknownSchema || tryFindPolicy(child.name)?.doubtfulContent === true);
    }
  };
  visit(root, rootSchema(root.name)!.spec, false);
  return found;
}

/** The text of a document in which one element is another one. */
export function withReplaced({ root }: PolicyDocument, old: PolicyElement, replacement: PolicyElement): string {
  const replace = (node: PolicyNode): PolicyNode => {
    if (node === old) return replacement;
    if (!(node instanceof PolicyElement)) return node;
    return new PolicyElement(node.name, { attributes: node.attributes, children: node.children.map(replace) });
  };
  return writePolicy(replace(root) as PolicyElement);
}
