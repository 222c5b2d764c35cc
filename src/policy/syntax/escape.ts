import { Characters } from "../text/characters";
import { expressionsIn } from "../csharp/scan";
import { ExpressionReader } from "./expression-reader";
import { SourceText } from "./source-text";
import { TextReader } from "./text-reader";
import { sourceOf, wholeExpressionIn, type PolicyValue } from "../model/value";
import { ValueReader } from "./value-reader";

/**
 * The value of an attribute in quotes. Single quotes around a value with double quotes keep C# readable.
 *
 * @internal
 */
export function quotedValue(value: PolicyValue): string {
  const source = sourceOf(value);
  if (!SPECIAL_IN_ATTRIBUTE.test(source)) return `"${source}"`;
  const isWhole = wholeExpressionIn(source) !== undefined;
  const bounds = isWhole ? [0, source.length] : expressionsIn(source);
  const quote = source.includes('"') && !source.includes("'") ? "'" : '"';
  if (bounds.length > 0 && !source.includes("\r")) {
    // If C# contains what looks like a reference, the other quotes may keep it from being read as XML.
    for (const candidate of quote === '"' ? ['"', "'"] : ["'", '"']) {
      const text = escapeAround(source, bounds, DATA_IN_ATTRIBUTE, candidate);
      const isKept = isWhole ? isKeptInAttribute(source, candidate) : isReadAs(source, text, candidate);
      if (isKept) return `${candidate}${text}${candidate}`;
    }
  }
  return `${quote}${escapeAll(source, bounds, isWhole ? EXPRESSION_IN_ATTRIBUTE : DATA_IN_ATTRIBUTE, quote)}${quote}`;
}

/**
 * An expression that is the whole text of an element.
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
  if (wholeExpressionIn(source) !== undefined) return escape(source, TEXT);
  const bounds = expressionsIn(source);
  if (bounds.length > 0 && !source.includes("\r")) {
    const text = escapeAround(source, bounds, TEXT);
    if (isTextReadAs(source, text)) return text;
  }
  return escapeAll(source, bounds, TEXT);
}

/**
 * Whitespace that must not be read as layout.
 *
 * @internal
 */
export function whitespaceText(source: string): string {
  return `&#x${source.charCodeAt(0).toString(16).toUpperCase()};${dataText(source.slice(1))}`;
}

const SPECIAL_IN_ATTRIBUTE = /[&<"\n\r\t@]/;
// XML turns a line break in an attribute into a space. API Management keeps it in an expression; in data it would be lost.
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

/** Escapes a text. Text outside the bounds must not be read as an expression. */
function escapeAll(source: string, bounds: readonly number[], special: RegExp, quote = ""): string {
  return inPieces(source, bounds, (text, isCode) => {
    const escaped = escape(text, special, quote);
    return isCode ? escaped : escapeStarts(escaped);
  });
}

/** Like {@link escapeAll}, but the expressions stay as they are. */
function escapeAround(source: string, bounds: readonly number[], special: RegExp, quote = ""): string {
  return inPieces(source, bounds, (text, isCode) => (isCode ? text : escapeStarts(escape(text, special, quote))));
}

function inPieces(source: string, bounds: readonly number[], write: (text: string, isCode: boolean) => string): string {
  let written = "";
  let index = 0;
  bounds.forEach((bound, number) => {
    written += write(source.slice(index, bound), number % 2 === 1);
    index = bound;
  });
  return written + write(source.slice(index), false);
}

function escapeStarts(text: string): string {
  return text.replace(/@(?=[({])/g, "&#x40;");
}

// What looks like a reference or an end tag.
const AMBIGUOUS = /&[#A-Za-z_]|<\/[A-Za-z]/;

/** Whether an expression in an attribute is read back as it is. */
function isKeptInAttribute(source: string, quote: string): boolean {
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

/** Whether a text with expressions in it is read back from an attribute as it is. */
function isReadAs(source: string, text: string, quote: string): boolean {
  const input = new SourceText(`a=${quote}${text}${quote}>`);
  const value = new ValueReader(input, new ExpressionReader(input)).read("a", 0, 1);
  return value.source === source && !input.hasProblems;
}

/** Whether a text with expressions in it is read back from an element as it is. */
function isTextReadAs(source: string, text: string): boolean {
  const input = new SourceText(`${text}</a>`);
  const reader = new TextReader(input, new ExpressionReader(input));
  reader.read(0, "a");
  return reader.source === source && reader.end === text.length && !input.hasProblems;
}
