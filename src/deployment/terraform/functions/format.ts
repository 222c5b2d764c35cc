import { Failure } from "../failure";
import { numberOf, textOf } from "../operators";
import type { Value } from "../value";
import { given } from "./arguments";
import { jsonText } from "./json-text";

/** A verb of a format: flags, width, precision and letter. */
const VERB = /%(?<flags>[-+0 #]*)(?<width>\d{0,3})(?:\.(?<precision>\d{1,2}))?(?<verb>[a-zA-Z%])/g;

/**
 * Fills a format as Terraform does.
 *
 * @see https://developer.hashicorp.com/terraform/language/functions/format
 */
export function format(template: string, values: readonly Value[]): string {
  let next = 0;
  const filled = template.replace(VERB, (...found) => {
    const verb = found[found.length - 1] as Record<"flags" | "width" | "verb", string> & { precision?: string };
    if (verb.verb === "%") return "%";
    const text = written(verb.verb, given(values[next++]), verb.precision, verb.flags);
    const width = Number(verb.width);
    if (verb.flags.includes("-")) return text.padEnd(width);
    if (!verb.flags.includes("0") || verb.verb === "s") return text.padStart(width);
    const [sign] = /^[-+]?/.exec(text) ?? [""];
    return sign + text.slice(sign.length).padStart(width - sign.length, "0");
  });
  if (next < values.length) throw new Failure("a format has more values than places");
  return filled;
}

function written(verb: string, value: Value, precision: string | undefined, flags: string): string {
  const signed = (text: string): string => (flags.includes("+") && !text.startsWith("-") ? `+${text}` : text);
  switch (verb) {
    case "s":
      return textOf(value).slice(0, precision === undefined ? undefined : Number(precision));
    case "v":
      return typeof value === "object" ? jsonText(value) : textOf(value);
    case "q":
      return jsonText(textOf(value));
    case "t":
      return textOf(value);
    case "d":
      return signed(textOf(Math.trunc(numberOf(value))));
    case "f":
      return signed(numberOf(value).toFixed(Number(precision ?? 6)));
    case "x":
    case "X": {
      const hex =
        typeof value === "string"
          ? Buffer.from(value, "utf8").toString("hex")
          : Math.trunc(numberOf(value)).toString(16);
      return verb === "x" ? hex : hex.toUpperCase();
    }
    case "b":
    case "o":
      return Math.trunc(numberOf(value)).toString(verb === "b" ? 2 : 8);
    default:
      throw new Failure(`the format %${verb} is not evaluated here`, true);
  }
}
