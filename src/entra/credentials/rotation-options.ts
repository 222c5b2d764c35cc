/** Options of a client secret that is rotated: exactly one of generation and rotationMonths. */
export interface RotatingClientSecretOptions {
  /**
   * The number of the secret that is handed out, from 1. Add 1 to rotate, and deploy before you add the next: a step of 2, or back, deletes the
   * secret that clients have.
   *
   * @default - time rotates, with rotationMonths
   */
  readonly generation?: number;
  /**
   * How many months of the calendar each secret is handed out for, from 1 to 12: the first deployment of a period rotates. A secret is valid until the end of
   * the period after its own, so deploy at least once in each period, early in it. Another number replaces both secrets: add another pair, and move its
   * readers.
   *
   * @default - you rotate, with generation
   */
  readonly rotationMonths?: number;
  /**
   * How many days each secret is valid from its creation, up to 106751. Rotate after half of it. A change counts from the next secret on. Only with
   * generation.
   *
   * @default 180
   */
  readonly lifetimeDays?: number;
  /**
   * The name of the secrets in the portal, which gets a number.
   *
   * @default - the id
   */
  readonly displayName?: string;
}
