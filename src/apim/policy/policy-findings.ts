import { Annotations } from "cdktf";
import type { IConstruct } from "constructs";
import type { PolicyDocument } from "../../policy/document";
import { type PolicyLintOptions, PolicyLint } from "../../policy/lint";
import { describeFinding, PolicySeverity } from "../../policy/model/finding";
import { PLACEHOLDER } from "../../policy/text/placeholder";

/** What should be otherwise about a document, a line each. */
export interface PolicyFindings {
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
}

const NONE: PolicyFindings = { errors: [], warnings: [] };
const PLACEHOLDERS = new RegExp(PLACEHOLDER, "g");

/** Checks without a finding. Hundreds of APIs are often protected alike, by texts that differ in nothing but the placeholders of their clients. */
const CLEAN = new Set<string>();
const MOST_CLEAN = 200;

/** What a construct knows beside the document. */
type KnownOptions = Pick<PolicyLintOptions, "scope"> &
  Required<Pick<PolicyLintOptions, "namedValues" | "fragments" | "suppressions">>;

/**
 * The findings about a document, for people.
 *
 * @param text the document as it is written
 */
export function findingsOf(document: PolicyDocument, text: string, options: KnownOptions): PolicyFindings {
  const { scope, namedValues, fragments, suppressions } = options;
  // What the reader found is not in the text any more.
  const isComparable = suppressions.length === 0 && document.diagnostics.length === 0;
  // No rule looks into a placeholder, and no policy text holds U+0000.
  const key = `${scope ?? "fragment"} ${namedValues.join(" ")} ${fragments.join(" ")}\0${text.replace(PLACEHOLDERS, "\0")}`;
  if (isComparable && CLEAN.has(key)) return NONE;

  const errors: string[] = [];
  const warnings: string[] = [];
  for (const finding of PolicyLint.check(document, options)) {
    (finding.severity === PolicySeverity.ERROR ? errors : warnings).push(describeFinding(finding));
  }
  if (isComparable && errors.length === 0 && warnings.length === 0) {
    if (CLEAN.size === MOST_CLEAN) CLEAN.clear();
    CLEAN.add(key);
  }
  return { errors, warnings };
}

/** Makes each warning an annotation of the construct, once, and returns the errors for a validation. */
export function reportFindings(construct: IConstruct, { errors, warnings }: PolicyFindings): string[] {
  const told = construct.node.metadata.map(({ data }) => data as unknown);
  for (const warning of warnings) {
    if (!told.includes(warning)) Annotations.of(construct).addWarning(warning);
  }
  return [...errors];
}
