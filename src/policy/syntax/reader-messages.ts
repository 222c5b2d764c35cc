import { PolicySeverity } from "../model/finding";
import { nearest, shown } from "../text/errors";

/** The rule that the problems of the reader belong to. */
export const READER_RULE = { id: "C-16", name: "well-formed", severity: PolicySeverity.ERROR };

/** A problem in a text, and what to do. Each message names what was found and what was expected. */
export interface ReaderMessage {
  readonly message: string;
  readonly fix: string;
}

export function forbiddenCharacterFound(char: string): ReaderMessage {
  const code = char.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
  return {
    message: `the character U+${code} is not allowed in XML; expected printable text, tabs and line breaks`,
    fix: "remove the character",
  };
}

export function moreProblems(count: number): ReaderMessage {
  return {
    message: `more than ${count} problems, of which the rest is not listed; expected a policy document`,
    fix: "check that the text is one",
  };
}

export function noRoot(): ReaderMessage {
  return { message: "the text contains no element; expected the root <policies> or <fragment>", fix: "add it" };
}

export function noElement(): ReaderMessage {
  return { message: "the text contains no element; expected one, such as <set-header>", fix: "add it" };
}

export function severalNodes(): ReaderMessage {
  return {
    message: "the text contains more than one element, or a comment; expected a single element",
    fix: "move the rest into the element, or into another text",
  };
}

export function hyphensInComment(): ReaderMessage {
  return {
    message: 'a comment contains "--" or ends with "-"; expected "--" only as a part of its end "-->"',
    fix: "put a space between the hyphens, or remove one",
  };
}

export function unknownRoot(name: string, known: readonly string[]): ReaderMessage {
  const near = nearest(name, known);
  return {
    message: `the root is <${name}>; expected <policies> or <fragment>`,
    fix: near === undefined ? "put it into one of them" : `use <${near}>, if that is meant`,
  };
}

export function missingRoot(name: string, root: string): ReaderMessage {
  return { message: `<${name}> is outside <${root}>; expected the root <${root}> around everything`, fix: "add it" };
}

export function secondRoot(name: string, root: string): ReaderMessage {
  return { message: `<${name}> is outside <${root}>; expected a single root element`, fix: `move it into <${root}>` };
}

export function textOutsideRoot(text: string): ReaderMessage {
  return { message: `unexpected text ${shown(text)} outside the root; expected only comments there`, fix: "remove it" };
}

export function doctype(): ReaderMessage {
  return {
    message: "unexpected document type declaration; expected none, and no entities that it declares",
    fix: "remove it",
  };
}

export function unclosedMarkup(open: string, close: string): ReaderMessage {
  return { message: `${open} does not end; expected "${close}"`, fix: "add it" };
}

export function unclosedElement(name: string): ReaderMessage {
  return { message: `<${name}> is not closed; expected </${name}>`, fix: "add it" };
}

export function unclosedTag(name: string): ReaderMessage {
  return { message: `the tag <${name} does not end; expected ">" or "/>"`, fix: "add it" };
}

export function mismatchedEndTag(name: string, open: string): ReaderMessage {
  return { message: `</${name}> does not match <${open}>; expected </${open}>`, fix: "correct the name" };
}

export function strayEndTag(name: string): ReaderMessage {
  return {
    message: `unexpected end tag </${name}>: no <${name}> is open; expected its start tag before it`,
    fix: `remove it, or add <${name}>`,
  };
}

export function namelessEndTag(): ReaderMessage {
  return {
    message: 'end tag without a valid name; expected "</", the name of the open element and ">"',
    fix: "correct the tag",
  };
}

export function bareLessThan(): ReaderMessage {
  return { message: 'unescaped "<", which starts no tag here; expected "&lt;"', fix: 'write "&lt;"' };
}

export function lessThanInAttribute(name: string): ReaderMessage {
  return {
    message: `unescaped "<" in the value of attribute ${shown(name)}; expected "&lt;" outside expressions`,
    fix: 'write "&lt;"',
  };
}

export function unknownReference(reference: string): ReaderMessage {
  if (reference === "&") {
    return { message: 'unescaped "&", which starts no entity here; expected "&amp;"', fix: 'write "&amp;"' };
  }
  return {
    message: `unknown entity ${shown(reference)}; expected &lt;, &gt;, &amp;, &quot;, &apos; or the number of a character that XML allows`,
    fix: "write the character itself",
  };
}

export function unexpectedInTag(text: string, element: string): ReaderMessage {
  return {
    message: `unexpected ${shown(text)} in the tag <${element}>; expected attributes such as name="value"`,
    fix: "remove it, or make it an attribute",
  };
}

export function missingSpace(name: string): ReaderMessage {
  return {
    message: `missing space after the value of attribute ${shown(name)}; expected one before the next attribute`,
    fix: "add it",
  };
}

export function missingAttributeValue(name: string): ReaderMessage {
  return { message: `attribute ${shown(name)} has no value; expected ${name}="…"`, fix: "add the value" };
}

export function unquotedAttribute(name: string): ReaderMessage {
  return {
    message: `missing quotes around the value of attribute ${shown(name)}; expected ${name}="…"`,
    fix: "add them",
  };
}

export function brokenAttribute(name: string): ReaderMessage {
  return {
    message: `the value of attribute ${shown(name)} does not end properly; expected a quote, followed by a space, ">" or "/>"`,
    fix: "check the quotes",
  };
}

export function duplicateAttributeFound(element: string, name: string): ReaderMessage {
  return {
    message: `<${element}> has attribute ${shown(name)} twice, of which the first is kept; expected it once`,
    fix: "remove one",
  };
}

export function unbalancedExpressionFound(expression: string): ReaderMessage {
  return {
    message: `the expression ${shown(expression)} does not close; expected balanced brackets, and strings, chars and comments that end`,
    fix: "check the C#",
  };
}
