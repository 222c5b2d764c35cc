import { tryFindPolicy } from "../catalog";
import { PolicyComment, PolicyElement } from "../model/node";
import { type PolicySection } from "../model/section";
import { NodeKind, NodePath } from "./node-path";
import { type ElementSchema, rootSchema, schemaOf } from "./schema";

/** A comment, and what it is about. */
export interface LintComment {
  readonly comment: PolicyComment;
  /** The next element, the enclosing one if none follows, or the root if the comment comes before everything else. */
  readonly path: NodePath;
}

/** Visits a document without recursion, so that depth costs no stack. */
export class Walk {
  public readonly paths: NodePath[] = [];
  public readonly statements: NodePath[] = [];
  public readonly comments: LintComment[] = [];

  public constructor(root: PolicyElement) {
    const schema = rootSchema(root.name);
    const kind = schema === undefined ? NodeKind.UNKNOWN : NodeKind.ROOT;
    const pending = [new NodePath(root, kind, schema, undefined, undefined)];
    for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
      this.enter(path);
      for (let index = path.children.length - 1; index >= 0; index--) pending.push(path.children[index]!);
    }
    for (let index = this.paths.length - 1; index > 0; index--) {
      const { parent, end } = this.paths[index]!;
      parent!.end = Math.max(parent!.end, end);
    }
  }

  private enter(path: NodePath): void {
    path.order = this.paths.length;
    path.end = this.paths.push(path);
    if (path.kind === NodeKind.STATEMENT) this.statements.push(path);
    if (path.schema === undefined) return;
    let above: PolicyComment[] | undefined;
    let isAtTop = path.parent === undefined;
    for (const node of path.element.children) {
      if (node instanceof PolicyElement) {
        const child = tryPathOf(node, path.schema, path);
        if (child === undefined) continue;
        path.children.push(child);
        if (above !== undefined) this.addComments(above, isAtTop ? path : child);
        above = undefined;
        isAtTop = false;
      } else if (node instanceof PolicyComment) {
        (above ??= []).push(node);
      }
    }
    if (above !== undefined) this.addComments(above, path);
  }

  private addComments(comments: readonly PolicyComment[], path: NodePath): void {
    for (const comment of comments) this.comments.push({ comment, path });
  }
}

/** The path of a child, or undefined if the child is data. */
function tryPathOf(element: PolicyElement, schema: ElementSchema, parent: NodePath): NodePath | undefined {
  const { name } = element;
  const child = schema.children.get(name);
  if (child !== undefined) {
    if (parent.kind === NodeKind.ROOT && parent.name === "policies") {
      return new NodePath(element, NodeKind.SECTION, schemaOf(child), parent, name as PolicySection);
    }
    // Policies in `wait` run by themselves; other policies in a statement are parts of it.
    const kind = child.policy && parent.name === "wait" ? NodeKind.STATEMENT : NodeKind.PART;
    return new NodePath(element, kind, schemaOf(child.policy ? tryFindPolicy(name)! : child), parent, parent.section);
  }
  const { inside } = schema.spec;
  if (inside === "xml") return undefined;
  const policy = inside === "policies" ? tryFindPolicy(name) : undefined;
  return policy === undefined
    ? new NodePath(element, NodeKind.UNKNOWN, undefined, parent, parent.section)
    : new NodePath(element, NodeKind.STATEMENT, schemaOf(policy), parent, parent.section);
}
