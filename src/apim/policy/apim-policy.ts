import type { TerraformResource } from "cdktf";
import { Construct, type IConstruct } from "constructs";
import { warnOnce } from "../../core/annotations";
import { STRING } from "../../core/kinds";
import { Registry } from "../../core/registry";
import { PolicyDocument } from "../../policy/document";
import type { PolicySuppression } from "../../policy/lint";
import type { ProgramRule } from "../../policy/lint/program-rules";
import { acceptsRule } from "../../policy/lint/suppressions";
import { factsOf } from "../../policy/lint/document-facts";
import { PolicyElement, type PolicyNode } from "../../policy/model/node";
import { PolicySection } from "../../policy/model/section";
import { STATEMENTS, TARGET } from "../kinds";
import {
  authorizationMisdirected,
  authorizationShared,
  authorizationSkipped,
  bothDocuments,
  policyIdTaken,
  secondForward,
} from "../errors";
import { POLICY_FRAGMENTS } from "../known-names";
import type { IPolicyTarget } from "../policy-target";
import { mergeInbound, phaseOf, type AddedStatement, type Phase } from "./order";
import { AppResources } from "../app-resources";

import { PRODUCTS_OF_API } from "./products-of-api";
import { PolicyArgument } from "./policy-argument";
import {
  type BroaderDocument,
  forwards,
  forwardsAlways,
  misdirectedAuthorization,
  sharedAuthorization,
  skippedAuthorization,
} from "./skipped-backend";
import { otherOwners } from "./sole-owner";

const ID = "Policy";
const POLICIES = new Registry<ApimPolicy>("policy");

/**
 * The one policy document of a service, a workspace, a product, an API or an operation.
 *
 * API Management keeps a single document for each of them, so all constructs add to it here, and it is written once, at synth.
 * Its inbound section always runs in this order: `cors`, `<base />`, checks of the network, token validation, authorization, rate limits, the rest.
 *
 * The document is checked as `PolicyLint` does. An error fails the synthesis, a warning becomes an annotation.
 *
 * @see https://learn.microsoft.com/azure/api-management/api-management-howto-policies
 */
export class ApimPolicy extends Construct {
  /**
   * The policy document of a target, created on first use. It is a child of the target, with the id `Policy`.
   *
   * @throws when another construct in the target has that id
   */
  public static of(target: IPolicyTarget): ApimPolicy {
    TARGET.require("ApimPolicy.of", "target", target);
    const found = ApimPolicy._tryFind(target);
    if (found !== undefined) return found;
    if (target.node.tryFindChild(ID) !== undefined) throw policyIdTaken(target, ID);
    return new ApimPolicy(target);
  }

  /**
   * The policy document of a target, or undefined when the program has none.
   *
   * @internal
   */
  public static _tryFind(target: IPolicyTarget): ApimPolicy | undefined {
    return POLICIES.tryFind(target, ...target.policyTarget.key);
  }

  /**
   * The resource of the policy of a target, to depend on, or none when the target has no policy.
   *
   * @internal
   */
  public static _resourcesOf(target: IPolicyTarget): TerraformResource[] {
    const policy = ApimPolicy._tryFind(target);
    return policy === undefined ? [] : [policy.resource];
  }

  /** What the document belongs to. */
  public readonly target: IPolicyTarget;

  private readonly text: PolicyArgument;
  private readonly resource: TerraformResource;
  private readonly inbound: (AddedStatement | (() => readonly AddedStatement[]))[] = [];
  private readonly backend: (() => readonly PolicyElement[])[] = [];
  private readonly outbound: PolicyElement[] = [];
  private readonly lastOutbound: PolicyElement[] = [];
  private readonly onError: (() => readonly PolicyElement[])[] = [];
  private document?: PolicyDocument;
  private documentBy?: IConstruct;
  private readonly suppressions: PolicySuppression[] = [];

  private constructor(target: IPolicyTarget) {
    super(target, ID);
    this.target = target;
    POLICIES.add(this, ...target.policyTarget.key);
    const { label, _referenceKey: serviceKey } = target.policyTarget;
    this.text = new PolicyArgument(this, {
      label,
      target,
      serviceKey,
      inherited: () => this.inherited().map(({ document }) => document),
      document: () => this.assemble(),
      suppressions: this.suppressions,
    });
    this.resource = this.text.writeInto((text) => target.policyTarget.createPolicy(this, "Resource", text));
    AppResources.leaveOut(this.resource);
    this.node.addValidation({ validate: () => otherOwners(this.resource, label) });
    this.node.addValidation({ validate: () => this.sayWhatIsSkipped() });
  }

  /**
   * Adds statements that run on the request. Their kind determines their place among the others.
   */
  public addInbound(...statements: PolicyElement[]): void {
    STATEMENTS.require(this, "statements", statements);
    this.change(statements, () => this.inbound.push(...statements.map((node) => ({ node }))));
  }

  /**
   * Adds statements that run around the call to the backend.
   * A statement that forwards the request itself replaces `<base />`, so that the request is sent only once.
   *
   * @throws when two statements forward each request
   */
  public addBackend(...statements: PolicyElement[]): void {
    STATEMENTS.require(this, "statements", statements);
    this._addBackendLate(() => statements);
  }

  /** Adds statements that run on the response, after those of the broader scopes. */
  public addOutbound(...statements: PolicyElement[]): void {
    STATEMENTS.require(this, "statements", statements);
    this.change(statements, () => this.outbound.push(...statements));
  }

  /** Adds statements that run when a step fails, after those of the broader scopes. */
  public addOnError(...statements: PolicyElement[]): void {
    STATEMENTS.require(this, "statements", statements);
    this.change(statements, () => this.onError.push(() => statements));
  }

  /**
   * Accepts the findings of a rule in the whole document. A comment in the document accepts one at a single statement.
   *
   * @param rule the id or the name of the rule, such as `P-10` or `token-in-header`
   * @param reason why the findings are accepted, for later readers of the code
   */
  public suppress(rule: string, reason: string): void {
    STRING.require(this, "rule", rule);
    STRING.require(this, "reason", reason);
    this.change([], () => this.suppressions.push({ rule, reason }));
  }

  /**
   * The text of the document as it is in the synthesized configuration, for snapshot tests.
   * Values that only Terraform knows are Terraform expressions, and a literal `${` is `$${`.
   */
  public render(): string {
    return this.text.render();
  }

  /**
   * The statements of the inbound section.
   *
   * @internal
   */
  public get _inbound(): PolicyNode[] {
    return this.text.document.trySection(PolicySection.INBOUND) ?? [];
  }

  /**
   * Whether the findings of a rule about the whole program are accepted here.
   *
   * @internal
   */
  public _accepts(rule: ProgramRule): boolean {
    return acceptsRule(rule, this.text.document, this.suppressions);
  }

  /**
   * Says that statements added with `_addInboundLate` are no longer the same.
   *
   * @internal
   */
  public _discard(): void {
    this.text.change([]);
  }

  /**
   * Orders the document after other resources, which are determined when it is written.
   *
   * @internal
   */
  public _follow(others: () => readonly TerraformResource[]): void {
    this.text.follow(others);
  }

  /** @internal */
  public _attachDocument(by: IConstruct, document: PolicyDocument): void {
    if (this.documentBy !== undefined)
      throw bothDocuments(by, this.target.policyTarget.label, this.documentBy.node.path);
    this.documentBy = by;
    this.change([document.root], () => (this.document = document));
  }

  /**
   * Adds statements to the inbound section that are determined when the document is written.
   *
   * @internal
   * @param referring those of them that refer to named values or fragments
   */
  public _addInboundLate(produce: () => readonly AddedStatement[], referring: readonly PolicyElement[] = []): void {
    this.change(referring, () => this.inbound.push(produce));
  }

  /**
   * Adds statements to the inbound section whose kind does not determine when they run.
   *
   * @internal
   */
  public _addInboundIn(phase: Phase, ...statements: PolicyElement[]): void {
    this.change(statements, () => this.inbound.push(...statements.map((node) => ({ node, phase }))));
  }

  /**
   * Adds statements that run on the response after all others of the document, also those that are added later.
   *
   * @internal
   */
  public _addOutboundLast(...statements: PolicyElement[]): void {
    this.change(statements, () => this.lastOutbound.push(...statements));
  }

  /**
   * Like `_addInboundLate`, for section `backend`.
   *
   * @internal
   */
  public _addBackendLate(produce: () => readonly PolicyElement[]): void {
    const statements = produce();
    if ([...this.backendStatements, ...statements].filter(forwardsAlways).length > 1) {
      throw secondForward(this, this.target.policyTarget.label);
    }
    this.change(statements, () => this.backend.push(produce));
  }

  /**
   * Like `_addInboundLate`, for section `on-error`.
   *
   * @internal
   */
  public _addOnErrorLate(produce: () => readonly PolicyElement[]): void {
    this.change([], () => this.onError.push(produce));
  }

  private get backendStatements(): PolicyElement[] {
    return this.backend.flatMap((produce) => produce());
  }

  private change(nodes: readonly PolicyNode[], mutate: () => void): void {
    mutate();
    this.text.change(nodes);
  }

  /** The documents of the broader scopes that the program knows, the innermost first: those whose target has a part of this one's key, and products. */
  private inherited(): BroaderDocument[] {
    const { key, serviceKey } = this.target.policyTarget;
    const broader: (ApimPolicy | undefined)[] = [];
    for (let length = key.length; length >= serviceKey.length; length--) {
      const names = key.slice(0, length);
      if (length < key.length) broader.push(POLICIES.tryFind(this, ...names));
      broader.push(...PRODUCTS_OF_API.of(this, ...names).map((product) => ApimPolicy._tryFind(product)));
    }
    return broader.flatMap((found) =>
      found === undefined ? [] : [{ label: found.target.policyTarget.label, document: found.text.document }],
    );
  }

  private sayWhatIsSkipped(): string[] {
    const { label } = this.target.policyTarget;
    const skipped = skippedAuthorization(this.text.document, () => this.inherited());
    if (skipped !== undefined) warnOnce(this.target, authorizationSkipped(label, skipped));
    const documents = (): BroaderDocument[] => [{ label, document: this.text.document }, ...this.inherited()];
    const misdirected = misdirectedAuthorization(documents);
    if (misdirected !== undefined) warnOnce(this.target, authorizationMisdirected(label, misdirected));
    const shared = sharedAuthorization(documents);
    if (shared !== undefined) warnOnce(this.target, authorizationShared(label, shared));
    return [];
  }

  private assemble(): PolicyDocument {
    const base = this.document ?? this.emptyDocument();
    const section = (name: PolicySection): PolicyNode[] => base.trySection(name) ?? [];
    const extended = (name: PolicySection, added: PolicyElement[]): PolicyDocument =>
      added.length === 0 ? document : document.withSection(name, [...section(name), ...added]);

    let document = base;
    if (this.inbound.length > 0) {
      document = document.withSection(PolicySection.INBOUND, this.inboundWith(section(PolicySection.INBOUND)));
    }
    const { backendStatements } = this;
    document = forwards(backendStatements)
      ? document.withSection(PolicySection.BACKEND, [
          ...section(PolicySection.BACKEND).filter(keepsNoBase),
          ...backendStatements,
        ])
      : extended(PolicySection.BACKEND, backendStatements);
    document = extended(PolicySection.OUTBOUND, [...this.outbound, ...this.lastOutbound]);
    return extended(
      PolicySection.ON_ERROR,
      this.onError.flatMap((produce) => produce()),
    );
  }

  /** Fragments can be made after the statements that include them, so phases are determined late. */
  private inboundWith(document: PolicyNode[]): PolicyNode[] {
    const { _referenceKey } = this.target.policyTarget;
    const holdsCors = (id: string): boolean => {
      const fragment = POLICY_FRAGMENTS.tryFindMade(this, _referenceKey, id);
      return fragment !== undefined && factsOf(fragment._document).policies.has("cors");
    };
    const phase = (element: PolicyElement): Phase => phaseOf(element, holdsCors);
    const added = this.inbound
      .flatMap((statement) => (typeof statement === "function" ? statement() : statement))
      .map(({ node, phase: given }) => ({ node, phase: given ?? phase(node) }));
    return mergeInbound(document, added, phase);
  }

  /** The outermost document inherits nothing, and has to forward the request itself. */
  private emptyDocument(): PolicyDocument {
    if (!this.target.policyTarget.isOutermost) return PolicyDocument.of();
    return PolicyDocument.of({
      inbound: [],
      backend: [new PolicyElement("forward-request")],
      outbound: [],
      onError: [],
    });
  }
}

/** The backend section of the broader scope forwards the request as well, so it would be sent twice. */
function keepsNoBase(node: PolicyNode): boolean {
  return !(node instanceof PolicyElement && (node.name === "base" || node.name === "forward-request"));
}
