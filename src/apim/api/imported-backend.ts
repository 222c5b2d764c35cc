import type { Construct } from "constructs";
import { CheckedConstruct, checkProps, type Kinds, STRING } from "../../core/kinds";
import { check } from "../../core/rules";
import { SERVICE } from "../kinds";
import { BACKENDS } from "../known-names";
import { ApimPolicy } from "../policy/apim-policy";
import type { IPolicyTarget } from "../policy-target";
import type { IApiManagement } from "../service/api-management";
import { chooseBackend } from "./backend-request";
import { type IBackend, requireSameService } from "./i-backend";
import { BACKEND_RULES } from "./rules";

/** Attributes of an existing backend. */
export interface BackendAttributes {
  /** The service that has the backend. */
  readonly apim: IApiManagement;
  /** The name of the backend. */
  readonly name: string;
}

const ATTRIBUTES: Kinds<BackendAttributes> = { apim: SERVICE, name: STRING };

/** An existing backend. */
export class ImportedBackend extends CheckedConstruct implements IBackend {
  public readonly apim: IApiManagement;
  public readonly backendId: string;

  public constructor(scope: Construct, id: string, attributes: BackendAttributes) {
    super(scope, id);
    checkProps(this, attributes, ATTRIBUTES);
    check(this, "name", attributes.name, BACKEND_RULES.backendName);
    this.apim = attributes.apim;
    this.backendId = attributes.name;
    BACKENDS.addExisting(this, attributes.apim.policyTarget.key, attributes.name);
  }

  public useIn(target: IPolicyTarget): void {
    requireSameService(this, target);
    ApimPolicy.of(target).addInbound(...chooseBackend(this.backendId));
  }
}
