import { type ChildSpec } from "../../catalog";
import { PolicySeverity } from "../../model/finding";
import { PolicyText } from "../../model/node";
import { type NodePath } from "../node-path";
import { type LintRule, type Report } from "../rule";

/** Parts that are missing or too many, and missing text, are an error where page and schema agree, and a warning where they do not. */
export const ELEMENT_COUNT: LintRule = {
  id: "C-10",
  name: "element-count",
  severities: [PolicySeverity.ERROR, PolicySeverity.WARNING],
  description: "Every part of a statement is present as often as the reference asks for.",
  rationale:
    "The service refuses a statement that lacks a part or has one too often, and an empty audience, issuer or value of a claim lets nobody pass. It is a warning where the reference is stricter than the schema of the service, and where empty text has no meaning.",
  fix: "Add what is missing, or remove what is too much.",
  url: "https://learn.microsoft.com/azure/api-management/api-management-policies",
  examples: {
    wrong: `<policies>
  <inbound>
    <base />
    <cors>
      <allowed-methods>
        <method>GET</method>
      </allowed-methods>
    </cors>
  </inbound>
</policies>`,
    right: `<policies>
  <inbound>
    <base />
    <cors>
      <allowed-origins>
        <origin>https://shop.contoso.com</origin>
      </allowed-origins>
      <allowed-methods>
        <method>GET</method>
      </allowed-methods>
    </cors>
  </inbound>
</policies>`,
  },
  checkElement: (path, _context, report) => {
    if (path.schema === undefined) return;
    const { spec, counted } = path.schema;
    for (const child of counted) checkCount(path, child, report);
    const demand = spec.text?.required ?? spec.text?.notEmpty;
    if (demand === undefined || hasContent(path)) return;
    report(path, {
      message: `<${path.name}> is empty; expected text`,
      fix: `write the text between the tags, or remove <${path.name}>`,
      severity: demand === "certain" ? PolicySeverity.ERROR : PolicySeverity.WARNING,
    });
  },
};

function checkCount(path: NodePath, child: ChildSpec, report: Report): void {
  const { name, min = 0, max = Infinity, doubtfulMin = min, doubtfulMax = max } = child;
  let count = 0;
  let last: NodePath | undefined;
  for (const part of path.children) {
    if (part.name !== name) continue;
    count++;
    last = part;
  }
  if (count < doubtfulMin) {
    // A named value may contain the parts.
    if (holdsNamedValue(path)) return;
    report(path, {
      message: `<${path.name}> has ${count === 0 ? "no" : count} <${name}>; expected at least ${doubtfulMin}`,
      fix: `add <${name}>`,
      severity: count < min ? PolicySeverity.ERROR : PolicySeverity.WARNING,
    });
  } else if (count > doubtfulMax) {
    report(last!, {
      message: `<${path.name}> has ${count} <${name}>; expected at most ${doubtfulMax}`,
      fix: "put their content into one, or remove the others",
      severity: count > max ? PolicySeverity.ERROR : PolicySeverity.WARNING,
    });
  }
}

function hasContent({ element, spec }: NodePath): boolean {
  if (spec!.inside === "xml") return true;
  return element.children.some((child) => child instanceof PolicyText && child.value.source.trim() !== "");
}

function holdsNamedValue({ element }: NodePath): boolean {
  return element.children.some((child) => child instanceof PolicyText && child.value.source.includes("{{"));
}
