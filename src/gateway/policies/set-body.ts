import { MessageBody } from "../message";
import type { Step } from "../step";
import { CannotExecute } from "../failure";
import { writeXml, type XmlElement } from "../xml";

/** Replaces the body of the request, or of the response on its way out. */
export function setBody(step: Step): void {
  if (step.tryText("template") !== undefined) {
    throw new CannotExecute("the local gateway cannot execute <set-body> with a template; give a stub for set-body");
  }
  const elements = step.parts();
  // A body of XML may be written as it is.
  const text = elements.length === 0 ? step.content : elements.map((part) => writeXml(xmlOf(part))).join("");
  step.message.body = new MessageBody(text);
  step.decision = "the body is replaced";
}

/** An element of a body, with its expressions evaluated. */
function xmlOf(part: Step): XmlElement {
  const parts = part.parts();
  const { content } = part;
  return {
    name: part.name,
    attributes: part.element.attributes.map(({ name }) => [name, part.text(name)]),
    children: parts.length > 0 ? parts.map(xmlOf) : content === "" ? [] : [content],
  };
}
