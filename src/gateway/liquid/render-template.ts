import { Liquid } from "liquidjs";
import { CannotExecute, PolicyFailure } from "../failure";
import { LIQUID_LIMITS } from "../inferred";
import type { Step } from "../step";
import { parseXml } from "../xml";
import { useDotLiquid } from "./filters";
import { contextDrop } from "./template-context";
import { DateDrop, XmlDrop } from "./values";

let engine: Liquid | undefined;

/**
 * The text that a Liquid template of `set-body` makes, from the body of the message and `context`.
 *
 * @throws PolicyFailure when the template is wrong or needs too much time or memory
 * @throws CannotExecute when it uses what is not known here
 */
export function renderTemplate(step: Step, template: string): string {
  engine ??= newEngine();
  const scope = {
    context: contextDrop(step),
    get body() {
      return bodyOf(step);
    },
  };
  try {
    return String(engine.parseAndRenderSync(withoutDialect(template), scope));
  } catch (error) {
    const cause = causeOf(error);
    if (cause instanceof CannotExecute) throw cause;
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new PolicyFailure("ExpressionValueEvaluationFailure", message, 500, "Internal server error");
  }
}

/**
 * A template without what only the Liquid of Azure has: the tag `JSONArrayFor`, which writes a comma between items, and `forloop` in the names of C#.
 *
 * @see https://learn.microsoft.com/azure/logic-apps/logic-apps-enterprise-integration-liquid-transform
 */
function withoutDialect(template: string): string {
  return template
    .replace(/\{%(-?)\s*JSONArrayFor\b/g, "{%$1 for")
    .replace(/\{%(-?)\s*endJSONArrayFor\s*(-?)%\}/g, "{%$1 unless forloop.last %},{% endunless %}{% endfor $2%}")
    .replace(/\bforloop\.[A-Z]\w*/g, (name) => name.toLowerCase());
}

function newEngine(): Liquid {
  const liquid = new Liquid({ ...LIQUID_LIMITS, strictFilters: true, ownPropertyOnly: true, outputEscape: textOf });
  useDotLiquid(liquid);
  return liquid;
}

/** What a mistake in a template comes from: the engine wraps it in its errors. */
function causeOf(error: unknown): unknown {
  let cause = error;
  while (
    typeof cause === "object" &&
    cause !== null &&
    "originalError" in cause &&
    cause.originalError instanceof Error
  )
    cause = cause.originalError;
  return cause;
}

/** A value as a template writes it. */
function textOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return value.map(textOf).join("");
  if (value instanceof DateDrop) return value.valueOf();
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return String(value);
  throw new CannotExecute("a template writes an object; expected a text, a number or a list: name a property of it");
}

/** The body, read by its content type. In `return-response` it is empty, because the response is a new one. */
function bodyOf(step: Step): unknown {
  const { message } = step;
  if (step.exchange.building !== undefined || message.body.isEmpty) return undefined;
  const type = (message.headers.get("Content-Type") ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";
  if (/[/+]json$/.test(type)) return jsonOf(step, message.body.text);
  if (!/[/+]xml$/.test(type)) {
    throw new CannotExecute(
      `a template reads a body of the content type ${JSON.stringify(type)}; expected one of JSON or XML`,
    );
  }
  const root = parseXml(message.body.text);
  if (root === undefined) throw unreadable("XML");
  return new XmlDrop([root], step.tryText("xsi-nil") === "null" ? null : "");
}

function jsonOf(step: Step, text: string): unknown {
  const parsesDates = step.flag("parse-date", true);
  try {
    return JSON.parse(text, (_, value: unknown) =>
      parsesDates && typeof value === "string" ? (dateOf(value) ?? value) : value,
    ) as unknown;
  } catch {
    throw unreadable("JSON");
  }
}

function unreadable(format: string): PolicyFailure {
  return new PolicyFailure(
    "ExpressionValueEvaluationFailure",
    `The body is no ${format}, which its template reads.`,
    500,
    "Internal server error",
  );
}

/** A text that .NET reads as a date: ISO 8601 with a time, or `/Date(1198908717056)/`. */
function dateOf(text: string): DateDrop | undefined {
  const [, milliseconds] = /^\/Date\((-?\d{1,15})\)\/$/.exec(text) ?? [];
  if (milliseconds !== undefined) return new DateDrop(Number(milliseconds));
  const [, , zone] = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,7})?)?)(Z|[+-]\d{2}:\d{2})?$/.exec(text) ?? [];
  const time = /^\d{4}-\d{2}-\d{2}T/.test(text) ? Date.parse(zone === undefined ? `${text}Z` : text) : NaN;
  return Number.isNaN(time) ? undefined : new DateDrop(time);
}
