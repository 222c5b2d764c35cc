import { Lazy, type TerraformResource } from "cdktf";
import type { IConstruct } from "constructs";
import { PolicyElement, type PolicyNode, PolicyText } from "../../policy/model/node";
import { namedValuesIn } from "../../policy/model/value";
import type { Registry } from "../../core/registry";
import { dependenciesOf } from "../../core/terraform-text";
import type { IApiManagement } from "../service/api-management";
import { EXISTING_NAMED_VALUES, NAMED_VALUES } from "../values/named-values";
import { EXISTING_FRAGMENTS, FRAGMENTS } from "./policy-fragments";

/** The names of what policies refer to. */
interface References {
  readonly namedValues: Set<string>;
  readonly fragments: Set<string>;
}

/** Of the names that a policy refers to, those of things that are made here, or that somebody says exist. */
export interface KnownReferences {
  readonly namedValues: string[];
  readonly fragments: string[];
}

/** Whether a policy node refers to a named value or a fragment. */
export function refersToOthers(node: PolicyNode): boolean {
  if (!(node instanceof PolicyElement)) return node instanceof PolicyText && holdsNamedValue(node.value.source);
  return (
    node.name === "include-fragment" ||
    node.attributes.some(({ value }) => holdsNamedValue(value.source)) ||
    node.children.some(refersToOthers)
  );
}

/**
 * Orders a resource that holds policy text after the named values and fragments that the text refers to by name, if they are made here.
 *
 * API Management saves such a text only after them, and deletes them only after it. They are looked for late: they may be made after the policy.
 *
 * @param root gives the root of the document that the resource holds
 */
export function dependOnReferences(
  scope: IConstruct,
  resource: TerraformResource,
  apim: IApiManagement,
  root: () => PolicyElement,
): void {
  const produce = (): string[] | undefined => {
    const { namedValues, fragments } = referencesOf(root());
    const made = [
      ...[...namedValues].map((name) => NAMED_VALUES.find(scope, ...apim._policyKey, name)),
      ...[...fragments].map((name) => FRAGMENTS.find(scope, ...apim._policyKey, name)),
    ];
    return dependenciesOf(
      resource,
      made.flatMap((construct) => construct?._resources ?? []),
    );
  };
  resource.addOverride("depends_on", Lazy.anyValue({ produce }));
}

/** The names that a policy refers to and that are known. */
export function knownReferencesOf(root: PolicyElement, scope: IConstruct, apim: IApiManagement): KnownReferences {
  const { namedValues, fragments } = referencesOf(root);
  const isKnown =
    (...registries: Registry<IConstruct>[]) =>
    (name: string): boolean =>
      registries.some((registry) => registry.find(scope, ...apim._policyKey, name) !== undefined);
  return {
    namedValues: [...namedValues].filter(isKnown(NAMED_VALUES, EXISTING_NAMED_VALUES)),
    fragments: [...fragments].filter(isKnown(FRAGMENTS, EXISTING_FRAGMENTS)),
  };
}

function referencesOf(root: PolicyElement): References {
  const references: References = { namedValues: new Set(), fragments: new Set() };
  collect(root, references);
  return references;
}

function collect(node: PolicyNode, references: References): void {
  if (node instanceof PolicyText) collectNamedValues(node.value.source, references);
  if (!(node instanceof PolicyElement)) return;
  for (const { value } of node.attributes) collectNamedValues(value.source, references);
  const fragment = node.name === "include-fragment" ? node.tryAttribute("fragment-id") : undefined;
  if (fragment !== undefined) references.fragments.add(fragment.source);
  for (const child of node.children) collect(child, references);
}

function collectNamedValues(source: string, { namedValues }: References): void {
  for (const name of namedValuesIn(source)) namedValues.add(name);
}

function holdsNamedValue(source: string): boolean {
  return source.includes("{{");
}
