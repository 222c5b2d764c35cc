import type { OptionalClaim } from "../model";
import type { Block } from "../terraform/block";
import { asItems, Unresolved, type Value } from "../terraform/value";
import type { Reading } from "./context";
import { Nested } from "./fields";

/** The optional claims of access tokens and of ID tokens. */
export function optionalClaims(
  { items }: Reading,
  block: Block,
  access: Value | undefined,
  id: Value | undefined,
): readonly OptionalClaim[] | Unresolved {
  const claims: OptionalClaim[] = [];
  for (const [token, value] of [
    ["access", access],
    ["id", id],
  ] as const) {
    if (value instanceof Unresolved) return value;
    for (const claim of asItems(value).map((each) => new Nested(each))) {
      claims.push(
        items.make<OptionalClaim>(block, {
          token,
          name: claim.text("name"),
          source: claim.optionalText("source"),
          isEssential: claim.flag("essential", false),
          additionalProperties: claim.texts("additional_properties"),
        }),
      );
    }
  }
  return claims;
}
