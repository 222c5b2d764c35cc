import { Construct } from "constructs";
import {
  BOOLEAN,
  constructWith,
  kind,
  type Kind,
  type Kinds,
  listOf,
  NUMBER,
  OBJECT,
  optional,
  STRING,
  STRINGS,
} from "../../core/kinds";
import type { ApiExample, ApiParameter, ApiRepresentation, ApiRequest, ApiResponse } from "./operation-parts";

/** The kinds of what an operation holds. */

/** An object in which the props are, and no construct: all of its props may be optional. */
const STRUCT = kind(
  { expected: "an object with its props", fix: "put the values into { }" },
  (value) => !Construct.isConstruct(value),
);

/** Objects whose props are of the kinds. */
export function objectOf<T extends object>(kinds: Kinds<T>): Kind {
  const require = (place: Parameters<Kind["require"]>[0], what: string, value: unknown): void => {
    OBJECT.require(place, what, value);
    STRUCT.require(place, what, value);
    for (const name of Object.keys(kinds) as (keyof T & string)[]) {
      kinds[name].require(place, `${what}.${name}`, (value as T)[name]);
    }
  };
  return { isOptional: false, require };
}

const API_SCHEMA = constructWith(["schemaId"], {
  expected: "an ApiSchema",
  fix: "use an ApiSchema of the API, or ApiSchema.fromId",
});

const EXAMPLE: Kinds<ApiExample> = {
  name: STRING,
  value: optional(STRING),
  externalValue: optional(STRING),
  summary: optional(STRING),
  description: optional(STRING),
};
const EXAMPLES = optional(listOf(objectOf(EXAMPLE), "examples"));

const PARAMETER: Kinds<ApiParameter> = {
  name: STRING,
  schemaType: optional(STRING),
  required: optional(BOOLEAN),
  description: optional(STRING),
  defaultValue: optional(STRING),
  values: optional(STRINGS),
  examples: EXAMPLES,
  schema: optional(API_SCHEMA),
  typeName: optional(STRING),
};
export const PARAMETERS = optional(listOf(objectOf(PARAMETER), "parameters"));

const REPRESENTATION: Kinds<ApiRepresentation> = {
  contentType: STRING,
  formParameters: PARAMETERS,
  examples: EXAMPLES,
  schema: optional(API_SCHEMA),
  typeName: optional(STRING),
};
const REPRESENTATIONS = optional(listOf(objectOf(REPRESENTATION), "representations"));

const REQUEST_PROPS: Kinds<ApiRequest> = {
  description: optional(STRING),
  queryParameters: PARAMETERS,
  headers: PARAMETERS,
  representations: REPRESENTATIONS,
};
export const REQUEST = optional(objectOf(REQUEST_PROPS));

const RESPONSE: Kinds<ApiResponse> = {
  statusCode: NUMBER,
  description: optional(STRING),
  headers: PARAMETERS,
  representations: REPRESENTATIONS,
};
export const RESPONSES = optional(listOf(objectOf(RESPONSE), "responses"));

/** Objects whose values are of one kind, by any name. */
export function mapOf(item: Kind): Kind {
  const require = (place: Parameters<Kind["require"]>[0], what: string, value: unknown): void => {
    OBJECT.require(place, what, value);
    STRUCT.require(place, what, value);
    for (const [name, each] of Object.entries(value as object)) item.require(place, `${what}.${name}`, each);
  };
  return { isOptional: false, require };
}
