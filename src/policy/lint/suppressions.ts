import { shown } from "../text/errors";
import { type PolicyPosition } from "../model/node";
import { type LintContext } from "./context";
import { type PolicySuppression } from "./options";
import { type Place } from "./place";
import { type LintRule, type ReportedFinding } from "./rule";
import { RULES } from "./rules";
import { REASON_RULE, UNKNOWN_RULE, UNUSED_RULE } from "./rules/suppression-rules";

/** A suppression, and what it covers. */
interface PlacedSuppression extends PolicySuppression {
  readonly place: Place;
  readonly position?: PolicyPosition;
  /** What to call it in a message. */
  readonly label: string;
  isUsed: boolean;
}

type ReportAs = (rule: LintRule, place: Place, finding: ReportedFinding) => void;

// `allow P-10: why`, or `allow P-10, P-13: why`. The colon may be forgotten.
const COMMENT = /^\s*allow\s+([A-Z]+-\d+(?:\s*(?:,|and)\s*[A-Z]+-\d+)*)(?![\w-])[\s:–—-]*([^]*)$/;
const IDS: ReadonlySet<string> = new Set(RULES.map(({ id }) => id));

/** What is accepted in a document, in comments and in options. */
export class Suppressions {
  private readonly byPlace = new Map<Place, PlacedSuppression[]>();

  /**
   * @param report takes what is wrong with the suppressions themselves
   */
  public constructor(
    context: LintContext,
    private readonly report: ReportAs,
  ) {
    for (const suppression of readAll(context)) {
      const { place, position, label, ruleId, reason } = suppression;
      if (!IDS.has(ruleId)) {
        report(UNKNOWN_RULE, place, {
          message: `${label} names the rule ${shown(ruleId)}, which does not exist; expected the id of a finding, such as P-10`,
          fix: "correct the id, or remove the suppression",
          position,
        });
      } else if (reason.trim() === "") {
        report(REASON_RULE, place, {
          message: `${label} gives no reason, so it has no effect; expected why the finding is accepted`,
          fix: "write the reason after the id",
          position,
        });
      } else {
        const others = this.byPlace.get(place);
        if (others === undefined) this.byPlace.set(place, [suppression]);
        else others.push(suppression);
      }
    }
  }

  /** Whether a finding is accepted where it stands. */
  public cover(ruleId: string, at: Place): boolean {
    if (this.byPlace.size === 0) return false;
    let isCovered = false;
    for (let place: Place | undefined = at; place !== undefined; place = place.parent) {
      for (const suppression of this.byPlace.get(place) ?? []) {
        if (suppression.ruleId !== ruleId) continue;
        suppression.isUsed = true;
        isCovered = true;
      }
    }
    return isCovered;
  }

  /** Reports those that covered nothing. */
  public reportUnused(): void {
    for (const suppressions of this.byPlace.values()) {
      for (const { isUsed, place, position, label, ruleId } of suppressions) {
        if (isUsed) continue;
        this.report(UNUSED_RULE, place, {
          message: `${label} accepts ${ruleId}, and there is no such finding; expected one in what it covers`,
          fix: "remove it",
          position,
        });
      }
    }
  }
}

function readAll({ options, root, comments }: LintContext): PlacedSuppression[] {
  const all: PlacedSuppression[] = [];
  for (const { ruleId, reason } of options.suppressions ?? []) {
    all.push({ ruleId, reason, place: root, label: `the suppression of ${ruleId}`, isUsed: false });
  }
  for (const { comment, place } of comments) {
    const match = COMMENT.exec(comment.text);
    if (match === null) continue;
    for (const ruleId of match[1]!.split(/\s*(?:,|and)\s*/)) {
      all.push({ ruleId, reason: match[2]!, place, position: comment.position, label: "a comment", isUsed: false });
    }
  }
  return all;
}
