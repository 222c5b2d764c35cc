import { type PolicyDocument } from "../document";
import { type PolicyFinding } from "../model/finding";
import { type PolicyLintOptions } from "./options";
import { lintDocument } from "./run";

/**
 * Checks policy documents: against the reference of API Management, and for what makes token validation unsafe.
 *
 * A comment in the document accepts a finding of the next statement: `<!-- allow token-in-header: old meters cannot send headers -->`.
 * Before the first section it accepts the finding in the whole document. It names the id or the name of the rule, and a reason.
 */
export class PolicyLint {
  /**
   * The problems in a document, errors first, then in document order; empty if there are none.
   * Of each rule at most a thousand errors and a thousand warnings.
   *
   * Never throws, whatever the document holds.
   *
   * @param document the document
   * @param options what is known beyond the text
   */
  public static check(document: PolicyDocument, options: PolicyLintOptions = {}): PolicyFinding[] {
    return lintDocument(document, options);
  }

  private constructor() {
    // Only a namespace for the function above.
  }
}
