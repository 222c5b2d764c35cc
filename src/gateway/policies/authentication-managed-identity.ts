import { PolicyFailure } from "../failure";
import type { Step } from "../step";

/** Gets a token for an identity of the service, and sends it to the backend. */
export async function authenticationManagedIdentity(step: Step): Promise<void> {
  const resource = step.text("resource");
  const variable = step.tryText("output-token-variable-name");
  try {
    const token = await step.services.identityToken(resource, step.tryText("client-id"));
    if (variable === undefined) step.request.headers.set("Authorization", [`Bearer ${token}`]);
    else step.exchange.variables.set(variable, token);
    step.decision = `has a token for ${resource}`;
  } catch (error) {
    if (!step.flag("ignore-error", false)) {
      const message = error instanceof Error ? error.message : String(error);
      throw new PolicyFailure("ManagedIdentityTokenFailure", message, 500, "Internal server error");
    }
    step.decision = "has no token";
  }
}
