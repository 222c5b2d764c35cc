/** A step that fails: the gateway goes on with `on-error`, where it is `context.LastError`. */
export class PolicyFailure extends Error {
  /**
   * @param reason the code, such as `TokenExpired`
   * @param message what happened, for people
   * @param status what the caller gets, unless `on-error` says otherwise
   * @param text what the caller reads in place of the message
   */
  public constructor(
    public readonly reason: string,
    message: string,
    public readonly status: number,
    public readonly text: string = message,
  ) {
    super(message);
    this.name = "PolicyFailure";
  }
}

/** An expression that throws, or whose result the policy cannot use. The caller does not learn why. */
export function expressionFailure(message: string): PolicyFailure {
  return new PolicyFailure("ExpressionValueEvaluationFailure", message, 500, "Internal server error");
}

/** What the gateway cannot execute. It is no failure of the policy, so `on-error` does not run: nobody knows what the service would do. */
export class CannotExecute extends Error {
  public constructor(message: string) {
    super(message);
    this.name = "CannotExecute";
  }
}

class EndOfPipeline extends Error {
  public constructor() {
    super("the pipeline ends here");
    this.name = "EndOfPipeline";
  }
}

/** What a policy throws that answers the caller, such as `return-response`: nothing runs after it. It is no failure, so nobody needs its stack. */
export const END_OF_PIPELINE = new EndOfPipeline();
