import { type PolicyElement } from "../model/node";
import { literalOf } from "./node-path";

/** Whether a statement sends a response and ends the request. */
export function endsRequest({ name }: PolicyElement): boolean {
  return name === "return-response" || name === "mock-response";
}

/** The literal status of the response that a statement sends. */
export function statusOf(statement: PolicyElement): string | undefined {
  const status = statement.name === "return-response" ? tryStatus(statement) : undefined;
  return literalOf(status?.tryAttribute("code"));
}

/** Whether a statement ends the request with a status that the caller cannot take for success: a redirection counts as a refusal. */
export function refuses(statement: PolicyElement): boolean {
  return /^[345]\d\d$/.test(statusOf(statement) ?? "");
}

/** Whether a statement refuses as such. A redirection sends many callers on, as from http to https, and says nothing about who they are. */
export function refusesForGood(statement: PolicyElement): boolean {
  return refuses(statement) && !statusOf(statement)!.startsWith("3");
}

/** Whether a statement ends the request with a status that refuses, or with one that is not known until run time. */
export function mayRefuse(statement: PolicyElement): boolean {
  if (statement.name !== "return-response") return false;
  if (tryStatus(statement) === undefined) return statement.tryAttribute("response-variable-name") !== undefined;
  return refuses(statement) || statusOf(statement) === undefined;
}

function tryStatus(statement: PolicyElement): PolicyElement | undefined {
  return statement.elements.find(({ name }) => name === "set-status");
}

/** Whether a statement always runs all statements in it. */
export function runsAll(statement: PolicyElement): boolean {
  return BLOCKS.includes(statement.name) && !waitsForOne(statement);
}

/** Whether a statement is done when one of the statements in it is, so that no other one is certain to be. */
export function waitsForOne(statement: PolicyElement): boolean {
  return (
    statement.name === "wait" && literalOf(statement.tryAttribute("for")) === "any" && statement.elements.length > 1
  );
}

const BLOCKS: readonly string[] = ["retry", "limit-concurrency", "wait", "block"];
