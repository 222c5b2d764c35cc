import type { PolicyElement } from "../../policy/model/node";
import { END_OF_PIPELINE } from "../failure";
import { MessageBody, newResponse } from "../message";
import { CROSS_DOMAIN_PATH } from "../inferred";
import type { Step } from "../step";
import { writeXml, type XmlElement } from "../xml";

/** Answers the request for the file in which Flash and Silverlight look up who may call. */
export function crossDomain(step: Step): void {
  const { exchange } = step;
  const [root] = step.element.elements;
  if (root === undefined || !exchange.originalUrl.pathname.toLowerCase().endsWith(CROSS_DOMAIN_PATH)) {
    step.decision = "another request";
    return;
  }
  exchange.response = newResponse(200);
  exchange.response.headers.set("Content-Type", ["text/x-cross-domain-policy"]);
  exchange.response.body = new MessageBody(`<?xml version="1.0"?>${writeXml(xmlOf(root))}`);
  step.decision = "answers with the policy";
  throw END_OF_PIPELINE;
}

function xmlOf({ name, attributes, elements }: PolicyElement): XmlElement {
  return {
    name,
    attributes: attributes.map((attribute) => [attribute.name, attribute.value.source]),
    children: elements.map(xmlOf),
  };
}
