import { charge, chargeItems, chargeParts, chargePlaces } from "../../contract/meter";
import { TextParts } from "../../text/text-parts";
import { LimitError } from "../../contract/errors";

/** What has a value of .NET for it, which is always the same one. */
export interface Wrapped {
  wrapper: object | undefined;
}

/** A name of LINQ to XML: a namespace, which is empty for none, and a local name. */
export class XName implements Wrapped {
  public wrapper: object | undefined;

  public static get(localName: string, namespace = ""): XName {
    return new XName(localName, namespace);
  }

  private constructor(
    public readonly localName: string,
    public readonly namespace: string,
  ) {}

  public equals(other: XName): boolean {
    return other.localName === this.localName && other.namespace === this.namespace;
  }

  public toText(): string {
    return this.namespace === "" ? this.localName : `{${this.namespace}}${this.localName}`;
  }
}

export const XMLNS = "http://www.w3.org/2000/xmlns/";
export const XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace";

/** What has a parent. */
export abstract class XObject implements Wrapped {
  public wrapper: object | undefined;
  public parent: XContainer | undefined;
}

export class XAttribute extends XObject {
  public constructor(
    public readonly name: XName,
    public value: string,
  ) {
    super();
  }

  public get isNamespaceDeclaration(): boolean {
    return this.name.namespace === XMLNS || (this.name.namespace === "" && this.name.localName === "xmlns");
  }
}

/** What can be among the nodes of an element or a document. */
export abstract class XNode extends XObject {
  public abstract clone(): XNode;
}

export class XText extends XNode {
  public constructor(public value: string) {
    super();
  }

  public clone(): XNode {
    return new XText(this.value);
  }
}

export class XCData extends XText {
  public override clone(): XNode {
    return new XCData(this.value);
  }
}

export class XComment extends XNode {
  public constructor(public value: string) {
    super();
  }

  public clone(): XNode {
    return new XComment(this.value);
  }
}

export class XProcessingInstruction extends XNode {
  public constructor(
    public target: string,
    public data: string,
  ) {
    super();
  }

  public clone(): XNode {
    return new XProcessingInstruction(this.target, this.data);
  }
}

export class XDeclaration implements Wrapped {
  public wrapper: object | undefined;

  public constructor(
    public version: string | undefined,
    public encoding: string | undefined,
    public standalone: string | undefined,
  ) {}

  public toText(): string {
    const part = (name: string, value: string | undefined) => (value === undefined ? "" : ` ${name}="${value}"`);
    return `<?xml${part("version", this.version)}${part("encoding", this.encoding)}${part("standalone", this.standalone)}?>`;
  }
}

/** What has nodes. */
export abstract class XContainer extends XNode {
  public readonly nodes: XNode[] = [];
  /** How deep the elements in it may be nested. */
  private height = 0;

  public constructor() {
    super();
    chargeParts(2);
  }

  /** Adds a node; one that has a parent is copied, and text joins the text before it. */
  public insert(index: number, node: XNode): XNode {
    chargeParts(1);
    chargePlaces(this.nodes.length - index);
    const own = node.parent === undefined && !isSameOrInside(this, node) ? node : node.clone();
    own.parent = this;
    if (index === this.nodes.length) this.nodes.push(own);
    else this.nodes.splice(index, 0, own);
    if (own instanceof XContainer) this.grow(own.height + 1);
    return own;
  }

  /** Makes an empty container a copy of another one. */
  protected copyFrom(other: XContainer): void {
    chargeParts(other.nodes.length);
    this.height = other.height;
    for (const node of other.nodes) {
      const own = node.clone();
      own.parent = this;
      this.nodes.push(own);
    }
  }

  private grow(height: number): void {
    let least = height;
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- the way up starts here
    for (let around: XContainer | undefined = this; around !== undefined; around = around.parent) {
      chargePlaces(1);
      if (around.height >= least) return;
      around.height = least++;
      if (least > MAX_XML_DEPTH) throw new LimitError(`XML is nested more than ${MAX_XML_DEPTH} deep`);
    }
  }

  public append(node: XNode): void {
    this.insert(this.nodes.length, node);
  }

  public appendText(value: string): void {
    const last = this.nodes[this.nodes.length - 1];
    if (last instanceof XText && !(last instanceof XCData)) last.value += value;
    else this.append(new XText(value));
  }

  public indexOf(node: XNode): number {
    chargePlaces(this.nodes.length);
    return this.nodes.indexOf(node);
  }

  public remove(node: XNode): void {
    const index = this.indexOf(node);
    if (index >= 0) this.nodes.splice(index, 1);
    node.parent = undefined;
  }

  public clear(): void {
    for (const node of this.nodes) node.parent = undefined;
    this.nodes.length = 0;
  }

  public elements(): XElement[] {
    chargeItems(this.nodes.length);
    return this.nodes.filter((node): node is XElement => node instanceof XElement);
  }

  /** All nodes below, in the order of the document. The iteration needs no stack of JavaScript. */
  public *descendantNodes(): Generator<XNode> {
    const open: { nodes: readonly XNode[]; index: number }[] = [{ nodes: this.nodes, index: 0 }];
    while (open.length > 0) {
      const top = open[open.length - 1]!;
      const node = top.nodes[top.index++];
      if (node === undefined) {
        open.pop();
        continue;
      }
      charge(1 / 2);
      yield node;
      if (node instanceof XContainer) open.push({ nodes: node.nodes, index: 0 });
    }
  }
}

export class XElement extends XContainer {
  public readonly attributes: XAttribute[] = [];
  /** Whether it is written as `<a />`, as long as it has no nodes. */
  public isEmpty = true;

  public constructor(public name: XName) {
    super();
  }

  public override insert(index: number, node: XNode): XNode {
    this.isEmpty = false;
    return super.insert(index, node);
  }

  public override remove(node: XNode): void {
    super.remove(node);
    if (this.nodes.length === 0) this.isEmpty = true;
  }

  public override clear(): void {
    super.clear();
    this.isEmpty = true;
  }

  public attribute(name: XName): XAttribute | undefined {
    chargePlaces(this.attributes.length);
    return this.attributes.find((attribute) => attribute.name.equals(name));
  }

  public addAttribute(attribute: XAttribute): void {
    chargeParts(2);
    const own = attribute.parent === undefined ? attribute : new XAttribute(attribute.name, attribute.value);
    own.parent = this;
    this.attributes.push(own);
  }

  public removeAttribute(attribute: XAttribute): void {
    const index = this.attributes.indexOf(attribute);
    if (index >= 0) this.attributes.splice(index, 1);
    attribute.parent = undefined;
  }

  /** The text of all text nodes below. */
  public get value(): string {
    const parts = new TextParts();
    for (const node of this.descendantNodes()) if (node instanceof XText) parts.push(node.value);
    return parts.text;
  }

  public set value(text: string) {
    this.clear();
    this.isEmpty = false;
    if (text !== "") this.appendText(text);
  }

  public clone(): XElement {
    const copy = new XElement(this.name);
    for (const attribute of this.attributes) copy.addAttribute(new XAttribute(attribute.name, attribute.value));
    copy.copyFrom(this);
    copy.isEmpty = this.isEmpty;
    return copy;
  }

  /** The namespace that a prefix stands for here. */
  public namespaceOfPrefix(prefix: string): string | undefined {
    if (prefix === "xml") return XML_NAMESPACE;
    if (prefix === "xmlns") return XMLNS;
    for (const element of selfAndAncestors(this)) {
      const found = element.attributes.find(
        ({ name, isNamespaceDeclaration }) =>
          isNamespaceDeclaration && (name.namespace === XMLNS ? name.localName : "") === prefix,
      );
      if (found !== undefined) return found.value;
    }
    return undefined;
  }

  public prefixOfNamespace(namespace: string): string | undefined {
    if (namespace === XML_NAMESPACE) return "xml";
    if (namespace === XMLNS) return "xmlns";
    for (const element of selfAndAncestors(this)) {
      const found = element.attributes.find(({ name, value }) => name.namespace === XMLNS && value === namespace);
      if (found !== undefined && this.namespaceOfPrefix(found.name.localName) === namespace)
        return found.name.localName;
    }
    return undefined;
  }
}

export class XDocument extends XContainer {
  public declaration: XDeclaration | undefined;

  public get root(): XElement | undefined {
    return this.elements()[0];
  }

  public clone(): XDocument {
    const copy = new XDocument();
    copy.declaration = this.declaration;
    copy.copyFrom(this);
    return copy;
  }
}

function* selfAndAncestors(start: XElement): Generator<XElement> {
  for (let node: XObject | undefined = start; node instanceof XElement; node = node.parent) {
    chargePlaces(1 + node.attributes.length);
    yield node;
  }
}

/** Nested elements, which copies and the writer go through by recursion. */
const MAX_XML_DEPTH = 500;

/** Whether a node is the container or around it. */
function isSameOrInside(container: XContainer, node: XNode): boolean {
  if (!(node instanceof XContainer) || node.nodes.length === 0) return container === node;
  for (let around: XContainer | undefined = container; around !== undefined; around = around.parent) {
    chargePlaces(1);
    if (around === node) return true;
  }
  return false;
}
