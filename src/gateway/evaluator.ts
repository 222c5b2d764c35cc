import type { PolicyValue } from "../policy/model/value";
import type { Exchange } from "./exchange";

/** Runs the C# of a policy. */
export interface Evaluator {
  /**
   * The result of an expression.
   *
   * @throws PolicyFailure when the expression throws
   * @throws CannotExecute when the expression uses what is not there
   */
  evaluate(value: PolicyValue, exchange: Exchange): unknown;

  /** A result as the text of an attribute or a body. */
  toText(result: unknown): string;
}
