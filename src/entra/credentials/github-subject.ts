import { Fn, Token } from "cdktf";
import { type Place, wrongKind } from "../../core/errors";
import { BOOLEAN, checkObject, type Kinds, optional, STRING } from "../../core/kinds";
import { check, checkOptional } from "../../core/rules";
import { notOneTrigger } from "../errors";
import type { GithubActionsOptions } from "./federation-options";
import { CREDENTIAL_RULES } from "./rules";

const OPTIONS: Kinds<GithubActionsOptions> = {
  owner: STRING,
  repository: STRING,
  ownerId: optional(STRING),
  repositoryId: optional(STRING),
  branch: optional(STRING),
  tag: optional(STRING),
  environment: optional(STRING),
  unreviewedPullRequests: optional(BOOLEAN),
  issuer: optional(STRING),
};

/** The claim `sub` of the tokens of GitHub Actions. */
export function githubSubject(place: Place, options: GithubActionsOptions): string {
  checkObject(place, "options", options, OPTIONS);
  check(place, "owner", options.owner, CREDENTIAL_RULES.githubOwner);
  check(place, "repository", options.repository, CREDENTIAL_RULES.githubRepository);
  checkOptional(place, "ownerId", options.ownerId, CREDENTIAL_RULES.githubId);
  checkOptional(place, "repositoryId", options.repositoryId, CREDENTIAL_RULES.githubId);
  checkOptional(place, "branch", options.branch, CREDENTIAL_RULES.gitRef);
  checkOptional(place, "tag", options.tag, CREDENTIAL_RULES.gitRef);
  checkOptional(place, "environment", options.environment, CREDENTIAL_RULES.githubEnvironment);
  checkOptional(place, "issuer", options.issuer, CREDENTIAL_RULES.federatedIssuer);
  const { owner, repository, ownerId, repositoryId } = options;
  if ((ownerId === undefined) !== (repositoryId === undefined)) {
    const missing = ownerId === undefined ? "ownerId" : "repositoryId";
    throw wrongKind(place, missing, "undefined", "ownerId and repositoryId, or none of them", `set ${missing}`);
  }
  const name = ownerId === undefined ? `${owner}/${repository}` : `${owner}@${ownerId}/${repository}@${repositoryId!}`;
  return `repo:${name}:${triggerOf(place, options)}`;
}

function triggerOf(place: Place, options: GithubActionsOptions): string {
  const { branch, tag, environment, unreviewedPullRequests } = options;
  const triggers = [
    branch !== undefined && `ref:refs/heads/${branch}`,
    tag !== undefined && `ref:refs/tags/${tag}`,
    // The parts of a subject have a colon between them, so GitHub writes another one as %3A.
    environment !== undefined && `environment:${withoutColons(environment)}`,
    unreviewedPullRequests === true && "pull_request",
  ].filter((trigger) => trigger !== false);
  if (triggers.length !== 1) throw notOneTrigger(place, triggers.length);
  return triggers[0]!;
}

function withoutColons(text: string): string {
  return Token.isUnresolved(text) ? Fn.replace(text, ":", "%3A") : text.replace(/:/g, "%3A");
}
