import { CannotExecute } from "../failure";
import type { BodyDescription } from "../exchange";
import { JsonSchema } from "../json-schema";
import type { Step } from "../step";
import { parseXml } from "../xml";
import { actionOf, descriptionOf, responseDescription, Validation } from "./validation";

/** Checks the size of a body, its content type, and its content against the schemas of the API. */
export function validateContent(step: Step): void {
  const { body } = step.message;
  const validation = new Validation(step);
  const type = step.isResponse ? "ResponseBody" : "RequestBody";
  const limit = step.number("max-size", 0);
  const size = body.bytes.length;
  if (size > limit) {
    const details = `The body is ${size} bytes long, which exceeds the configured limit of ${limit} bytes.`;
    validation.add(actionOf(step, "size-exceeded-action"), { name: "", type, validationRule: "SizeLimit", details });
  } else if (size > 0) checkContent(step, type, validation);
  validation.end();
}

function checkContent(step: Step, type: string, validation: Validation): void {
  const contentType = contentTypeOf(step);
  const described = bodiesOf(step).find((body) => mediaType(body.contentType) === contentType);
  if (described === undefined) {
    const details = `Unspecified content type ${contentType} is not allowed.`;
    const finding = { name: contentType, type, validationRule: "Unspecified", details };
    validation.add(actionOf(step, "unspecified-content-type-action"), finding);
  }
  for (const content of step.parts("content")) {
    const wanted = content.tryText("type");
    // Without a type, it is about each type that the API describes.
    if (wanted === undefined ? described === undefined : mediaType(wanted) !== contentType) continue;
    const details = problemOf(content, step.message.body.text, described);
    if (details === undefined) continue;
    const action = content.tryText("action") === undefined ? "prevent" : actionOf(content, "action");
    validation.add(action, { name: contentType, type, validationRule: "IncorrectMessage", details });
  }
}

/** The media type of the body, as the policy maps it. */
function contentTypeOf(step: Step): string {
  const map = step.tryPart("content-type-map");
  const any = map?.tryText("any-content-type-value");
  if (any !== undefined) return mediaType(any);
  const given = mediaType(step.message.headers.get("Content-Type") ?? "");
  for (const rule of map?.parts("type") ?? []) {
    const from = rule.tryText("from");
    if (from === undefined ? rule.flag("when", false) : mediaType(from) === given) return mediaType(rule.text("to"));
  }
  return given === "" ? mediaType(map?.tryText("missing-content-type-value") ?? "") : given;
}

function mediaType(text: string): string {
  return (text.split(";", 1)[0] ?? "").trim().toLowerCase();
}

function bodiesOf(step: Step): readonly BodyDescription[] {
  return step.isResponse ? (responseDescription(step)?.bodies ?? []) : descriptionOf(step).requestBodies;
}

function problemOf(content: Step, text: string, described: BodyDescription | undefined): string | undefined {
  const schemaId = content.tryText("schema-id") ?? described?.schemaId;
  if (content.text("validate-as") !== "json") {
    if (schemaId !== undefined) {
      throw new CannotExecute(`the local gateway compares no XML with the schema ${schemaId}; give a stub`);
    }
    return parseXml(text) === undefined ? "The body is no XML." : undefined;
  }
  if (content.flag("case-insensitive-property-names", false)) {
    throw new CannotExecute("the local gateway compares names of properties only with regard to case; give a stub");
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return "The body is no JSON.";
  }
  return schemaId === undefined
    ? undefined
    : schemaOf(content, schemaId, described?.schemaId === schemaId ? described.typeName : undefined).problemOf(value);
}

function schemaOf(content: Step, id: string, typeName: string | undefined): JsonSchema {
  const schema = content.services.schema(id, content.exchange.facts.api.id);
  if (schema === undefined) throw new CannotExecute(`the schema ${id} is not in the deployment`);
  const reference =
    content.tryText("schema-ref") ?? (typeName === undefined ? undefined : definition(schema, typeName));
  const isSaid = content.tryText("allow-additional-properties") !== undefined;
  return new JsonSchema(
    reference === undefined ? schema : { ...Object(schema), $ref: reference.replace(/^(?!#)/, "#") },
    {
      allowsAdditionalProperties: isSaid ? content.flag("allow-additional-properties", true) : undefined,
    },
  );
}

/** Where a schema has a type that a body is of. */
function definition(schema: unknown, typeName: string): string | undefined {
  if (typeof schema !== "object" || schema === null) return undefined;
  const name = typeName.replace(/^#?\/?(?:components\/schemas|definitions)\//, "");
  if ("components" in schema) return `#/components/schemas/${name}`;
  return "definitions" in schema ? `#/definitions/${name}` : undefined;
}
