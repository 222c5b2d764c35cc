import type { Service } from "../deployment/model";

/** An operation of an API, with an example of its path. */
export interface Operation {
  readonly method: string;
  readonly path: string;
}

/** The operations that callers reach without naming a revision, with 1 in the place of each parameter. Those that only read come first. */
export function operationsOf({ apis }: Service): Operation[] {
  const all = apis
    .filter(({ isCurrent }) => isCurrent)
    .flatMap(({ path, operations }) =>
      operations.map(({ method, urlTemplate }) => ({
        method: method.toUpperCase(),
        path: `/${path}${urlTemplate.replace(/\{\*?[^{}]*\}|\*/g, "1")}`.replace(/\/{2,}/g, "/"),
      })),
    );
  return [...all.filter(({ method }) => method === "GET"), ...all.filter(({ method }) => method !== "GET")];
}
