import { PolicyElement, type PolicyNode } from "../../policy/model/node";
import type { RequestFacts } from "../../policy/lint/authentication";
import { POLICY_FRAGMENTS } from "../known-names";
import { ApimPolicy } from "../policy/apim-policy";
import type { AppResources } from "../app-resources";
import type { IPolicyTarget } from "../policy-target";
import type { IApi, IApiOperation } from "./i-api";
import type { ProductDocument } from "./request-contexts";
import { type RawInbound, rawInboundOfApi, rawInboundOfOperation, rawInboundOfService } from "./raw-documents";

/** A document that a request runs. */
export interface RunDocument {
  /** What the document belongs to, for messages. */
  readonly label: string;
  /** Undefined for a product that no construct represents. */
  readonly target?: IPolicyTarget;
  readonly inbound: readonly PolicyNode[];
}

/**
 * The documents that a request to an API, or to one of its operations, runs: the innermost first, up to one without `<base />`.
 *
 * @param product the product that the request is in, if any
 */
export function runDocuments(
  resources: AppResources,
  api: IApi,
  operation?: IApiOperation,
  product?: ProductDocument,
): RunDocument[] {
  const { apim } = api;
  const candidates = [
    ...(operation === undefined ? [] : [documentOf(operation, () => rawInboundOfOperation(resources, api, operation))]),
    documentOf(api, () => rawInboundOfApi(resources, api)),
    ...(product === undefined ? [] : [product]),
    documentOf(apim, () => rawInboundOfService(resources, apim)),
  ];
  const documents: RunDocument[] = [];
  for (const { label, target, inbound } of candidates) {
    if (inbound === undefined) continue;
    documents.push({ label, ...(target !== undefined && { target }), inbound });
    if (!runsBase(inbound)) break;
  }
  return documents;
}

function documentOf(target: IPolicyTarget, rawInbound: () => RawInbound): Omit<ProductDocument, "isOpen"> {
  const { label } = target.policyTarget;
  return { label, target, inbound: ApimPolicy._tryFind(target)?._inbound ?? rawInbound() };
}

/** Whether the documents of broader scopes run as well. */
function runsBase(inbound: readonly PolicyNode[]): boolean {
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
