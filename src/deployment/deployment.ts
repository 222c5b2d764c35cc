import type { AzureCloud } from "../oauth/azure-cloud";
import { type DeploymentInput, readJson, readStacks } from "./input";
import type {
  AppRoleAssignment,
  DelegatedGrant,
  DeploymentModel,
  ManagedIdentity,
  Registration,
  Service,
  ServicePrincipal,
} from "./model";
import type { Reading } from "./readers/context";
import { Items } from "./readers/item";
import { Placement } from "./readers/placement";
import { appRoleAssignments, delegatedGrants, managedIdentities, servicePrincipals } from "./readers/principals";
import { registrations } from "./readers/registrations";
import { readServices } from "./readers/services";
import { readPlan, readState } from "./terraform/shown";
import type { Source } from "./terraform/source";
import { readSynthesized } from "./terraform/synthesized";
import type { UnresolvedValue } from "./unresolved";
import { type GivenValues, Stacks } from "./world";

/** What Terraform makes in Azure and in Entra ID, read from what it works with. */
export class Deployment implements DeploymentModel {
  /**
   * Reads synthesized configurations: the folder that cdktf writes, files, or JSON. Several are the stacks of one app.
   *
   * @throws DeploymentError when an input is no JSON of Terraform
   */
  public static fromSynth(input: DeploymentInput | readonly DeploymentInput[], given: GivenValues = {}): Deployment {
    const inputs = Array.isArray(input) ? (input as readonly DeploymentInput[]) : [input];
    const read = inputs.flatMap(readStacks);
    return new Deployment(
      read.map(({ json, length, folder }) => readSynthesized(json, length, folder)),
      given,
    );
  }

  /**
   * Reads what `terraform show -json` writes of a plan.
   *
   * @throws DeploymentError when the input is no JSON of Terraform
   */
  public static fromPlan(input: DeploymentInput, given: GivenValues = {}): Deployment {
    const { json, length } = readJson(input);
    return new Deployment([readPlan(json, length)], given);
  }

  /**
   * Reads what `terraform show -json` writes of a state.
   *
   * @throws DeploymentError when the input is no JSON of Terraform
   */
  public static fromState(input: DeploymentInput, given: GivenValues = {}): Deployment {
    const { json, length } = readJson(input);
    return new Deployment([readState(json, length)], given);
  }

  public readonly tenantId: string;
  /** The cloud that its tenant is in. */
  public readonly cloud: AzureCloud;
  public readonly services: readonly Service[];
  public readonly registrations: readonly Registration[];
  public readonly servicePrincipals: readonly ServicePrincipal[];
  public readonly appRoleAssignments: readonly AppRoleAssignment[];
  public readonly delegatedGrants: readonly DelegatedGrant[];
  public readonly managedIdentities: readonly ManagedIdentity[];
  /** Everything in the model that could not be resolved. */
  public readonly unresolved: readonly UnresolvedValue[];

  private constructor(sources: readonly Source[], given: GivenValues) {
    const stacks = new Stacks(sources, given);
    const reading: Reading = { stacks, items: new Items(), placement: new Placement(stacks) };
    this.tenantId = stacks.tenantId();
    this.cloud = stacks.cloud();
    this.services = readServices(reading);
    this.registrations = registrations(reading);
    this.servicePrincipals = servicePrincipals(reading);
    this.appRoleAssignments = appRoleAssignments(reading);
    this.delegatedGrants = delegatedGrants(reading);
    this.managedIdentities = managedIdentities(reading);
    this.unresolved = reading.items.unresolved;
  }
}
