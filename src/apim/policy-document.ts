import { refusedRoot, unreadableDocument } from "../core/errors";
import type { IConstruct } from "constructs";
import type { PolicyDocument } from "../policy/document";

/** Throws when a document was read from text that API Management refuses. */
export function requireReadable(place: IConstruct, document: PolicyDocument): void {
  const [first] = document.diagnostics;
  if (first !== undefined) throw unreadableDocument(place, first, document.diagnostics.length);
}

/** As {@link requireReadable}, and when the document is none with sections. */
export function requireSections(place: IConstruct, document: PolicyDocument): void {
  requireReadable(place, document);
  if (document.root.name !== "policies") throw refusedRoot(place, document.root.name);
}
