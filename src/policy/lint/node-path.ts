import { type ElementSpec, type PolicySpec } from "../catalog";
import { PolicyElement, type PolicyAttribute } from "../model/node";
import { type PolicySection } from "../model/section";
import { type PolicyValue } from "../model/value";
import { MAX_PATH_STEPS } from "../text/bounds";
import { type ElementSchema } from "./schema";

/** What an element is in a document. */
export enum NodeKind {
  /** `<policies>`, `<fragment>` or a resolver. */
  ROOT,
  SECTION,
  /** A policy that runs: in a section, or in a statement that holds policies. */
  STATEMENT,
  /** A part of a statement, or a policy that is a part of one, such as `<set-header>` in `<send-request>`. */
  PART,
  /** An element that the catalog does not have here. What it contains is not checked. */
  UNKNOWN,
}

/** An element, and where it is in the document. */
export class NodePath {
  /** The elements in it that have a meaning, without those that are data. */
  public readonly children: NodePath[] = [];
  /** Its number in document order. */
  public order = 0;
  /** The number after those of everything in it. */
  public end = 0;

  private numbers?: {
    readonly counts: ReadonlyMap<string, number>;
    readonly numbers: ReadonlyMap<PolicyElement, number>;
  };

  public constructor(
    public readonly element: PolicyElement,
    public readonly kind: NodeKind,
    /** The schema of the element; undefined for an unknown one. */
    public readonly schema: ElementSchema | undefined,
    public readonly parent: NodePath | undefined,
    /** The section that it is in; undefined outside sections, as in a fragment. */
    public readonly section: PolicySection | undefined,
  ) {}

  public get name(): string {
    return this.element.name;
  }

  /** The entry of the catalog; undefined for an unknown element. */
  public get spec(): ElementSpec | undefined {
    return this.schema?.spec;
  }

  /** The entry of the catalog, if the element is a statement. */
  public get policy(): PolicySpec | undefined {
    return this.kind === NodeKind.STATEMENT ? (this.schema!.spec as PolicySpec) : undefined;
  }

  /** The path in text, as findings show it. */
  public get location(): string {
    if (this.parent === undefined) return this.name;
    const steps = [this.step];
    for (let { parent } = this; parent?.parent !== undefined; { parent } = parent) {
      if (steps.length === MAX_PATH_STEPS) return `…/${steps.reverse().join("/")}`;
      steps.push(parent.step);
    }
    return steps.reverse().join("/");
  }

  private get step(): string {
    const [number, count] = this.parent!.numberOf(this.element);
    return count > 1 || NUMBERED.includes(this.name) ? `${this.name}[${number}]` : this.name;
  }

  /** The number of a child among those of its name, and how many of them there are. */
  private numberOf(child: PolicyElement): readonly [number: number, count: number] {
    if (this.numbers === undefined) {
      const counts = new Map<string, number>();
      const numbers = new Map<PolicyElement, number>();
      for (const node of this.element.children) {
        if (!(node instanceof PolicyElement)) continue;
        const number = (counts.get(node.name) ?? 0) + 1;
        counts.set(node.name, number);
        // A document that was not read may contain one element several times.
        if (!numbers.has(node)) numbers.set(node, number);
      }
      this.numbers = { counts, numbers };
    }
    return [this.numbers.numbers.get(child)!, this.numbers.counts.get(child.name)!];
  }

  /** Whether it is an element, or holds it, however deep. */
  public holds({ order }: NodePath): boolean {
    return this.order <= order && order < this.end;
  }

  /** The first child of the name. */
  public tryChild(name: string): NodePath | undefined {
    return this.children.find((child) => child.name === name);
  }

  /** The children of the name. */
  public childrenNamed(name: string): NodePath[] {
    return this.children.filter((child) => child.name === name);
  }

  /** The items of a list such as `<audiences>`; none if there is no list. */
  public listed(list: string, item: string): NodePath[] {
    return this.tryChild(list)?.childrenNamed(item) ?? [];
  }

  public tryAttribute(name: string): PolicyAttribute | undefined {
    return this.element.attributes.find((attribute) => attribute.name === name);
  }

  /** The literal value of an attribute, or undefined if it is absent or not known until run time. */
  public literal(name: string): string | undefined {
    return literalOf(this.tryAttribute(name)?.value);
  }

  /** The text between the tags, if it is a literal. */
  public get literalText(): string | undefined {
    return literalOf(this.element.text);
  }
}

/** The elements that have a number in `context.LastError.Path` of API Management as well. */
const NUMBERED: readonly string[] = ["choose", "when"];

/** The statement that an element is, or is a part of. */
export function statementOf(path: NodePath): NodePath {
  let statement = path;
  while (statement.kind === NodeKind.PART && statement.parent !== undefined) statement = statement.parent;
  return statement;
}

/** Whether the service may accept attributes and children in an element that the catalog does not have. */
export function hasDoubtfulContent(element: NodePath): boolean {
  for (let path: NodePath | undefined = element; path?.spec !== undefined; path = path.parent) {
    if ("doubtfulContent" in path.spec && path.spec.doubtfulContent === true) return true;
    if (path.kind === NodeKind.STATEMENT) return false;
  }
  return false;
}

/** The text of a value without the whitespace around it, or undefined if it is absent or not known until run time. */
export function literalOf(value: PolicyValue | undefined): string | undefined {
  return value === undefined || value.isDynamic ? undefined : value.source.trim();
}
