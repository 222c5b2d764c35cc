import type { Block } from "../terraform/block";
import type { OperationParts } from "./operations";

/** The operation that Azure makes of each type of API that has no others. */
const OPERATIONS: Readonly<Record<string, { readonly id: string; readonly method: string; readonly url: string }>> = {
  // It opens the connection, and its policies are the only ones that run.
  websocket: { id: "onHandshake", method: "GET", url: "/*" },
  // Azure names no operation of the whole: the fields of a schema have policies only in resolvers.
  graphql: { id: "graphql", method: "POST", url: "/" },
};

/** The operations that Azure makes of an API by its type. */
export function madeOperations(origin: Block, type: string): readonly OperationParts[] {
  const found = OPERATIONS[type];
  if (found === undefined) return [];
  return [
    {
      origin,
      fields: {
        operationId: found.id,
        displayName: undefined,
        method: found.method,
        urlTemplate: found.url,
        templateParameters: [],
        queryParameters: [],
        headers: [],
        requestBodies: [],
        responses: [],
        policy: undefined,
      },
    },
  ];
}
