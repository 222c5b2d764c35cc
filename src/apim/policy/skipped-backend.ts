import type { PolicyDocument } from "../../policy/document";
import { PolicyElement, type PolicyNode } from "../../policy/model/node";
import { PolicySection } from "../../policy/model/section";

/** A document of a broader scope, and what it belongs to. */
export interface BroaderDocument {
  readonly label: string;
  readonly document: PolicyDocument;
}

/**
 * The broader scope whose work on the header `Authorization` a document skips, because its own backend section sends the request without `<base />`.
 * A document that names its own backend, or sets the header itself, does so on purpose.
 *
 * @param broader the documents of the broader scopes, the innermost first
 */
export function skippedAuthorization(
  own: PolicyDocument,
  broader: () => readonly BroaderDocument[],
): string | undefined {
  const backend = backendOf(own);
  if (hasBase(backend) || !contains(backend, isForward) || contains(backend, setsAuthorization)) return undefined;
  if (contains(own.trySection(PolicySection.INBOUND) ?? [], ({ name }) => name === "set-backend-service"))
    return undefined;
  for (const { label, document } of broader()) {
    const section = backendOf(document);
    if (contains(section, setsAuthorization)) return label;
    if (!hasBase(section)) return undefined;
  }
  return undefined;
}

/** Whether statements send the request to the backend. */
export function forwards(statements: readonly PolicyNode[]): boolean {
  return contains(statements, isForward);
}

function backendOf(document: PolicyDocument): readonly PolicyNode[] {
  return document.trySection(PolicySection.BACKEND) ?? [];
}

function hasBase(section: readonly PolicyNode[]): boolean {
  return section.some((node) => node instanceof PolicyElement && node.name === "base");
}

const isForward = ({ name }: PolicyElement): boolean => name === "forward-request";

function setsAuthorization(element: PolicyElement): boolean {
  const name = element.tryAttribute("name")?.source.toLowerCase();
  return element.name === "set-header" && name === "authorization";
}

/** Whether one of the statements, or one inside of them, passes a test. */
function contains(nodes: readonly PolicyNode[], test: (element: PolicyElement) => boolean): boolean {
  return nodes.some((node) => node instanceof PolicyElement && (test(node) || contains(node.children, test)));
}
