import { type PolicyDocument } from "../document";
import { LintContext } from "./context";
import { type DocumentFacts } from "./facts";
import { NodeKind } from "./node-path";
import { setsToken, settersOf } from "./variables";

const known = new WeakMap<PolicyDocument, DocumentFacts>();

/** What is known about a document that others run. */
export function factsOf(document: PolicyDocument): DocumentFacts {
  let facts = known.get(document);
  if (facts === undefined) {
    facts = readFacts(document);
    known.set(document, facts);
  }
  return facts;
}

function readFacts(document: PolicyDocument): DocumentFacts {
  const { paths, statements } = new LintContext(document, {});
  const setters = paths.flatMap(settersOf);
  const namesOf = (some: typeof setters): Set<string> =>
    new Set(some.map(({ name }) => name).filter((name) => name !== undefined));
  return {
    policies: new Set(statements.map(({ name }) => name)),
    variables: namesOf(setters),
    tokens: namesOf(setters.filter(setsToken)),
    setsOthers: setters.some(({ name }) => name === undefined) || paths.some(({ kind }) => kind === NodeKind.UNKNOWN),
  };
}
