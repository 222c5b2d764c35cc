import { type ChildSpec } from "../../catalog";
import { PolicyText } from "../../model/node";
import { PolicySeverity } from "../finding";
import { type Place } from "../place";
import { type LintRule, type Report } from "../rule";

/**
 * Parts that are missing or too many are an error where page and schema agree, and a warning where they do not.
 *
 * @see https://learn.microsoft.com/azure/api-management/api-management-policies
 */
export const CHILD_COUNT: LintRule = {
  id: "C-10",
  severities: [PolicySeverity.ERROR, PolicySeverity.WARNING],
  sentence: "Every part of a statement is there as often as it has to be.",
  why: "The service refuses a statement that lacks a part or has one too often. It warns where the reference is stricter than the schema of the service.",
  fix: "Add what is missing, or remove what is too much.",
  see: "https://learn.microsoft.com/azure/api-management/api-management-policies",
  checkPlace: (place, _context, report) => {
    if (place.facts === undefined) return;
    const { spec, counted } = place.facts;
    for (const child of counted) checkCount(place, child, report);
    if (spec.text?.required === undefined || hasContent(place)) return;
    report(place, {
      message: `<${place.name}> is empty; expected its text`,
      fix: "write the text between the tags",
      severity: spec.text.required === "certain" ? PolicySeverity.ERROR : PolicySeverity.WARNING,
    });
  },
};

function checkCount(place: Place, child: ChildSpec, report: Report): void {
  const { name, min = 0, max = Infinity, doubtfulMin = min, doubtfulMax = max } = child;
  let count = 0;
  let last: Place | undefined;
  for (const part of place.children) {
    if (part.name !== name) continue;
    count++;
    last = part;
  }
  if (count < doubtfulMin) {
    // A named value may hold the parts.
    if (holdsNamedValue(place)) return;
    report(place, {
      message: `<${place.name}> has ${count === 0 ? "no" : count} <${name}>; expected at least ${doubtfulMin}`,
      fix: `add <${name}>`,
      severity: count < min ? PolicySeverity.ERROR : PolicySeverity.WARNING,
    });
  } else if (count > doubtfulMax) {
    report(last!, {
      message: `<${place.name}> has ${count} <${name}>; expected at most ${doubtfulMax}`,
      fix: "put their content into one, or remove the others",
      severity: count > max ? PolicySeverity.ERROR : PolicySeverity.WARNING,
    });
  }
}

function hasContent({ element, spec }: Place): boolean {
  return spec!.inside === "xml" ? true : element.children.some((child) => child instanceof PolicyText);
}

function holdsNamedValue({ element }: Place): boolean {
  return element.children.some((child) => child instanceof PolicyText && child.value.source.includes("{{"));
}
