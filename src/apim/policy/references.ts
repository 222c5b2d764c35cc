import { Lazy, TerraformResource } from "cdktf";
import type { IConstruct } from "constructs";
import { dependenciesOf } from "../../core/terraform-text";
import { PolicyElement, type PolicyNode, PolicyText } from "../../policy/model/node";
import { namedValuesIn } from "../../policy/model/value";
import { NAMED_VALUES, POLICY_FRAGMENTS } from "../known-names";

/** The names that policies refer to, by kind. */
interface References {
  readonly namedValues: ReadonlySet<string>;
  readonly fragments: ReadonlySet<string>;
}

/** The referenced names that the program creates or declares. */
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
 * Orders a resource with policy text after the named values and fragments that the text refers to, if they are created here.
 *
 * API Management accepts the text only once they exist, and deletes them only once it is gone. They are resolved late, because they may be created
 * after the policy, and by name, because parsed text only has names.
 *
 * @param root returns the root of the document in the resource
 */
export function dependOnReferences(
  scope: IConstruct,
  resource: TerraformResource,
  serviceKey: readonly string[],
  root: () => PolicyElement,
): void {
  const produce = (): string[] | undefined => {
    const { namedValues, fragments } = referencesOf(root());
    const made = [
      ...[...namedValues].map((name) => NAMED_VALUES.tryFindMade(scope, serviceKey, name)),
      ...[...fragments].map((name) => POLICY_FRAGMENTS.tryFindMade(scope, serviceKey, name)),
    ];
    return dependenciesOf(
      resource,
      made
        .map((construct) => construct?.node.defaultChild)
        .filter((child): child is TerraformResource => TerraformResource.isTerraformResource(child)),
    );
  };
  resource.addOverride("depends_on", Lazy.anyValue({ produce }));
}

/** The names that a policy refers to and that are known. */
export function knownReferencesOf(
  root: PolicyElement,
  scope: IConstruct,
  serviceKey: readonly string[],
): KnownReferences {
  const { namedValues, fragments } = referencesOf(root);
  return {
    namedValues: [...namedValues].filter((name) => NAMED_VALUES.has(scope, serviceKey, name)),
    fragments: [...fragments].filter((name) => POLICY_FRAGMENTS.has(scope, serviceKey, name)),
  };
}

function referencesOf(root: PolicyElement): References {
  const namedValues = new Set<string>();
  const fragments = new Set<string>();
  const collectNames = (source: string): void => namedValuesIn(source).forEach((name) => namedValues.add(name));
  const collect = (node: PolicyNode): void => {
    if (node instanceof PolicyText) collectNames(node.value.source);
    if (!(node instanceof PolicyElement)) return;
    for (const { value } of node.attributes) collectNames(value.source);
    const fragment = node.name === "include-fragment" ? node.tryAttribute("fragment-id") : undefined;
    if (fragment !== undefined) fragments.add(fragment.source);
    node.children.forEach(collect);
  };
  collect(root);
  return { namedValues, fragments };
}

function holdsNamedValue(source: string): boolean {
  return source.includes("{{");
}
