import { tryFindPolicy, type ElementSpec } from "../catalog";
import { propsOf } from "../catalog/props";
import { ContentKind, contentOf } from "../syntax/content";
import { PolicyComment, PolicyElement, type PolicyNode } from "../model/node";

/** A statement without comments among its parts, and the comments that belong before it. */
export interface Lifted {
  readonly comments: readonly PolicyComment[];
  readonly element: PolicyElement;
}

/**
 * Moves the comments among the parts of a statement to where props can hold them: to the start of the branch that follows, to the end of the branch
 * before, or out of the statement. Comments among statements, in text and in markup stay.
 *
 * Undefined when there is nothing to move, or when a comment accepts a finding: what it covers depends on its place.
 */
export function tryLiftComments(statement: PolicyElement): Lifted | undefined {
  const lifting = new Lifting();
  const lifted = lifting.lift(statement, tryFindPolicy(statement.name));
  return lifting.moved === 0 || lifting.isFixed ? undefined : lifted;
}

/** Whether a comment may accept a finding of the linter. */
export function isSuppression({ text }: PolicyComment): boolean {
  return /^\s*allow\s/.test(text);
}

class Lifting {
  public moved = 0;
  public isFixed = false;

  public lift(element: PolicyElement, spec: ElementSpec | undefined): Lifted {
    const unchanged = { comments: [], element };
    const { kind, children } = contentOf(element, false);
    if (spec === undefined || spec.inside === "xml" || holdsStatements(spec) || kind === ContentKind.DATA) {
      return unchanged;
    }
    const comments: PolicyComment[] = [];
    const parts: PolicyNode[] = [];
    let pending: PolicyComment[] = [];
    /** Where the branch before is among the parts. */
    let branch = -1;
    for (const child of children) {
      if (child instanceof PolicyComment) {
        this.moved++;
        this.isFixed ||= isSuppression(child);
        pending.push(child);
        continue;
      }
      if (!(child instanceof PolicyElement)) {
        parts.push(child);
        continue;
      }
      const childSpec = specOf(child, spec);
      if (childSpec !== undefined && holdsStatements(childSpec)) {
        branch = parts.length;
        parts.push(pending.length === 0 ? child : withChildren(child, [...pending, ...child.children]));
        pending = [];
      } else {
        const inner = this.lift(child, childSpec);
        parts.push(inner.element);
        pending.push(...inner.comments);
      }
    }
    if (branch >= 0 && pending.length > 0) {
      const before = parts[branch] as PolicyElement;
      parts[branch] = withChildren(before, [...before.children, ...pending]);
    } else {
      comments.push(...pending);
    }
    return this.moved === 0 ? unchanged : { comments, element: withChildren(element, parts) };
  }
}

/** Whether an element holds a list of statements, in which comments may be. */
function holdsStatements(spec: ElementSpec): boolean {
  return propsOf(spec).some(({ kind }) => kind === "policies");
}

function specOf({ name }: PolicyElement, parent: ElementSpec): ElementSpec | undefined {
  const child = parent.children?.find((candidate) => candidate.name === name);
  return child?.policy ? tryFindPolicy(name) : child;
}

function withChildren({ name, attributes, position }: PolicyElement, children: PolicyNode[]): PolicyElement {
  return new PolicyElement(name, { attributes, children, position });
}
