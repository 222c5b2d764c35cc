import { TerraformResource, Token } from "cdktf";
import type { Construct } from "constructs";
import { hclAttributes } from "./hcl-attributes";

/**
 * A pause while a deployment makes it. Terraform takes the provider, `hashicorp/time`, from the name of the type, and it needs no configuration.
 *
 * @see https://registry.terraform.io/providers/hashicorp/time/latest/docs/resources/sleep
 */
export class TimeSleep extends TerraformResource {
  /** @param after what is made before the pause */
  public constructor(
    scope: Construct,
    id: string,
    private readonly seconds: number,
    after: TerraformResource[],
  ) {
    super(scope, id, { terraformResourceType: "time_sleep", dependsOn: after });
  }

  protected synthesizeAttributes(): Record<string, unknown> {
    const { seconds } = this;
    return { create_duration: `${Token.asString(Token.asAny(seconds))}s` };
  }

  protected synthesizeHclAttributes(): Record<string, unknown> {
    return hclAttributes(this.synthesizeAttributes());
  }
}
