import { type ElementSpec, tryFindPolicy } from "../../policy/catalog";
import { csharpString } from "../../policy/csharp/literal";
import type { PolicyDocument } from "../../policy/document";
import { PolicyElement, type PolicyNode, PolicyText } from "../../policy/model/node";
import type { PolicyValue } from "../../policy/model/value";
import { writtenExpression } from "../../policy/model/written-value";
import { writePolicy } from "../../policy/syntax/writer";

/**
 * The provider replaces the references in the document that it reads, `&amp;` as well as `&#xA;`, and compares the result with the
 * configuration: as XML, or, if one of the two is none, as text in which it replaces only `&quot;`, `&gt;`, `&lt;`, `&amp;` and `&apos;`. What
 * passes neither comparison is a change in every plan.
 */

/** The text of a document for the provider. What it would read back in another form is a C# string, where an expression is allowed. */
export function textForProvider(document: PolicyDocument): string {
  const text = document.render();
  return tryFindDrift(text) === undefined ? text : writePolicy(withStrings(document.root, undefined));
}

/** A reference that the provider reads back in another form. */
export function tryFindDrift(text: string): string | undefined {
  // A reference in the data, and a carriage return, which XML reads back as a line feed.
  const always = /&amp;(?:amp|lt|gt|quot);|&#xD;/.exec(text);
  if (always !== null) return always[0];
  const number = /&#x[0-9A-F]+;/.exec(text);
  return number === null || (!NAMED_REFERENCE.test(text) && isXml(text)) ? undefined : number[0];
}

const NAMED_REFERENCE = /&[a-z]+;/;
const CHARACTER = "&(?:#\\d+|#x[0-9A-Fa-f]+|amp|lt|gt|quot|apos);";
const ATTRIBUTE = `\\s+[^\\s<>&"'/=]+\\s*=\\s*(?:"(?:[^<&"]|${CHARACTER})*"|'(?:[^<&']|${CHARACTER})*')`;
const PIECE = `[^<&]+|${CHARACTER}|<!--[^]*?-->|</[^\\s<>&"'/]+\\s*>|<[^\\s<>&"'/=!?]+(?:${ATTRIBUTE})*\\s*/?>`;

/** Whether C# in the text leaves it XML. The writer closes every element, so only characters can be wrong. */
function isXml(text: string): boolean {
  const piece = new RegExp(PIECE, "y");
  while (piece.lastIndex < text.length) if (!piece.test(text)) return false;
  return true;
}

function withStrings(element: PolicyElement, parent: ElementSpec | undefined): PolicyElement {
  const part = parent?.children?.find(({ name, policy }) => name === element.name && policy !== true);
  const spec = part ?? tryFindPolicy(element.name);
  const takesExpression = (name: string): boolean =>
    spec?.attributes?.find((attribute) => attribute.name === name)?.expressions === true;
  const attributes = element.attributes.map(({ name, value }) => ({
    name,
    value: takesExpression(name) ? asString(value, /[\t\n\r]|&(?:amp|lt|gt|quot);/) : value,
  }));
  const [text] = element.children;
  const isValue = part?.text?.expressions === true && element.children.length === 1 && text instanceof PolicyText;
  const children = isValue
    ? [new PolicyText(asString(text.value, /\r|&(?:amp|lt|gt|quot);/))]
    : element.children.map((child): PolicyNode => (child instanceof PolicyElement ? withStrings(child, spec) : child));
  return new PolicyElement(element.name, { attributes, children });
}

/** Text that holds what drifts, as a C# string. */
function asString(value: PolicyValue, drifting: RegExp): PolicyValue {
  const { source } = value;
  if (value.isExpression || !drifting.test(source) || /\{\{|@[({]/.test(source)) return value;
  return writtenExpression(csharpString(source));
}
