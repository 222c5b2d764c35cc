import { type ElementSpec, type PolicySpec } from "../catalog";
import { PolicyElement, type PolicyAttribute } from "../model/node";
import { type PolicySection } from "../model/section";
import { type PolicyValue } from "../model/value";
import { type ElementFacts } from "./facts";

/** What an element is in a document. */
export enum PlaceKind {
  /** `<policies>`, `<fragment>` or a resolver. */
  ROOT,
  SECTION,
  /** A policy that runs: in a section, or in a statement that holds policies. */
  STATEMENT,
  /** A part of a statement, or a policy that says a part of it, such as `<set-header>` in `<send-request>`. */
  PART,
  /** An element that the catalog does not have here. What it holds is not looked at. */
  UNKNOWN,
}

/** An element, and where it stands. */
export class Place {
  /** The elements in it that have a meaning; not those that are data. */
  public readonly children: Place[] = [];
  /** Its number in the order of the document. */
  public order = 0;

  private numbers?: {
    readonly counts: ReadonlyMap<string, number>;
    readonly numbers: ReadonlyMap<PolicyElement, number>;
  };

  public constructor(
    public readonly element: PolicyElement,
    public readonly kind: PlaceKind,
    /** What the catalog says of the element; undefined for an unknown one. */
    public readonly facts: ElementFacts | undefined,
    public readonly parent: Place | undefined,
    /** The section it stands in; undefined outside of sections, as in a fragment. */
    public readonly section: PolicySection | undefined,
  ) {}

  public get name(): string {
    return this.element.name;
  }

  /** The catalog's entry; undefined for an unknown element. */
  public get spec(): ElementSpec | undefined {
    return this.facts?.spec;
  }

  /** The catalog's entry, when the place is a statement. */
  public get policy(): PolicySpec | undefined {
    return this.kind === PlaceKind.STATEMENT ? (this.facts!.spec as PolicySpec) : undefined;
  }

  /** The path of the element for people. */
  public get path(): string {
    if (this.parent === undefined) return this.name;
    const steps = [this.step];
    for (let { parent } = this; parent?.parent !== undefined; { parent } = parent) {
      // A path is for people, and in a hostile document it could be of any length.
      if (steps.length === MAX_STEPS) return `…/${steps.reverse().join("/")}`;
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
        // One element may stand in several places of a document that was not read.
        if (!numbers.has(node)) numbers.set(node, number);
      }
      this.numbers = { counts, numbers };
    }
    return [this.numbers.numbers.get(child)!, this.numbers.counts.get(child.name)!];
  }

  /** The first part of the name. */
  public child(name: string): Place | undefined {
    return this.children.find((child) => child.name === name);
  }

  /** The parts of the name. */
  public childrenNamed(name: string): Place[] {
    return this.children.filter((child) => child.name === name);
  }

  /** What stands in a list such as `<audiences>`, when there is one. */
  public listed(list: string, item: string): Place[] {
    return this.child(list)?.childrenNamed(item) ?? [];
  }

  public attribute(name: string): PolicyAttribute | undefined {
    return this.element.attributes.find((attribute) => attribute.name === name);
  }

  /** The literal of an attribute, or undefined when it is absent or known only later. */
  public literal(name: string): string | undefined {
    return literalOf(this.attribute(name)?.value);
  }

  /** The text between the tags, when it is known. */
  public get literalText(): string | undefined {
    return literalOf(this.element.text);
  }
}

const MAX_STEPS = 30;
/** The elements that have a number in `context.LastError.Path` of API Management as well. */
const NUMBERED: readonly string[] = ["choose", "when"];

/** Whether the service may take attributes and children in an element that the catalog does not have. */
export function hasDoubtfulContent(element: Place): boolean {
  for (let place: Place | undefined = element; place?.spec !== undefined; place = place.parent) {
    if ("doubtfulContent" in place.spec && place.spec.doubtfulContent === true) return true;
    if (place.kind === PlaceKind.STATEMENT) return false;
  }
  return false;
}

/** The text of a value without the blanks around it, or undefined when it is absent or known only later. */
export function literalOf(value: PolicyValue | undefined): string | undefined {
  return value === undefined || value.isDynamic ? undefined : value.source.trim();
}
