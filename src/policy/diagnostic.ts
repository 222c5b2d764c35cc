import { type PolicyPosition } from "./node";

/** Something in a policy text that API Management refuses. */
export interface PolicyDiagnostic {
  /** What was found, what is expected and what to do. */
  readonly message: string;
  /** Where it stands in the text. */
  readonly position: PolicyPosition;
}
