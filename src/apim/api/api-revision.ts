import { ApiManagementApi } from "@cdktf/provider-azurerm/lib/api-management-api";
import { ApiManagementApiRelease } from "@cdktf/provider-azurerm/lib/api-management-api-release";
import { Lazy, type TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import { mainResourceOf } from "../../core/main-resource";
import { create } from "../../core/create";
import { BOOLEAN, CheckedConstruct, checkProps, type Kinds, optional, STRING } from "../../core/kinds";
import { Registry } from "../../core/registry";
import { check, checkOptional, RULES } from "../../core/rules";
import { dependenciesOf, textForTerraform } from "../../core/terraform-text";
import { OPERATIONS } from "../auth/operation-callers";
import { API } from "../kinds";
import { ApimPolicy } from "../policy/apim-policy";
import type { IPolicyTarget } from "../policy-target";
import { APIM_RULES } from "../rules";
import { resourceIdOf } from "./api-arguments";
import { firstRevision, notesWithoutRelease } from "./errors";
import type { IApi } from "./i-api";

/** Properties of `ApiRevision`. */
export interface ApiRevisionProps {
  /** The API that gets a revision. */
  readonly api: IApi;
  /** The revision, such as `2`. The first is the `Api` itself. */
  readonly revision: string;
  /**
   * What is new, in up to 256 characters.
   *
   * @default - no description
   */
  readonly description?: string;
  /**
   * Whether the revision takes the place of the current one: requests and the policies of the program go to it from then on.
   *
   * @default false
   */
  readonly isCurrent?: boolean;
  /**
   * What the developer portal says about the change to this revision.
   *
   * @default - nothing
   */
  readonly releaseNotes?: string;
}

const PROPS: Kinds<ApiRevisionProps> = {
  api: API,
  revision: STRING,
  description: optional(STRING),
  isCurrent: optional(BOOLEAN),
  releaseNotes: optional(STRING),
};

const REVISIONS = new Registry<ApiRevision>("revision");

/**
 * A revision of an API. Azure copies operations and policies from the current revision when it creates it.
 *
 * Operations and policies of the program belong to whichever revision is current: azurerm cannot write those of another. Change the others
 * in the portal.
 *
 * @see https://learn.microsoft.com/azure/api-management/api-management-revisions
 */
export class ApiRevision extends CheckedConstruct {
  /** The revision. */
  public readonly revision: string;

  /**
   * @throws when the revision is the first, breaks a rule of API Management, or exists already
   */
  public constructor(scope: Construct, id: string, props: ApiRevisionProps) {
    super(scope, id);
    checkProps(this, props, PROPS);
    const { api, revision } = props;
    check(this, "revision", revision, APIM_RULES.apiRevision);
    if (revision === "1") throw firstRevision(this);
    checkOptional(this, "description", props.description, APIM_RULES.versionDescription);
    checkOptional(this, "releaseNotes", props.releaseNotes, RULES.text);
    if (props.releaseNotes !== undefined && props.isCurrent !== true) throw notesWithoutRelease(this);
    REVISIONS.claim(this, ...api.policyTarget.key, revision);
    this.revision = revision;
    // Azure copies what is there, so all of it must be there first: a revision without a check would be open.
    const copied = (): TerraformResource[] => resourcesOf(api);
    const resource = create(ApiManagementApi, this, "Resource", {
      apiManagementName: api.apim.name,
      resourceGroupName: api.apim.resourceGroupName,
      name: api.name,
      revision,
      revisionDescription: textForTerraform(props.description),
      sourceApiId: resourceIdOf(api),
    });
    resource.addOverride("depends_on", Lazy.anyValue({ produce: () => dependenciesOf(resource, copied()) }));
    if (props.isCurrent !== true) return;
    create(ApiManagementApiRelease, this, "Release", {
      // Names of releases have no dots, and a letter or digit at either end.
      name: `revision-${revision.replace(/\./g, "-").slice(0, 60)}-current`,
      apiId: resource.id,
      notes: textForTerraform(props.releaseNotes),
    });
  }
}

/** The operations of an API that the program creates, and the policies of all. */
function resourcesOf(api: IApi): TerraformResource[] {
  const operations = OPERATIONS.of(api, ...api.policyTarget.key).map(({ operation }) => operation);
  const created = operations.map(mainResourceOf).filter((resource) => resource !== undefined);
  const targets = [api, ...operations] as IPolicyTarget[];
  return [...created, ...targets.flatMap((target) => ApimPolicy._resourcesOf(target))];
}
