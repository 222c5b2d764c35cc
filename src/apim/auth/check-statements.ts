import type { IResourceServer } from "../../oauth/resource-server";
import type { PolicyElement } from "../../policy/model/node";
import { writtenExpression } from "../../policy/model/written-value";
import { Choose } from "../../policy/statements";
import type { AcceptedTokens } from "./accepted-tokens";
import type { Callers } from "./callers";
import { type Challenge, refuseOthers } from "./challenge";
import { TOKEN_VARIABLE } from "./token-check-options";
import { isOneOf, type OperationGroup } from "./operation-callers";
import { claimsToBeOf, type ValidationSettings, validationOf } from "./token-validation";
import { type CallerVariable, nameCaller } from "./verified-caller";

/** What the checks of a document have in common. */
export interface CheckOptions {
  readonly accepted: readonly AcceptedTokens[];
  readonly settings: ValidationSettings;
  /** The variables that name the caller, and are used. */
  readonly names: ReadonlySet<CallerVariable>;
  readonly challengeFor: (resource: IResourceServer) => Challenge;
}

/**
 * The statements that let through a token of one of the resource servers, from a caller who may call.
 *
 * @param groups the operations with other callers
 */
export function checkStatements(groups: readonly OperationGroup[], given: CheckOptions): PolicyElement[] {
  const [first, ...others] = given.accepted.map((tokens) => checkOf(tokens, groups, given));
  return others.length === 0 ? first! : [select(others, first!, given)];
}

/** What a token says of itself only selects the check. A token that says nothing known fails the first. */
function select(others: readonly PolicyElement[][], first: PolicyElement[], given: CheckOptions): Choose {
  const when = others.map((statements, index) => ({
    condition: claimsToBeOf(given.accepted[index + 1]!.resource, given.settings.headerName),
    statements,
  }));
  return new Choose({ when, otherwise: first });
}

/** Validates the token, then the caller: first 401, then 403. */
function checkOf(tokens: AcceptedTokens, groups: readonly OperationGroup[], given: CheckOptions): PolicyElement[] {
  const { resource } = tokens;
  return [
    validationOf(resource, given.settings),
    authorizeByOperation(tokens, groups, given),
    ...[...given.names].map((name) => nameCaller(name, TOKEN_VARIABLE, resource)),
  ];
}

function authorizeByOperation(tokens: AcceptedTokens, groups: readonly OperationGroup[], given: CheckOptions): Choose {
  const authorize = (callers: Callers): Choose =>
    refuseOthers({ ...tokens, callers }, TOKEN_VARIABLE, given.challengeFor(tokens.resource));
  if (groups.length === 0) return authorize(tokens.callers);
  const when = groups.map(({ callers, operationIds }) => ({
    condition: writtenExpression(isOneOf(operationIds)),
    statements: [authorize(callers)],
  }));
  return new Choose({ when, otherwise: [authorize(tokens.callers)] });
}
