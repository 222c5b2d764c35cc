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

/**
 * The broader scope whose credentials in the header `Authorization` reach a backend that its policy does not name: they are put there in the inbound
 * section, whatever backend is chosen, and the document chooses another one and leaves the header.
 *
 * @param documents the document that may do so, then those of the broader scopes, the innermost first
 */
export function sharedAuthorization(documents: () => readonly BroaderDocument[]): string | undefined {
  const [own, ...broader] = documents();
  const inbound = own?.document.trySection(PolicySection.INBOUND) ?? [];
  const chosen = chosenBackends(inbound);
  if (own === undefined || chosen.size === 0 || !hasBase(inbound)) return undefined;
  const afterBase = inbound.slice(inbound.findIndex(isBase));
  if (contains(afterBase, changesAuthorization) || contains(backendOf(own.document), setsAuthorization))
    return undefined;
  for (const [index, { label, document }] of broader.entries()) {
    if (resetsAnyway(backendOf(document))) return undefined;
    const section = document.trySection(PolicySection.INBOUND) ?? [];
    if (contains(section, addsAuthorization)) {
      const known = broader
        .slice(index)
        .flatMap((each) => [...chosenBackends(each.document.trySection(PolicySection.INBOUND) ?? [])]);
      return [...chosen].every((backend) => known.includes(backend)) ? undefined : label;
    }
    if (!hasBase(section) || contains(section, changesAuthorization)) return undefined;
  }
  return undefined;
}

/** The names and addresses of the backends that statements choose. */
function chosenBackends(statements: readonly PolicyNode[]): ReadonlySet<string> {
  const found = new Set<string>();
  contains(statements, (element) => {
    const chosen = element.tryAttribute("backend-id") ?? element.tryAttribute("base-url");
    if (element.name === "set-backend-service" && chosen !== undefined) found.add(chosen.source);
    return false;
  });
  return found;
}

function addsAuthorization(element: PolicyElement): boolean {
  if (element.name === "authentication-managed-identity") {
    return element.tryAttribute("output-token-variable-name") === undefined;
  }
  if (element.name === "authentication-basic") return true;
  return setsAuthorization(element) && element.tryAttribute("exists-action")?.source !== "delete";
}

function changesAuthorization(element: PolicyElement): boolean {
  return addsAuthorization(element) || setsAuthorization(element);
}

/** Whether a backend section changes the header whatever backend is chosen. */
function resetsAnyway(section: readonly PolicyNode[]): boolean {
  return section.some(
    (node) =>
      node instanceof PolicyElement && !isForChosen(node) && (setsAuthorization(node) || resetsAnyway(node.children)),
  );
}

function isForChosen(element: PolicyElement): boolean {
  return element.name === "when" && element.tryAttribute("condition")?.source.includes(`"${CHOSEN_BACKEND}"`) === true;
}

function isChoice(element: PolicyElement): boolean {
  return element.name === "set-variable" && element.tryAttribute("name")?.source === CHOSEN_BACKEND;
}

/** Whether an element puts credentials into the header if a backend is chosen. */
function addsForChosen(element: PolicyElement): boolean {
  if (!isForChosen(element)) return false;
  const adds = (inner: PolicyElement): boolean =>
    setsAuthorization(inner) && inner.tryAttribute("exists-action")?.source !== "delete";
  return contains(element.children, adds);
}

/** Whether statements send the request to the backend. */
export function forwards(statements: readonly PolicyNode[]): boolean {
  return contains(statements, isForward);
}

const ALWAYS_RUNS: readonly string[] = ["retry", "limit-concurrency"];

/** Whether a statement sends each request to the backend, whatever it is. */
export function forwardsAlways(statement: PolicyElement): boolean {
  return isForward(statement) || (ALWAYS_RUNS.includes(statement.name) && statement.elements.some(forwardsAlways));
}

function backendOf(document: PolicyDocument): readonly PolicyNode[] {
  return document.trySection(PolicySection.BACKEND) ?? [];
}

function hasBase(section: readonly PolicyNode[]): boolean {
  return section.some(isBase);
}

const isBase = (node: PolicyNode): boolean => node instanceof PolicyElement && node.name === "base";

const isForward = ({ name }: PolicyElement): boolean => name === "forward-request";

function setsAuthorization(element: PolicyElement): boolean {
  const name = element.tryAttribute("name")?.source.toLowerCase();
  return element.name === "set-header" && name === "authorization";
}

/** What is inside of them is about another request, or about the response. */
const OTHER_MESSAGES: readonly string[] = ["send-request", "send-one-way-request", "return-response"];

/** Whether one of the statements, or one inside of them, passes a test. */
function contains(nodes: readonly PolicyNode[], test: (element: PolicyElement) => boolean): boolean {
  return nodes.some(
    (node) =>
      node instanceof PolicyElement &&
      (test(node) || (!OTHER_MESSAGES.includes(node.name) && contains(node.children, test))),
  );
}
