import { PolicyFailure } from "../failure";
import type { Step } from "../step";

/** Keeps the token that the credential manager has for a connection: the type `Authorization` of expressions. */
export async function getAuthorizationContext(step: Step): Promise<void> {
  const variable = step.text("context-variable-name");
  const provider = step.text("provider-id");
  const connection = step.text("authorization-id");
  try {
    step.exchange.variables.set(variable, await step.services.credential(provider, connection));
    step.decision = `has a token of ${provider}`;
  } catch (error) {
    step.decision = `has no token of ${provider}`;
    if (!step.flag("ignore-error", false)) {
      const message = error instanceof Error ? error.message : String(error);
      throw new PolicyFailure("AuthorizationContextFailure", message, 500, "Internal server error");
    }
    step.exchange.variables.set(variable, null);
  }
}
