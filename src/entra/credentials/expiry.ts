import { Fn, type IResolvable, Op, ref, Token } from "cdktf";

/** What Terraform checks when it plans. */
export interface ExpiryCondition {
  readonly condition: IResolvable;
  readonly errorMessage: string;
}

/** Whether a credential is valid when Terraform plans: only Terraform knows what time it is. */
export function isValid(): IResolvable {
  return Op.eq(Fn.timecmp(Token.asString(ref("self.end_date")), Fn.plantimestamp()), 1);
}

/**
 * That a credential is valid, as a postcondition. A precondition must refer to another resource, and Terraform refuses one that compares a date with the
 * time of the plan alone. This one fails the plan as well, because the end date is known before the credential is there.
 */
export function notExpired(errorMessage: string): ExpiryCondition[] {
  return [{ condition: isValid(), errorMessage }];
}
