import { type PolicyElement, PolicyText } from "../../policy/model/node";
import { CannotExecute } from "../failure";
import { renderTemplate } from "../liquid/render-template";
import { MessageBody } from "../message";
import type { Step } from "../step";
import { writeXml, type XmlElement } from "../xml";

/** Replaces the body of the request, or of the response on its way out. */
export function setBody(step: Step): void {
  const template = step.tryText("template")?.trim().toLowerCase();
  if (template === undefined) {
    step.message.body = new MessageBody(bodyText(step));
    step.decision = "the body is replaced";
    return;
  }
  if (template !== "liquid") {
    throw new CannotExecute(`template of <set-body> is ${JSON.stringify(template)}; expected liquid`);
  }
  step.message.body = new MessageBody(renderTemplate(step, withPlainTags(bodyText(step))));
  step.decision = "the body is made by the template";
}

/** A body of XML may be written as it is, with text between the elements. */
function bodyText(step: Step): string {
  const elements = step.parts();
  if (elements.length === 0) return step.content;
  return childrenOf(step)
    .map((child) => (typeof child === "string" ? child : writeXml(child)))
    .join("");
}

/** The elements and the text of a part, with their expressions evaluated. White space between elements is the form of the document. */
function childrenOf(part: Step): (XmlElement | string)[] {
  const { children } = part.element;
  const parts = new Map<PolicyElement, Step>(part.parts().map((each) => [each.element, each]));
  if (parts.size === 0) return part.content === "" ? [] : [part.content];
  return children.flatMap((child): (XmlElement | string)[] => {
    const element = [...parts].find(([each]) => each === child)?.[1];
    if (element !== undefined) return [xmlOf(element)];
    const text = child instanceof PolicyText ? part.textOf(child.value) : "";
    return text.trim() === "" ? [] : [text.trim()];
  });
}

function xmlOf(part: Step): XmlElement {
  return {
    name: part.name,
    attributes: part.element.attributes.map(({ name }) => [name, part.text(name)]),
    children: childrenOf(part),
  };
}

const ENTITIES: Readonly<Record<string, string>> = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&amp;": "&" };

/** What is in the tags of a template is no XML. */
function withPlainTags(text: string): string {
  return text.replace(/\{\{.*?\}\}|\{%.*?%\}/gs, (tag) =>
    tag.replace(/&(?:lt|gt|quot|amp);/g, (entity) => ENTITIES[entity] ?? entity),
  );
}
