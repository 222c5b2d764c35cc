import { error, type Place } from "../../core/errors";
import { didYouMean, shown } from "../../policy/text/errors";

/**
 * The error messages of this folder.
 *
 * Each one names the value it got, what was expected and what to do; the construct path is added. Messages never contain a secret.
 */

export function schemaOfForm(place: Place, what: string, contentType: string, other: string): Error {
  return error(
    place,
    `${what} is given for the media type ${shown(contentType)}; expected ${other} for it, because forms have formParameters and other bodies a schema: use that, or correct contentType`,
  );
}

export function typeWithoutSchema(place: Place, what: string, typeName: string): Error {
  return error(
    place,
    `${what} is ${shown(typeName)} without a schema; expected the schema that holds the type: give an ApiSchema as schema, or leave typeName out`,
  );
}

export function undeclaredParameter(place: Place, name: string, urlTemplate: string, names: readonly string[]): Error {
  const expected = names.length === 0 ? "no parameters" : names.map(shown).join(" or ");
  return error(
    place,
    `templateParameters names ${shown(name)}, which is not in the URL template ${shown(urlTemplate)}; expected ${expected}: correct the name, or remove the parameter${didYouMean(name, names)}`,
  );
}
