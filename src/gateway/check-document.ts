import type { PolicyDocument } from "../policy/document";
import { describeFinding, PolicySeverity } from "../policy/model/finding";
import { type PolicyElement, PolicyText } from "../policy/model/node";
import { SECTION_ORDER } from "../policy/model/section";
import { CannotExecute } from "./failure";

const SECTIONS: readonly string[] = SECTION_ORDER;

/**
 * Fails for a document that the service refuses because of its form: what runs of it would be what the reader made of it, perhaps without its checks.
 *
 * @param root the name of the root element: `policies` or `fragment`
 * @throws CannotExecute that says where the document is wrong
 */
export function checkDocument({ root, diagnostics }: PolicyDocument, kind: "policies" | "fragment"): void {
  const problem = diagnostics.find(({ severity }) => severity === PolicySeverity.ERROR);
  if (problem !== undefined) throw refused(describeFinding(problem));
  if (root.name !== kind) throw refused(`the root is <${root.name}>; expected <${kind}>`);
  refuseText(root);
  if (kind === "fragment") return;
  const found = new Set<string>();
  for (const section of root.elements) {
    if (!SECTIONS.includes(section.name)) {
      throw refused(`<${section.name}> is not a section; expected <${SECTIONS.join(">, <")}>`);
    }
    if (found.has(section.name)) throw refused(`the section <${section.name}> is there twice; expected it once`);
    found.add(section.name);
    refuseText(section);
  }
}

function refuseText({ name, children }: PolicyElement): void {
  if (children.some((child) => child instanceof PolicyText && child.value.source.trim() !== "")) {
    throw refused(`<${name}> has text between its elements; expected policies only`);
  }
}

function refused(problem: string): CannotExecute {
  return new CannotExecute(`the service refuses the policy document: ${problem}`);
}
