import type { IConstruct } from "constructs";
import type { PolicyDocument } from "../../policy/document";
import { fragmentProblem } from "../../policy/syntax/fragment";
import { refusedFragment, unreadableDocument } from "../errors";

/** Throws when API Management would refuse a document as a fragment. */
export function requireFragment(place: IConstruct, { diagnostics, root }: PolicyDocument): void {
  const [unreadable] = diagnostics;
  if (unreadable !== undefined) throw unreadableDocument(place, unreadable, diagnostics.length);
  const problem = fragmentProblem(root);
  if (problem !== undefined) throw refusedFragment(place, problem);
}
