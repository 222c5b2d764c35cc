import { type NodePath } from "../node-path";

/** Whether a statement is about a header that carries a key of a service. */
export function isKeyHeader(setHeader: NodePath): boolean {
  return /^(?:x-functions-key|ocp-apim-subscription-key|(?:x-)?api-?key)$/i.test(setHeader.literal("name") ?? "");
}
