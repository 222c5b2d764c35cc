/** Why an expression has no value. It never leaves the evaluation, which makes an `Unresolved` of it. */
export class Failure extends Error {
  /** @param isLimit whether only this evaluation fails: Terraform would go on, so `try` must not take the next value */
  public constructor(
    reason: string,
    public readonly isLimit = false,
  ) {
    super(reason);
  }
}
