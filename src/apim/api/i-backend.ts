import type { IConstruct } from "constructs";
import { PolicyScope } from "../../policy/model/section";
import { TARGET } from "../kinds";
import { areApart, type IPolicyTarget } from "../policy-target";
import type { IApiManagement } from "../service/api-management";
import { backendInWorkspace, backendOfOtherService } from "./errors";

/** A backend of an API Management service. */
export interface IBackend extends IConstruct {
  /** The service whose policies use the backend. */
  readonly apim: IApiManagement;
  /** The name of the backend. */
  readonly backendId: string;

  /**
   * Sends the requests of an API, an operation, a product or a service to the backend: adds the statements to its policy document.
   *
   * @param target an API, an operation, a product or a service
   * @throws when the target belongs to another service, or is a workspace, which finds only its own backends
   */
  useIn(target: IPolicyTarget): void;
}

/** @throws when the policy of the target does not find the backend: it belongs to another service, or is in a workspace */
export function requireSameService(backend: IBackend, target: IPolicyTarget): void {
  TARGET.require(backend, "target", target);
  const { label, scope, serviceKey } = target.policyTarget;
  if (scope === PolicyScope.WORKSPACE) throw backendInWorkspace(backend, backend.backendId, label);
  if (areApart(serviceKey, backend.apim.policyTarget.key)) {
    throw backendOfOtherService(backend, backend.backendId, label);
  }
}
