import { type IResolveContext, type TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import { warnOnce } from "../../core/annotations";
import { lateText } from "../../core/late-value";
import { policyTextForTerraform, renderingContext } from "../../core/terraform-text";
import type { PolicyDocument } from "../../policy/document";
import type { PolicySuppression } from "../../policy/lint";
import type { PolicyNode } from "../../policy/model/node";
import { readBackOtherwise, refusedPolicy } from "../errors";
import { textForProvider, tryFindDrift } from "./drift";
import type { IPolicyTarget } from "../policy-target";
import { findingsOf, type PolicyFindings, reportFindings } from "./findings";
import { programFactsOf } from "./program-facts";
import { dependOnReferences, refersToOthers } from "./references";

/** Properties of `PolicyArgument`. */
export interface PolicyArgumentProps {
  /** What the document belongs to, for messages, such as `API orders`. */
  readonly label: string;
  /** What the document belongs to. Undefined for a fragment, which several scopes include. */
  readonly target?: IPolicyTarget;
  /** Returns the documents of the broader scopes that the program knows. */
  readonly inherited?: () => readonly PolicyDocument[];
  /** The names that identify the service, or the workspace, that has what the document refers to. */
  readonly serviceKey: readonly string[];
  /** Returns the current document. */
  readonly document: () => PolicyDocument;
  /** The findings that are accepted. */
  readonly suppressions?: readonly PolicySuppression[];
}

/**
 * The text of a policy document in an argument of a resource.
 *
 * It is rendered late and linted once. Errors fail the synth, and the resource depends on what the text refers to.
 */
export class PolicyArgument {
  private resource!: TerraformResource;
  private finished?: PolicyDocument;
  private text?: string;
  private found?: PolicyFindings;
  private dependsOnOthers = false;
  private readonly others: (() => readonly TerraformResource[])[] = [];

  public constructor(
    private readonly owner: Construct,
    private readonly props: PolicyArgumentProps,
  ) {}

  /** Creates the resource with the text, and adds the validation to the owner. */
  public writeInto<R extends TerraformResource>(makeResource: (text: string) => R): R {
    const text = lateText((context) => this.checkedText(context));
    const resource = makeResource(text);
    this.resource = resource;
    this.owner.node.addValidation({ validate: () => this.report() });
    return resource;
  }

  /** Discards the rendered text, because nodes were added. */
  public change(nodes: readonly PolicyNode[]): void {
    this.finished = undefined;
    this.text = undefined;
    this.found = undefined;
    if (!this.dependsOnOthers && nodes.some(refersToOthers)) this.dependLate();
  }

  /** Orders the resource after others, which are determined when the configuration is written. */
  public follow(others: () => readonly TerraformResource[]): void {
    this.others.push(others);
    if (!this.dependsOnOthers) this.dependLate();
  }

  /** The document with all that was added to it. */
  public get document(): PolicyDocument {
    return (this.finished ??= this.props.document());
  }

  /** The text as it is in the configuration: values that only Terraform knows are Terraform expressions, and a literal `${` is `$${`. */
  public render(): string {
    const text = this.terraformText(renderingContext(this.owner));
    // What is added afterwards may change it, also what is added to the document of another scope.
    this.change([]);
    return text;
  }

  private dependLate(): void {
    this.dependsOnOthers = true;
    const others = (): TerraformResource[] => this.others.flatMap((produce) => produce());
    dependOnReferences(this.owner, this.resource, this.props.serviceKey, () => this.document.root, others);
  }

  private get policyText(): string {
    return (this.text ??= this.isComparedAsRead ? textForProvider(this.document) : this.document.render());
  }

  /** The provider compares fragments with their text as it is. */
  private get isComparedAsRead(): boolean {
    return this.props.target !== undefined;
  }

  private get findings(): PolicyFindings {
    const { serviceKey, suppressions = [], target, inherited } = this.props;
    const { owner, document, policyText: text } = this;
    return (this.found ??= findingsOf(owner, document, text, {
      ...programFactsOf({ owner, serviceKey, document, text, target, inherited }),
      suppressions: [...suppressions],
    }));
  }

  private report(): string[] {
    const drift = this.isComparedAsRead ? tryFindDrift(this.policyText) : undefined;
    if (drift !== undefined) warnOnce(this.owner, readBackOtherwise(drift));
    return reportFindings(this.owner, this.findings);
  }

  /** A document with errors must not reach the configuration, even if validations are skipped. */
  private checkedText(context: IResolveContext): string {
    const errors = context.preparing ? [] : this.findings.errors;
    if (errors.length > 0) throw refusedPolicy(this.owner, this.props.label, errors);
    return this.terraformText(context);
  }

  private terraformText(context: IResolveContext): string {
    return policyTextForTerraform(this.owner, this.policyText, context);
  }
}
