import type { TerraformDataSource, TerraformResource } from "cdktf";
import type { Construct } from "constructs";

/** The class of a resource or a data source, as the bindings of the providers have it. */
type Binding<C, E> = new (scope: Construct, id: string, config: C) => E;

/** Makes a resource or a data source, without stack traces, also in the tokens of its attributes. */
export function create<C, E extends TerraformResource | TerraformDataSource>(
  binding: Binding<C, E>,
  scope: Construct,
  id: string,
  config: NoInfer<C>,
): E {
  const element = untraced(() => new binding(scope, id, config));
  const read = element.interpolationForAttribute.bind(element);
  element.interpolationForAttribute = (attribute) => untraced(() => read(attribute));
  return element;
}

/**
 * Makes something of cdktf without stack traces.
 *
 * cdktf keeps a whole stack trace for each token, and a binding makes about ten of them. That takes longer than the rest of a synth, and the
 * traces would only show this library. Errors keep theirs.
 */
export function untraced<T>(make: () => T): T {
  const saved = Object.getOwnPropertyDescriptor(Error, "captureStackTrace")!;
  Error.captureStackTrace = () => undefined;
  try {
    return make();
  } finally {
    Object.defineProperty(Error, "captureStackTrace", saved);
  }
}
