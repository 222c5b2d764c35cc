import { checkXmlCharacters, isXmlName, withPlainLineEnds } from "../text/characters";
import { duplicateAttribute, invalidComment, invalidXmlName, unknownAttribute } from "../text/errors";
import { type PolicyValue } from "./value";

/** A place in a policy text. Both numbers start at 1. */
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
   * Where the attribute stands in the text that it was read from.
   *
   * @default - the attribute was not read from text
   */
  readonly position?: PolicyPosition;
}

/** A part of a policy document: an element, text or a comment. Nodes never change. */
export abstract class PolicyNode {
  /**
   * Where the node stands in the text that it was read from.
   *
   * @default - the node was not read from text
   */
  public readonly position?: PolicyPosition;

  protected constructor(position?: PolicyPosition) {
    this.position = position;
  }
}

/** What an element holds. */
export interface PolicyElementOptions {
  /**
   * The attributes, in the order in which they are written.
   *
   * @default - none
   */
  readonly attributes?: PolicyAttribute[];
  /**
   * What stands between the tags.
   *
   * @default - nothing
   */
  readonly children?: PolicyNode[];
  /**
   * Where the element stands in the text that it was read from.
   *
   * @default - the element was not read from text
   */
  readonly position?: PolicyPosition;
}

/**
 * An element of a policy document: a policy statement such as `<set-header>`, or a part of one such as `<value>`.
 *
 * Every typed statement is one. Use this class itself for an element that the library does not know.
 */
export class PolicyElement extends PolicyNode {
  /** The name of the element, such as `validate-jwt`. */
  public readonly name: string;
  /** The attributes, in the order in which they are written. */
  public readonly attributes: PolicyAttribute[];
  /** What stands between the tags. */
  public readonly children: PolicyNode[];

  /**
   * @param name the name of the element
   * @param options what the element holds
   * @throws when a name is not an XML name, or an attribute is given twice
   */
  public constructor(name: string, options: PolicyElementOptions = {}) {
    super(options.position);
    if (!isXmlName(name)) throw invalidXmlName("element", name);
    this.name = name;
    this.attributes = options.attributes ?? [];
    this.children = options.children ?? [];
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

  /**
   * A copy in which the attributes stand in another order. Only the text differs: to API Management the order means nothing.
   *
   * @param names the names of the attributes that come first; the others follow in the order that they have
   * @throws when the element does not have an attribute of a name
   */
  public withAttributeOrder(...names: string[]): PolicyElement {
    const known = this.attributes.map(({ name }) => name);
    for (const name of names) {
      if (!known.includes(name)) throw unknownAttribute(this.name, name, known);
    }
    const rank = ({ name }: PolicyAttribute): number => (names.includes(name) ? names.indexOf(name) : names.length);
    const attributes = [...this.attributes].sort((left, right) => rank(left) - rank(right));
    return new PolicyElement(this.name, { attributes, children: this.children, position: this.position });
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

/** Text between the tags of an element. */
export class PolicyText extends PolicyNode {
  /** The text. */
  public readonly value: PolicyValue;

  /**
   * @param value the text
   * @param position where it stands in the text that it was read from
   */
  public constructor(value: PolicyValue, position?: PolicyPosition) {
    super(position);
    this.value = value;
  }
}

/** A comment. Everybody who may read the policy can read it. */
export class PolicyComment extends PolicyNode {
  /** The comment without `<!--` and `-->`. */
  public readonly text: string;

  /**
   * @param text the comment without `<!--` and `-->`
   * @param position where it stands in the text that it was read from
   * @throws when the text holds `-->`, or a character that XML cannot carry
   */
  public constructor(text: string, position?: PolicyPosition) {
    super(position);
    if (text.includes("-->")) throw invalidComment(text);
    checkXmlCharacters(text);
    // A comment has no escapes, so a line end is the one that is read back.
    this.text = withPlainLineEnds(text);
  }
}

/** The first attribute whose name stood before. Few elements have many attributes, but those must not take quadratic time. */
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
