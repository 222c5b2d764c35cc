import { tryFindPolicy } from "../catalog";
import { type PolicyDocument } from "../document";
import { nearest } from "../text/errors";
import { PolicyComment, PolicyElement, type PolicyPosition, PolicyText } from "../model/node";
import { PolicySection } from "../model/section";
import { type PolicyValue } from "../model/value";
import { codeOf } from "./expressions";
import { type PolicyLintOptions } from "./options";
import { Place, PlaceKind } from "./place";
import { type ElementFacts, factsOf, rootFacts } from "./facts";
import { TokenCheck } from "./token-check";

/** A comment, and what it is about. */
export interface PlacedComment {
  readonly comment: PolicyComment;
  /** The element that follows it, the one that holds it when none follows, or the root when it stands before everything else. */
  readonly place: Place;
}

/** C# in a document. */
export interface PlacedCode {
  readonly place: Place;
  readonly code: string;
  readonly position?: PolicyPosition;
}

const MOST_SUGGESTIONS = 100;

/** A document as the rules see it. What several of them need is found once. */
export class LintContext {
  /** All elements that have a meaning, in the order of the document. */
  public readonly places: readonly Place[];
  /** All policies that run, in the order of the document. */
  public readonly statements: readonly Place[];
  public readonly comments: readonly PlacedComment[];

  private checks?: readonly TokenCheck[];
  private expressions?: readonly PlacedCode[];
  private suggestions = 0;

  public constructor(
    public readonly document: PolicyDocument,
    public readonly options: PolicyLintOptions,
  ) {
    const walk = new Walk(document.root);
    this.places = walk.places;
    this.statements = walk.statements;
    this.comments = walk.comments;
  }

  public get root(): Place {
    return this.places[0]!;
  }

  /** Whether the document is a fragment: what runs before and after it is not known. */
  public get isFragment(): boolean {
    return this.root.name === "fragment";
  }

  /** The statements that check tokens of callers: those in the section inbound, and those of a fragment. */
  public get tokenChecks(): readonly TokenCheck[] {
    return (this.checks ??= this.statements
      .filter((place) => TokenCheck.isOne(place) && (place.section ?? PolicySection.INBOUND) === PolicySection.INBOUND)
      .map((place) => new TokenCheck(place)));
  }

  /**
   * The known name nearest to a misspelt one, when it is near enough to be meant.
   *
   * A comparison costs time, and who has misspelt a hundred names has another problem than spelling.
   */
  public nearest(name: string, known: readonly string[]): string | undefined {
    if (name.length > 64 || ++this.suggestions > MOST_SUGGESTIONS) return undefined;
    return nearest(name, known);
  }

  /** All expressions, in the order of the document. */
  public get codes(): readonly PlacedCode[] {
    if (this.expressions === undefined) {
      const codes: PlacedCode[] = [];
      for (const place of this.places) addCodes(place, codes);
      this.expressions = codes;
    }
    return this.expressions;
  }

  public section(name: PolicySection): Place | undefined {
    return this.root.name === "policies" ? this.root.child(name) : undefined;
  }

  /** The statements of a name. */
  public statementsNamed(...names: string[]): Place[] {
    return this.statements.filter(({ name }) => names.includes(name));
  }
}

function addCodes(place: Place, codes: PlacedCode[]): void {
  const { attributes, children } = place.element;
  for (const { value, position } of attributes) add(value, position);
  for (const child of children) if (child instanceof PolicyText) add(child.value, child.position);

  function add(value: PolicyValue, position: PolicyPosition | undefined): void {
    const code = codeOf(value);
    if (code !== undefined) codes.push({ place, code, position });
  }
}

/** Goes through a document. Depth costs no stack. */
class Walk {
  public readonly places: Place[] = [];
  public readonly statements: Place[] = [];
  public readonly comments: PlacedComment[] = [];

  public constructor(root: PolicyElement) {
    const facts = rootFacts(root.name);
    const kind = facts === undefined ? PlaceKind.UNKNOWN : PlaceKind.ROOT;
    const pending = [new Place(root, kind, facts, undefined, undefined)];
    for (let place = pending.pop(); place !== undefined; place = pending.pop()) {
      this.enter(place);
      for (let index = place.children.length - 1; index >= 0; index--) pending.push(place.children[index]!);
    }
  }

  private enter(place: Place): void {
    place.order = this.places.length;
    this.places.push(place);
    if (place.kind === PlaceKind.STATEMENT) this.statements.push(place);
    if (place.facts === undefined) return;
    let above: PolicyComment[] | undefined;
    let isAtTop = place.parent === undefined;
    for (const node of place.element.children) {
      if (node instanceof PolicyElement) {
        const child = placeOf(node, place.facts, place);
        if (child === undefined) continue;
        place.children.push(child);
        if (above !== undefined) this.addComments(above, isAtTop ? place : child);
        above = undefined;
        isAtTop = false;
      } else if (node instanceof PolicyComment) {
        (above ??= []).push(node);
      }
    }
    if (above !== undefined) this.addComments(above, place);
  }

  private addComments(comments: readonly PolicyComment[], place: Place): void {
    for (const comment of comments) this.comments.push({ comment, place });
  }
}

/** The place of a child, or undefined when the child is data. */
function placeOf(element: PolicyElement, facts: ElementFacts, parent: Place): Place | undefined {
  const { name } = element;
  const child = facts.children.get(name);
  if (child !== undefined) {
    if (parent.kind === PlaceKind.ROOT && parent.name === "policies") {
      return new Place(element, PlaceKind.SECTION, factsOf(child), parent, name as PolicySection);
    }
    // What stands in `wait` runs by itself; other policies that stand in a statement are parts of it.
    const kind = child.policy && parent.name === "wait" ? PlaceKind.STATEMENT : PlaceKind.PART;
    return new Place(element, kind, factsOf(child.policy ? tryFindPolicy(name)! : child), parent, parent.section);
  }
  const { inside } = facts.spec;
  if (inside === "xml") return undefined;
  const policy = inside === "policies" ? tryFindPolicy(name) : undefined;
  return policy === undefined
    ? new Place(element, PlaceKind.UNKNOWN, undefined, parent, parent.section)
    : new Place(element, PlaceKind.STATEMENT, factsOf(policy), parent, parent.section);
}
