import { type PolicyDocument } from "../document";
import { type PolicyPosition } from "../model/node";
import { shown } from "../text/errors";
import { LintContext } from "./context";
import { type NodePath } from "./node-path";
import { type PolicySuppression } from "./options";
import { type ProgramRule, PROGRAM_RULES } from "./program-rules";
import { type LintRule, type ReportedFinding } from "./rule";
import { allRules } from "./rules";
import { SUPPRESSION_REASON, SUPPRESSION_RULE, UNUSED_SUPPRESSION } from "./rules/suppression-rules";

/** A suppression, and what it covers. */
interface LocatedSuppression extends PolicySuppression {
  readonly path: NodePath;
  readonly position?: PolicyPosition;
  /** What to call it in a message. */
  readonly label: string;
  isUsed: boolean;
}

type ReportAs = (rule: LintRule, path: NodePath, finding: ReportedFinding) => void;

const ID = "[A-Z]+-\\d+";
const IS_ID = new RegExp(`^${ID}$`);
const NAME = "[a-z]+(?:-[a-z]+)*";
const SEPARATOR = /\s*,\s*|\s+and\s+/;
/** `allow token-in-header: why`, or `allow P-10, challenge and P-08: why`. */
const COMMENT = new RegExp(`^\\s*allow\\s+(${list(`(?:${ID}|${NAME})`)})\\s*:([^]*)$`);
/** `allow P-10 – why`: behind ids the colon is not needed. */
const COMMENT_WITH_IDS = new RegExp(`^\\s*allow\\s+(${list(ID)})(?![\\w-])[\\s:–—-]*([^]*)$`);

let knownIds: ReadonlyMap<string, string> | undefined;

/** The ids of the rules, by id and by name. Suppressions of a retired rule accept what finds the same now. They need all rules, and most programs have none. */
function ids(): ReadonlyMap<string, string> {
  return (knownIds ??= new Map([
    ...[...allRules(), ...PROGRAM_RULES].flatMap(({ id, name }) => [[id, id] as const, [name, id] as const]),
    ["C-24", "C-25"],
    ["typed-expression", "C-25"],
  ]));
}

/** Whether a document, or the suppressions beside it, accept the findings of a rule about the whole program. */
export function acceptsRule(
  { id }: ProgramRule,
  document: PolicyDocument | undefined,
  suppressions: readonly PolicySuppression[],
): boolean {
  const given =
    document === undefined ? suppressions : readAll(new LintContext(document, { suppressions: [...suppressions] }));
  return given.some(({ rule, reason }) => ids().get(rule) === id && reason.trim() !== "");
}

/** What is accepted in a document, in comments and in options. */
export class Suppressions {
  private readonly byPath = new Map<NodePath, LocatedSuppression[]>();

  /**
   * @param report takes what is wrong with the suppressions themselves
   */
  public constructor(
    context: LintContext,
    private readonly report: ReportAs,
  ) {
    for (const suppression of readAll(context)) {
      const { path, position, label, rule, reason } = suppression;
      if (!ids().has(rule)) {
        const near = nearestRule(rule, context);
        report(SUPPRESSION_RULE, path, {
          message: `${label} names the rule ${shown(rule)}, which does not exist; expected the id or the name of a rule, such as P-10 or token-in-header`,
          fix:
            near === undefined
              ? "correct the name, or remove the suppression"
              : `use ${near}, if that is meant, or remove the suppression`,
          position,
        });
      } else if (reason.trim() === "") {
        report(SUPPRESSION_REASON, path, {
          message: `${label} gives no reason, so it has no effect; expected why the finding is accepted`,
          fix: "write the reason after the rule",
          position,
        });
      } else if (!isAboutProgram(rule)) {
        const others = this.byPath.get(path);
        if (others === undefined) this.byPath.set(path, [suppression]);
        else others.push(suppression);
      }
    }
  }

  /** Whether a finding about an element is accepted. */
  public cover(id: string, at: NodePath): boolean {
    if (this.byPath.size === 0) return false;
    let isCovered = false;
    for (let path: NodePath | undefined = at; path !== undefined; path = path.parent) {
      for (const suppression of this.byPath.get(path) ?? []) {
        if (ids().get(suppression.rule) !== id) continue;
        suppression.isUsed = true;
        isCovered = true;
      }
    }
    return isCovered;
  }

  /** Reports those that covered nothing. */
  public reportUnused(): void {
    for (const suppressions of this.byPath.values()) {
      for (const { isUsed, path, position, label, rule } of suppressions) {
        if (isUsed) continue;
        this.report(UNUSED_SUPPRESSION, path, {
          message: `${label} accepts ${rule}, but there is no such finding; expected one in what it covers`,
          fix: "remove it",
          position,
        });
      }
    }
  }
}

/** The document alone does not show whether such a suppression is used. */
function isAboutProgram(rule: string): boolean {
  return PROGRAM_RULES.some(({ id }) => id === ids().get(rule));
}

function list(item: string): string {
  return `${item}(?:(?:${SEPARATOR.source})${item})*`;
}

function readAll(context: LintContext): LocatedSuppression[] {
  const { options, root, comments } = context;
  const all: LocatedSuppression[] = [];
  for (const { rule, reason } of options.suppressions ?? []) {
    all.push({ rule, reason, path: root, label: `the suppression of ${rule}`, isUsed: false });
  }
  for (const { comment, path } of comments) {
    const match = COMMENT.exec(comment.text) ?? COMMENT_WITH_IDS.exec(comment.text);
    const rules = match?.[1]!.split(SEPARATOR) ?? [];
    // A comment such as "allow everyone: …" is about something else.
    if (!rules.some((rule) => isMeant(rule, context))) continue;
    for (const rule of rules) {
      all.push({ rule, reason: match![2]!, path, position: comment.position, label: "a comment", isUsed: false });
    }
  }
  return all;
}

/** Whether a word in a comment is a rule, known or misspelt. */
function isMeant(word: string, context: LintContext): boolean {
  return ids().has(word) || word.includes("-") || nearestRule(word, context) !== undefined;
}

/** The rule that a misspelt one is likely to mean. All ids are near to each other, so another id is no suggestion for one. */
function nearestRule(rule: string, context: LintContext): string | undefined {
  return IS_ID.test(rule) ? undefined : context.nearest(rule, [...ids().keys()]);
}
