import { type PolicyPosition } from "../model/node";

/** How bad a finding is. */
export enum PolicySeverity {
  /** API Management refuses the document, or the API is open to callers who must not come in, or closed to everybody, or a secret is readable. */
  ERROR = "error",
  /** The document works, but not as well or as safely as it could. */
  WARNING = "warning",
}

/** Something about a policy document that should be otherwise. */
export interface PolicyFinding {
  /** The id of the rule, such as `P-07`. It never changes. */
  readonly ruleId: string;
  /** How bad it is. */
  readonly severity: PolicySeverity;
  /** What was found and what is expected. */
  readonly message: string;
  /** What to do. */
  readonly fix: string;
  /**
   * The element that it is about, such as `inbound/choose[1]/when[2]/validate-jwt`. `policies` or `fragment` is the whole document.
   *
   * Numbers count the siblings of one name, from 1. A `choose` and a `when` always have one, other elements where there are several.
   */
  readonly path: string;
  /**
   * Where it stands in the text that the document was read from.
   *
   * @default - the document was not read from text
   */
  readonly position?: PolicyPosition;
}
