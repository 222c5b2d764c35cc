import { type TerraformResource, Token } from "cdktf";
import type { IConstruct } from "constructs";
import { mainResourceOf } from "../../core/main-resource";
import type { PolicyDocument } from "../../policy/document";
import { factsOf } from "../../policy/lint/document-facts";
import type { DocumentFacts, ProgramFacts } from "../../policy/lint/facts";
import { pathParametersIn } from "../../policy/lint/path-parameters";
import { PolicyScope } from "../../policy/model/section";
import { POLICY_FRAGMENTS } from "../known-names";
import type { IPolicyTarget } from "../policy-target";
import { tierOf } from "../service/tiers";
import { AppResources, argumentsOf } from "../app-resources";
import { fragmentsIn, knownReferencesOf } from "./references";

/** What the facts are about. */
export interface ProgramFactsProps {
  readonly owner: IConstruct;
  readonly serviceKey: readonly string[];
  readonly document: PolicyDocument;
  /** The text of the document: it shows which facts can matter. */
  readonly text: string;
  /** What the document belongs to; undefined for a fragment. */
  readonly target?: IPolicyTarget;
  /** Returns the documents of the broader scopes that the program knows. */
  readonly inherited?: () => readonly PolicyDocument[];
}

/** What the program knows beyond the text of a document. Facts that no rule needs for this text are left out, because programs are large. */
export function programFactsOf({
  owner,
  serviceKey,
  document,
  text,
  target,
  inherited,
}: ProgramFactsProps): ProgramFacts {
  const references = knownReferencesOf(document.root, owner, serviceKey);
  const fragmentsOf = ({ root }: PolicyDocument): [string, DocumentFacts][] =>
    [...fragmentsIn(root)].flatMap((name) => {
      const made = POLICY_FRAGMENTS.tryFindMade(owner, serviceKey, name);
      return made === undefined ? [] : [[name, factsOf(made._document)] as [string, DocumentFacts]];
    });
  const tier = tierOf(owner, serviceKey);
  const above = text.includes("Variables") ? (inherited?.() ?? []) : [];
  return {
    isPartOfService: true,
    ...(target !== undefined && { scope: target.policyTarget.scope }),
    ...references,
    ...(tier !== undefined && { tier }),
    ...(references.fragments.length > 0 && { knownFragments: new Map(fragmentsOf(document)) }),
    ...(above.length > 0 && {
      inherited: above.flatMap((broader) => [factsOf(broader), ...fragmentsOf(broader).map(([, facts]) => facts)]),
    }),
    ...(target !== undefined &&
      /MatchedParameters|rewrite-uri/.test(text) && { pathParameters: pathParametersOf(target) }),
  };
}

const API = "azurerm_api_management_api";
const OPERATION = "azurerm_api_management_api_operation";
const NAMES = ["api_management_name", "resource_group_name"];

/** The parameters in the URL of an operation, or of all operations of an API that the program creates; undefined where they are not known. */
function pathParametersOf(target: IPolicyTarget): string[] | undefined {
  const resource = mainResourceOf(target);
  if (resource === undefined) return undefined;
  const { scope } = target.policyTarget;
  if (scope === PolicyScope.OPERATION && resource.terraformResourceType === OPERATION) return parametersIn([resource]);
  if (scope !== PolicyScope.API || resource.terraformResourceType !== API) return undefined;
  // An imported document makes operations as well.
  if (argumentsOf(resource).import !== undefined) return undefined;
  const resources = AppResources.of(resource);
  const identity = resources.identity(resource, [...NAMES, "name"]);
  const operations = resources.find(OPERATION, [...NAMES, "api_name"], identity);
  return operations.length === 0 ? undefined : parametersIn(operations);
}

function parametersIn(operations: readonly TerraformResource[]): string[] | undefined {
  const templates = operations.map((operation) => String(argumentsOf(operation).url_template));
  if (templates.some((template) => Token.isUnresolved(template))) return undefined;
  return [...new Set(templates.flatMap(pathParametersIn))];
}
