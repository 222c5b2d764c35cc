import { newService } from "../../support/synth";
import type { Fragment } from "../../support/pages";

/** The names that the fragments about constructs use. */
export function names({ stack }: Fragment) {
  return { apim: newService(stack) };
}
