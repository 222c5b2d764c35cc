import { type IResolveContext, Lazy, type TerraformResource } from "cdktf";
import { Construct, type IConstruct } from "constructs";
import { bothDocuments, policyIdTaken, refusedPolicy, secondJwtPolicy } from "../../core/errors";
import { Registry } from "../../core/registry";
import { policyTextForTerraform, renderingContext } from "../../core/terraform-text";
import type { IAppRegistration } from "../../entra/app-registration-base";
import { PolicyDocument } from "../../policy/document";
import type { PolicySuppression } from "../../policy/lint";
import { PolicyElement, type PolicyNode } from "../../policy/model/node";
import { PolicySection } from "../../policy/model/section";
import type { Callers } from "../auth/callers";
import { findingsOf, type PolicyFindings, reportFindings } from "./policy-findings";
import { mergeInbound, Phase, phaseOf, type PhasedNode } from "./policy-order";
import { dependOnReferences, knownReferencesOf, refersToOthers } from "./policy-references";
import type { IPolicyTarget } from "./policy-target";

const ID = "Policy";
/**
 * A construct that checks tokens.
 *
 * @internal
 */
export interface ITokenCheck extends IConstruct {
  /** The registration of the API that the tokens are for. */
  readonly resource: IAppRegistration;
  /** Who may call. */
  readonly callers: Callers;
}

const POLICIES = new Registry<ApimPolicy>("policy");

/**
 * The one policy document of a service, an API or an operation.
 *
 * API Management keeps a single document for each of them, so everything that wants to add to it does so here, and it is written once and late.
 * Its inbound section always runs in this order: `cors`, `<base />`, checks of the network, token validation, authorization, rate limits, the rest.
 *
 * The document is checked as `PolicyLint` does. An error fails the synthesis, a warning becomes an annotation.
 *
 * @see https://learn.microsoft.com/azure/api-management/api-management-howto-policies
 */
export class ApimPolicy extends Construct {
  /**
   * The policy document of a target, made when it is first asked for. It is a child of the target, with the id `Policy`.
   *
   * @throws when another construct in the target has that id
   */
  public static of(target: IPolicyTarget): ApimPolicy {
    const found = POLICIES.find(target, ...target._policyKey);
    if (found !== undefined) return found;
    if (target.node.tryFindChild(ID) !== undefined) throw policyIdTaken(target, ID);
    return new ApimPolicy(target);
  }

  /**
   * Whether the policy of the target has a statement that checks tokens.
   *
   * @internal
   */
  public static _checksTokens(target: IPolicyTarget): boolean {
    const document = POLICIES.find(target, ...target._policyKey)?.finished;
    const statements = document?.trySection(PolicySection.INBOUND) ?? [];
    return statements.some((node) => node instanceof PolicyElement && phaseOf(node) === Phase.AUTHENTICATION);
  }

  /**
   * What checks the tokens for a target, or undefined when that is not known.
   *
   * @internal
   */
  public static _tokenCheckOf(target: IPolicyTarget): ITokenCheck | undefined {
    return POLICIES.find(target, ...target._policyKey)?.tokensCheckedBy;
  }

  /**
   * The resource of the policy of a target, to depend on, or none when the target has no policy.
   *
   * @internal
   */
  public static _resourcesOf(target: IPolicyTarget): TerraformResource[] {
    const policy = POLICIES.find(target, ...target._policyKey);
    return policy === undefined ? [] : [policy.resource];
  }

  /** What the document belongs to. */
  public readonly target: IPolicyTarget;

  private readonly resource: TerraformResource;
  private readonly inbound: PhasedNode[] = [];
  private readonly backend: PolicyElement[] = [];
  private readonly outbound: PolicyElement[] = [];
  private readonly onError: PolicyElement[] = [];
  private document?: PolicyDocument;
  private documentBy?: IConstruct;
  private tokensCheckedBy?: ITokenCheck;
  private assembled?: PolicyDocument;
  private text?: string;
  private dependsOnOthers = false;
  private found?: PolicyFindings;
  private readonly suppressions: PolicySuppression[] = [];

  private constructor(target: IPolicyTarget) {
    super(target, ID);
    this.target = target;
    POLICIES.add(this, ...target._policyKey);
    this.resource = target._createPolicy(
      this,
      "Resource",
      Lazy.stringValue({ produce: (context) => this.checkedText(context) }),
    );
    this.node.addValidation({ validate: () => reportFindings(this, this.findings) });
  }

  /**
   * Adds statements that run on the request. Where they run among the others follows from what they are.
   */
  public addInbound(...statements: PolicyElement[]): void {
    this.change(statements, () => this.inbound.push(...statements.map((node) => ({ node, phase: phaseOf(node) }))));
  }

  /**
   * Adds statements that run around the call to the backend.
   * One that forwards the request itself takes the place of `<base />`, so that the request is sent once.
   */
  public addBackend(...statements: PolicyElement[]): void {
    this.change(statements, () => this.backend.push(...statements));
  }

  /** Adds statements that run on the response, after those of the broader scopes. */
  public addOutbound(...statements: PolicyElement[]): void {
    this.change(statements, () => this.outbound.push(...statements));
  }

  /** Adds statements that run when a step fails, after those of the broader scopes. */
  public addOnError(...statements: PolicyElement[]): void {
    this.change(statements, () => this.onError.push(...statements));
  }

  /**
   * Accepts the findings of a rule anywhere in the document. A comment in the document accepts one at a single statement.
   *
   * @param rule the id or the name of the rule, such as `P-10` or `token-in-header`
   * @param reason why the findings are accepted, for whoever reads the code later
   */
  public suppress(rule: string, reason: string): void {
    this.change([], () => this.suppressions.push({ rule, reason }));
  }

  /**
   * The text of the document as it stands in the synthesized configuration, for snapshot tests.
   * What only Terraform knows stands in it as a Terraform expression, and a literal `${` as `$${`.
   */
  public render(): string {
    return this.terraformText(renderingContext(this));
  }

  /** @internal */
  public _attachDocument(by: IConstruct, document: PolicyDocument): void {
    if (this.documentBy !== undefined) throw bothDocuments(by, this.target._label, this.documentBy.node.path);
    this.documentBy = by;
    this.change([document.root], () => (this.document = document));
  }

  /**
   * Adds the statements that check tokens. There is one such check for each target.
   *
   * @internal
   */
  public _checkTokens(
    by: ITokenCheck,
    authentication: PolicyElement,
    authorization: PolicyElement,
    onError: PolicyElement,
  ): void {
    if (this.tokensCheckedBy !== undefined)
      throw secondJwtPolicy(by, this.target._label, this.tokensCheckedBy.node.path);
    this.tokensCheckedBy = by;
    this.change([authentication, authorization], () => {
      this.inbound.push({ node: authentication, phase: Phase.AUTHENTICATION });
      this.inbound.push({ node: authorization, phase: Phase.AUTHORIZATION });
    });
    this.addOnError(onError);
  }

  /** Takes note of new nodes and lets the text be written anew. */
  private change(nodes: readonly PolicyNode[], mutate: () => void): void {
    this.assembled = undefined;
    this.text = undefined;
    this.found = undefined;
    mutate();
    if (this.dependsOnOthers || !nodes.some(refersToOthers)) return;
    this.dependsOnOthers = true;
    dependOnReferences(this, this.resource, this.target.apim, () => this.finished.root);
  }

  private assemble(): PolicyDocument {
    const base = this.document ?? this.emptyDocument();
    const section = (name: PolicySection): PolicyNode[] => base.trySection(name) ?? [];
    const extended = (name: PolicySection, added: PolicyElement[]): PolicyDocument =>
      added.length === 0 ? document : document.withSection(name, [...section(name), ...added]);

    let document = base;
    if (this.inbound.length > 0) {
      document = document.withSection(
        PolicySection.INBOUND,
        mergeInbound(section(PolicySection.INBOUND), this.inbound),
      );
    }
    document = this.backend.some(forwards)
      ? document.withSection(PolicySection.BACKEND, [
          ...section(PolicySection.BACKEND).filter(keepsNoBase),
          ...this.backend,
        ])
      : extended(PolicySection.BACKEND, this.backend);
    document = extended(PolicySection.OUTBOUND, this.outbound);
    return extended(PolicySection.ON_ERROR, this.onError);
  }

  /** The outermost document has nothing to inherit, and it is the one that forwards the request. */
  private emptyDocument(): PolicyDocument {
    if (!this.target._isOutermost) return PolicyDocument.of();
    return PolicyDocument.of({
      inbound: [],
      backend: [new PolicyElement("forward-request")],
      outbound: [],
      onError: [],
    });
  }

  private get finished(): PolicyDocument {
    return (this.assembled ??= this.assemble());
  }

  private policyText(): string {
    return (this.text ??= this.finished.render());
  }

  private get findings(): PolicyFindings {
    return (this.found ??= findingsOf(this.finished, this.policyText(), {
      scope: this.target._policyScope,
      ...knownReferencesOf(this.finished.root, this, this.target.apim),
      suppressions: this.suppressions,
    }));
  }

  /** A document with errors must not come into the configuration, even where validations are skipped. */
  private checkedText(context: IResolveContext): string {
    const errors = context.preparing ? [] : this.findings.errors;
    if (errors.length > 0) throw refusedPolicy(this, this.target._label, errors);
    return this.terraformText(context);
  }

  private terraformText(context: IResolveContext): string {
    return policyTextForTerraform(this, this.policyText(), context);
  }
}

/** The broader scope's backend section forwards the request, which then happens twice. */
function keepsNoBase(node: PolicyNode): boolean {
  return !(node instanceof PolicyElement && (node.name === "base" || node.name === "forward-request"));
}

/** Whether a statement sends the request to the backend, itself or in a statement inside it. */
function forwards(statement: PolicyElement): boolean {
  return statement.name === "forward-request" || statement.elements.some(forwards);
}
