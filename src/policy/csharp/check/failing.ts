import { shown } from "../../text/errors";
import { type Member } from "../members/member";
import { type ElementAccess, type Expression, type Invocation } from "../tree";
import { Asked, textOf } from "./asked";
import { type Facts } from "./binder";
import { CallerParts } from "./caller";
import { constantOf } from "./constants";
import { isValueType } from "./conversions";
import { collectionOf } from "./entries";
import { type CsharpProblems, type Place } from "./problem";

/** Reports what is null or throws for some callers. Whoever catches exceptions or asks before is left alone. */
export function checkFailing(
  code: string,
  facts: Facts,
  isPresent: ((code: string) => boolean) | undefined,
  problems: CsharpProblems,
): void {
  if (/\bcatch\b/.test(code)) return;
  const check = new FailingCheck(code, facts, isPresent, problems);
  for (const node of facts.types.keys()) {
    if (node.kind === "element") check.element(node);
    else if (node.kind === "invocation") check.invocation(node);
    else if (node.kind === "member") check.access(node.target, { start: node.nameStart, end: node.end });
  }
}

/** What asks how long a text is, or what it looks like. */
const MEASURES = /\.\s*(?:Length|Count|StartsWith|EndsWith|IndexOf|LastIndexOf|Contains|IsMatch|Any|Match|LongCount)\b/;

class FailingCheck {
  private readonly asked: Asked;
  private readonly caller: CallerParts;
  private readonly isMeasured: boolean;
  /** The code of what was reported as null. */
  private readonly reported = new Set<string>();

  public constructor(
    private readonly code: string,
    private readonly facts: Facts,
    private readonly isPresent: ((code: string) => boolean) | undefined,
    private readonly problems: CsharpProblems,
  ) {
    this.asked = new Asked(code, facts);
    this.caller = new CallerParts(facts);
    this.isMeasured = MEASURES.test(code);
  }

  public element(node: ElementAccess): void {
    this.access(node.target, { start: node.target.end, end: node.end });
    const index = node.arguments[0]?.value;
    if (index === undefined) return;
    const collection = collectionOf(node.target, this.facts);
    if (collection !== undefined && index.kind === "string") this.entry(node, collection, index.value);
    const constant = constantOf(index);
    if (constant === undefined || constant === "number 0" || !constant.startsWith("number ") || this.isMeasured) return;
    const source = this.source(node.target);
    if (source?.kind !== "invocation" || nameOf(source) !== "Split" || !this.caller.has(source)) return;
    this.problems.warning(
      "short-text",
      { start: node.target.end, end: node.end },
      `the text of the caller may have fewer parts, and then [${constant.slice("number ".length)}] throws and the caller gets 500; expected a test of the length before`,
      "test the Length of the parts, or use ElementAtOrDefault",
    );
  }

  private entry(node: ElementAccess, collection: string, key: string): void {
    const noun = NOUNS[collection];
    // What sets variables, and which parameters a path has, is not in the expression.
    if (noun === undefined && this.isPresent === undefined) return;
    if (this.asked.aboutEntry(collection, key) || this.isKnown(node)) return;
    this.problems.warning(
      "absent-entry",
      node,
      `the read of ${collection}[${shown(key)}] throws if ${noun ?? "the entry"} is absent, and the caller gets 500; expected a test before it`,
      `ask ${collection}.ContainsKey(${shown(key)}) before, or use ${collection}.GetValueOrDefault(${shown(key)}, …)`,
    );
  }

  public invocation(node: Invocation): void {
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

  private sequence(node: Invocation, member: Member, target: Expression, place: Place): void {
    const source = this.source(target);
    const isSplit = source?.kind === "invocation" && nameOf(source) === "Split" && source.arguments.length < 2;
    const isEntry =
      source?.kind === "element" || (source?.kind === "invocation" && nameOf(source) === "GetValueOrDefault");
    if (this.isMeasured || isSplit || isEntry || !this.caller.has(node)) return;
    this.problems.warning(
      "empty-sequence",
      place,
      `${member.name} throws ${member.throws}, and the caller gets 500; expected a test before, or a default`,
      `use ${member.name}OrDefault, and test what it gives`,
    );
  }

  private cut(node: Invocation, target: Expression, place: Place): void {
    const constant = node.arguments[0] === undefined ? undefined : constantOf(node.arguments[0].value);
    if (constant === undefined || (constant === "number 0" && node.arguments.length < 2)) return;
    if (this.isMeasured || !this.caller.has(target)) return;
    this.problems.warning(
      "short-text",
      place,
      `the text of the caller may be shorter, and then ${nameOf(node)} throws and the caller gets 500; expected a test of the length before`,
      "test the Length of the text, or StartsWith",
    );
  }

  private parse(node: Invocation, member: Member, place: Place): void {
    const text = node.arguments[0]?.value;
    if (text === undefined || !this.caller.has(text) || this.isMeasured) return;
    this.problems.warning(
      "unparsable-text",
      place,
      `${member.name} throws ${member.throws}, and the caller gets 500; expected a test of the text, because the caller writes it`,
      member.name === "Parse" ? "use TryParse, or catch the exception" : "test the text before, or catch the exception",
    );
  }

  /** A member or an entry of a value that may be null. */
  public access(target: Expression, place: Place): void {
    const member = this.nullable(target);
    if (member === undefined || this.asked.about(target) || this.isKnown(target)) return;
    const source = this.source(target) ?? target;
    if (source !== target && (this.asked.about(source) || this.isKnown(source))) return;
    const isContext = source.kind === "member";
    const shownSource = textOf(source, this.code) ?? member.name;
    if (this.reported.has(shownSource)) return;
    this.reported.add(shownSource);
    this.problems.warning(
      isContext ? "null-context" : "null-value",
      place,
      `${isContext ? shownSource : `the value of ${member.name}`} is null ${member.nullWhen}, so this throws and the caller gets 500; expected a test for null before`,
      "write ?. and a default after ??, or compare with null before",
    );
  }

  /** The member that gives the value, if that may be null. */
  private nullable(node: Expression): Member | undefined {
    const source = this.source(node);
    const member = source === undefined ? undefined : this.facts.members.get(source);
    if (source === undefined || member?.nullWhen === undefined || UNCHECKED.includes(member.name)) return undefined;
    if (isValueType(this.facts.types.get(source)) === true) return undefined;
    if (member.name !== "GetValueOrDefault" || source.kind !== "invocation" || source.target.kind !== "member")
      return member;
    // What sets variables is not in the expression.
    const collection = collectionOf(source.target.target, this.facts);
    return source.arguments.length > 1 || NOUNS[collection ?? ""] === undefined ? undefined : member;
  }

  /** What a local variable that is set once starts with, or the expression itself. */
  private source(node: Expression): Expression | undefined {
    const local = node.kind === "name" ? this.facts.locals.get(node) : undefined;
    if (local === undefined) return node;
    return local.isReassigned ? undefined : local.value;
  }

  private isKnown(node: Expression): boolean {
    return this.isPresent?.(this.code.slice(node.start, node.end)) === true;
  }
}

const NOUNS: Readonly<Record<string, string>> = {
  Claims: "the claim",
  Headers: "the header",
  Query: "the parameter",
};

/** Bodies are there where a policy reads them, and what is outside of the context is for other rules. */
const UNCHECKED: readonly string[] = ["Body", "Response", "Operation", "ServiceUrl", "Version", "Workspace"];

function nameOf({ target }: Invocation): string | undefined {
  return target.kind === "member" ? target.name : undefined;
}
