import { DefaultTokenResolver, StringConcat, type TerraformElement, Testing, Tokenization } from "cdktf";
import type { Construct } from "constructs";
import { newStack } from "./synth";

/** The class of a resource. */
export type Binding<C> = new (scope: Construct, id: string, config: C) => TerraformElement;

/** A stack with a resource as JSON. */
export function jsonOf<C>(binding: Binding<C>, config: C): string {
  const stack = newStack();
  new binding(stack, "It", config);
  return Testing.synth(stack);
}

/** The lines of a stack with a resource as HCL, in which the order of arguments has no meaning. */
export function hclOf<C>(binding: Binding<C>, config: C): string[] {
  const stack = newStack();
  new binding(stack, "It", config);
  const lines = (Testing.synthHcl(stack) as string).split("\n");
  return lines.map((line) => line.trim().replace(/,$/, "")).sort();
}

/** The expression that an attribute of a resource is for Terraform. */
export function expressionOf(element: TerraformElement, attribute: string): unknown {
  const token = (element as unknown as Readonly<Record<string, unknown>>)[attribute];
  return Tokenization.resolve(token, { scope: element, resolver: new DefaultTokenResolver(new StringConcat()) });
}

/** Sets an attribute as code for a binding does. */
export function setAttribute(element: TerraformElement, attribute: string, value: unknown): void {
  (element as unknown as Record<string, unknown>)[attribute] = value;
}
