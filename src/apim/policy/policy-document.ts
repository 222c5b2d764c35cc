import { refusedRoot, unreadableDocument } from "../../core/errors";
import type { IConstruct } from "constructs";
import type { PolicyDocument } from "../../policy/document";

/** Throws when a document was read from text that API Management refuses. */
export function requireReadable(place: IConstruct, document: PolicyDocument): void {
  const [first] = document.diagnostics;
  if (first !== undefined) throw unreadableDocument(place, first, document.diagnostics.length);
}

/**
 * Throws when a document has no sections. What else is wrong with it, a document for a target tells when it is synthesized, all at once.
 */
export function requireSections(place: IConstruct, document: PolicyDocument): void {
  if (document.root.name !== "policies") throw refusedRoot(place, document.root.name);
}
