import { TerraformResource, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { preferAfter } from "../../core/stack-references";
import { dependLateOn } from "../../core/dependencies";
import { BACKEND_IDS, CERTIFICATE_IDS, FRAGMENT_IDS, type ReferringAttributes } from "../../policy/lint/references";
import { PolicyElement, type PolicyNode, PolicyText } from "../../policy/model/node";
import { namedValuesIn } from "../../policy/model/value";
import { CERTIFICATES, type KnownNames, NAMED_VALUES, POLICY_FRAGMENTS, BACKENDS } from "../known-names";
import { AppResources, plainServiceId } from "../app-resources";
import { grantsForPolicy, usesIdentity } from "./identity-grants";

/** Something in a service that policies refer to by its name. */
interface ReferenceKind {
  /** The names that constructs create or declare, if there are such constructs. */
  readonly known?: KnownNames;
  /** The Terraform type of what is referred to. */
  readonly type: string;
  /** The argument that holds the name. */
  readonly name: string;
  /** The attributes that refer to it. Named values can be anywhere in a text. */
  readonly attributes: ReferringAttributes;
}

const NAMED_VALUE: ReferenceKind = {
  known: NAMED_VALUES,
  type: "azurerm_api_management_named_value",
  name: "display_name",
  attributes: new Map(),
};
const FRAGMENT: ReferenceKind = {
  known: POLICY_FRAGMENTS,
  type: "azurerm_api_management_policy_fragment",
  name: "name",
  attributes: FRAGMENT_IDS,
};
const BACKEND: ReferenceKind = {
  known: BACKENDS,
  type: "azurerm_api_management_backend",
  name: "name",
  attributes: BACKEND_IDS,
};
const CERTIFICATE: ReferenceKind = {
  known: CERTIFICATES,
  type: "azurerm_api_management_certificate",
  name: "name",
  attributes: CERTIFICATE_IDS,
};
const BY_ID: readonly ReferenceKind[] = [FRAGMENT, BACKEND, CERTIFICATE];
const KINDS: readonly ReferenceKind[] = [NAMED_VALUE, ...BY_ID];

/** The names that policies refer to, by kind. */
type References = ReadonlyMap<ReferenceKind, ReadonlySet<string>>;

/** The referenced names that the program creates or declares. */
export interface KnownReferences {
  readonly namedValues: string[];
  readonly fragments: string[];
  readonly backends: string[];
}

/** Whether a policy node refers to anything by its name, or needs a role that the program may give. */
export function refersToOthers(node: PolicyNode): boolean {
  if (!(node instanceof PolicyElement)) return node instanceof PolicyText && holdsNamedValue(node.value.source);
  return (
    BY_ID.some(({ attributes }) => attributes.has(node.name)) ||
    usesIdentity(node) ||
    node.attributes.some(({ value }) => holdsNamedValue(value.source)) ||
    node.children.some(refersToOthers)
  );
}

/**
 * Orders a resource with policy text after what the text refers to, if the program creates it, by a construct of this library or by a resource.
 *
 * API Management accepts the text only once it exists, and deletes it only once the text is gone. It is resolved late, because it may be created
 * after the policy, and by name, because parsed text only has names.
 *
 * Roles and credentials are no part of the text, and may need the stack of the policy, such as for the identity of its service. So another stack that makes
 * them comes first only where it can.
 *
 * @param root returns the root of the document in the resource
 * @param credentials returns what else its calls need
 */
export function dependOnReferences(
  scope: IConstruct,
  resource: TerraformResource,
  serviceKey: readonly string[],
  root: () => PolicyElement,
  credentials: () => readonly TerraformResource[],
): void {
  const forCalls = (): TerraformResource[] => [...grantsForPolicy(scope, serviceKey, root()), ...credentials()];
  const others = (): TerraformResource[] => {
    const references = referencesOf(root());
    const made = KINDS.flatMap((kind) =>
      [...references.get(kind)!].flatMap((name) => makersOf(resource, scope, serviceKey, kind, name)),
    );
    const stack = TerraformStack.of(resource);
    return [...made, ...forCalls().filter((each) => TerraformStack.of(each) === stack)];
  };
  preferAfter(scope, forCalls);
  dependLateOn(resource, others);
}

/** The names that a policy refers to and that are known. */
export function knownReferencesOf(
  root: PolicyElement,
  scope: IConstruct,
  serviceKey: readonly string[],
): KnownReferences {
  const references = referencesOf(root);
  const knownOf = (kind: ReferenceKind): string[] =>
    [...references.get(kind)!].filter(
      (name) => kind.known?.has(scope, serviceKey, name) || makersOf(scope, scope, serviceKey, kind, name).length > 0,
    );
  return { namedValues: knownOf(NAMED_VALUE), fragments: knownOf(FRAGMENT), backends: knownOf(BACKEND) };
}

/** The ids of the fragments that a policy includes. */
export function fragmentsIn(root: PolicyElement): ReadonlySet<string> {
  return referencesOf(root).get(FRAGMENT)!;
}

/** No resource group has a slash in its name. */
function isWorkspace(key: readonly string[]): boolean {
  return key[key.length - 1]!.startsWith("workspaces/");
}

/** The resources in the app that create what a name refers to. */
function makersOf(
  asking: IConstruct,
  scope: IConstruct,
  serviceKey: readonly string[],
  { known, type, name: argument }: ReferenceKind,
  name: string,
): TerraformResource[] {
  const made = known?.tryFindMade(scope, serviceKey, name)?.node.defaultChild;
  if (TerraformResource.isTerraformResource(made)) return [made];
  const resources = AppResources.of(asking);
  // Of a workspace, only constructs are known.
  if (resources.ofType(type).length === 0 || isWorkspace(serviceKey)) return [];
  const [service, group] = serviceKey.slice(-2).map((part) => resources.known(scope, part));
  const names =
    type === FRAGMENT.type ? ["api_management_id", argument] : ["api_management_name", "resource_group_name", argument];
  const values = type === FRAGMENT.type ? [plainServiceId(group, service)] : [service, group];
  return [...resources.find(type, names, JSON.stringify([...values, name.toLowerCase()]))];
}

function referencesOf(root: PolicyElement): References {
  const references = new Map(KINDS.map((kind) => [kind, new Set<string>()]));
  const collectNames = (source: string): void =>
    namedValuesIn(source).forEach((name) => references.get(NAMED_VALUE)!.add(name));
  const collect = (node: PolicyNode): void => {
    if (node instanceof PolicyText) collectNames(node.value.source);
    if (!(node instanceof PolicyElement)) return;
    for (const { value } of node.attributes) collectNames(value.source);
    for (const kind of BY_ID) {
      const attribute = kind.attributes.get(node.name);
      const id = attribute === undefined ? undefined : node.tryAttribute(attribute);
      if (id !== undefined) references.get(kind)!.add(id.source);
    }
    node.children.forEach(collect);
  };
  collect(root);
  return references;
}

function holdsNamedValue(source: string): boolean {
  return source.includes("{{");
}
