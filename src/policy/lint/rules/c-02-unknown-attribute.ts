import { PolicySeverity } from "../finding";
import { hasDoubtfulContent } from "../place";
import { type LintRule } from "../rule";

/**
 * An attribute that the reference does not have is refused by the service.
 *
 * @see https://learn.microsoft.com/azure/api-management/api-management-policies
 */
export const UNKNOWN_ATTRIBUTE: LintRule = {
  id: "C-02",
  severities: [PolicySeverity.ERROR, PolicySeverity.WARNING],
  sentence: "Every attribute is one that API Management knows on its element.",
  why: "The service refuses a document with an attribute that it does not know. It warns in the few policies whose schema is not published.",
  fix: "Use the name that the reference gives, or remove the attribute.",
  see: "https://learn.microsoft.com/azure/api-management/api-management-policies",
  checkPlace: (place, context, report) => {
    const { facts, element } = place;
    if (facts === undefined) return;
    const { spec } = facts;
    for (const { name, position } of element.attributes) {
      if (facts.attributes.has(name) || isOfXml(name)) continue;
      // The attributes of data are data.
      if (spec.inside === "xml" && spec.attributes === undefined) return;
      const known = (spec.attributes ?? [])
        .filter(({ undocumented }) => !undocumented)
        .map((attribute) => attribute.name);
      const near = context.nearest(name, known);
      report(place, {
        message: `<${element.name}> has the attribute "${name}"; expected ${known.length === 0 ? "none" : known.join(", ")}`,
        fix: near === undefined ? "remove it" : `use ${near}, if that is meant, or remove it`,
        severity: hasDoubtfulContent(place) ? PolicySeverity.WARNING : PolicySeverity.ERROR,
        position,
      });
    }
  },
};

/** Whether an attribute belongs to XML itself, as the declaration of a namespace does. */
function isOfXml(name: string): boolean {
  return name === "xmlns" || name.startsWith("xmlns:") || name.startsWith("xml:");
}
