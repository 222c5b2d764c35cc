import { shown } from "../../text/errors";
import { type Member } from "../members/member";
import { type CsharpNode, type ElementAccess, type Expression, type Invocation } from "../tree";
import { calledOn, type CsharpView, methodOf } from "../view";
import { Asked } from "./asked";
import { type Facts } from "./binder";
import { CallerParts } from "./caller";
import { constantOf } from "./constants";
import { isValueType } from "./conversions";
import { mayBeEmpty } from "./empty-lists";
import { type Entry, entryOf, type Presence } from "./entries";
import { isJson } from "./operators";
import { type CsharpProblems, type CodeRange } from "./problem";

/** Reports what is null or throws for some callers. Whoever catches exceptions or asks before is left alone. */
export function checkFailing(
  view: CsharpView,
  facts: Facts,
  presence: Presence | undefined,
  problems: CsharpProblems,
): void {
  const check = new FailingCheck(view, facts, presence, problems);
  for (let index = 0; index < view.nodes.length; index++) {
    const node = view.nodes[index]!;
    // What a block catches ends no request.
    if (node.kind === "block" && isCaught(view.parentOf(node), node)) index = view.rangeOf(node)[1] - 1;
    else check.node(node);
  }
}

function isCaught(parent: CsharpNode | undefined, block: CsharpNode): boolean {
  return parent?.kind === "try" && parent.block === block && parent.catches.length > 0;
}

/** What asks how long a text is, or what it looks like. */
const MEASURES: readonly string[] = [
  ...["Length", "Count", "StartsWith", "EndsWith", "IndexOf", "LastIndexOf", "Contains", "ContainsKey"],
  ...["IsMatch", "Any", "Exists", "Match", "LongCount", "IsNullOrEmpty", "IsNullOrWhiteSpace"],
];

class FailingCheck {
  private readonly asked: Asked;
  private readonly caller: CallerParts;
  /** Where the first test of a text ends. */
  private readonly firstMeasure: number;
  /** What was reported as null. */
  private readonly reported = new Set<string>();

  public constructor(
    private readonly view: CsharpView,
    private readonly facts: Facts,
    private readonly presence: Presence | undefined,
    private readonly problems: CsharpProblems,
  ) {
    this.asked = new Asked(view, facts);
    this.caller = new CallerParts(view, facts, (node) => {
      const entry = entryOf(node, facts, view);
      return entry !== undefined && this.presence?.hasEntry(entry.collection, entry.key) === true;
    });
    const measure = view.nodes.find((node) => node.kind === "member" && MEASURES.includes(node.name));
    this.firstMeasure = measure?.end ?? Number.POSITIVE_INFINITY;
  }

  public node(node: CsharpNode): void {
    if (node.kind === "element") this.element(node);
    else if (node.kind === "invocation") this.invocation(node);
    else if (node.kind === "member" && this.facts.members.has(node) && !this.isCalled(node))
      this.access(node.target, { start: node.nameStart, end: node.end });
  }

  /** Whether a member is the method of a call, which is looked at itself. */
  private isCalled(node: Expression): boolean {
    const parent = this.view.parentOf(node);
    return parent?.kind === "invocation" && parent.target === node;
  }

  private element(node: ElementAccess): void {
    const place = { start: node.target.end, end: node.end };
    this.access(node.target, place);
    const entry = entryOf(node, this.facts, this.view);
    if (entry !== undefined) this.entry(node, entry);
    const index = node.arguments[0] === undefined ? undefined : constantOf(node.arguments[0].value);
    if (index === undefined || index === "number 0" || !index.startsWith("number ")) return;
    const source = this.view.meaningOf(node.target);
    if (methodOf(source) !== "Split" || this.isMeasured(node) || !this.caller.has(source)) return;
    // The template of the operation says which parts a path has.
    const text = calledOn(source);
    if (text !== undefined && PATHS.includes(this.view.pathOf(text) ?? "")) return;
    this.problems.warning(
      "short-text",
      place,
      `the text of the caller may have fewer parts, and then [${index.slice("number ".length)}] throws and the caller gets 500; expected a test of the length before`,
      "test the Length of the parts, or use ElementAtOrDefault",
    );
  }

  private entry(node: ElementAccess, { collection, key }: Entry): void {
    const noun = NOUNS[collection];
    // What sets variables, and which parameters a path has, is not in the expression.
    if (noun === undefined && this.presence === undefined) return;
    if (this.presence?.hasEntry(collection, key) === true || this.asked.aboutEntry(collection, key, node)) return;
    if (this.asked.about(node)) return;
    this.problems.warning(
      "absent-entry",
      node,
      `the read of ${collection}[${shown(key)}] throws if ${noun ?? "the entry"} is absent, and the caller gets 500; expected a test before it`,
      `ask ${collection}.ContainsKey(${shown(key)}) before, or use ${collection}.GetValueOrDefault(${shown(key)}, "")`,
    );
  }

  private invocation(node: Invocation): void {
    const member = this.facts.members.get(node);
    const { target } = node;
    if (member === undefined || target.kind !== "member") return;
    const isExtension = member.signatures.some((signature) => signature.isExtension);
    // A method that is called on null from outside gets the null.
    if (!isExtension || member.name !== "AsJwt") this.access(target.target, { start: target.nameStart, end: node.end });
    if (member.throws === undefined) return;
    const place = { start: target.nameStart, end: node.end };
    if (isExtension) this.sequence(node, member, target.target, place);
    else if (member.name === "Substring" || member.name === "Remove") this.cut(node, target.target, place);
    else if (member.isStatic) this.parse(node, member, place);
  }

  private sequence(node: Invocation, member: Member, target: Expression, place: CodeRange): void {
    const { name } = member;
    // With a value to start from it throws nothing.
    if (name === "Aggregate" && node.arguments.length > 1) return;
    if (this.isMeasured(node) || !mayBeEmpty(this.view.meaningOf(target), this.facts, this.view, this.caller)) return;
    this.problems.warning(
      "empty-sequence",
      place,
      `${name} throws ${member.throws}, and the caller gets 500; expected a test before, or a default`,
      HAS_DEFAULT.has(name) ? `use ${name}OrDefault, and test what it gives` : "call DefaultIfEmpty before",
    );
  }

  private cut(node: Invocation, target: Expression, place: CodeRange): void {
    const constant = node.arguments[0] === undefined ? undefined : constantOf(node.arguments[0].value);
    if (constant === undefined || (constant === "number 0" && node.arguments.length < 2)) return;
    if (this.isMeasured(node) || !this.caller.has(target)) return;
    this.problems.warning(
      "short-text",
      place,
      `the text of the caller may be shorter, and then ${methodOf(node)} throws and the caller gets 500; expected a test of the length before`,
      "test the Length of the text, or StartsWith",
    );
  }

  private parse(node: Invocation, member: Member, place: CodeRange): void {
    const text = node.arguments[0]?.value;
    if (text === undefined || !this.caller.has(text) || this.isMeasured(node) || this.isOwnJson(text)) return;
    this.problems.warning(
      "unparsable-text",
      place,
      `${member.name} throws ${member.throws}, and the caller gets 500; expected a test of the text, because the caller writes it`,
      member.name === "Parse" ? "use TryParse, or catch the exception" : "test the text before, or catch the exception",
    );
  }

  /** The text of JSON that was read before can be read again. */
  private isOwnJson(text: Expression): boolean {
    const made = this.view.meaningOf(text);
    const source = methodOf(made) === "ToString" ? calledOn(made) : undefined;
    return source !== undefined && isJson(this.facts.types.get(source));
  }

  private isMeasured({ start }: Expression): boolean {
    return this.firstMeasure <= start;
  }

  /** A member or an entry of a value that may be null. */
  private access(target: Expression, place: CodeRange): void {
    const source = this.view.meaningOf(target);
    if (target.kind === "receiver" || this.asked.about(target) || this.asked.about(source)) return;
    const entry = entryOf(source, this.facts, this.view);
    if (entry?.collection === "Variables") return this.variable(source, entry, place);
    if (source.kind === "element" && isJson(this.facts.types.get(source.target))) return this.json(source, place);
    const member = this.nullable(source, entry);
    if (member === undefined) return;
    const what = source.kind === "member" ? (this.view.pathOf(source) ?? member.name) : `the value of ${member.name}`;
    if (source.kind === "member" && this.presence?.hasMember(member.name) === true) return;
    this.report(
      source.kind === "member" ? "null-context" : "null-value",
      this.asked.textOf(source) ?? what,
      place,
      `${what} is null ${member.nullWhen}, so this throws and the caller gets 500; expected a test for null before`,
      "write ?. and a default after ??, or compare with null before",
    );
  }

  /** A value of JSON that the caller writes. */
  private json(node: ElementAccess, place: CodeRange): void {
    const name = node.arguments[0] === undefined ? undefined : this.view.textOf(node.arguments[0].value);
    if (name === undefined || !this.caller.has(node.target)) return;
    this.report(
      "null-value",
      this.asked.textOf(node) ?? name,
      place,
      `the value of [${shown(name)}] is null if the body of the caller has none, so this throws and the caller gets 500; expected a test for null before`,
      "write ?. and a default after ??, or compare with null before",
    );
  }

  /** A variable that a request which may fail sets. */
  private variable(node: Expression, { key, isStrict, hasDefault }: Entry, place: CodeRange): void {
    if (this.presence?.mayBeNull(key) !== true || (!isStrict && hasDefault)) return;
    if (isStrict && this.asked.aboutEntry("Variables", key, node)) return;
    this.report(
      "null-variable",
      `Variables[${key}]`,
      place,
      `the variable ${shown(key)} is null if its request fails, because of ignore-error, so what follows throws and the caller gets 500; expected a test for null before it`,
      `compare context.Variables[${shown(key)}] with null before, or remove ignore-error`,
    );
  }

  private report(
    kind: "null-context" | "null-value" | "null-variable",
    what: string,
    place: CodeRange,
    message: string,
    fix: string,
  ): void {
    if (this.reported.has(what)) return;
    this.reported.add(what);
    this.problems.warning(kind, place, message, fix);
  }

  /** Whether a text is of a header that the document has checked. */
  private isChecked(text: Expression): boolean {
    if (this.caller.has(text)) return false;
    return this.view.within(text).some((part) => entryOf(part, this.facts, this.view)?.collection === "Headers");
  }

  /** The member that gives a value, if that may be null. */
  private nullable(source: Expression, entry: Entry | undefined): Member | undefined {
    const member = this.facts.members.get(source);
    if (member?.nullWhen === undefined || UNCHECKED.includes(member.name)) return undefined;
    if (isValueType(this.facts.types.get(source)) === true) return undefined;
    const text = calledOn(source);
    if (text !== undefined && TOKEN_METHODS.includes(member.name) && this.isChecked(text)) return undefined;
    if (member.name !== "GetValueOrDefault") return member;
    if (entry === undefined || entry.hasDefault || NOUNS[entry.collection] === undefined) return undefined;
    return this.presence?.hasEntry(entry.collection, entry.key) === true ? undefined : member;
  }
}

const NOUNS: Readonly<Record<string, string>> = {
  Claims: "the claim",
  Headers: "the header",
  Query: "the parameter",
};

/** Bodies are there where a policy reads them, and what is outside of the context is for other rules. */
const UNCHECKED: readonly string[] = ["Body", "Response", "Operation", "ServiceUrl", "Version", "Workspace"];

const TOKEN_METHODS: readonly string[] = ["AsJwt", "AsBasic"];

const PATHS: readonly string[] = ["context.Request.Url.Path", "context.Request.OriginalUrl.Path"];

/** The methods with a variant that gives a default where there is none. */
const HAS_DEFAULT: ReadonlySet<string> = new Set(["First", "Last", "Single", "ElementAt"]);
