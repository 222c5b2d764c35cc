import type {
  ApiManagementApiOperationRequest,
  ApiManagementApiOperationResponse,
  ApiManagementApiOperationTemplateParameter,
} from "@cdktf/provider-azurerm/lib/api-management-api-operation";
import { Token } from "cdktf";
import type { IConstruct } from "constructs";
import { invalidValue } from "../../core/errors";
import { check, checkNumber, checkOptional, requireDifferent, RULES } from "../../core/rules";
import { textForTerraform } from "../../core/terraform-text";
import { APIM_RULES } from "../rules";
import { schemaOfForm, typeWithoutSchema, undeclaredParameter } from "./errors";
import type { ApiOperationOptions } from "./i-api";
import type { IApiSchema } from "./i-api-schema";
import type { ApiExample, ApiParameter, ApiRepresentation, ApiRequest, ApiResponse } from "./operation-parts";

/**
 * What an operation holds, as the provider takes it. The bindings have the same shapes for requests and responses, under other names.
 *
 * The provider checks forms at apply, and Azure the rest: all of it is checked here.
 */

const FORMS = ["multipart/form-data", "application/x-www-form-urlencoded"];

export function requestArguments(
  place: IConstruct,
  request: ApiRequest | undefined,
): ApiManagementApiOperationRequest | undefined {
  // The provider cannot read an empty block.
  if (request === undefined || Object.values(request).every((value) => value === undefined)) return undefined;
  checkOptional(place, "request.description", request.description, RULES.text);
  return {
    description: textForTerraform(request.description),
    queryParameter: parameters(place, "request.queryParameters", request.queryParameters),
    header: parameters(place, "request.headers", request.headers),
    representation: representations(place, "request.representations", request.representations),
  };
}

export function responseArguments(
  place: IConstruct,
  responses: readonly ApiResponse[] | undefined,
): ApiManagementApiOperationResponse[] | undefined {
  if (responses === undefined) return undefined;
  requireDifferent(
    place,
    "responses: statusCode",
    responses.flatMap(({ statusCode }) => (Token.isUnresolved(statusCode) ? [] : String(statusCode))),
  );
  return responses.map(({ statusCode, description, headers, representations: bodies }, index) => {
    const what = `responses[${index}]`;
    const isStatus = (code: number): boolean => Number.isInteger(code) && code >= 100 && code <= 599;
    checkNumber(place, `${what}.statusCode`, statusCode, "a whole number from 100 to 599", isStatus);
    checkOptional(place, `${what}.description`, description, RULES.text);
    return {
      statusCode,
      description: textForTerraform(description),
      header: parameters(place, `${what}.headers`, headers),
      representation: representations(place, `${what}.representations`, bodies),
    };
  });
}

/**
 * The parameters of a URL template: those that are described, and the others as required strings.
 *
 * The provider wants the same names as in the template.
 */
export function templateArguments(
  place: IConstruct,
  urlTemplate: string,
  described: readonly ApiParameter[] = [],
): ApiManagementApiOperationTemplateParameter[] {
  const found = parameters(place, "templateParameters", described, true) ?? [];
  if (Token.isUnresolved(urlTemplate)) return found;
  const names = parameterNamesIn(urlTemplate);
  for (const { name } of found) {
    if (!Token.isUnresolved(name) && !names.includes(name)) throw undeclaredParameter(place, name, urlTemplate, names);
  }
  return names.map((name) => found.find((each) => each.name === name) ?? { name, type: "string", required: true });
}

/** The names of the parameters in a URL template, each once. */
export function parameterNamesIn(urlTemplate: string): string[] {
  return [...new Set([...urlTemplate.matchAll(/\{\*?([^{}]+)\}/g)].map((match) => match[1]!))];
}

function parameters(
  place: IConstruct,
  what: string,
  given: readonly ApiParameter[] | undefined,
  isRequired = false,
): ApiManagementApiOperationTemplateParameter[] | undefined {
  if (given === undefined) return undefined;
  requireDifferent(
    place,
    `${what}: name`,
    given.map(({ name }) => name),
  );
  return given.map((parameter, index) => {
    const {
      name,
      schemaType = "string",
      required,
      description,
      defaultValue,
      values,
      examples,
      schema,
      typeName,
    } = parameter;
    const at = `${what}[${index}]`;
    check(place, `${at}.name`, name, APIM_RULES.parameterName);
    check(place, `${at}.schemaType`, schemaType, RULES.text);
    checkOptional(place, `${at}.description`, description, RULES.text);
    checkOptional(place, `${at}.defaultValue`, defaultValue, APIM_RULES.plainText);
    for (const value of values ?? []) check(place, `${at}.values`, value, APIM_RULES.plainText);
    requireDifferent(place, `${at}.values`, values ?? []);
    requireKnownDefault(place, at, defaultValue, values);
    requireSchema(place, at, parameter);
    return {
      name: textForTerraform(name),
      type: textForTerraform(schemaType),
      required: required ?? isRequired,
      description: textForTerraform(description),
      defaultValue: textForTerraform(defaultValue),
      values: values?.map((value) => textForTerraform(value)),
      example: exampleArguments(place, `${at}.examples`, examples),
      schemaId: schema?.schemaId,
      typeName: textForTerraform(typeName),
    };
  });
}

function representations(
  place: IConstruct,
  what: string,
  given: readonly ApiRepresentation[] | undefined,
): ApiManagementApiOperationRequest["representation"] {
  if (given === undefined) return undefined;
  requireDifferent(
    place,
    `${what}: contentType`,
    given.map(({ contentType }) => contentType),
  );
  return given.map((representation, index) => {
    const { contentType, formParameters, examples, schema, typeName } = representation;
    const at = `${what}[${index}]`;
    check(place, `${at}.contentType`, contentType, APIM_RULES.mediaType);
    requireSchema(place, at, representation);
    const isForm = FORMS.includes(contentType.toLowerCase());
    if (!Token.isUnresolved(contentType)) {
      if (isForm && schema !== undefined) throw schemaOfForm(place, `${at}.schema`, contentType, "formParameters");
      if (!isForm && formParameters !== undefined) {
        throw schemaOfForm(place, `${at}.formParameters`, contentType, "schema and typeName");
      }
    }
    return {
      contentType: textForTerraform(contentType),
      formParameter: parameters(place, `${at}.formParameters`, formParameters),
      example: exampleArguments(place, `${at}.examples`, examples),
      schemaId: schema?.schemaId,
      typeName: textForTerraform(typeName),
    };
  });
}

function exampleArguments(
  place: IConstruct,
  what: string,
  examples: readonly ApiExample[] | undefined,
): ApiManagementApiOperationTemplateParameter["example"] {
  if (examples === undefined) return undefined;
  requireDifferent(
    place,
    `${what}: name`,
    examples.map(({ name }) => name),
  );
  return examples.map(({ name, value, externalValue, summary, description }, index) => {
    check(place, `${what}[${index}].name`, name, RULES.text);
    checkOptional(place, `${what}[${index}].externalValue`, externalValue, RULES.httpUrl);
    checkOptional(place, `${what}[${index}].value`, value, APIM_RULES.plainText);
    checkOptional(place, `${what}[${index}].summary`, summary, RULES.text);
    checkOptional(place, `${what}[${index}].description`, description, RULES.text);
    return {
      name: textForTerraform(name),
      value: textForTerraform(value),
      externalValue,
      summary: textForTerraform(summary),
      description: textForTerraform(description),
    };
  });
}

function requireKnownDefault(
  place: IConstruct,
  what: string,
  value: string | undefined,
  values: readonly string[] | undefined,
): void {
  if (value === undefined || values === undefined || values.length === 0) return;
  if ([value, ...values].some((each) => Token.isUnresolved(each)) || values.includes(value)) return;
  const expected = `one of its values, ${values.map((each) => JSON.stringify(each)).join(" or ")}`;
  throw invalidValue(place, `${what}.defaultValue`, value, expected, "add it to values, or change it");
}

function requireSchema(place: IConstruct, what: string, { schema, typeName }: ApiParameter | ApiRepresentation): void {
  checkOptional(place, `${what}.typeName`, typeName, RULES.text);
  if (typeName !== undefined && schema === undefined) throw typeWithoutSchema(place, `${what}.typeName`, typeName);
}

/** The schemas that the description of an operation refers to. */
export function schemasIn({ templateParameters, request, responses = [] }: ApiOperationOptions): IApiSchema[] {
  const parts: (ApiParameter | ApiRepresentation)[] = [
    ...(templateParameters ?? []),
    ...(request?.queryParameters ?? []),
    ...[request, ...responses].flatMap((message) => [
      ...(message?.headers ?? []),
      ...(message?.representations ?? []).flatMap((body) => [body, ...(body.formParameters ?? [])]),
    ]),
  ];
  return parts.flatMap(({ schema }) => schema ?? []);
}
