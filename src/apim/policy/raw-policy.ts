import { Construct } from "constructs";
import type { PolicyDocument } from "../../policy/document";
import { ApimPolicy } from "./apim-policy";
import { requireSections } from "./policy-document";
import type { IPolicyTarget } from "./policy-target";

/** A document and what it belongs to. */
export interface RawPolicyProps {
  /** The service, API or operation that the document is for. */
  readonly target: IPolicyTarget;
  /** The document. */
  readonly document: PolicyDocument;
}

/**
 * A whole policy document for a target, such as one that exists already.
 *
 * Other constructs still add to it: a `JwtPolicy` puts its checks where they are safe and leaves the document's own statements in their order.
 */
export class RawPolicy extends Construct {
  /**
   * @throws when the target has a document already, or the document is a fragment
   */
  public constructor(scope: Construct, id: string, props: RawPolicyProps) {
    super(scope, id);
    requireSections(this, props.document);
    ApimPolicy.of(props.target)._attachDocument(this, props.document);
  }
}
