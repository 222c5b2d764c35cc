import { type Call } from "../../contract/call";
import { type TypeBuilder } from "../../contract/define";
import { genericType } from "../../contract/type";
import { NetSequence } from "../../contract/values";
import { XAttribute, XContainer, XElement, XNode } from "./nodes";
import { wrap, XmlValue } from "./values";
import { elements, sequence, ancestors, nodeSequence, withSelf, lazy } from "./sequences";
import { nameOf } from "./arguments";

export function extensionMembers(type: TypeBuilder): void {
  type
    .static("IEnumerable<XElement> Elements<T>(this IEnumerable<T> source)", (call) => elements(children(call)))
    .static("IEnumerable<XElement> Elements<T>(this IEnumerable<T> source, XName name)", (call) =>
      elements(children(call), nameOf(call, 1)),
    )
    .static("IEnumerable<XElement> Descendants<T>(this IEnumerable<T> source)", (call) => elements(descendants(call)))
    .static("IEnumerable<XElement> Descendants<T>(this IEnumerable<T> source, XName name)", (call) =>
      elements(descendants(call), nameOf(call, 1)),
    )
    .static("IEnumerable<XAttribute> Attributes(this IEnumerable<XElement> source)", (call) =>
      sequence("XAttribute", () =>
        containers(call)
          .flatMap((node) => (node instanceof XElement ? node.attributes : []))
          .map(wrap),
      ),
    )
    .static("IEnumerable<XAttribute> Attributes(this IEnumerable<XElement> source, XName name)", (call) => {
      const name = nameOf(call, 1);
      const all = containers(call).flatMap((node) => (node instanceof XElement ? node.attributes : []));
      return sequence("XAttribute", () => all.filter((attribute) => name?.equals(attribute.name)).map(wrap));
    })
    .static("IEnumerable<XElement> Ancestors<T>(this IEnumerable<T> source)", (call) =>
      elements(nodesIn(call).flatMap(ancestors)),
    )
    .static("IEnumerable<XElement> Ancestors<T>(this IEnumerable<T> source, XName name)", (call) =>
      elements(nodesIn(call).flatMap(ancestors), nameOf(call, 1)),
    )
    .static("IEnumerable<XElement> AncestorsAndSelf(this IEnumerable<XElement> source)", (call) =>
      elements(elementsIn(call).flatMap((element) => [element, ...ancestors(element)])),
    )
    .static("IEnumerable<XElement> AncestorsAndSelf(this IEnumerable<XElement> source, XName name)", (call) =>
      elements(
        elementsIn(call).flatMap((element) => [element, ...ancestors(element)]),
        nameOf(call, 1),
      ),
    )
    .static("IEnumerable<XNode> DescendantNodes<T>(this IEnumerable<T> source)", (call) =>
      nodeSequence(containers(call).flatMap((node) => [...node.descendantNodes()])),
    )
    .static("IEnumerable<XNode> DescendantNodesAndSelf(this IEnumerable<XElement> source)", (call) =>
      nodeSequence(elementsIn(call).flatMap((node) => [...withSelf(node)])),
    )
    .static("IEnumerable<XElement> DescendantsAndSelf(this IEnumerable<XElement> source)", (call) =>
      lazy(() => elementsIn(call).flatMap((node) => [...withSelf(node)])),
    )
    .static("IEnumerable<XElement> DescendantsAndSelf(this IEnumerable<XElement> source, XName name)", (call) =>
      lazy(() => elementsIn(call).flatMap((node) => [...withSelf(node)]), nameOf(call, 1)),
    )
    .static("IEnumerable<T> InDocumentOrder<T>(this IEnumerable<T> source)", (call) => {
      const nodes = nodesIn(call);
      const wanted = new Set<XNode>(nodes);
      const tops = new Set(nodes.map((node) => topOf(node)));
      const ordered = [...tops].flatMap((top) => [top, ...(top instanceof XContainer ? top.descendantNodes() : [])]);
      const type = call.typeArgument();
      return new NetSequence(genericType("IEnumerable", type), () =>
        ordered
          .filter((node) => wanted.has(node))
          .map(wrap)
          [Symbol.iterator](),
      );
    })
    .static("IEnumerable<XNode> Nodes<T>(this IEnumerable<T> source)", (call) =>
      nodeSequence(containers(call).flatMap((node) => [...node.nodes])),
    )
    .static("void Remove<T>(this IEnumerable<T> source)", (call) => {
      for (const item of [...call.items(0)]) {
        if (!(item instanceof XmlValue)) continue;
        const node: unknown = item.node;
        if (node instanceof XAttribute && node.parent instanceof XElement) node.parent.removeAttribute(node);
        else if (node instanceof XNode) node.parent?.remove(node);
      }
      return null;
    });
}

function containers(call: Call): XContainer[] {
  return [...call.items(0)].flatMap((item) =>
    item instanceof XmlValue && item.node instanceof XContainer ? [item.node] : [],
  );
}

function nodesIn(call: Call): XNode[] {
  return [...call.items(0)].flatMap((item) =>
    item instanceof XmlValue && item.node instanceof XNode ? [item.node] : [],
  );
}

function elementsIn(call: Call): XElement[] {
  return nodesIn(call).filter((node): node is XElement => node instanceof XElement);
}

function topOf(node: XNode): XNode {
  let top = node;
  while (top.parent !== undefined) top = top.parent;
  return top;
}

function children(call: Call): XElement[] {
  return containers(call).flatMap((container) => container.elements());
}

function descendants(call: Call): XElement[] {
  return containers(call).flatMap((container) =>
    [...container.descendantNodes()].filter((node): node is XElement => node instanceof XElement),
  );
}
