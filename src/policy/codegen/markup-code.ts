import { contentOf } from "../syntax/content";
import { PolicyElement } from "../model/node";
import { readElement } from "../syntax/reader";
import { writePolicy } from "../syntax/writer";
import { call, text, type Code } from "./code";
import { leafCode, plainCode } from "./plain-code";

/** The code that creates an element from its text: for markup such as a SOAP envelope, which is easier to read that way. */
export function markupCode(element: PolicyElement): Code {
  const markup = writePolicy(element).slice(0, -1);
  // An element from broken text is refused as text, but not as code.
  return readElement(markup).diagnostics.length === 0
    ? call("PolicyDocument", "PolicyDocument.parseElement", [text(markup.includes("\n") ? `\n${markup}\n` : markup)])
    : dataCode(element, false);
}

function dataCode(element: PolicyElement, insideData: boolean): Code {
  const children = contentOf(element, insideData).children.flatMap((child) =>
    child instanceof PolicyElement ? [dataCode(child, true)] : leafCode(child),
  );
  return plainCode(element, children);
}
