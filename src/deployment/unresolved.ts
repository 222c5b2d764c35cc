/** A value of the deployment that could not be resolved. */
export interface UnresolvedValue {
  readonly address: string;
  readonly stack: string;
  /** The property of the item that has no value, or "" for the item itself. */
  readonly property: string;
  /** The expression that has no value, as it is written. */
  readonly expression: string;
  readonly reason: string;
}
