import { TerraformStack, Token } from "cdktf";
import { resolveText } from "../core/terraform-text";
import { PerApp } from "../core/per-app";
import { identifierUriOfOther } from "./errors";
import type { IAppRegistration } from "./i-app-registration";

/** The registrations of the program, by the URI that is given to them. */
const NAMED = new PerApp<Map<string, IAppRegistration[]>>(() => new Map());

/**
 * Makes the synth fail when a registration has the identifier URI of one before it, in the same tenant. An Aspect can change the provider that a
 * tenant comes from until the end, so this is a validation.
 */
export function requireOwnIdentifierUri(registration: IAppRegistration, uri: string): void {
  if (Token.isUnresolved(uri)) return;
  const named = NAMED.of(registration);
  const key = uri.toLowerCase();
  const before = [...(named.get(key) ?? [])];
  named.set(key, [...before, registration]);
  registration.node.addValidation({
    validate: () => {
      const other = before.find((each) => tenantOf(each) === tenantOf(registration));
      return other === undefined ? [] : [identifierUriOfOther(uri, other.node.path)];
    },
  });
}

/** A tenant that only Terraform knows is the same in one stack. */
function tenantOf(registration: IAppRegistration): string {
  const { cloud, tenantId } = registration.authority;
  const tenant = resolveText(registration, tenantId);
  const isKnown = !tenant.includes("${");
  return [cloud.environment, isKnown ? "" : TerraformStack.of(registration).node.path, tenant].join(" ");
}
