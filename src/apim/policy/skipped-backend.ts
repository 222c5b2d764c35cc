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

/** The variable with the name of the backend that the innermost document chose with `useIn` of a backend. */
export const CHOSEN_BACKEND = "chosen-backend";

/**
 * The document whose credentials for its own backend go to another one, because a document sends requests there by hand, without `useIn`.
 *
 * @param documents the document that may do so, then those of the broader scopes, the innermost first
 */
export function misdirectedAuthorization(documents: () => readonly BroaderDocument[]): string | undefined {
  const [own, ...broader] = documents();
  if (own === undefined) return undefined;
  const known = new Set<string>();
  const sections = [own, ...broader].map(({ document }) => document.trySection(PolicySection.INBOUND) ?? []);
  contains(sections.flat(), (element) => {
    if (isChoice(element)) known.add(element.tryAttribute("value")?.source ?? "");
    return false;
  });
  const isByHand = (element: PolicyElement): boolean =>
    element.name === "set-backend-service" && !known.has(element.tryAttribute("backend-id")?.source ?? "");
  if (!contains(sections[0]!, isByHand)) return undefined;
  for (const { label, document } of [own, ...broader]) {
    const section = backendOf(document);
    if (contains(section, addsForChosen)) return label;
    if (!hasBase(section)) return undefined;
  }
  return undefined;
}

function isChoice(element: PolicyElement): boolean {
  return element.name === "set-variable" && element.tryAttribute("name")?.source === CHOSEN_BACKEND;
}

/** Whether an element puts credentials into the header if a backend is chosen. */
function addsForChosen(element: PolicyElement): boolean {
  if (element.name !== "when" || element.tryAttribute("condition")?.source.includes(`"${CHOSEN_BACKEND}"`) !== true)
    return false;
  const adds = (inner: PolicyElement): boolean =>
    setsAuthorization(inner) && inner.tryAttribute("exists-action")?.source !== "delete";
  return contains(element.children, adds);
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
