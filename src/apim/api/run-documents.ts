import { PolicyElement, type PolicyNode } from "../../policy/model/node";
import type { RequestFacts } from "../../policy/lint/authentication";
import { POLICY_FRAGMENTS } from "../known-names";
import { ApimPolicy } from "../policy/apim-policy";
import type { AppResources } from "../app-resources";
import type { IPolicyTarget } from "../policy-target";
import type { IApi, IApiOperation } from "./i-api";
import { type RawInbound, rawInboundOfApi, rawInboundOfOperation, rawInboundOfService } from "./raw-documents";

/** A document that a request runs. */
export interface RunDocument {
  readonly target: IPolicyTarget;
  readonly inbound: readonly PolicyNode[];
}

/** The documents that a request to an API, or to one of its operations, runs: the innermost first, up to one without `<base />`. */
export function runDocuments(resources: AppResources, api: IApi, operation?: IApiOperation): RunDocument[] {
  const { apim } = api;
  const candidates: [IPolicyTarget, () => RawInbound][] = [
    [api, () => rawInboundOfApi(resources, api)],
    [apim, () => rawInboundOfService(resources, apim)],
  ];
  if (operation !== undefined) candidates.unshift([operation, () => rawInboundOfOperation(resources, api, operation)]);
  const documents: RunDocument[] = [];
  for (const [target, rawInbound] of candidates) {
    const inbound = ApimPolicy._tryFind(target)?._inbound ?? rawInbound();
    if (inbound === undefined) continue;
    documents.push({ target, inbound });
    if (!runsBase(inbound)) break;
  }
  return documents;
}

/** Whether the documents of broader scopes run as well. */
export function runsBase(inbound: readonly PolicyNode[]): boolean {
  return inbound.some((node) => node instanceof PolicyElement && node.name === "base");
}

/**
 * What is known about a request.
 *
 * @param onUnknown is called with the id of each fragment whose statements are not known
 */
export function requestFacts(
  target: IPolicyTarget,
  operationId: string | undefined,
  onUnknown: (fragmentId: string) => void = () => undefined,
): RequestFacts {
  const fragment = (id: string): readonly PolicyNode[] | undefined => {
    const made = POLICY_FRAGMENTS.tryFindMade(target, target.policyTarget.serviceKey, id);
    if (made === undefined) onUnknown(id);
    return made?._document.root.children;
  };
  return { operationId, fragment };
}
