import { parseDocument } from "yaml";
import { isMissing, unreadableText, unresolvedReference, wrongNode } from "./errors";

/** An object of a document. */
export type Node = Readonly<Record<string, unknown>>;

/** A document as it is written: nothing of it is trusted, so every access says what it expects. */
export class Tree {
  /** Reads JSON or YAML. */
  public static parse(place: string, text: string): Tree {
    const value = parseText(place, text.replace(/^\uFEFF/, ""));
    if (!isNode(value)) throw wrongNode(place, "the document", value, "an object");
    return new Tree(place, value);
  }

  private constructor(
    /** The document, for messages. */
    public readonly place: string,
    public readonly root: Node,
  ) {}

  /**
   * An object, behind any references within the document. What is missing is an empty object.
   *
   * @param where the object, for messages
   */
  public object(where: string, value: unknown): Node {
    const found = this.follow(where, value);
    if (found === undefined || found === null) return {};
    if (!isNode(found)) throw wrongNode(this.place, where, found, "an object");
    return found;
  }

  /** A list of objects, each behind any references. What is missing is an empty list. */
  public objects(where: string, value: unknown): Node[] {
    return this.list(where, value).map((item, index) => this.object(`${where}[${index}]`, item));
  }

  public list(where: string, value: unknown): readonly unknown[] {
    if (value === undefined || value === null) return [];
    if (!Array.isArray(value)) throw wrongNode(this.place, where, value, "a list");
    return value;
  }

  /** The members of an object, without extensions. */
  public members(where: string, value: unknown): [name: string, member: unknown][] {
    return Object.entries(this.object(where, value)).filter(([name]) => !name.startsWith("x-"));
  }

  /** Text that says something, or undefined. */
  public text(where: string, value: unknown): string | undefined {
    if (value === undefined || value === null) return undefined;
    if (typeof value !== "string") throw wrongNode(this.place, where, value, "text");
    return value.trim() === "" ? undefined : value;
  }

  public require(where: string, value: unknown): string {
    const text = this.text(where, value);
    if (text === undefined) throw isMissing(this.place, where);
    return text;
  }

  private follow(where: string, value: unknown): unknown {
    let found = value;
    const seen = new Set<string>();
    while (isNode(found) && typeof found.$ref === "string") {
      const reference = found.$ref;
      const target = seen.has(reference) ? undefined : this.target(reference);
      if (target === undefined) throw unresolvedReference(this.place, where, reference);
      seen.add(reference);
      found = target;
    }
    return found;
  }

  /** What a JSON pointer within the document names. */
  private target(reference: string): unknown {
    if (!reference.startsWith("#/")) return undefined;
    return reference
      .slice(2)
      .split("/")
      .map((part) => decode(part).replace(/~1/g, "/").replace(/~0/g, "~"))
      .reduce<unknown>((node, name) => (isNode(node) && has(node, name) ? node[name] : undefined), this.root);
  }
}

function parseText(place: string, text: string): unknown {
  if (text.trimStart().startsWith("{")) {
    try {
      return JSON.parse(text);
    } catch {
      // YAML may start like this as well, and its reader says where the error is.
    }
  }
  const document = parseDocument(text);
  const [problem] = document.errors;
  if (problem !== undefined) throw unreadableText(place, problem.message);
  try {
    return document.toJS() as unknown;
  } catch (thrown) {
    throw unreadableText(place, (thrown as Error).message);
  }
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function has(node: Node, name: string): boolean {
  return Object.prototype.hasOwnProperty.call(node, name);
}
