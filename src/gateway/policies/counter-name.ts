import { PolicyScope } from "../../policy/model/section";
import type { Step } from "../step";

/** The name of a counter of one policy: policies of other APIs, operations and products count apart, even in the same place of their documents. */
export function counterName(step: Step, ...parts: readonly string[]): string {
  const { api, operation, product, workspace } = step.exchange.facts;
  const owners = new Map<string, readonly (string | undefined)[]>([
    [PolicyScope.API, [api.id]],
    [PolicyScope.OPERATION, [api.id, operation.id]],
    [PolicyScope.PRODUCT, [product?.id]],
    [PolicyScope.WORKSPACE, [workspace?.id]],
  ]);
  return JSON.stringify([step.name, step.scope, ...(owners.get(step.scope) ?? []), step.path, ...parts]);
}
