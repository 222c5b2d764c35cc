import { type PolicyPosition } from "./node";

/** How severe a finding is. */
export enum PolicySeverity {
  /** API Management refuses the document, the API is open to callers that it must refuse or closed to everyone, or a secret is exposed. */
  ERROR = "error",
  /** The document works, but not as well or as safely as it could. */
  WARNING = "warning",
}

/** A problem found in a policy document. */
export interface PolicyFinding {
  /** The id of the rule, such as `P-10`. It never changes. */
  readonly id: string;
  /** The name of the rule, such as `token-in-header`. */
  readonly name: string;
  /** How severe the problem is. */
  readonly severity: PolicySeverity;
  /** What was found, and what is expected. */
  readonly message: string;
  /** What to do about it. */
  readonly fix: string;
  /**
   * The element with the problem, such as `inbound/choose[1]/when[2]/validate-jwt`. `policies` or `fragment` is the whole document, and so is
   * any other root.
   *
   * Numbers count the siblings of one name, from 1. A `choose` and a `when` always have one, other elements where there are several.
   */
  readonly path: string;
  /**
   * Where the problem is in the text that the document was read from.
   *
   * @default - the document was not read from text
   */
  readonly position?: PolicyPosition;
}

/**
 * A finding as one line of text.
 *
 * @internal
 */
export function describeFinding({ id, name, path, position, message, fix }: PolicyFinding): string {
  const place = position === undefined ? path : `${path} (line ${position.line}, column ${position.column})`;
  return `${id} ${name} ${place}: ${message}: ${fix}`;
}
