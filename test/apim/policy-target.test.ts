import { TerraformResource, type TerraformStack } from "cdktf";
import { ApimPolicy, Callers, type IPolicyTarget, JwtPolicy, PolicyTarget } from "cdktf-apim-oauth";
import { PolicyScope } from "cdktf-apim-oauth/policy";
import { Construct } from "constructs";
import { importedApi, newService, newStack, synth } from "../support/synth";

/** A product, which this library does not know, as a user may write one. */
class ProductTarget extends PolicyTarget {
  public constructor(serviceKey: string[]) {
    super({ label: "product gold", scope: PolicyScope.PRODUCT, serviceKey, names: ["gold"] });
  }

  public createPolicy(scope: Construct, id: string, xmlContent: string): TerraformResource {
    const resource = new TerraformResource(scope, id, {
      terraformResourceType: "azurerm_api_management_product_policy",
    });
    resource.addOverride("xml_content", xmlContent);
    return resource;
  }
}

class Product extends Construct implements IPolicyTarget {
  public readonly policyTarget: PolicyTarget;

  public constructor(stack: TerraformStack, id: string) {
    super(stack, id);
    this.policyTarget = new ProductTarget(newService(stack, `${id}Service`).policyTarget.key);
  }
}

test("a target of a user's program gets its policy document as any other", () => {
  const stack = newStack();
  const target = new Product(stack, "Gold");
  new JwtPolicy(stack, "Jwt", { target, resource: importedApi(stack), callers: Callers.users("read") });

  const [policy] = Object.values(synth(stack).resource!.azurerm_api_management_product_policy!);
  expect(policy!.xml_content).toBe(ApimPolicy.of(target).render());
  expect(policy!.xml_content).toContain("<validate-jwt ");
});

test("its key distinguishes it from the other things of the service, and the same thing is the same document", () => {
  const stack = newStack();
  const [one, again] = [new Product(stack, "One"), new Product(stack, "Again")];
  expect(one.policyTarget.key).toEqual([...one.policyTarget.serviceKey, "gold"]);
  expect(ApimPolicy.of(again)).toBe(ApimPolicy.of(one));
  expect(one.policyTarget.isOutermost).toBe(false);
});
