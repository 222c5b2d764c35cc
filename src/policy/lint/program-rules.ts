import { PolicySeverity } from "../model/finding";

/** A rule about a whole program of constructs. It is judged at synth, and accepted like a rule about a document. */
export interface ProgramRule {
  /** The id, such as `A-01`. Suppressions name it, so it never changes. */
  readonly id: string;
  /** The readable name, such as `open-operation`. Suppressions may name it instead of the id, so it never changes either. */
  readonly name: string;
  /** Severities that the rule reports; the first is the default. */
  readonly severities: readonly [PolicySeverity, ...PolicySeverity[]];
  /** What a good program does, in one sentence. */
  readonly description: string;
  /** Why, and what decides about the severity. */
  readonly rationale: string;
  /** What to do about a finding. */
  readonly fix: string;
  /** A page about the subject. */
  readonly url: string;
}

export const OPEN_OPERATION: ProgramRule = {
  id: "A-01",
  name: "open-operation",
  severities: [PolicySeverity.ERROR],
  description: "Every operation checks who calls, or is open by `Callers.anonymous()`.",
  rationale:
    "The check can be in the document of the operation, of its API, of each of its products or of the service: a token check, a client certificate, a header with a credential, or a refusal that depends on what the caller sent. That of a product runs for its keys only, and without a key in an open product: a key of the API or of all APIs runs that of none. A subscription key names a subscription, not a caller. An API without operations in the program is judged as a whole.",
  fix: "Add a JwtPolicy with the API as target, add another check, or give the operation Callers.anonymous(). Accept the finding where something else protects the API: its product, another stack, a private network.",
  url: "https://learn.microsoft.com/azure/api-management/mitigate-owasp-api-threats#broken-authentication",
};

export const INHERITED_CHECKS: ProgramRule = {
  id: "A-02",
  name: "inherited-checks",
  severities: [PolicySeverity.WARNING, PolicySeverity.ERROR],
  description:
    "The checks that a request runs one after the other accept the same tokens, and read what the caller sent.",
  rationale:
    "An operation runs the checks of its API and of the service as well, where its document has `<base />`, and those in its fragments. It is an error if no token passes all of them, and a warning if fewer callers pass than the innermost check says. A statement of a broader scope that removes or replaces the header of the token before the check is an error as well, and a warning if only some requests run it.",
  fix: "Give the operation `callers` in place of a JwtPolicy, let the outer check accept all callers that an inner one accepts, or leave one of the checks out. Move a statement that writes the header of the token into the document with the check.",
  url: "https://learn.microsoft.com/azure/api-management/api-management-howto-policies#use-base-element-to-set-policy-evaluation-order",
};

/** The rules about programs. */
export const PROGRAM_RULES: readonly ProgramRule[] = [OPEN_OPERATION, INHERITED_CHECKS];
