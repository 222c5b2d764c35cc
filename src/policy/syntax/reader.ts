import { isCommentText, trimWhitespace } from "../text/characters";
import { type PolicyFinding } from "../model/finding";
import { MAX_COMPARED_NAME } from "../text/bounds";
import { nearest } from "../text/errors";
import { ExpressionReader } from "./expression-reader";
import { nextPattern, nextText, type NextMatch } from "../text/next-match";
import { CheckedElementOptions, PolicyComment, PolicyElement } from "../model/node";
import { OpenElements } from "./open-elements";
import {
  doctype,
  hyphensInComment,
  mismatchedEndTag,
  namelessEndTag,
  strayEndTag,
  textOutsideRoot,
  unclosedElement,
  unclosedMarkup,
} from "./reader-messages";
import { elementOf, rootOf } from "./root";
import { SECTION_ORDER } from "../model/section";
import { SourceText } from "./source-text";
import { TagReader } from "./tag-reader";
import { TextReader } from "./text-reader";

/**
 * The result of reading a text.
 *
 * @internal
 */
export interface ReadPolicy {
  readonly root: PolicyElement;
  readonly diagnostics: PolicyFinding[];
}

/**
 * Reads the text of a policy document. Never throws, and takes linear time.
 *
 * @internal
 */
export function readPolicy(text: string): ReadPolicy {
  const reader = new DocumentReader(text, false);
  const policy = reader.read();
  // If tags do not match, a section that starts in another element shows that the other element was not closed.
  return reader.hasMismatchedTags && reader.hasNestedSections ? new DocumentReader(text, true).read() : policy;
}

/**
 * Reads the text of one element, as {@link readPolicy} reads a document.
 *
 * @internal
 */
export function readElement(text: string): ReadPolicy {
  return new DocumentReader(text, false).read(elementOf);
}

/** The names of the elements that no statement holds. */
const OUTER_ELEMENTS: ReadonlySet<string> = new Set(["policies", ...SECTION_ORDER]);

class DocumentReader {
  public hasMismatchedTags = false;
  public hasNestedSections = false;

  private readonly source: SourceText;
  private readonly text: string;
  private readonly tags: TagReader;
  private readonly texts: TextReader;
  private readonly open: OpenElements;
  private readonly lessThan: NextMatch;
  private readonly greaterThan: NextMatch;
  private readonly commentEnd: NextMatch;
  private readonly lineEnd: NextMatch;
  private readonly instructionEnd: NextMatch;
  private readonly bracket: NextMatch;
  private readonly subsetEnd: NextMatch;
  private index = 0;

  public constructor(
    text: string,
    private readonly sectionsEndSections: boolean,
  ) {
    const source = new SourceText(text);
    const expressions = new ExpressionReader(source);
    this.source = source;
    this.text = source.text;
    this.tags = new TagReader(source, expressions);
    this.texts = new TextReader(source, expressions);
    this.open = new OpenElements(source);
    this.lessThan = nextText(source.text, "<");
    this.greaterThan = nextText(source.text, ">");
    this.commentEnd = nextText(source.text, "-->");
    this.lineEnd = nextText(source.text, "\n");
    this.instructionEnd = nextText(source.text, "?>");
    this.bracket = nextText(source.text, "[");
    this.subsetEnd = nextPattern(source.text, /\][ \t\n]*>/);
  }

  public read(takeRoot = rootOf): ReadPolicy {
    const { text, source, open } = this;
    while (this.index < text.length) {
      if (!source.startsMarkup(this.index)) {
        this.readText();
        continue;
      }
      switch (text.charCodeAt(this.index + 1)) {
        case 47: // "/"
          this.readEndTag();
          break;
        case 33: // "!"
          if (text.startsWith("<!--", this.index)) this.readComment();
          else this.skipDocumentType();
          break;
        case 63: // "?"
          this.skipInstruction();
          break;
        default:
          this.readStartTag();
      }
    }
    while (open.depth > 0) this.closeUnclosed();
    const root = takeRoot(open.finish(), source);
    return { root, diagnostics: source.findings(root.name) };
  }

  private readText(): void {
    const { texts, open } = this;
    texts.read(this.index, open.innermost.name);
    this.index = texts.end;
    if (open.depth === 0) {
      if (!texts.isLayout) this.source.report(texts.start, textOutsideRoot, trimWhitespace(texts.source));
    } else if (texts.isLayout) {
      open.addWhitespace(texts.start);
    } else {
      open.addText(texts.source, texts.isExpression, texts.start);
    }
  }

  private readStartTag(): void {
    const start = this.index;
    const nameEnd = this.source.endOfName(start + 1);
    const name = this.text.slice(start + 1, nameEnd);
    if (this.open.depth > 0 && OUTER_ELEMENTS.has(name)) this.readNested(name);
    const position = this.source.positionAt(start);
    const attributes = this.tags.read(name, start, nameEnd);
    this.index = this.tags.index;
    if (this.tags.isSelfClosing)
      this.open.add(new PolicyElement(name, new CheckedElementOptions(attributes, [], position)));
    else this.open.push(name, attributes, position);
  }

  private readEndTag(): void {
    const { text, open, source, index } = this;
    const { name: expected } = open.innermost;
    const expectedEnd = index + 2 + expected.length;
    if (open.depth > 0 && text.charCodeAt(expectedEnd) === 62 && text.startsWith(expected, index + 2)) {
      this.index = expectedEnd + 1;
      open.pop();
      return;
    }
    const nameStart = source.skipWhitespace(index + 2);
    const nameEnd = source.endOfName(nameStart);
    const name = text.slice(nameStart, nameEnd);
    const end = source.skipWhitespace(nameEnd);
    const isComplete = text[end] === ">";
    if (name === "" || nameStart > index + 2) source.report(index, namelessEndTag);
    else if (!isComplete) source.report(index, unclosedMarkup, `</${name}`, ">");
    const close = isComplete ? end : this.greaterThan.at(end);
    this.index = close < this.lessThan.at(end) ? close + 1 : end;
    if (name === "") {
      if (isComplete && open.depth > 0) this.closeMismatched();
    } else if (open.depth > 0 && open.innermost.name === name) {
      open.pop();
    } else if (open.has(name)) {
      while (open.innermost.name !== name) this.closeUnclosed();
      open.pop();
    } else if (open.depth > 0 && isMisspelt(name, open.innermost.name)) {
      source.report(index, mismatchedEndTag, name, open.innermost.name);
      this.closeMismatched();
    } else {
      source.report(index, strayEndTag, name);
      this.hasMismatchedTags = true;
    }
  }

  private readComment(): void {
    const from = this.index + 4;
    let close = this.commentEnd.at(from);
    if (close === this.text.length) {
      // The line is lost, but not what follows it.
      this.source.report(this.index, unclosedMarkup, "<!--", "-->");
      close = this.lineEnd.at(from);
      this.index = close;
    } else {
      this.index = close + 3;
    }
    const comment = this.text.slice(from, close);
    if (!isCommentText(comment)) {
      const hyphens = comment.indexOf("--");
      this.source.report(from + (hyphens < 0 ? comment.length - 1 : hyphens), hyphensInComment);
    }
    this.open.add(PolicyComment._read(comment, this.source.positionAt(from - 4)));
  }

  private skipInstruction(): void {
    const close = this.instructionEnd.at(this.index);
    if (close === this.text.length) this.source.report(this.index, unclosedMarkup, "<?", "?>");
    this.index += close === this.text.length ? 2 : close + 2 - this.index;
  }

  private skipDocumentType(): void {
    this.source.report(this.index, doctype);
    let close = this.greaterThan.at(this.index);
    const subsetEnd = this.subsetEnd.at(this.index);
    if (this.bracket.at(this.index) < close && subsetEnd < this.text.length) close = this.greaterThan.at(subsetEnd);
    this.index = Math.min(close + 1, this.text.length);
  }

  /** Closes the elements around a section, or around the whole document, if that is how the text should be read. */
  private readNested(name: string): void {
    const { open } = this;
    if (open.nameAt(1) === "fragment") return;
    const depth = name === "policies" ? 0 : 1;
    this.hasNestedSections ||= open.depth > depth;
    while (this.sectionsEndSections && open.depth > depth) this.closeUnclosed();
  }

  private closeUnclosed(): void {
    const { name, position } = this.open.innermost;
    this.source.report(position, unclosedElement, name);
    this.closeMismatched();
  }

  private closeMismatched(): void {
    this.hasMismatchedTags = true;
    this.open.pop();
  }
}

/** Whether an end tag was meant to be that of the open element. */
function isMisspelt(name: string, open: string): boolean {
  return Math.max(name.length, open.length) <= MAX_COMPARED_NAME && nearest(name, [open]) !== undefined;
}
