import { type PolicyElementOptions } from "../node";
import { LATE } from "../late";

/**
 * The attributes and children of a statement.
 *
 * The catalog is read with the first statement, so that loading the library costs nothing to those who build none.
 *
 * @param name the name of a policy of the catalog
 * @param props the props, under the names that `propsOf` gives them
 * @throws when the props do not make a statement that API Management takes
 */
export function buildStatement(name: string, props: object = {}): PolicyElementOptions {
  return LATE.element.buildPolicy(name, props);
}
