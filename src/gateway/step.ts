import { type PolicyElement } from "../policy/model/node";
import { PolicyScope, PolicySection } from "../policy/model/section";
import type { PolicyValue } from "../policy/model/value";
import type { Exchange } from "./exchange";
import { CannotExecute, expressionFailure, type PolicyFailure } from "./failure";
import {
  type MessageBody,
  type MessageHeaders,
  newResponse,
  type RequestMessage,
  type ResponseMessage,
} from "./message";
import type { GatewayServices } from "./services";

/** Runs the statements of a policy, such as those of a `when`. */
export type RunStatements = (statements: readonly PolicyElement[], path: string) => Promise<void>;

/** One policy that runs for one request, or a part of it: its attributes and its text, evaluated. */
export class Step {
  /** What the policy did, for the trace. */
  public decision = "done";

  /**
   * @param path where the policy is in its document, such as `choose[3]/when[2]`
   * @param scope the scope of the document
   */
  public constructor(
    public readonly element: PolicyElement,
    public readonly path: string,
    public readonly scope: string,
    public readonly exchange: Exchange,
    public readonly services: GatewayServices,
    private readonly runStatements: RunStatements,
    private readonly target?: RequestMessage,
  ) {}

  /** Another policy, as a part of this step. */
  public of(element: PolicyElement): Step {
    return new Step(element, this.path, this.scope, this.exchange, this.services, this.runStatements, this.target);
  }

  /** The same policy, on another request than that of the caller. */
  public on(target: RequestMessage): Step {
    return new Step(this.element, this.path, this.scope, this.exchange, this.services, this.runStatements, target);
  }

  /** The request that policies act on. */
  public get request(): RequestMessage {
    return this.target ?? this.exchange.request;
  }

  public get name(): string {
    return this.element.name;
  }

  /** An attribute as text, or undefined if it is not there. */
  public tryText(name: string): string | undefined {
    const value = this.element.tryAttribute(name);
    return value === undefined ? undefined : this.textOf(value);
  }

  /** An attribute that the policy needs. */
  public text(name: string): string {
    const text = this.tryText(name);
    if (text !== undefined) return text;
    throw new CannotExecute(`<${this.name}> has no ${name}; the service refuses such a document`);
  }

  /** An attribute that is true or false. */
  public flag(name: string, byDefault: boolean): boolean {
    const text = this.tryText(name)?.trim().toLowerCase();
    if (text === undefined) return byDefault;
    if (text === "true" || text === "false") return text === "true";
    throw this.unreadable(name, "true or false");
  }

  /** An attribute that is a number. */
  public number(name: string, byDefault: number): number {
    const text = this.tryText(name)?.trim();
    if (text === undefined) return byDefault;
    const number = Number(text);
    if (text === "" || !Number.isFinite(number)) throw this.unreadable(name, "a number");
    return number;
  }

  /** The result of an attribute, which need not be text. */
  public evaluate(name: string): unknown {
    const value = this.element.tryAttribute(name);
    if (value === undefined)
      throw new CannotExecute(`<${this.name}> has no ${name}; the service refuses such a document`);
    return this.resultOf(value);
  }

  /** The text between the tags. */
  public get content(): string {
    const value = this.element.text;
    return value === undefined ? "" : this.textOf(value);
  }

  /** The first part with a name. */
  public tryPart(name: string): Step | undefined {
    return this.parts(name)[0];
  }

  /** The parts with a name, or all of them. */
  public parts(name?: string): Step[] {
    return this.element.elements
      .filter((element) => name === undefined || element.name === name)
      .map(
        (element) =>
          new Step(
            element,
            `${this.path}/${element.name}`,
            this.scope,
            this.exchange,
            this.services,
            this.runStatements,
            this.target,
          ),
      );
  }

  /** The texts of the parts in a list, such as the `<audience>`s of `<audiences>`; undefined if the list is not there. */
  public tryList(list: string, item: string): string[] | undefined {
    return this.tryPart(list)
      ?.parts(item)
      .map((part) => part.content.trim());
  }

  /** Runs the policies in this one. */
  public runContent(): Promise<void> {
    return this.run(this.element.elements);
  }

  /** Runs policies, such as those of a fragment. */
  public run(statements: readonly PolicyElement[], path = this.path): Promise<void> {
    return this.runStatements(statements, path);
  }

  /** The workspace of the document, whose fragments and backends the policy names; none in the document of the service. */
  public get workspace(): string | undefined {
    return this.scope === String(PolicyScope.GLOBAL) ? undefined : this.exchange.facts.workspace?.id;
  }

  /** Whether policies act on the response here. */
  public get isResponse(): boolean {
    if (this.target !== undefined) return false;
    const { section, building } = this.exchange;
    return building !== undefined || section === PolicySection.OUTBOUND || section === PolicySection.ON_ERROR;
  }

  /** The message that policies act on: the request on its way in, the response on its way out. */
  public get message(): { readonly headers: MessageHeaders; body: MessageBody } {
    return this.isResponse ? this.response : this.request;
  }

  /** The response that policies act on; an empty one where there is none yet. */
  public get response(): ResponseMessage {
    const { building } = this.exchange;
    return building ?? (this.exchange.response ??= newResponse(200));
  }

  /** A value as text, with its expression evaluated. */
  public textOf(value: PolicyValue): string {
    return value.isExpression ? this.services.evaluator.toText(this.resultOf(value)) : value.source;
  }

  private resultOf(value: PolicyValue): unknown {
    return value.isExpression ? this.services.evaluator.evaluate(value, this.exchange) : value.source;
  }

  private unreadable(name: string, expected: string): PolicyFailure {
    return expressionFailure(`the attribute ${name} of ${this.name} is not ${expected}`);
  }
}
