import type { Operation, OperationBody, OperationResponse, Parameter } from "../model";
import type { Block } from "../terraform/block";
import { Unresolved } from "../terraform/value";
import { type Reading, readAll } from "./context";
import { type Field, list, mapText, type Nested, nested, optionalText, text, whole } from "./fields";
import type { Fields, Origin } from "./item";
import { apiPlace, operationPlace } from "./places";
import { keyOf } from "./placement";
import { policyOf } from "./policies";

/** An operation before it is made: a copy of it may have another policy. */
export interface OperationParts {
  readonly origin: Origin;
  readonly fields: Fields<Operation>;
}

/** The operations of an API that are resources. */
export function operationsOf(reading: Reading, keys: readonly string[]): readonly OperationParts[] | Unresolved {
  return readAll(reading, "azurerm_api_management_api_operation", apiPlace, keys, (block) => {
    const request = nested(block, "request");
    const inRequest = (name: string): Field<readonly Parameter[]> =>
      request instanceof Unresolved ? request : parameters(request.flatMap((each) => each.items(name)));
    const fields = {
      operationId: text(block, "operation_id"),
      displayName: optionalText(block, "display_name"),
      method: text(block, "method"),
      urlTemplate: text(block, "url_template"),
      templateParameters: parameters(nested(block, "template_parameter")),
      queryParameters: inRequest("query_parameter"),
      headers: inRequest("header"),
      requestBodies: request instanceof Unresolved ? request : bodies(request),
      responses: responsesOf(block),
      policy: undefined,
    };
    return withPolicy(reading, { origin: block, fields }, keys);
  });
}

export function makeOperations(
  { items }: Reading,
  parts: readonly OperationParts[] | Unresolved,
): readonly Operation[] | Unresolved {
  if (parts instanceof Unresolved) return parts;
  return parts.map(({ origin, fields }) => items.make<Operation>(origin, fields));
}

/** The operation with the policy that it has in an API, if it has one there. */
export function withPolicy(reading: Reading, parts: OperationParts, apiKeys: readonly string[]): OperationParts {
  const { key, cause } = keyOf([parts.fields.operationId]);
  const keys = apiKeys.map((api) => `${api}/${key}`);
  const policy = cause ?? policyOf(reading, "azurerm_api_management_api_operation_policy", operationPlace, keys);
  return policy === undefined ? parts : { ...parts, fields: { ...parts.fields, policy } };
}

/** Adds the operations that Azure makes, by a document or as copies, to those of the deployment. */
export function withMade(
  reading: Reading,
  own: readonly OperationParts[],
  made: readonly OperationParts[],
  apiKeys: readonly string[],
): readonly OperationParts[] {
  const taken = new Set(own.map(({ fields }) => keyOf([fields.operationId]).key));
  const others = made.filter(({ fields }) => !taken.has(keyOf([fields.operationId]).key));
  return [...own, ...others.map((each) => withPolicy(reading, each, apiKeys))];
}

function parameters(blocks: readonly Nested[] | Unresolved): Field<readonly Parameter[]> {
  if (blocks instanceof Unresolved) return blocks;
  return list(
    blocks.map((block) =>
      whole<Parameter>({
        name: block.text("name"),
        type: block.text("type"),
        required: block.flag("required", false),
        values: block.texts("values"),
      }),
    ),
  );
}

function responsesOf(block: Block): Field<readonly OperationResponse[]> {
  const responses = nested(block, "response");
  if (responses instanceof Unresolved) return responses;
  return list(
    responses.map((response) =>
      whole<OperationResponse>({
        status: mapText(response.text("status_code"), Number),
        headers: parameters(response.items("header")),
        bodies: bodies([response]),
      }),
    ),
  );
}

/** The representations of a request or a response. */
function bodies(messages: readonly Nested[]): Field<readonly OperationBody[]> {
  const representations = messages.flatMap((message) => message.items("representation"));
  return list(
    representations.map((representation) =>
      whole<OperationBody>({
        contentType: representation.text("content_type"),
        schemaId: representation.optionalText("schema_id"),
        typeName: representation.optionalText("type_name"),
        examples: list(representation.items("example").flatMap((example) => example.optionalText("value") ?? [])),
      }),
    ),
  );
}
