import { type DocumentedOperation, operationsIn } from "../openapi/operations";
import type { Block } from "../terraform/block";
import { Unresolved } from "../terraform/value";
import { type Nested, Sealed } from "./fields";
import type { OperationParts } from "./operations";

/** The formats whose text is in the deployment and is an OpenAPI document. */
const INLINE = ["openapi", "openapi+json", "swagger-json"];

/** The operations that Azure makes of the document of an API, or why they are not known. */
export function importedOperations(block: Block, document: Nested | Unresolved): readonly OperationParts[] | string {
  if (document instanceof Unresolved) return document.reason;
  const [format, content] = ["content_format", "content_value"].map((name) => document.text(name));
  if (typeof format !== "string" || !INLINE.includes(format)) return "Azure reads its document";
  if (content === undefined || content instanceof Unresolved) return "its document is not in the deployment";
  try {
    const operations = operationsIn(content instanceof Sealed ? content.reveal() : content);
    return operations.map((operation) => partsOf(block, operation));
  } catch {
    return "its document cannot be read";
  }
}

function partsOf(origin: Block, operation: DocumentedOperation): OperationParts {
  const bodies = new Unresolved(`${origin.address}.import`, "bodies of an imported document are not read");
  return { origin, fields: { ...operation, requestBodies: bodies, responses: bodies, policy: undefined } };
}
