import { type IResolveContext, Lazy, type TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import { policyTextForTerraform, renderingContext } from "../../core/terraform-text";
import type { PolicyDocument } from "../../policy/document";
import type { PolicySuppression } from "../../policy/lint";
import type { PolicyNode } from "../../policy/model/node";
import { refusedPolicy } from "../errors";
import type { IPolicyTarget } from "../policy-target";
import { findingsOf, type PolicyFindings, reportFindings } from "./findings";
import { programFactsOf } from "./program-facts";
import { dependOnReferences, refersToOthers } from "./references";

/** Properties of `PolicyText`. */
export interface PolicyTextProps {
  /** What the document belongs to, for messages, such as `API orders`. */
  readonly label: string;
  /** What the document belongs to. Undefined for a fragment, which several scopes include. */
  readonly target?: IPolicyTarget;
  /** Returns the documents of the broader scopes that the program knows. */
  readonly inherited?: () => readonly PolicyDocument[];
  /** The names that identify the service. */
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
export class PolicyText {
  private resource!: TerraformResource;
  private document?: PolicyDocument;
  private text?: string;
  private found?: PolicyFindings;
  private dependsOnOthers = false;

  public constructor(
    private readonly owner: Construct,
    private readonly props: PolicyTextProps,
  ) {}

  /** Creates the resource with the text, and adds the validation to the owner. */
  public writeInto<R extends TerraformResource>(makeResource: (text: string) => R): R {
    const resource = makeResource(Lazy.stringValue({ produce: (context) => this.checkedText(context) }));
    this.resource = resource;
    this.owner.node.addValidation({ validate: () => reportFindings(this.owner, this.findings) });
    return resource;
  }

  /** Discards the rendered text, because nodes were added. */
  public change(nodes: readonly PolicyNode[]): void {
    this.document = undefined;
    this.text = undefined;
    this.found = undefined;
    if (this.dependsOnOthers || !nodes.some(refersToOthers)) return;
    this.dependsOnOthers = true;
    dependOnReferences(this.owner, this.resource, this.props.serviceKey, () => this.finished.root);
  }

  /** The text as it is in the configuration: values that only Terraform knows are Terraform expressions, and a literal `${` is `$${`. */
  public render(): string {
    return this.terraformText(renderingContext(this.owner));
  }

  /** The document as it is now. */
  public get finished(): PolicyDocument {
    return (this.document ??= this.props.document());
  }

  private get policyText(): string {
    return (this.text ??= this.finished.render());
  }

  private get findings(): PolicyFindings {
    const { serviceKey, suppressions = [], target, inherited } = this.props;
    const { owner, finished: document, policyText: text } = this;
    return (this.found ??= findingsOf(owner, document, text, {
      ...programFactsOf({ owner, serviceKey, document, text, target, inherited }),
      suppressions: [...suppressions],
    }));
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
