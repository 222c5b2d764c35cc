import type { Step } from "../step";
import { edit } from "./set-values";

/** Sets, adds or removes a parameter in the query of the request. */
export function setQueryParameter(step: Step): void {
  const { searchParams } = step.request.url;
  const name = step.text("name");
  const append = (values: readonly string[]): void => values.forEach((value) => searchParams.append(name, value));
  edit(step, name, {
    has: () => searchParams.has(name),
    set: (values) => {
      searchParams.delete(name);
      append(values);
    },
    append,
    delete: () => searchParams.delete(name),
  });
}
