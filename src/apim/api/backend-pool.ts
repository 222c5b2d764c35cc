import type { Construct } from "constructs";
import { AzapiResource, requireAzapi } from "../../core/azapi-resource";
import { create } from "../../core/create";
import { duplicateValue, invalidNumberOption } from "../../core/errors";
import {
  CheckedConstruct,
  checkObject,
  checkProps,
  type Kinds,
  listOf,
  NUMBER,
  OBJECT,
  optional,
  STRING,
} from "../../core/kinds";
import { mainResourceOf } from "../../core/main-resource";
import { check, checkNumber, checkOptional } from "../../core/rules";
import { dependOn } from "../../core/dependencies";
import { textForTerraform } from "../../core/terraform-text";
import { BACKEND } from "../kinds";
import { BACKENDS } from "../known-names";
import { tokenHeadersOf } from "../auth/token-headers";
import { ApimPolicy } from "../policy/apim-policy";
import type { IPolicyTarget } from "../policy-target";
import type { IApiManagement } from "../service/api-management";
import { backendStatements, inboundStatements, type RequestOptions } from "./backend-request";
import { within } from "./circuit-breaker";
import { poolInPool } from "./errors";
import { type IBackend, requireSameService } from "./i-backend";
import { requestOfPool } from "./pool-request";
import { BACKEND_RULES } from "./rules";

/** A backend of a pool, and its share of the requests. */
export interface BackendPoolMember {
  /** The backend. Its circuit breaker takes it out of the pool while it is tripped. */
  readonly backend: IBackend;
  /**
   * The group of the backend, 0 to 100. The gateway uses a group only while all groups with lower numbers are out.
   *
   * @default - the same for all
   */
  readonly priority?: number;
  /**
   * The share of the requests among the backends of one group, 0 to 100, in relation to the weights of the others.
   *
   * @default - the same for all
   */
  readonly weight?: number;
}

/** Properties of `BackendPool`. */
export interface BackendPoolProps {
  /** The name of the pool: 1 to 80 letters, digits, `_` or `-`. Policies use it as `backend-id`, so no backend of the service has it. */
  readonly name: string;
  /** The backends, 1 to 30 of one service. None of them is a pool. */
  readonly members: BackendPoolMember[];
  /**
   * What the pool is for, up to 2000 characters.
   *
   * @default - none
   */
  readonly description?: string;
}

const PROPS: Kinds<BackendPoolProps> = {
  name: STRING,
  members: listOf(OBJECT, "members"),
  description: optional(STRING),
};
const MEMBER: Kinds<BackendPoolMember> = { backend: BACKEND, priority: optional(NUMBER), weight: optional(NUMBER) };

const SHARE = "a whole number from 0 to 100";

/**
 * A pool of backends, among which the gateway distributes the requests. `Backend.fromName` refers to one that exists already.
 *
 * It is made with the AzAPI provider: the stack needs an `AzapiProvider`. Its backends agree in what a policy does for them: the managed identity,
 * whether they get the token of the caller, timeout and retry. Other credentials and circuit breakers are those of each backend.
 *
 * @see https://learn.microsoft.com/azure/api-management/backends#load-balanced-pool
 */
export class BackendPool extends CheckedConstruct implements IBackend {
  public readonly apim: IApiManagement;
  public readonly backendId: string;

  private readonly request: RequestOptions;

  /**
   * @throws when a value breaks a rule of Azure, the backends differ in what a policy does for them or are of several services, or the service has a
   * backend of the name already
   */
  public constructor(scope: Construct, id: string, props: BackendPoolProps) {
    super(scope, id);
    checkProps(this, props, PROPS);
    const { name, members, description } = props;
    check(this, "name", name, BACKEND_RULES.backendName);
    checkOptional(this, "description", description, BACKEND_RULES.poolDescription);
    const { length } = members;
    if (!within(1, 30)(length)) throw invalidNumberOption(this, "the number of members", length, "1 to 30");
    members.forEach((member, index) => this.checkMember(member, index));
    const backends = members.map(({ backend }) => backend);
    const { apim } = backends[0]!;
    for (const backend of backends) requireSameService(backend, apim);
    const twice = backends.find(
      ({ backendId }, index) => backends.findIndex((other) => other.backendId === backendId) < index,
    );
    if (twice !== undefined) throw duplicateValue(this, "backend", twice.backendId, "give it a higher weight instead");
    BACKENDS.claim(this, apim.policyTarget.key, name);
    this.apim = apim;
    this.backendId = name;
    this.request = requestOfPool(this, backends);

    requireAzapi(this, "a pool of backends", apim.cloud);
    const resource = create(AzapiResource, this, "Resource", {
      type: "Microsoft.ApiManagement/service/backends@2024-05-01",
      name,
      parentId: apim.resourceId,
      body: {
        properties: {
          type: "Pool",
          description: textForTerraform(description),
          pool: {
            services: members.map(({ backend, priority, weight }) => ({
              id: `${apim.resourceId}/backends/${backend.backendId}`,
              priority,
              weight,
            })),
          },
        },
      },
      // API Management deletes a backend only once no policy uses it.
      lifecycle: { createBeforeDestroy: true },
    });
    // The ids of the members are texts, in which Terraform sees no reference.
    const made = backends.flatMap((backend) => mainResourceOf(backend) ?? []);
    dependOn(resource, made);
  }

  public useIn(target: IPolicyTarget): void {
    requireSameService(this, target);
    const policy = ApimPolicy.of(target);
    policy.addInbound(...inboundStatements(this.backendId, this.request));
    policy._addBackendLate(() => backendStatements(this.backendId, this.request, tokenHeadersOf(target)));
  }

  private checkMember(member: BackendPoolMember, index: number): void {
    checkObject(this, `members[${index}]`, member, MEMBER);
    checkNumber(this, "priority", member.priority, SHARE, within(0, 100));
    checkNumber(this, "weight", member.weight, SHARE, within(0, 100));
    if (member.backend instanceof BackendPool) throw poolInPool(this, member.backend.backendId);
  }
}
