import type { IConstruct } from "constructs";
import { areApart } from "../policy-target";
import type { IApiManagement } from "../service/api-management";
import { partOfOtherService } from "./errors";

/** What an API refers to by a name in its service, and the names of the service as far as they are known. */
interface PartOfService {
  readonly _serviceKey?: readonly string[];
}

/** @throws when something that an API refers to is certainly in another service */
export function requireSameService(
  place: IConstruct,
  apim: IApiManagement,
  parts: Readonly<Record<string, object | undefined>>,
): void {
  const { key, label } = apim.policyTarget;
  for (const [what, part] of Object.entries(parts)) {
    const { _serviceKey: other } = (part ?? {}) as PartOfService;
    if (other !== undefined && areApart(other, key)) throw partOfOtherService(place, what, label);
  }
}
