import { parseDocument } from "yaml";
import { circularReference, isMissing, memberTwice, unreadableText, unresolvedReference, wrongNode } from "./errors";

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
      if (seen.has(reference)) throw circularReference(this.place, where, reference);
      const target = this.target(reference);
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
  const json = text.trimStart().startsWith("{") ? tryJson(text) : undefined;
  if (json !== undefined) {
    requireDifferentMembers(place, text);
    return json;
  }
  const document = parseDocument(text, { merge: true });
  const [problem] = document.errors;
  if (problem !== undefined) throw unreadableText(place, problem.message);
  try {
    return document.toJS() as unknown;
  } catch (thrown) {
    throw unreadableText(place, (thrown as Error).message);
  }
}

/** YAML may start with a brace as well, and its reader says where an error is. */
function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const JSON_TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]:]/g;

/** @throws when an object of the JSON has a member twice, of which its reader would drop the first */
function requireDifferentMembers(place: string, json: string): void {
  const open: Set<string>[] = [];
  let text = "";
  for (const { 0: token, index } of json.matchAll(JSON_TOKEN)) {
    if (token === "{" || token === "[") open.push(new Set());
    else if (token === "}" || token === "]") open.pop();
    else if (token !== ":") text = token;
    else {
      const members = open[open.length - 1]!;
      const name = JSON.parse(text) as string;
      if (members.has(name)) throw memberTwice(place, name, json.slice(0, index).split("\n").length);
      members.add(name);
    }
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
