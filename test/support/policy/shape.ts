import { PolicyComment, PolicyText, type PolicyElement, type PolicyNode } from "../../../src/policy";

/** A tree in brackets, short enough to compare: `a[x=1](b, "text", <!--comment-->)`. */
export function shape(node: PolicyNode): string {
  if (node instanceof PolicyText) return JSON.stringify(node.value.source);
  if (node instanceof PolicyComment) return `<!--${node.text}-->`;
  const element = node as PolicyElement;
  const attributes = element.attributes.map(({ name, value }) => `${name}=${value.source}`).join(" ");
  const children = element.children.map(shape).join(", ");
  return `${element.name}${attributes && `[${attributes}]`}${children && `(${children})`}`;
}
