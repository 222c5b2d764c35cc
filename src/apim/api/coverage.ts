import { TerraformResource } from "cdktf";
import { informOnce, warnOnce } from "../../core/annotations";
import { RegistryOfMany } from "../../core/registry";
import { requireLiteral } from "../../core/rules";
import type { PolicySuppression } from "../../policy/lint";
import { authenticates } from "../../policy/lint/authentication";
import { INHERITED_CHECKS, OPEN_OPERATION, type ProgramRule, PROGRAM_RULES } from "../../policy/lint/program-rules";
import { acceptsRule } from "../../policy/lint/suppressions";
import type { Callers } from "../auth/callers";
import { compareChecks, tokenCheckIn } from "../auth/inherited-checks";
import { JwtPolicy } from "../auth/jwt-policy";
import { OPERATIONS } from "../auth/operation-callers";
import {
  anonymousBehindCheck,
  callersBesideCheck,
  callersWithoutCheck,
  lateCheck,
  openOperation,
  suppressionWithoutReason,
  unknownProgramRule,
} from "../errors";
import { ApimPolicy } from "../policy/apim-policy";
import { AppResources, argumentsOf } from "../policy/app-resources";
import type { IPolicyTarget } from "../policy-target";
import type { IApi, IApiOperation } from "./i-api";
import { rawInboundsOfProducts } from "./raw-documents";
import { requestFacts, type RunDocument, runDocuments, runsBase } from "./run-documents";

/** An operation, or a whole API, and what decides who gets in. */
interface Judged {
  readonly resources: AppResources;
  readonly api: IApi;
  /** Undefined for an API as a whole. */
  readonly operation?: IApiOperation;
  /** The name of the operation, as `context.Operation.Id` has it. */
  readonly operationId?: string;
  /** The callers of the operation, if it does not have those of its API. */
  readonly callers?: Callers | undefined;
  /** What a request runs. */
  readonly documents: readonly RunDocument[];
}

const SUPPRESSIONS = new RegistryOfMany<PolicySuppression>();

/**
 * Accepts findings about a target, and about what inherits from it.
 *
 * @throws when a suppression is none of a rule about the program, or gives no reason
 */
export function suppress(place: IPolicyTarget, suppressions: readonly PolicySuppression[] = []): void {
  for (const suppression of suppressions) {
    const { rule, reason } = suppression;
    if (!PROGRAM_RULES.some(({ id, name }) => id === rule || name === rule)) {
      throw unknownProgramRule(
        place,
        rule,
        PROGRAM_RULES.map(({ name }) => name),
      );
    }
    if (reason.trim() === "") throw suppressionWithoutReason(place, rule);
    SUPPRESSIONS.add(place, suppression, ...place.policyTarget.key);
  }
}

/** Determines who may call an operation, and judges it at synth. */
export function admit(given: {
  readonly operation: IApiOperation;
  readonly api: IApi;
  readonly operationId: string;
  readonly callers: Callers | undefined;
  /** Whether the program creates the operation. One that exists is only judged if its callers are given. */
  readonly isCreated: boolean;
}): void {
  const { operation, api, operationId, callers, isCreated } = given;
  if (callers !== undefined) requireLiteral(operation, "operationId of an operation with callers", operationId);
  OPERATIONS.add(operation, { operation, operationId, callers, isCreated }, ...api.policyTarget.key);
  if (callers !== undefined) JwtPolicy._tryFind(api)?._admit(operation, callers);
  // The document may depend on the operations.
  else ApimPolicy._tryFind(api)?._discard();
  if (!isCreated && callers === undefined) return;
  operation.node.addValidation({ validate: () => judgeOperation(operation, operationId, api, callers) });
}

/** The errors about who may call an operation, at synth. Warnings and notes become annotations. */
function judgeOperation(operation: IApiOperation, operationId: string, api: IApi, callers?: Callers): string[] {
  const resources = AppResources.of(operation);
  const documents = runDocuments(resources, api, operation);
  const judged: Judged = { resources, api, operation, operationId, callers, documents };
  const { label } = operation.policyTarget;
  const own = JwtPolicy._tryFind(operation);
  if (callers !== undefined && own !== undefined) return [callersBesideCheck(label, own.node.path)];
  if (callers?.isAnonymous === true) return sayWhatStillChecks(operation, judged);
  if (callers !== undefined && JwtPolicy._tryFind(api) === undefined) {
    return [callersWithoutCheck(operationId, api.policyTarget.label)];
  }
  return [...openness(operation, judged), ...disagreements(operation, judged)];
}

/** The errors about who may call an API, at synth. One with operations is open or closed with each of them. */
export function judgeApi(api: IApi): string[] {
  const resources = AppResources.of(api);
  const judged: Judged = { resources, api, documents: runDocuments(resources, api) };
  const hasOperations = OPERATIONS.of(api, ...api.policyTarget.key).some(({ isCreated }) => isCreated);
  return [...(hasOperations ? [] : openness(api, judged)), ...disagreements(api, judged)];
}

function openness(construct: IPolicyTarget, judged: Judged): string[] {
  const { resources, api, operation, operationId, documents } = judged;
  const unknownFragments = new Set<string>();
  const isClosedBy = ({ target, inbound }: RunDocument): boolean =>
    authenticates(
      inbound,
      requestFacts(target, operationId, (id) => unknownFragments.add(id)),
    );
  const closing = documents.find(isClosedBy);
  if (closing !== undefined) {
    const isLate = operation !== undefined && closing.target === operation;
    if (isLate && !runDocuments(resources, api).some(isClosedBy))
      informOnce(operation, lateCheck(operation.policyTarget.label));
    return [];
  }
  if (isClosedByProducts(judged) || accepts(OPEN_OPERATION, judged)) return [];
  return [problem(OPEN_OPERATION, openOperation(construct.policyTarget.label, [...unknownFragments]))];
}

/** A request without a key of a product runs the document of none. */
function isClosedByProducts({ resources, api, documents }: Judged): boolean {
  const inner = documents.filter(({ target }) => target !== api.apim);
  const inbounds = rawInboundsOfProducts(resources, api);
  return (
    inbounds.length > 0 &&
    inner.every(({ inbound }) => runsBase(inbound)) &&
    needsKey(api) &&
    inbounds.every((inbound) => authenticates(inbound, requestFacts(api, undefined)))
  );
}

function needsKey(api: IApi): boolean {
  const resource = api.node.tryFindChild("Resource");
  if (!TerraformResource.isTerraformResource(resource)) return true;
  return argumentsOf(resource).subscription_required !== false;
}

/** An anonymous operation runs the checks of the documents that do not know of it. */
function sayWhatStillChecks(operation: IApiOperation, judged: Judged): string[] {
  const checking = judged.documents.filter(({ target, inbound }) =>
    authenticates(inbound, requestFacts(target, judged.operationId)),
  );
  if (checking.length === 0 || accepts(INHERITED_CHECKS, judged)) return [];
  for (const { target } of checking) {
    const message = anonymousBehindCheck(operation.policyTarget.label, target.policyTarget.label);
    warnOnce(operation, problem(INHERITED_CHECKS, message));
  }
  return [];
}

/** The checks of a request, compared with each other. */
function disagreements(construct: IPolicyTarget, judged: Judged): string[] {
  const { api, callers, documents } = judged;
  // A check that the construct did not add is compared where it was added.
  if (callers === undefined && JwtPolicy._tryFind(construct) === undefined) return [];
  const checks = documents.flatMap(({ target, inbound }) => {
    const own = JwtPolicy._tryFind(target)?._checks;
    if (own === undefined) {
      const found = tokenCheckIn(`the policy of ${target.policyTarget.label}`, inbound);
      return found === undefined ? [] : [[found]];
    }
    return [target === api && callers !== undefined ? own.map((check) => ({ ...check, callers })) : own];
  });
  const [inner, ...outer] = checks;
  const found = inner === undefined ? [] : outer.flatMap((check) => compareChecks(check, inner) ?? []);
  if (found.length === 0 || accepts(INHERITED_CHECKS, judged)) return [];
  const errors: string[] = [];
  for (const { isError, message } of found) {
    if (isError) errors.push(problem(INHERITED_CHECKS, message));
    else warnOnce(construct, problem(INHERITED_CHECKS, message));
  }
  return errors;
}

/** Whether a finding is accepted, beside a construct or in a document that a request runs. */
function accepts(rule: ProgramRule, { api, operation }: Judged): boolean {
  return [...(operation === undefined ? [] : [operation]), api, api.apim].some(
    (target) =>
      acceptsRule(rule, undefined, SUPPRESSIONS.of(target, ...target.policyTarget.key)) ||
      ApimPolicy._tryFind(target)?._accepts(rule) === true,
  );
}

function problem({ id, name }: ProgramRule, message: string): string {
  return `${id} ${name}: ${message}`;
}
