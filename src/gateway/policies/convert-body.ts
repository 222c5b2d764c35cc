import { CannotExecute, PolicyFailure } from "../failure";
import { CONVERSION_REASON } from "../inferred";
import { MessageBody } from "../message";
import type { Step } from "../step";

type Format = "json" | "xml";

/**
 * Converts the body of the message, if the policy says so for its type and for what the caller accepts.
 *
 * @param convert gives undefined for a text that is not of the format
 */
export function convertBody(step: Step, from: Format, to: Format, convert: (text: string) => string | undefined): void {
  const { message, exchange } = step;
  const apply = step.text("apply");
  if (apply !== "always" && apply !== `content-type-${from}`) {
    throw new CannotExecute(`apply is ${JSON.stringify(apply)}; expected always or content-type-${from}`);
  }
  step.decision = "not converted";
  if (apply !== "always" && !isOf(message.headers.get("Content-Type"), from)) return;
  if (step.flag("consider-accept-header", true) && !accepts(exchange.request.headers.get("Accept"), to)) return;
  if (message.body.isEmpty) return;
  const text = convert(message.body.text);
  if (text === undefined) throw conversionFailure(`The body is no ${from.toUpperCase()}.`);
  message.body = new MessageBody(text);
  message.headers.set("Content-Type", [`application/${to}`]);
  step.decision = `converted to ${to.toUpperCase()}`;
}

/** A body that cannot be converted. The caller does not learn why. */
export function conversionFailure(message: string): PolicyFailure {
  return new PolicyFailure(CONVERSION_REASON, message, 500, "Internal server error");
}

function accepts(header: string | undefined, format: Format): boolean {
  return (header ?? "").split(",").some((type) => isOf(type, format));
}

/** `text/xml`, `application/xml` and `application/atom+xml` are XML. */
function isOf(contentType: string | undefined, format: Format): boolean {
  const type = ((contentType ?? "").split(";", 1)[0] ?? "").trim().toLowerCase();
  return type.endsWith(`/${format}`) || type.endsWith(`+${format}`);
}
