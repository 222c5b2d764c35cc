import { PolicySeverity } from "../../model/finding";
import { hasDoubtfulContent } from "../node-path";
import { type LintRule } from "../rule";

/** An attribute that the reference does not have is refused by the service. */
export const KNOWN_ATTRIBUTE: LintRule = {
  id: "C-02",
  name: "known-attribute",
  severities: [PolicySeverity.ERROR, PolicySeverity.WARNING],
  description: "Every attribute is one that API Management knows on its element.",
  rationale:
    "The service refuses a document with an attribute that it does not know. It is a warning in the few policies whose schema is not published.",
  fix: "Use the name that the reference gives, or remove the attribute.",
  url: "https://learn.microsoft.com/azure/api-management/api-management-policies",
  examples: {
    wrong: `<fragment>
  <set-header name="X-Version" exist-action="skip">
    <value>1</value>
  </set-header>
</fragment>`,
    right: `<fragment>
  <set-header name="X-Version" exists-action="skip">
    <value>1</value>
  </set-header>
</fragment>`,
  },
  checkElement: (path, context, report) => {
    const { schema, element } = path;
    if (schema === undefined) return;
    const { spec } = schema;
    for (const { name, position } of element.attributes) {
      if (schema.attributes.has(name) || isOfXml(name)) continue;
      // The attributes of data are data.
      if (spec.inside === "xml" && spec.attributes === undefined) return;
      const known = (spec.attributes ?? [])
        .filter(({ undocumented }) => !undocumented)
        .map((attribute) => attribute.name);
      const near = context.nearest(name, known);
      report(path, {
        message: `unknown attribute "${name}" of <${element.name}>; expected ${known.length === 0 ? "none" : known.join(", ")}`,
        fix: near === undefined ? "remove it" : `use ${near}, if that is meant, or remove it`,
        severity: hasDoubtfulContent(path) ? PolicySeverity.WARNING : PolicySeverity.ERROR,
        position,
      });
    }
  },
};

/** Whether an attribute belongs to XML itself, as the declaration of a namespace does. */
function isOfXml(name: string): boolean {
  return name === "xmlns" || name.startsWith("xmlns:") || name.startsWith("xml:");
}
