import { attempt } from "../deployment/attempt";
import type { Container, Fragment, Policy, Service } from "../deployment/model";
import { PolicyDocument } from "../policy/document";
import type { PolicyElement } from "../policy/model/node";
import { DeployedDocuments } from "./deployed-documents";
import { CannotExecute } from "./failure";

/** A policy document or a fragment of a service, for those who only look into it. */
export interface DeployedPolicy {
  readonly address: string;
  readonly root: PolicyElement;
}

/**
 * The policies of a service and its workspaces at all scopes, with the values of their named values. What could not be resolved is left out, or as it is written:
 * only a request that needs it fails.
 */
export function policiesOf(service: Service): DeployedPolicy[] {
  return [service, ...service.workspaces].flatMap((container) => {
    const documents = new DeployedDocuments(attempt(() => container.namedValues) ?? []);
    return textsIn(container).map(({ address, text }) => ({ address, root: rootOf(documents, text) }));
  });
}

function textsIn(container: Container): { readonly address: string; readonly text: string }[] {
  const { products, apis, fragments } = container;
  const targets = [container, ...products, ...apis, ...apis.flatMap(({ operations }) => operations)];
  const policies = targets.flatMap((target): (Policy | Fragment)[] => {
    const policy = attempt(() => target.policy);
    return policy === undefined ? [] : [policy];
  });
  return [...policies, ...fragments].flatMap((policy) => {
    const text = attempt(() => policy.text);
    return text === undefined ? [] : [{ address: policy.address, text }];
  });
}

function rootOf(documents: DeployedDocuments, text: string): PolicyElement {
  try {
    return PolicyDocument.parse(documents.fill(text)).root;
  } catch (error) {
    if (error instanceof CannotExecute) return PolicyDocument.parse(text).root;
    throw error;
  }
}
