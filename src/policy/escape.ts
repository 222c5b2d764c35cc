import { Characters, skipBlanks } from "./characters";
import { startsExpression } from "./csharp";
import { ExpressionReader } from "./expression-reader";
import { sourceOf, wholeExpressionIn, type PolicyValue } from "./value";

/**
 * The value of an attribute in quotes. Single ones around a value that holds double quotes keep C# readable.
 *
 * @internal
 */
export function quoted(value: PolicyValue): string {
  const source = sourceOf(value);
  if (!SPECIAL_IN_ATTRIBUTE.test(source)) return `"${source}"`;
  const quote = source.includes('"') && !source.includes("'") ? "'" : '"';
  if (wholeExpressionIn(source) === undefined) {
    return `${quote}${literal(source, escape(source, DATA_IN_ATTRIBUTE, quote))}${quote}`;
  }
  // Where C# holds what looks like a reference, the other quotes may tell it from XML.
  for (const candidate of quote === '"' ? ['"', "'"] : ["'", '"']) {
    if (isKeptInAttribute(source, candidate)) return `${candidate}${source}${candidate}`;
  }
  return `${quote}${escape(source, EXPRESSION_IN_ATTRIBUTE, quote)}${quote}`;
}

/**
 * An expression that is all the text of an element.
 *
 * @internal
 */
export function expressionText(source: string): string {
  return isKeptInText(source) ? source : escape(source, TEXT);
}

/**
 * Text that is data.
 *
 * @internal
 */
export function dataText(source: string): string {
  const escaped = escape(source, TEXT);
  return wholeExpressionIn(source) === undefined ? literal(source, escaped) : escaped;
}

/**
 * White space that is not to be taken for layout.
 *
 * @internal
 */
export function blankText(source: string): string {
  return `&#x${source.charCodeAt(0).toString(16).toUpperCase()};${dataText(source.slice(1))}`;
}

const SPECIAL_IN_ATTRIBUTE = /[&<"\n\r\t@]/;
// XML turns a line break in an attribute into a blank. API Management keeps it in an expression; in data it would be lost.
const DATA_IN_ATTRIBUTE = /[&<"'\n\r\t]/g;
const EXPRESSION_IN_ATTRIBUTE = /[&<"'\r]/g;
const TEXT = /[&<\r]|\]\]>/g;
const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  '"': "&quot;",
  "'": "&apos;",
  "\n": "&#xA;",
  "\r": "&#xD;",
  "\t": "&#x9;",
  "]]>": "]]&gt;",
};

function escape(source: string, special: RegExp, quote = ""): string {
  return source.replace(special, (char) => ((char === '"' || char === "'") && char !== quote ? char : ENTITIES[char]!));
}

/** Text that starts as an expression but is none must not be read on into what follows it. */
function literal(source: string, escaped: string): string {
  return startsExpression(source, skipBlanks(source, 0)) ? escaped.replace("@", "&#x40;") : escaped;
}

// What looks like a reference or an end tag.
const AMBIGUOUS = /&[#A-Za-z_]|<\/[A-Za-z]/;

/** Whether an expression in an attribute is read back as it is. */
function isKeptInAttribute(source: string, quote: string): boolean {
  if (source.includes("\r")) return false;
  if (!AMBIGUOUS.test(source)) return true;
  const text = `${source}${quote}`;
  const found = new ExpressionReader(new Characters(text)).inAttribute(0, text.indexOf(quote));
  return found !== undefined && found.source === source && found.end === source.length;
}

/** Whether an expression in the text of an element is read back as it is. */
function isKeptInText(source: string): boolean {
  if (source.includes("\r")) return false;
  if (!AMBIGUOUS.test(source)) return true;
  const found = new ExpressionReader(new Characters(`${source}</a>`)).inText(0, "a");
  return found !== undefined && found.source === source && found.end === source.length;
}
