import { contentOf } from "../content";
import { PolicyElement } from "../node";
import { readElement } from "../reader";
import { writePolicy } from "../writer";
import { call, text, type Code } from "./code";
import { leafCode, plainCode } from "./plain-code";

/** The code that makes an element out of its text: for markup such as a SOAP envelope, which is easier to read as such. */
export function markupCode(element: PolicyElement): Code {
  const markup = writePolicy(element).slice(0, -1);
  // What was read from broken text is refused as text, but not as code.
  return readElement(markup).diagnostics.length === 0
    ? call("PolicyElement", "PolicyElement.parse", [text(markup)])
    : dataCode(element, false);
}

function dataCode(element: PolicyElement, insideData: boolean): Code {
  const children = contentOf(element, insideData).children.flatMap((child) =>
    child instanceof PolicyElement ? [dataCode(child, true)] : leafCode(child),
  );
  return plainCode(element, children);
}
