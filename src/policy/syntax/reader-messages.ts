import { didYouMean, shown } from "../text/errors";

/**
 * The messages of the diagnostics of the reader.
 *
 * Each says what was found, what is expected and what to do.
 */

export function forbiddenCharacterFound(char: string): string {
  const code = char.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
  return `the character U+${code} cannot stand in XML; expected printable text, tabs and line breaks: remove the character`;
}

export function moreProblems(count: number): string {
  return `more than ${count} problems; the rest is not listed: check that the text is a policy document`;
}

export function noRoot(): string {
  return "the text holds no element; expected a document with the root <policies> or <fragment>";
}

export function noElement(): string {
  return "the text holds no element; expected one, such as <set-header>";
}

export function severalNodes(): string {
  return "more than one element, or a comment, stands in the text; expected one element: put the rest inside it or into a text of its own";
}

export function unknownRoot(name: string, known: readonly string[]): string {
  return `the root is <${name}>; expected <policies> or <fragment>${didYouMean(name, known)}`;
}

export function missingRoot(name: string, root: string): string {
  return `<${name}> stands outside <${root}>; expected the root <${root}> around everything: add it`;
}

export function secondRoot(name: string, root: string): string {
  return `<${name}> stands outside <${root}>; expected one root element: move it into <${root}>`;
}

export function textOutsideRoot(text: string): string {
  return `the text ${shown(text)} stands outside the root element; expected nothing but comments there: remove it`;
}

export function doctype(): string {
  return "a document type declaration stands in the policy; expected none, and no entities of its own: remove it";
}

export function unclosedMarkup(open: string, close: string): string {
  return `${open} does not end; expected "${close}": add it`;
}

export function unclosedElement(name: string): string {
  return `<${name}> is not closed; expected </${name}>: add it`;
}

export function unclosedTag(name: string): string {
  return `the tag <${name} does not end; expected ">" or "/>": add it`;
}

export function mismatchedEndTag(name: string, open: string): string {
  return `</${name}> does not match <${open}>; expected </${open}>`;
}

export function strayEndTag(name: string): string {
  return `</${name}> closes nothing; no element of this name is open: remove it or add the start tag`;
}

export function namelessEndTag(): string {
  return 'an end tag has no valid name; expected "</", the name of the open element and ">"';
}

export function bareLessThan(): string {
  return '"<" starts no tag here; expected "&lt;" for the character: write "&lt;"';
}

export function lessThanInAttribute(name: string): string {
  return `the value of the attribute ${shown(name)} holds "<"; expected "&lt;" outside of expressions: write "&lt;"`;
}

export function unknownReference(reference: string): string {
  if (reference === "&") return '"&" starts no entity here; expected "&amp;" for the character: write "&amp;"';
  return `the entity ${shown(reference)} is not known; expected &lt;, &gt;, &amp;, &quot;, &apos; or the number of a character that XML can carry`;
}

export function unexpectedInTag(text: string, element: string): string {
  return `${shown(text)} cannot stand in the tag <${element}>; expected attributes such as name="value"`;
}

export function missingBlank(name: string): string {
  return `no blank follows the value of the attribute ${shown(name)}; expected one before the next attribute: add it`;
}

export function missingAttributeValue(name: string): string {
  return `the attribute ${shown(name)} has no value; expected ${name}="…"`;
}

export function unquotedAttribute(name: string): string {
  return `the value of the attribute ${shown(name)} has no quotes; expected ${name}="…": add them`;
}

export function brokenAttribute(name: string): string {
  return `the value of the attribute ${shown(name)} does not end where a value can end; expected a quote, then a blank, ">" or "/>": check the quotes`;
}

export function duplicateAttributeFound(element: string, name: string): string {
  return `<${element}> has the attribute ${shown(name)} twice; the first one is kept: remove one`;
}

export function unbalancedExpressionFound(expression: string): string {
  return `the expression ${shown(expression)} does not close; expected balanced brackets, and strings, chars and comments that end: check the C#`;
}
