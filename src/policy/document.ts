import { isSameTree } from "./syntax/equality";
import { fragmentProblem } from "./syntax/fragment";
import { readElement, readPolicy } from "./syntax/reader";
import { writePolicy } from "./syntax/writer";
import { invalidFragment, unreadableElement } from "./text/errors";
import { checkPropNames, checkString } from "./text/wrong-kinds";
import { moduleOf } from "./codegen/module";
import { describeFinding, type PolicyFinding } from "./model/finding";
import { PolicyElement, type PolicyNode } from "./model/node";
import { PolicySection, SECTION_ORDER } from "./model/section";

/** Properties of `PolicyDocument.of`: the statements of its sections. */
export interface PolicyDocumentProps {
  /**
   * What runs on the request.
   *
   * @default - `<base />`: what the broader scopes do
   */
  readonly inbound?: PolicyNode[];
  /**
   * What runs around the call to the backend.
   *
   * @default - `<base />`: what the broader scopes do
   */
  readonly backend?: PolicyNode[];
  /**
   * What runs on the response.
   *
   * @default - `<base />`: what the broader scopes do
   */
  readonly outbound?: PolicyNode[];
  /**
   * What runs when a step fails.
   *
   * @default - `<base />`: what the broader scopes do
   */
  readonly onError?: PolicyNode[];
}

/**
 * A policy document: what API Management runs for a service, product, API or operation, or a fragment that other documents include.
 *
 * A document is immutable.
 *
 * @see https://learn.microsoft.com/azure/api-management/api-management-howto-policies
 */
export class PolicyDocument {
  /** A document with four sections. An omitted section contains `<base />`. */
  public static of(props: PolicyDocumentProps = {}): PolicyDocument {
    checkPropNames(props, "PolicyDocument.of", ["inbound", "backend", "outbound", "onError"]);
    const section = (name: PolicySection, children?: PolicyNode[]): PolicyElement =>
      new PolicyElement(name, { children: children ?? [new PolicyElement("base")] });
    return new PolicyDocument(
      new PolicyElement("policies", {
        children: [
          section(PolicySection.INBOUND, props.inbound),
          section(PolicySection.BACKEND, props.backend),
          section(PolicySection.OUTBOUND, props.outbound),
          section(PolicySection.ON_ERROR, props.onError),
        ],
      }),
    );
  }

  /**
   * A fragment: statements that other documents run where they include it.
   *
   * @param statements the statements of the fragment; comments may be among them
   * @throws when a statement is not allowed in a fragment, or the fragment has more than 512 KB
   * @see https://learn.microsoft.com/azure/api-management/policy-fragments
   */
  public static fragment(statements: PolicyNode[]): PolicyDocument {
    const root = new PolicyElement("fragment", { children: statements });
    const problem = fragmentProblem(root);
    if (problem !== undefined) throw invalidFragment(problem);
    return new PolicyDocument(root);
  }

  /** A document from its root element: for one that {@link of} cannot create, such as the resolver of a GraphQL field. */
  public static fromRoot(root: PolicyElement): PolicyDocument {
    return new PolicyDocument(root);
  }

  /**
   * Reads a policy document or a fragment, in the format that API Management calls `rawxml` or in the one that it calls `xml`.
   *
   * Never throws: the problems are in {@link diagnostics}, and the document contains what could be read.
   * Whitespace between elements is layout and is dropped. Next to text, and in a body or a stylesheet, it is data and is kept.
   * Comments around the root element move into it.
   *
   * @param text the text, with any line ends, with or without a byte order mark
   */
  public static parse(text: string): PolicyDocument {
    checkString(text, "the text of PolicyDocument.parse");
    const { root, diagnostics } = readPolicy(text);
    return new PolicyDocument(root, diagnostics, text);
  }

  /**
   * Reads one element, in the format that API Management calls `rawxml`: for markup, such as a SOAP envelope or a stylesheet, which is easier to
   * read as text than as code.
   *
   * Never pass untrusted input: expressions and named values in it are interpreted.
   *
   * @param text one element, with only whitespace around it
   * @throws when the text is not one element, or API Management would refuse it
   */
  public static parseElement(text: string): PolicyElement {
    checkString(text, "the text of PolicyDocument.parseElement");
    const { root, diagnostics } = readElement(text);
    const [first] = diagnostics;
    if (first !== undefined) throw unreadableElement(describeFinding(first));
    return root;
  }

  /** The root element: `<policies>` with its sections, or `<fragment>` with its statements. */
  public readonly root: PolicyElement;
  /**
   * The problems in the text that the document was read from, for which API Management refuses it: in text order, at most about a thousand.
   * Their path is that of the whole document; `PolicyLint.check` finds the same problems with the path of the element.
   */
  public readonly diagnostics: PolicyFinding[];

  /**
   * The text that positions refer to; undefined if the document was not read from one.
   *
   * @internal
   */
  public readonly _text?: string;

  private constructor(root: PolicyElement, diagnostics: PolicyFinding[] = [], text?: string) {
    this.root = root;
    this.diagnostics = diagnostics;
    this._text = text;
  }

  /** The content of a section, or undefined if the document lacks it: what then runs of broader scopes is not documented. */
  public trySection(section: PolicySection): PolicyNode[] | undefined {
    return this.root.elements.find((element) => element.name === String(section))?.children;
  }

  /** A copy of the document with other content in a section. A missing section is added in its place. */
  public withSection(section: PolicySection, children: PolicyNode[]): PolicyDocument {
    const replacement = new PolicyElement(section, { children });
    const nodes = [...this.root.children];
    const index = nodes.findIndex((node) => node instanceof PolicyElement && node.name === String(section));
    if (index >= 0) {
      nodes[index] = replacement;
    } else {
      const rank = SECTION_ORDER.indexOf(section);
      const next = nodes.findIndex(
        (node) => node instanceof PolicyElement && SECTION_ORDER.indexOf(node.name as PolicySection) > rank,
      );
      nodes.splice(next < 0 ? nodes.length : next, 0, replacement);
    }
    const root = new PolicyElement(this.root.name, { attributes: this.root.attributes, children: nodes });
    return new PolicyDocument(root, this.diagnostics);
  }

  /** A copy of the document without sections. What then runs of broader scopes is not documented: give a section no children to keep them out. */
  public withoutSections(...sections: PolicySection[]): PolicyDocument {
    const isKept = (node: PolicyNode): boolean =>
      !(node instanceof PolicyElement && sections.some((section) => String(section) === node.name));
    const { name, attributes, children } = this.root;
    return new PolicyDocument(
      new PolicyElement(name, { attributes, children: children.filter(isKept) }),
      this.diagnostics,
    );
  }

  /**
   * Whether another document has the same content, regardless of where they were read from: two documents are equal when they render to the
   * same text, apart from the order of attributes, which has no meaning.
   */
  public isEqualTo(other: PolicyDocument): boolean {
    return isSameTree(this.root, other.root);
  }

  /**
   * A module of TypeScript that exports the document as `policy`. Its code uses the classes of the library and creates a document with the same
   * statements, in the same order.
   *
   * Sections come in the order of {@link of}. A comment between sections or among the parts of a statement moves to the next place that holds
   * comments. Where a class cannot express the content of the document, such as an unknown attribute, it falls back to `PolicyElement`.
   */
  public toTypeScript(): string {
    return moduleOf(this.root);
  }

  /** The document as canonical text, in the format that API Management calls `rawxml`. */
  public render(): string {
    return writePolicy(this.root);
  }
}
