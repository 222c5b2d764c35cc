import type { ApiExample, ApiRepresentation, ApiRequest, ApiResponse } from "../operation-parts";
import { fieldsOf, headersOf, parametersIn } from "./parameters";
import { isNode, type Node, type Tree } from "./tree";

const FORM = "application/x-www-form-urlencoded";
const MULTIPART_FORM = "multipart/form-data";
/** API Management has no bodies for them. */
const WITHOUT_BODY = ["GET", "HEAD", "OPTIONS"];

/** What the requests of an operation hold, or undefined when the document does not say. */
export function requestOf(
  tree: Tree,
  where: string,
  method: string,
  operation: Node,
  parameters: readonly Node[],
): ApiRequest | undefined {
  const body = tree.object(`${where}.requestBody`, operation.requestBody);
  const representations = WITHOUT_BODY.includes(method)
    ? []
    : [...contentOf(tree, `${where}.requestBody`, body.content), ...bodiesOf2(tree, where, operation, parameters)];
  const request = {
    description: tree.text(`${where}.requestBody.description`, body.description),
    queryParameters: parametersIn(tree, where, parameters, "query"),
    headers: parametersIn(tree, where, parameters, "header"),
    representations,
  };
  return withoutEmpty(request);
}

/** The responses that name a status. A range such as 4XX and a default name none. */
export function responsesOf(tree: Tree, where: string, operation: Node): ApiResponse[] {
  return tree
    .members(`${where}.responses`, operation.responses)
    .filter(([status]) => /^[1-5]\d\d$/.test(status))
    .map(([status, value]) => {
      const at = `${where}.responses.${status}`;
      const response = tree.object(at, value);
      return {
        statusCode: Number(status),
        ...withoutEmpty({
          description: tree.text(`${at}.description`, response.description),
          headers: headersOf(tree, `${at}.headers`, response.headers),
          representations: [...contentOf(tree, at, response.content), ...producedBy2(tree, at, operation, response)],
        }),
      };
    });
}

/** The name of the type that a reference to a schema of the document gives. */
export function typeNameOf(schema: unknown): string | undefined {
  if (!isNode(schema) || typeof schema.$ref !== "string") return undefined;
  return /^#\/(?:components\/schemas|definitions)\/([^/~%]+)$/.exec(schema.$ref)?.[1];
}

/** Bodies as OpenAPI 3 writes them. */
function contentOf(tree: Tree, where: string, content: unknown): ApiRepresentation[] {
  return tree.members(`${where}.content`, content).map(([contentType, value]) => {
    const at = `${where}.content.${contentType}`;
    const media = tree.object(at, value);
    const isForm = [FORM, MULTIPART_FORM].includes(contentType.toLowerCase());
    return {
      contentType,
      ...withoutEmpty({
        formParameters: isForm ? fieldsOf(tree, `${at}.schema`, media.schema) : [],
        typeName: isForm ? undefined : typeNameOf(media.schema),
        examples: examplesOf(tree, at, media),
      }),
    };
  });
}

/** Bodies of requests as 2.0 writes them: among the parameters. */
function bodiesOf2(tree: Tree, where: string, operation: Node, parameters: readonly Node[]): ApiRepresentation[] {
  const consumes = tree.list(`${where}.consumes`, operation.consumes ?? tree.root.consumes).map(String);
  const body = parameters.find((parameter) => parameter.in === "body");
  if (body !== undefined) {
    const typeName = typeNameOf(body.schema);
    return (consumes.length === 0 ? ["application/json"] : consumes).map((contentType) => ({
      contentType,
      ...withoutEmpty({ typeName }),
    }));
  }
  const formParameters = parametersIn(tree, where, parameters, "formData");
  if (formParameters.length === 0) return [];
  const fallback = formParameters.some(({ schemaType }) => schemaType === "file") ? MULTIPART_FORM : FORM;
  const forms = consumes.filter((type) => [FORM, MULTIPART_FORM].includes(type.toLowerCase()));
  return (forms.length === 0 ? [fallback] : forms).map((contentType) => ({ contentType, formParameters }));
}

/** Bodies of responses as 2.0 writes them. */
function producedBy2(tree: Tree, where: string, operation: Node, response: Node): ApiRepresentation[] {
  if (response.schema === undefined) return [];
  const produces = tree.list(`${where}.produces`, operation.produces ?? tree.root.produces).map(String);
  const examples = tree.object(`${where}.examples`, response.examples);
  return (produces.length === 0 ? ["application/json"] : produces).map((contentType) => ({
    contentType,
    ...withoutEmpty({
      typeName: typeNameOf(response.schema),
      examples: examples[contentType] === undefined ? [] : [exampleOf("default", examples[contentType])],
    }),
  }));
}

function examplesOf(tree: Tree, where: string, media: Node): ApiExample[] {
  if (media.example !== undefined) return [exampleOf("default", media.example)];
  return tree.members(`${where}.examples`, media.examples).map(([name, value]) => {
    const example = tree.object(`${where}.examples.${name}`, value);
    const { externalValue } = example;
    return {
      ...(example.value === undefined ? { name } : exampleOf(name, example.value)),
      ...withoutEmpty({
        // A relative one is none that the portal could show.
        externalValue: /^https?:\/\//.test(String(externalValue)) ? String(externalValue) : undefined,
        summary: tree.text(`${where}.examples.${name}.summary`, example.summary),
        description: tree.text(`${where}.examples.${name}.description`, example.description),
      }),
    };
  });
}

function exampleOf(name: string, value: unknown): ApiExample {
  return { name, value: typeof value === "string" ? value : JSON.stringify(value) };
}

/** Leaves out what the document does not say. Undefined when nothing is left. */
function withoutEmpty<T extends object>(given: T): Partial<T> | undefined {
  const entries = Object.entries(given).filter(
    ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
  );
  return entries.length === 0 ? undefined : (Object.fromEntries(entries) as Partial<T>);
}
