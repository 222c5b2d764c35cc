import type { GatewayResult } from "../gateway/gateway-result";
import type { AccessTable } from "./access-table";
import { type Check, checkForwarded, checkProtected, checkRefused, type ProtectionOptions } from "./checks";
import { checkFailed } from "./errors";
import { checkPolicy, type PolicyAttributes } from "./policy-check";

/**
 * The matchers for `expect.extend` of Jest and Vitest. `cdktf-apim-oauth/testing/jest` and `cdktf-apim-oauth/testing/vitest` declare their types.
 */
export const apimMatchers = {
  toBeForwarded: (result: GatewayResult): Check => checkForwarded(result),
  toBeRefused: (result: GatewayResult, status: number, reason?: string): Check => checkRefused(result, status, reason),
  toProtectEveryOperation: (table: AccessTable, options?: ProtectionOptions): Check => checkProtected(table, options),
  toHavePolicy: (policy: string | { render(): string }, name: string, attributes?: PolicyAttributes): Check =>
    checkPolicy(policy, name, attributes),
};

/** What {@link apimMatchers} add to an expectation. */
export interface ApimMatchers<R = void> {
  /** The request got to the backend. */
  toBeForwarded(): R;
  /**
   * The backend did not get the request, and the response has the status.
   *
   * @param reason the reason of `context.LastError`, such as `TokenExpired`
   */
  toBeRefused(status: number, reason?: string): R;
  /** Nobody gets in without a token or with a faulty one. It is for the table that `gateway.access()` resolves to. */
  toProtectEveryOperation(options?: ProtectionOptions): R;
  /**
   * The policy document has an element, at any depth.
   *
   * @param name the name of the element, such as `rate-limit`
   * @param attributes attributes that one such element has
   */
  toHavePolicy(name: string, attributes?: PolicyAttributes): R;
}

/**
 * Fails if a check does not hold: for node:test, and other runners without matchers.
 *
 * @throws TestingError with the message of the check
 */
export function assertCheck({ pass, message }: Check): void {
  if (!pass) throw checkFailed(message());
}
