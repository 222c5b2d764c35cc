/**
 * What this folder needs to know of constructs. The types are structural, so that nothing of cdktf or its fork is loaded: the program brings its own.
 */

/** A construct of a program. */
export interface TestedConstruct {
  readonly node: TestedNode;
}

/** The place of a construct in the tree. */
export interface TestedNode {
  readonly id: string;
  readonly path: string;
  readonly children: readonly TestedConstruct[];
  readonly scopes: readonly TestedConstruct[];
  readonly metadata: readonly { readonly type: string; readonly data: unknown }[];
  findAll(): readonly TestedConstruct[];
  validate(): readonly string[];
}

/** A stack, as far as it is synthesized. */
export interface TestedStack extends TestedConstruct {
  readonly dependencies: readonly TestedStack[];
  prepareStack(): void;
  runAllValidations(): void;
  toTerraform(): unknown;
}

/** A resource or a data source. */
export interface TestedResource extends TestedConstruct {
  readonly terraformResourceType: string;
  /** The name in its Terraform address. */
  readonly friendlyUniqueId: string;
}

/** A version set, as the library has it. */
export interface TestedVersionSet extends TestedConstruct {
  readonly name: string;
  readonly scheme: { readonly _scheme: "Segment" | "Header" | "Query"; readonly name?: string };
}

export function isConstruct(value: unknown): value is TestedConstruct {
  return typeof value === "object" && value !== null && typeof (value as TestedConstruct).node === "object";
}

export function isStack(construct: TestedConstruct): construct is TestedStack {
  const { prepareStack, toTerraform } = construct as Partial<TestedStack>;
  return typeof prepareStack === "function" && typeof toTerraform === "function";
}

export function isResource(construct: TestedConstruct): construct is TestedResource {
  return typeof (construct as Partial<TestedResource>).terraformResourceType === "string";
}

export function isVersionSet(construct: TestedConstruct): construct is TestedVersionSet {
  return "versionSetId" in construct && typeof (construct as Partial<TestedVersionSet>).scheme?._scheme === "string";
}

/** The stack that a construct is in. */
export function tryStackOf({ node }: TestedConstruct): TestedStack | undefined {
  return [...node.scopes].reverse().find(isStack);
}
