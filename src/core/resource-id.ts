import { Fn, Token } from "cdktf";

/** The names in the id of a resource. If only Terraform knows the id, they are Terraform expressions. */
export function partsOfResourceId(resourceId: string): { readonly name: string; readonly resourceGroupName: string } {
  const part = (index: number): string =>
    Token.isUnresolved(resourceId)
      ? Token.asString(Fn.element(Fn.split("/", resourceId), index))
      : resourceId.split("/")[index]!;
  return { name: part(8), resourceGroupName: part(4) };
}
