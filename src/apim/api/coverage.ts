import { informOnce, warnOnce } from "../../core/annotations";
import { RegistryOfMany } from "../../core/registry";
import type { PolicySuppression } from "../../policy/lint";
import { authenticates, type RequestFacts } from "../../policy/lint/authentication";
import { INHERITED_CHECKS, OPEN_OPERATION, type ProgramRule, PROGRAM_RULES } from "../../policy/lint/program-rules";
import { acceptsRule } from "../../policy/lint/suppressions";
import { PolicyElement, type PolicyNode } from "../../policy/model/node";
import type { Callers } from "../auth/callers";
import { compareChecks, type TokenCheck } from "../auth/inherited-checks";
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
import { POLICY_FRAGMENTS } from "../known-names";
import { ApimPolicy } from "../policy/apim-policy";
import type { IPolicyTarget } from "../policy-target";

/** An operation, or a whole API, and what decides who gets in. */
export interface Judged {
  /** Those whose documents a request runs, the innermost first. */
  readonly targets: readonly IPolicyTarget[];
  /** The name of the operation. Undefined for an API as a whole. */
  readonly operationId: string | undefined;
  /** The callers of the operation, if it does not have those of its API. */
  readonly callers: Callers | undefined;
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

/** The errors about who may call an operation, at synth. Warnings and notes become annotations. */
export function judgeOperation(operation: IPolicyTarget, judged: Judged): string[] {
  const { targets, operationId, callers } = judged;
  const { label } = operation.policyTarget;
  const [, api] = targets;
  const own = JwtPolicy._tryFind(operation);
  if (callers !== undefined && own !== undefined) return [callersBesideCheck(label, own.node.path)];
  if (callers?.isAnonymous === true) return sayWhatStillChecks(operation, judged);
  if (callers !== undefined && JwtPolicy._tryFind(api!) === undefined) {
    return [callersWithoutCheck(operationId!, api!.policyTarget.label)];
  }
  return [...openness(operation, judged), ...disagreements(operation, judged)];
}

/** The errors about who may call an API, at synth. One with operations is open or closed with each of them. */
export function judgeApi(api: IPolicyTarget, service: IPolicyTarget): string[] {
  const judged = { targets: [api, service], operationId: undefined, callers: undefined };
  const hasOperations = OPERATIONS.of(api, ...api.policyTarget.key).length > 0;
  return [...(hasOperations ? [] : openness(api, judged)), ...disagreements(api, judged)];
}

function openness(construct: IPolicyTarget, judged: Judged): string[] {
  const open = isOpen(judged);
  if (open === undefined || accepts(OPEN_OPERATION, judged)) return [];
  return [problem(OPEN_OPERATION, openOperation(construct.policyTarget.label, open.unknownFragments))];
}

/** An anonymous operation runs the checks of the documents that do not know of it. */
function sayWhatStillChecks(construct: IPolicyTarget, judged: Judged): string[] {
  const { targets, operationId } = judged;
  for (const target of reached(targets)) {
    if (!authenticates(inboundOf(target)!, factsOf(target, operationId))) continue;
    if (accepts(INHERITED_CHECKS, judged)) break;
    warnOnce(
      construct,
      problem(INHERITED_CHECKS, anonymousBehindCheck(construct.policyTarget.label, target.policyTarget.label)),
    );
  }
  return [];
}

/** Whether no document checks the caller, and the fragments in them that are not known. */
function isOpen({ targets, operationId }: Judged): { readonly unknownFragments: readonly string[] } | undefined {
  const unknownFragments = new Set<string>();
  const covering = reached(targets).find((target) => {
    const facts = factsOf(target, operationId, (id) => unknownFragments.add(id));
    return authenticates(inboundOf(target)!, facts);
  });
  if (covering === undefined) return { unknownFragments: [...unknownFragments] };
  const [construct] = targets;
  if (operationId !== undefined && covering === construct) {
    const isFirst = reached(targets.slice(1)).every(
      (target) => !authenticates(inboundOf(target)!, factsOf(target, operationId)),
    );
    if (isFirst) informOnce(construct, lateCheck(construct.policyTarget.label));
  }
  return undefined;
}

/** The checks of a request, compared with each other. */
function disagreements(construct: IPolicyTarget, judged: Judged): string[] {
  const checks = reached(judged.targets).flatMap((target) => tokenCheckOf(target, judged) ?? []);
  const [inner, ...outer] = checks;
  // A check that the construct did not add is compared where it was added.
  if (inner === undefined || (judged.callers === undefined && JwtPolicy._tryFind(construct) === undefined)) return [];
  const found = outer.flatMap((check) => compareChecks(check, inner) ?? []);
  if (found.length === 0 || accepts(INHERITED_CHECKS, judged)) return [];
  const errors: string[] = [];
  for (const { isError, message } of found) {
    if (isError) errors.push(problem(INHERITED_CHECKS, message));
    else warnOnce(construct, problem(INHERITED_CHECKS, message));
  }
  return errors;
}

function tokenCheckOf(target: IPolicyTarget, { targets, callers }: Judged): TokenCheck | undefined {
  const check = JwtPolicy._tryFind(target)?._check;
  const isApi = targets.length === 3 && target === targets[1];
  return check !== undefined && isApi && callers !== undefined ? { ...check, callers } : check;
}

/** The targets with a document that a request runs, the innermost first: one without `<base />` ends the search. */
function reached(targets: readonly IPolicyTarget[]): IPolicyTarget[] {
  const withDocument: IPolicyTarget[] = [];
  for (const target of targets) {
    const inbound = inboundOf(target);
    if (inbound === undefined) continue;
    withDocument.push(target);
    if (!inbound.some((node) => node instanceof PolicyElement && node.name === "base")) break;
  }
  return withDocument;
}

function inboundOf(target: IPolicyTarget): readonly PolicyNode[] | undefined {
  return ApimPolicy._tryFind(target)?._inbound;
}

function factsOf(
  target: IPolicyTarget,
  operationId: string | undefined,
  onUnknown: (fragment: string) => void = () => undefined,
): RequestFacts {
  const fragment = (id: string): readonly PolicyNode[] | undefined => {
    const statements = statementsOfFragment(target, id);
    if (statements === undefined) onUnknown(id);
    return statements;
  };
  return { operationId, fragment };
}

function statementsOfFragment(target: IPolicyTarget, id: string): readonly PolicyNode[] | undefined {
  return POLICY_FRAGMENTS.tryFindMade(target, target.policyTarget.serviceKey, id)?._document.root.children;
}

/** Whether a finding is accepted, beside a construct or in a document that a request runs. */
function accepts(rule: ProgramRule, { targets }: Judged): boolean {
  return targets.some(
    (target) =>
      acceptsRule(rule, undefined, SUPPRESSIONS.of(target, ...target.policyTarget.key)) ||
      ApimPolicy._tryFind(target)?._accepts(rule) === true,
  );
}

function problem({ id, name }: ProgramRule, message: string): string {
  return `${id} ${name}: ${message}`;
}
