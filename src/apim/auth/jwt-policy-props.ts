import { type Kinds, listOf, optional } from "../../core/kinds";
import { TARGET } from "../kinds";
import type { IPolicyTarget } from "../policy-target";
import { ACCEPTED_TOKENS, type AcceptedTokens, TOKENS } from "./accepted-tokens";
import { TOKEN_CHECK_OPTIONS, type TokenCheckOptions } from "./token-check-options";

/** Properties of `JwtPolicy`: which tokens may call the target. */
export interface JwtPolicyProps extends AcceptedTokens, TokenCheckOptions {
  /** The service, product, workspace, API or operation to protect. */
  readonly target: IPolicyTarget;
  /**
   * Further resource servers whose tokens are accepted, such as a second tenant, or the registration that replaces this one. A token must be one of
   * them in all: issuer, keys, audience and callers. `callers` of an operation hold for the tokens of each.
   *
   * @default - none
   */
  readonly alsoAccepts?: AcceptedTokens[];
}

export const JWT_POLICY_PROPS: Kinds<JwtPolicyProps> = {
  ...ACCEPTED_TOKENS,
  ...TOKEN_CHECK_OPTIONS,
  target: TARGET,
  alsoAccepts: optional(listOf(TOKENS, "tokens")),
};
