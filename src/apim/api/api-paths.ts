import { duplicateName } from "../../core/errors";
import { Registry } from "../../core/registry";
import type { IConstruct } from "constructs";
import type { IApiVersionSet } from "./api-version-set";
import { pathOfOtherSet } from "./errors";

/** An API, and what its requests are told apart by. */
interface Served extends IConstruct {
  readonly versionSet?: IApiVersionSet;
}

const PATHS = new Registry<Served>("API path");
const URLS = new Registry<Served>("API URL");
const VERSIONS = new Registry<Served>("API version");

/**
 * Claims the path of an API: it is alone there, or shares it with the other versions of its set.
 *
 * @throws when requests could not be told from those for another API
 */
export function claimPath(
  api: Served,
  serviceKey: readonly string[],
  { path, version }: { readonly path: string; readonly version?: string | undefined },
): void {
  const { versionSet } = api;
  const first = PATHS.tryFind(api, ...serviceKey, path);
  if (versionSet === undefined || first === undefined) PATHS.claim(api, ...serviceKey, path);
  else if (first.versionSet === undefined) throw duplicateName(api, "API path", path, first.node.path);
  else if (first.versionSet.name !== versionSet.name) {
    throw pathOfOtherSet(api, path, versionSet.name, first.versionSet.name, first.node.path);
  }
  if (versionSet !== undefined) VERSIONS.claim(api, ...serviceKey, versionSet.name, path, version ?? "original");
  // A version in the path is part of the URL, as a path of another API may be.
  const isSegment = versionSet?.scheme._scheme === "Segment" && version !== undefined;
  if (isSegment) URLS.claim(api, ...serviceKey, `${path}/${version}`);
  else if (versionSet === undefined) URLS.claim(api, ...serviceKey, path);
}
