import { holdsExpression, type PolicyValue } from "../model/value";
import { PLACEHOLDER } from "../text/placeholder";

/** What is filled in later: named values, and values that are known only at deployment. */
const FILLED_LATER = new RegExp(`${PLACEHOLDER}|\\{\\{[^{}]{0,300}\\}\\}`, "g");

/** What the templates of Terraform put a value in the place of, in braces. */
const TEMPLATE_PLACE = /[$%]\{[^{}]{0,100}\}?/;

/** What documentation and other tools write in the place of a value. */
const PLACES: readonly RegExp[] = [
  TEMPLATE_PLACE,
  /#?\{[A-Za-z_\u0080-\uFFFF][^{}"]{0,60}\}#?/,
  /<[A-Za-z_][^<>]{0,60}>/,
  /(?<![\w\]])\[ ?[A-Za-z_][\w -]{1,60}\]/,
  // Not the bytes of percent-encoded text.
  /%(?![A-Fa-f\d]{2})[A-Za-z_][\w-]{1,60}%/,
  /\$\([A-Za-z_][\w.-]{0,60}\)/,
  /__[A-Za-z]\w{0,60}?__/,
  /(?<![a-z\d])your[-_ ]?(?=[-_ ]|tenant|client|app|api|domain|compan|org|backend|function|service|directory|audience|issuer)[\w -]{0,60}/i,
  /(?<![a-z\d])(?:replace|change|insert)[-_ ]?(?:me|this|here)(?![a-z\d])/i,
  /(?<![a-z\d])(?:tbd|fixme|placeholder)(?![a-z\d])/i,
  /(?<![a-z\d])x{3,}(?![a-z\d])/i,
  /(?<![a-f\d])0{8}-0{4}-0{4}-0{4}-0{12}(?![a-f\d])/i,
  /\u2026|\.\.\./,
];

/** What every text with such a place contains. Each of the above costs time where none is. */
const PLACE_HINT = /[{<[%\u2026]|\$\(|__|\.\.\.|xxx|0{8}|your|replace|change|insert|tbd|fixme|placeholder/i;

/** The name of an id in the place of the id. */
const ID_NAME =
  /(?<=^|[/:\s])(?:(?:my|the|aad|azure|entra|api|backend)[-_])?(?:tenant|client|app|application|directory|api|audience)[-_]?(?:id|guid)(?=$|[/\s])/i;

/** How every such name ends. */
const ID_HINT = /id(?=$|[/\s])/i;

/** The place in a literal that nobody has filled, or undefined. */
export function unfilledIn(value: PolicyValue | undefined): string | undefined {
  const text = literalPartOf(value);
  if (text === undefined || !PLACE_HINT.test(text)) return undefined;
  for (const place of PLACES) {
    const found = place.exec(text);
    if (found !== null) return found[0].trim();
  }
  return undefined;
}

/** The same, for a value that is or holds an id of Entra ID. */
export function unfilledIdIn(value: PolicyValue | undefined): string | undefined {
  const place = unfilledIn(value);
  if (place !== undefined) return place;
  const text = literalPartOf(value) ?? "";
  return ID_HINT.test(text) ? ID_NAME.exec(text)?.[0] : undefined;
}

/** Whether a value is text of a template of Terraform that has not been filled. */
export function holdsTemplatePlace(value: PolicyValue): boolean {
  const text = literalPartOf(value);
  return text !== undefined && TEMPLATE_PLACE.test(text);
}

/** What to do about text of a template that was not filled. */
export const FILL_TEMPLATE = "fill the template first, with templatefile of Terraform, or use a named value: {{name}}";

/** A value without what is filled in later; undefined for C#. */
function literalPartOf(value: PolicyValue | undefined): string | undefined {
  return value === undefined || holdsExpression(value) ? undefined : value.source.replace(FILLED_LATER, "");
}
