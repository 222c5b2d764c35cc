import type { ProgramFacts } from "../../policy/lint/facts";
import { type PolicyElement } from "../../policy/model/node";
import type { PolicyDocument } from "../../policy/document";
import type { PolicyFinding } from "../../policy/model/finding";

/** A policy document to check, and what is known beyond its text. */
export interface LintedDocument {
  /** The path of the file, as it was given. */
  readonly file: string;
  /** The Terraform address, if the document is in a stack, a plan or a state. */
  readonly address?: string;
  /** The line of the resource in the file. */
  readonly line?: number;
  readonly document: PolicyDocument;
  readonly facts: ProgramFacts;
}

/** A document that could not be checked. */
export interface UncheckedDocument {
  readonly file: string;
  readonly address?: string;
  readonly problem: string;
}

/** What an input holds. */
export interface LintInput {
  readonly documents: readonly LintedDocument[];
  readonly unchecked: readonly UncheckedDocument[];
}

/** A document with what the linter found. */
export interface CheckedDocument extends LintedDocument {
  readonly findings: readonly PolicyFinding[];
}

/** Where a document is: its file, and its address in it. */
export function placeOf({ file, address }: { readonly file: string; readonly address?: string }): string {
  return address === undefined ? file : `${file}#${address}`;
}

/** The ids of the fragments that a document includes. */
export function includedFragments(document: PolicyDocument): Set<string> {
  const found = new Set<string>();
  const open: PolicyElement[] = [document.root];
  for (const element of open) {
    const id = element.name === "include-fragment" ? element.tryAttribute("fragment-id")?.source : undefined;
    if (id !== undefined) found.add(id);
    for (const child of element.elements) open.push(child);
  }
  return found;
}
