import { informOnce, warnOnce } from "../../core/annotations";
import { RegistryOfMany } from "../../core/registry";
import { requireLiteral } from "../../core/rules";
import type { PolicySuppression } from "../../policy/lint";
import { authenticates } from "../../policy/lint/authentication";
import { INHERITED_CHECKS, OPEN_OPERATION, type ProgramRule, PROGRAM_RULES } from "../../policy/lint/program-rules";
import { acceptsRule } from "../../policy/lint/suppressions";
import type { Callers } from "../auth/callers";
import {
  acceptsAllOf,
  compareChecks,
  type Disagreement,
  type TokenCheck,
  tokenChecksIn,
} from "../auth/inherited-checks";
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
import { AppResources } from "../app-resources";

import type { IPolicyTarget } from "../policy-target";
import type { IApi, IApiOperation } from "./i-api";
import { lostTokens } from "./lost-tokens";
import { type ProductDocument, requestContexts } from "./request-contexts";
import { requestFacts, type RunDocument, runDocuments } from "./run-documents";

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
  /** The ways in which requests reach it. */
  readonly ways: readonly Way[];
}

/** What a request runs, in a product or in none. */
interface Way {
  readonly product: ProductDocument | undefined;
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
  const judged: Judged = { resources, api, operation, operationId, callers, ways: waysTo(resources, api, operation) };
  const { label } = operation.policyTarget;
  const own = JwtPolicy._tryFind(operation);
  if (callers !== undefined && own !== undefined) return [callersBesideCheck(label, own.node.path)];
  if (callers?.isAnonymous === true) return sayWhatStillChecks(operation, judged);
  if (callers !== undefined && JwtPolicy._tryFind(api) === undefined) {
    return [callersWithoutCheck(operationId, api.policyTarget.label)];
  }
  return [...openness(operation, judged), ...disagreements(operation, judged)];
}

/**
 * The errors about who may call an API, at synth. One with operations is open or closed with each of them.
 *
 * @param isWhole whether it has operations that the program does not know
 */
export function judgeApi(api: IApi, isWhole = false): string[] {
  const resources = AppResources.of(api);
  const judged: Judged = { resources, api, ways: waysTo(resources, api) };
  const hasOperations = OPERATIONS.of(api, ...api.policyTarget.key).some(({ isCreated }) => isCreated);
  return [...(hasOperations && !isWhole ? [] : openness(api, judged)), ...disagreements(api, judged)];
}

function waysTo(resources: AppResources, api: IApi, operation?: IApiOperation): Way[] {
  return requestContexts(resources, api).map((product) => ({
    product,
    documents: runDocuments(resources, api, operation, product),
  }));
}

function openness(construct: IPolicyTarget, judged: Judged): string[] {
  const { resources, api, operation, operationId, ways } = judged;
  const unknownFragments = new Set<string>();
  const facts = requestFacts(api, operationId, (id) => unknownFragments.add(id));
  const isClosedBy = ({ inbound }: RunDocument): boolean => authenticates(inbound, facts);
  const open = ways.filter(({ documents }) => !documents.some(isClosedBy));
  if (open.length === 0) {
    const isLate = ways.some(
      ({ product, documents }) =>
        operation !== undefined &&
        documents.find(isClosedBy)!.target === operation &&
        !runDocuments(resources, api, undefined, product).some(isClosedBy),
    );
    if (isLate) informOnce(construct, lateCheck(construct.policyTarget.label));
    return [];
  }
  if (accepts(OPEN_OPERATION, judged)) return [];
  const requests = open.length === ways.length ? "" : describeWay(open[0]!);
  return [problem(OPEN_OPERATION, openOperation(construct.policyTarget.label, [...unknownFragments], requests))];
}

/** Product policies do not run for all requests. */
function describeWay({ product }: Way): string {
  return product === undefined ? " outside its products" : ` in ${product.label}`;
}

/** An anonymous operation runs the checks of the documents that do not know of it. */
function sayWhatStillChecks(operation: IApiOperation, judged: Judged): string[] {
  const facts = requestFacts(judged.api, judged.operationId);
  const checking = judged.ways
    .flatMap(({ documents }) => documents)
    .filter(({ inbound }) => authenticates(inbound, facts));
  if (checking.length === 0 || accepts(INHERITED_CHECKS, judged)) return [];
  for (const { label } of checking) {
    warnOnce(operation, problem(INHERITED_CHECKS, anonymousBehindCheck(operation.policyTarget.label, label)));
  }
  return [];
}

/** Checks of which a request must pass one. */
interface Checking {
  readonly checks: readonly TokenCheck[];
  readonly isOfProduct: boolean;
  /** Whether they are judged with the construct, and not with one of a broader scope. */
  readonly isJudgedHere: boolean;
}

/** The checks of a request, compared with each other. */
function disagreements(construct: IPolicyTarget, judged: Judged): string[] {
  const found = [...differences(construct, judged), ...losses(construct, judged)];
  if (found.length === 0 || accepts(INHERITED_CHECKS, judged)) return [];
  const errors = new Set<string>();
  for (const { isError, message } of found) {
    if (isError) errors.add(problem(INHERITED_CHECKS, message));
    else warnOnce(construct, problem(INHERITED_CHECKS, message));
  }
  return [...errors];
}

/** The checks behind a document that takes the token away. Those of an API are judged with the API. */
function losses(construct: IPolicyTarget, { api, operation, operationId, ways }: Judged): Disagreement[] {
  const facts = requestFacts(api, operationId);
  const isJudgedHere = ({ target }: RunDocument): boolean => operation === undefined || target === construct;
  return ways.flatMap(({ documents }) => lostTokens(documents, facts, isJudgedHere));
}

function differences(construct: IPolicyTarget, judged: Judged): Disagreement[] {
  return judged.ways.flatMap((way) => {
    const checking = checkingIn(way, construct, judged);
    return checking.flatMap(({ isJudgedHere }, index) => {
      const found = compareWithFirst(checking.slice(index));
      if (isJudgedHere) return found;
      // A check that the construct did not add is compared where it was added, but for one that no token passes: nobody else may compare that.
      return judged.operation === undefined ? found.filter(({ isError }) => isError) : [];
    });
  });
}

/** What requests must pass, the innermost first. */
function checkingIn(
  { product, documents }: Way,
  construct: IPolicyTarget,
  { api, operationId, callers }: Judged,
): Checking[] {
  const facts = requestFacts(api, operationId);
  return documents.flatMap(({ label, target, inbound }) => {
    const own = target === undefined ? undefined : JwtPolicy._tryFind(target)?._checks;
    const hasCallersOfOperation = target === api && callers !== undefined;
    // The document holds the JwtPolicy as well.
    const others = tokenChecksIn(`the policy of ${label}`, inbound, facts).filter(
      (check) => own?.every((each) => acceptsAllOf(check, each)) !== true,
    );
    const isOfProduct = product !== undefined && label === product.label;
    const isJudgedHere = target === construct || hasCallersOfOperation;
    const admitted = hasCallersOfOperation ? own?.map((check) => ({ ...check, callers })) : own;
    return [...(admitted === undefined ? [] : [admitted]), ...others.map((check) => [check])].map((checks) => ({
      checks,
      isOfProduct,
      isJudgedHere,
    }));
  });
}

function compareWithFirst([inner, ...outer]: readonly Checking[]): Disagreement[] {
  // A product may admit fewer callers: that is what it is for.
  return outer.flatMap(({ checks, isOfProduct }) => {
    const disagreement = compareChecks(checks, inner!.checks);
    return disagreement === undefined || (isOfProduct && !disagreement.isError) ? [] : disagreement;
  });
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
