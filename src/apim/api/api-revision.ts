import { ApiManagementApi, type ApiManagementApiConfig } from "@cdktf/provider-azurerm/lib/api-management-api";
import { ApiManagementApiRelease } from "@cdktf/provider-azurerm/lib/api-management-api-release";
import { type TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import { warnOnce } from "../../core/annotations";
import { mainResourceOf } from "../../core/main-resource";
import { create } from "../../core/create";
import { BOOLEAN, CheckedConstruct, checkProps, kind, type Kinds, optional, STRING } from "../../core/kinds";
import { Registry } from "../../core/registry";
import { check, checkOptional, RULES } from "../../core/rules";
import { dependLateOn } from "../../core/dependencies";
import { textForTerraform } from "../../core/terraform-text";
import { OPERATIONS } from "../auth/operation-callers";
import { API } from "../kinds";
import { ApimPolicy } from "../policy/apim-policy";
import type { IPolicyTarget } from "../policy-target";
import { APIM_RULES } from "../rules";
import { isUnencrypted, resourceIdOf } from "./api-arguments";
import { plainHttp } from "../errors";
import { firstRevision, notesWithoutRelease, revisionOfUnknownApi, sourceOfOtherApi } from "./errors";
import type { IApi } from "./i-api";
import { OPEN_REVISIONS } from "./product-members";

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
   * Another revision of the API that Azure copies operations and policies from.
   *
   * @default - the current one
   */
  readonly source?: ApiRevision;
  /**
   * Where the revision sends its requests, unless a policy says otherwise.
   *
   * @default - as in the revision that is copied
   */
  readonly serviceUrl?: string;
  /**
   * Whether callers need a subscription key in addition to their token.
   *
   * @default - as in the revision that is copied; true, with a warning, if the program does not create the API
   */
  readonly subscriptionRequired?: boolean;
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
  source: optional(
    kind({ expected: "an ApiRevision", fix: "create it before" }, (value) => value instanceof ApiRevision),
  ),
  serviceUrl: optional(STRING),
  subscriptionRequired: optional(BOOLEAN),
  isCurrent: optional(BOOLEAN),
  releaseNotes: optional(STRING),
};

/** What azurerm resets in a copy, where it is not written again. */
type RepeatedSettings = Pick<
  ApiManagementApiConfig,
  | "apiType"
  | "path"
  | "serviceUrl"
  | "subscriptionRequired"
  | "versionDescription"
  | "oauth2Authorization"
  | "openidAuthentication"
>;

const REVISIONS = new Registry<ApiRevision>("revision");

/**
 * A revision of an API. Azure copies operations and policies from the current revision, or from `source`, when it creates it.
 *
 * Operations and policies of the program belong to whichever revision is current: azurerm cannot write those of another. Change the others
 * in the portal.
 *
 * @see https://learn.microsoft.com/azure/api-management/api-management-revisions
 */
export class ApiRevision extends CheckedConstruct {
  /** The revision. */
  public readonly revision: string;

  private readonly api: IApi;
  private readonly resource: TerraformResource;
  private readonly settings: RepeatedSettings;

  /**
   * @throws when the revision is the first, breaks a rule of API Management, or exists already, or its source is of another API
   */
  public constructor(scope: Construct, id: string, props: ApiRevisionProps) {
    super(scope, id);
    checkProps(this, props, PROPS);
    const { api, revision, source, serviceUrl } = props;
    check(this, "revision", revision, APIM_RULES.apiRevision);
    if (revision === "1") throw firstRevision(this);
    checkOptional(this, "description", props.description, APIM_RULES.versionDescription);
    checkOptional(this, "releaseNotes", props.releaseNotes, RULES.text);
    const copied = source === undefined ? settingsOf(api) : source.settings;
    const isWebSocket = copied.apiType === "websocket";
    checkOptional(this, "serviceUrl", serviceUrl, isWebSocket ? APIM_RULES.webSocketUrl : RULES.httpUrl);
    if (source !== undefined && keyOf(source.api) !== keyOf(api)) {
      throw sourceOfOtherApi(this, source.node.path, source.api.policyTarget.label, api.policyTarget.label);
    }
    if (serviceUrl !== undefined && isUnencrypted(serviceUrl)) warnOnce(this, plainHttp(serviceUrl));
    if (props.releaseNotes !== undefined && props.isCurrent !== true) throw notesWithoutRelease(this);
    REVISIONS.claim(this, ...api.policyTarget.key, revision);
    this.revision = revision;
    this.api = api;
    const { subscriptionRequired = copied.subscriptionRequired } = props;
    if (subscriptionRequired === undefined) warnOnce(this, revisionOfUnknownApi(api.policyTarget.label));
    if (subscriptionRequired === false) OPEN_REVISIONS.add(this, ...api.policyTarget.key);
    this.settings = { ...copied, subscriptionRequired, ...(serviceUrl !== undefined && { serviceUrl }) };
    // Azure copies what is there, so all of it must be there first: a revision without a check would be open.
    const origin = (): TerraformResource[] => (source === undefined ? resourcesOf(api) : [source.resource]);
    const resource = create(ApiManagementApi, this, "Resource", {
      apiManagementName: api.apim.name,
      resourceGroupName: api.apim.resourceGroupName,
      name: api.name,
      revision,
      revisionDescription: textForTerraform(props.description),
      ...this.settings,
      sourceApiId: source === undefined ? resourceIdOf(api) : `${resourceIdOf(api)};rev=${source.revision}`,
    });
    this.resource = resource;
    dependLateOn(resource, origin);
    if (props.isCurrent !== true) return;
    create(ApiManagementApiRelease, this, "Release", {
      // Names of releases have no dots, and a letter or digit at either end.
      name: `revision-${revision.replace(/\./g, "-").slice(0, 60)}-current`,
      apiId: resource.id,
      notes: textForTerraform(props.releaseNotes),
    });
  }
}

/** None of an API that the program does not create. */
function settingsOf(api: IApi): RepeatedSettings {
  const resource = mainResourceOf(api);
  if (!(resource instanceof ApiManagementApi)) return {};
  return {
    apiType: resource.apiTypeInput,
    path: resource.pathInput,
    // Azure copies it, but azurerm refuses a WebSocket API without one.
    serviceUrl: resource.apiTypeInput === "websocket" ? resource.serviceUrlInput : undefined,
    subscriptionRequired: resource.subscriptionRequiredInput,
    versionDescription: resource.versionDescriptionInput,
    oauth2Authorization: resource.oauth2AuthorizationInput,
    openidAuthentication: resource.openidAuthenticationInput,
  };
}

/** The operations of an API that the program creates, and the policies of all. */
function resourcesOf(api: IApi): TerraformResource[] {
  const operations = OPERATIONS.of(api, ...api.policyTarget.key).map(({ operation }) => operation);
  const created = operations.map(mainResourceOf).filter((resource) => resource !== undefined);
  const targets = [api, ...operations] as IPolicyTarget[];
  return [...created, ...targets.flatMap((target) => ApimPolicy._resourcesOf(target))];
}

function keyOf({ policyTarget: { key } }: IApi): string {
  return JSON.stringify(key).toLowerCase();
}
