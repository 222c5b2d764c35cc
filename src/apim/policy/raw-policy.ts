import type { Construct } from "constructs";
import { CheckedConstruct, checkProps, type Kinds } from "../../core/kinds";
import type { PolicyDocument } from "../../policy/document";
import { refusedRoot } from "../errors";
import { DOCUMENT, TARGET } from "../kinds";
import type { IPolicyTarget } from "../policy-target";
import { ApimPolicy } from "./apim-policy";

/** Properties of `RawPolicy`: a document and what it belongs to. */
export interface RawPolicyProps {
  /** The service, API or operation that the document is for. */
  readonly target: IPolicyTarget;
  /** The document. */
  readonly document: PolicyDocument;
}

const PROPS: Kinds<RawPolicyProps> = { target: TARGET, document: DOCUMENT };

/**
 * A complete policy document for a target, such as an existing one.
 *
 * Other constructs can still add to it: a `JwtPolicy` puts its checks where they are safe and keeps the order of the document's statements.
 */
export class RawPolicy extends CheckedConstruct {
  /**
   * @throws when the target has a document already, or the document is a fragment
   */
  public constructor(scope: Construct, id: string, props: RawPolicyProps) {
    super(scope, id);
    checkProps(this, props, PROPS);
    const { name } = props.document.root;
    if (name !== "policies") throw refusedRoot(this, name);
    ApimPolicy.of(props.target)._attachDocument(this, props.document);
  }
}
