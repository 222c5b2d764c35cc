import { TerraformStack, Token } from "cdktf";
import { PerApp } from "../core/per-app";
import { resolveText } from "../core/terraform-text";
import type { IAppRegistration } from "./i-app-registration";

/** What Entra ID keeps once in a tenant, such as an identifier URI: the registrations of the program that have it, by its text. */
export class OnePerTenant {
  private readonly owners = new PerApp<Map<string, IAppRegistration[]>>(() => new Map());

  /** @param problem the message about another registration of the tenant, by its path */
  public constructor(private readonly problem: (text: string, other: string) => string) {}

  /**
   * Makes the synth fail when a registration before this one has the text, in the same tenant. An Aspect can change the provider that a tenant comes from
   * until the end, so this is a validation. A text that only Terraform knows is not compared.
   */
  public claim(registration: IAppRegistration, text: string): void {
    if (Token.isUnresolved(text)) return;
    const owners = this.owners.of(registration);
    const key = text.toLowerCase();
    const before = [...(owners.get(key) ?? [])];
    owners.set(key, [...before, registration]);
    registration.node.addValidation({
      validate: () => {
        const other = before.find((each) => tenantOf(each) === tenantOf(registration));
        return other === undefined ? [] : [this.problem(text, other.node.path)];
      },
    });
  }
}

/** A tenant that only Terraform knows is the same in one stack. */
function tenantOf(registration: IAppRegistration): string {
  const { cloud, tenantId } = registration.authority;
  const tenant = resolveText(registration, tenantId);
  const isKnown = !tenant.includes("${");
  return [cloud.environment, isKnown ? "" : TerraformStack.of(registration).node.path, tenant].join(" ");
}
