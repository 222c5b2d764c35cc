import type { Operation, OperationBody, OperationResponse, Parameter } from "../model";
import type { Block } from "../terraform/block";
import { Unresolved } from "../terraform/value";
import { type Reading, readAll } from "./context";
import { type Field, list, mapText, type Nested, nested, optionalText, text, whole } from "./fields";
import { apiPlace, operationPlace } from "./places";
import { keyOf } from "./placement";
import { policyOf } from "./policies";

/** The operations of an API. */
export function operationsOf(reading: Reading, keys: readonly string[]): readonly Operation[] | Unresolved {
  return readAll(reading, "azurerm_api_management_api_operation", apiPlace, keys, (block) =>
    operation(reading, block, keys),
  );
}

function operation(reading: Reading, block: Block, apiKeys: readonly string[]): Operation {
  const { key, cause } = keyOf([text(block, "operation_id")]);
  const keys = apiKeys.map((api) => `${api}/${key}`);
  const request = nested(block, "request");
  const inRequest = (name: string): Field<readonly Parameter[]> =>
    request instanceof Unresolved ? request : parameters(request.flatMap((each) => each.items(name)));
  return reading.items.make<Operation>(block, {
    operationId: text(block, "operation_id"),
    displayName: optionalText(block, "display_name"),
    method: text(block, "method"),
    urlTemplate: text(block, "url_template"),
    templateParameters: parameters(nested(block, "template_parameter")),
    queryParameters: inRequest("query_parameter"),
    headers: inRequest("header"),
    requestBodies: request instanceof Unresolved ? request : bodies(request),
    responses: responsesOf(block),
    policy: cause ?? policyOf(reading, "azurerm_api_management_api_operation_policy", operationPlace, keys),
  });
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
