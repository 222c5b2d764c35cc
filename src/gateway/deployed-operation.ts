import type { Operation, OperationBody, Parameter } from "../deployment/model";
import type { BodyDescription, OperationDescription, ParameterDescription } from "./exchange";

/** What the deployment says of the messages of an operation. */
export function descriptionOf(operation: Operation): OperationDescription {
  const { templateParameters, queryParameters, headers, requestBodies, responses } = operation;
  return {
    parameters: [
      ...parametersIn("path", templateParameters),
      ...parametersIn("query", queryParameters),
      ...parametersIn("header", headers),
    ],
    requestBodies: requestBodies.flatMap(bodyOf),
    responses: responses.map((response) => ({
      status: response.status,
      headers: parametersIn("header", response.headers),
      bodies: response.bodies.flatMap(bodyOf),
    })),
  };
}

function parametersIn(place: ParameterDescription["place"], parameters: readonly Parameter[]): ParameterDescription[] {
  return parameters.map(({ name, required, type, values }) => ({ place, name, isRequired: required, type, values }));
}

/** A body, once for each of its examples. */
function bodyOf({ contentType, schemaId, typeName, examples }: OperationBody): BodyDescription[] {
  const body = { contentType, schemaId, typeName };
  return examples.length === 0 ? [body] : examples.map((example) => ({ ...body, example }));
}
