import { type PolicyDocument } from "../document";
import { type PolicyFinding } from "./finding";
import { type PolicyLintOptions } from "./options";
import { lintDocument } from "./run";

/**
 * Checks policy documents: against the reference of API Management, and against what makes a token check safe.
 *
 * A comment in the document accepts a finding of the next statement: `<!-- allow P-10: old meters cannot send headers -->`.
 * Before the first section it accepts it in the whole document. The reason is needed.
 */
export class PolicyLint {
  /**
   * What should be otherwise about a document, in the order of the document. Empty when all is well. Of one rule at most a thousand errors and
   * a thousand warnings.
   *
   * Never throws, whatever the document holds.
   *
   * @param document the document
   * @param options what is known beside the text
   */
  public static check(document: PolicyDocument, options: PolicyLintOptions = {}): PolicyFinding[] {
    return lintDocument(document, options);
  }

  private constructor() {
    // Only a name for the function above.
  }
}
