import { checkXmlCharacters, isCommentText, isXmlName, withPlainLineEnds } from "../text/characters";
import { duplicateAttribute, invalidComment, invalidXmlName } from "../text/errors";
import { checkString, notAList } from "../text/wrong-kinds";
import { policyValueOf, PolicyValue } from "./value";

/** A position in a policy text. */
export interface PolicyPosition {
  /** The line, from 1. */
  readonly line: number;
  /** The column in UTF-16 code units, from 1. */
  readonly column: number;
}

/** An attribute of a policy element. */
export interface PolicyAttribute {
  /** The name, such as `header-name`. */
  readonly name: string;
  /** The value. */
  readonly value: PolicyValue;
  /**
   * The position of the attribute in the text that it was read from.
   *
   * @default - the attribute was not read from text
   */
  readonly position?: PolicyPosition;
}

/** Options of an attribute of a new element. */
export interface PolicyAttributeOptions {
  /** The name, such as `header-name`. */
  readonly name: string;
  /** The value. A string is text. */
  readonly value: string | PolicyValue;
  /**
   * The position of the attribute in the text that it was read from.
   *
   * @default - the attribute was not read from text
   */
  readonly position?: PolicyPosition;
}

/** A part of a policy document: an element, text or a comment. Nodes are immutable. */
export abstract class PolicyNode {
  /**
   * The position of the node in the text that it was read from.
   *
   * @default - the node was not read from text
   */
  public readonly position?: PolicyPosition;

  protected constructor(position?: PolicyPosition) {
    this.position = position;
  }
}

/** Options of a `PolicyElement`. */
export interface PolicyElementOptions {
  /**
   * The attributes, in the order in which they are written.
   *
   * @default - none
   */
  readonly attributes?: PolicyAttributeOptions[];
  /**
   * The content between the tags.
   *
   * @default - nothing
   */
  readonly children?: PolicyNode[];
  /**
   * The position of the element in the text that it was read from.
   *
   * @default - the element was not read from text
   */
  readonly position?: PolicyPosition;
}

/**
 * An element of a policy document: a policy statement such as `<set-header>`, or a part of one such as `<value>`.
 *
 * Every typed statement is one. Use this class directly for an element that the library does not know.
 */
export class PolicyElement extends PolicyNode {
  /** The name of the element, such as `validate-jwt`. */
  public readonly name: string;
  /** The attributes, in the order in which they are written. */
  public readonly attributes: PolicyAttribute[];
  /** The content between the tags. */
  public readonly children: PolicyNode[];

  /**
   * @param name the name of the element
   * @param options the attributes and the content of the element
   * @throws when a name is not an XML name, or an attribute occurs twice
   */
  public constructor(name: string, options: PolicyElementOptions = {}) {
    super(options.position);
    this.name = name;
    if (options instanceof CheckedElementOptions) {
      this.attributes = options.attributes;
      this.children = options.children;
      return;
    }
    if (!isXmlName(name)) throw invalidXmlName("element", name);
    this.attributes = attributesOf(name, options.attributes ?? []);
    this.children = options.children ?? [];
    if (!Array.isArray(this.children)) throw notAList(`children of <${name}>`, this.children, "nodes");
    for (const attribute of this.attributes) {
      if (!isXmlName(attribute.name)) throw invalidXmlName("attribute", attribute.name);
    }
    const twice = firstDuplicate(this.attributes);
    if (twice !== undefined) throw duplicateAttribute(name, twice.name);
  }

  /** The value of an attribute, or undefined when the element does not have it. */
  public tryAttribute(name: string): PolicyValue | undefined {
    return this.attributes.find((attribute) => attribute.name === name)?.value;
  }

  /** The elements between the tags, without text and comments. */
  public get elements(): PolicyElement[] {
    return this.children.filter((child): child is PolicyElement => child instanceof PolicyElement);
  }

  /** The text between the tags, or undefined when there is none. */
  public get text(): PolicyValue | undefined {
    return this.children.find((child): child is PolicyText => child instanceof PolicyText)?.value;
  }
}

/**
 * What an element holds, as the reader found it or the catalog says: all names are XML names, and each attribute is there once.
 *
 * @internal
 */
export class CheckedElementOptions implements PolicyElementOptions {
  public constructor(
    public readonly attributes: PolicyAttribute[],
    public readonly children: PolicyNode[],
    public readonly position?: PolicyPosition,
  ) {}
}

/** Text between the tags of an element. */
export class PolicyText extends PolicyNode {
  /** The text. */
  public readonly value: PolicyValue;

  /**
   * @param value the text, as a string or a policy value
   * @param position its position in the text that it was read from
   */
  public constructor(value: string | PolicyValue, position?: PolicyPosition) {
    super(position);
    this.value = policyValueOf(value, "the value of a PolicyText");
  }
}

/** A comment. Everyone who can read the policy can read it. */
export class PolicyComment extends PolicyNode {
  /**
   * The comment that the reader found, kept as it is: what a broken one holds has to be found as well.
   *
   * @internal
   */
  public static _read(text: string, position: PolicyPosition): PolicyComment {
    const comment = new PolicyComment("", position);
    (comment as { text: string }).text = text;
    return comment;
  }

  /** The comment without `<!--` and `-->`. */
  public readonly text: string;

  /**
   * @param text the comment without `<!--` and `-->`
   * @param position its position in the text that it was read from
   * @throws when the text contains `--`, ends with `-`, or contains a character that XML cannot represent
   */
  public constructor(text: string, position?: PolicyPosition) {
    super(position);
    checkString(text, "the text of a PolicyComment");
    if (!isCommentText(text)) throw invalidComment(text);
    checkXmlCharacters(text);
    // A comment has no escapes, so line ends are normalized as the reader does it.
    this.text = withPlainLineEnds(text);
  }
}

/** The attributes with strings converted to policy values. Parsed attributes are kept as they are. */
function attributesOf(element: string, given: readonly PolicyAttributeOptions[]): PolicyAttribute[] {
  if (!Array.isArray(given)) throw notAList(`attributes of <${element}>`, given, "attributes");
  if (given.every(isAttribute)) return given as PolicyAttribute[];
  return given.map((attribute: PolicyAttributeOptions) => ({
    ...attribute,
    value: policyValueOf(attribute.value, `attribute ${attribute.name} of <${element}>`),
  }));
}

function isAttribute({ value }: PolicyAttributeOptions): boolean {
  return value instanceof PolicyValue;
}

/** The first attribute whose name is repeated. Most elements have few attributes, but many must not take quadratic time. */
function firstDuplicate(attributes: readonly PolicyAttribute[]): PolicyAttribute | undefined {
  if (attributes.length > 8) {
    const names = new Set<string>();
    return attributes.find(({ name }) => names.size === names.add(name).size);
  }
  for (let index = 1; index < attributes.length; index++) {
    for (let before = 0; before < index; before++) {
      if (attributes[before]!.name === attributes[index]!.name) return attributes[index];
    }
  }
  return undefined;
}
