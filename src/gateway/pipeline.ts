import { PolicyElement } from "../policy/model/node";
import { PolicySection } from "../policy/model/section";
import { checkStatement } from "./check-statement";
import type { Exchange } from "./exchange";
import { CannotExecute, END_OF_PIPELINE, PolicyFailure } from "./failure";
import { MessageBody, newResponse } from "./message";
import { findPolicy, NOT_EXECUTED_POLICIES } from "./policies";
import type { GatewayServices } from "./services";
import { Step } from "./step";

/** How deep policies may be nested, fragments and broader scopes included. */
const MAX_DEPTH = 100;

/** Where a policy runs. */
interface RunPosition {
  /** The index of the document among those of the request. */
  readonly document: number;
  /** The path of the policy that it is in. */
  readonly path: string;
  readonly depth: number;
}

/**
 * Runs the policies of a request: inbound, backend, outbound, and on-error where a step fails.
 * The narrowest document runs; `<base />` in it runs the same section of the next broader one.
 *
 * @see https://learn.microsoft.com/azure/api-management/api-management-howto-policies
 */
export class Pipeline {
  public constructor(
    private readonly exchange: Exchange,
    private readonly services: GatewayServices,
  ) {}

  /** Runs all sections. What failed is answered, so it only throws what cannot be executed. */
  public async run(): Promise<void> {
    try {
      for (const section of [PolicySection.INBOUND, PolicySection.BACKEND, PolicySection.OUTBOUND]) {
        await this.runSection(section);
      }
    } catch (error) {
      if (error instanceof PolicyFailure) await this.runOnError();
      else if (error !== END_OF_PIPELINE) throw error;
    }
    for (const finish of this.exchange.atEnd) await finish();
  }

  /** Answers a preflight request: of all policies only `cors` runs. Without one there is no such operation. */
  public async runPreflight(): Promise<void> {
    try {
      await this.runCors(this.statementsOf(0), { document: 0, path: "", depth: 0 });
      this.exchange.response = errorResponse(404, "Resource not found");
    } catch (error) {
      if (error !== END_OF_PIPELINE) throw error;
    }
  }

  private async runCors(statements: readonly PolicyElement[], place: RunPosition): Promise<void> {
    if (place.depth > MAX_DEPTH) throw new CannotExecute(`policies are nested more than ${MAX_DEPTH} deep`);
    for (const element of statements) {
      const depth = place.depth + 1;
      if (element.name === "cors") await this.runStatement(element, { ...place, path: element.name });
      if (element.name === "base") {
        const document = place.document + 1;
        await this.runCors(this.statementsOf(document), { document, path: "", depth });
      }
      if (element.name !== "include-fragment") continue;
      const { services, exchange } = this;
      const id = element.tryAttribute("fragment-id")?.source ?? "";
      await this.runCors(services.fragment(id, exchange.facts.workspace?.id) ?? [], { ...place, depth });
    }
  }

  /** Answers a failure of a step of the gateway itself, such as a missing key. */
  public async fail(source: string, failure: PolicyFailure): Promise<void> {
    this.exchange.section = PolicySection.INBOUND;
    this.remember(failure, source, { document: this.exchange.documents.length - 1, path: "", depth: 0 });
    this.trace(source, "", failure.message, failure.reason, this.services.clock.now(), 0, "global");
    await this.runOnError();
  }

  private async runSection(section: PolicySection): Promise<void> {
    this.exchange.section = section;
    await this.runDocument({ document: 0, path: "", depth: 0 });
  }

  private async runOnError(): Promise<void> {
    try {
      await this.runSection(PolicySection.ON_ERROR);
    } catch (error) {
      if (error instanceof PolicyFailure) this.exchange.response = errorResponse(500, "Internal server error");
      else if (error !== END_OF_PIPELINE) throw error;
    }
  }

  private async runDocument(place: RunPosition): Promise<void> {
    await this.runStatements(this.statementsOf(place.document), { ...place, path: "" });
  }

  /** The policies of a document in the section that runs. */
  private statementsOf(document: number): readonly PolicyElement[] {
    const { documents, section } = this.exchange;
    const nodes = documents[document]?.document.trySection(section) ?? [];
    return nodes.filter((node): node is PolicyElement => node instanceof PolicyElement);
  }

  private async runStatements(statements: readonly PolicyElement[], place: RunPosition): Promise<void> {
    if (place.depth > MAX_DEPTH) throw new CannotExecute(`policies are nested more than ${MAX_DEPTH} deep`);
    const counts = new Map<string, number>();
    for (const element of statements) {
      const count = (counts.get(element.name) ?? 0) + 1;
      counts.set(element.name, count);
      const path = `${place.path}${place.path === "" ? "" : "/"}${element.name}[${count}]`;
      if (element.name === "base")
        await this.runDocument({ document: place.document + 1, path: "", depth: place.depth + 1 });
      else await this.runStatement(element, { ...place, path });
    }
  }

  private async runStatement(element: PolicyElement, place: RunPosition): Promise<void> {
    const { exchange, services } = this;
    const startedAt = services.clock.now();
    const scope = String(exchange.documents[place.document]?.scope ?? "global");
    const index = exchange.trace.length;
    const step = new Step(element, place.path, scope, exchange, services, (statements, path) =>
      this.runStatements(statements, { ...place, path, depth: place.depth + 1 }),
    );
    let reason: string | undefined;
    try {
      await this.execute(step);
    } catch (error) {
      if (error instanceof PolicyFailure) {
        // A failure inside of another policy is remembered once, where it happened.
        const policyId = step.tryText("id");
        if (!this.failures.has(error)) this.remember(error, element.name, place, policyId);
        this.failures.add(error);
        reason = error.reason;
        step.decision = error.message;
      } else if (error instanceof CannotExecute) {
        reason = "CannotExecute";
        step.decision = error.message;
      }
      throw error;
    } finally {
      this.trace(element.name, place.path, step.decision, reason, startedAt, place.depth, scope, index);
    }
  }

  private readonly failures = new WeakSet<PolicyFailure>();

  private async execute(step: Step): Promise<void> {
    const stub = this.services.stubs.get(step.name);
    if (stub !== undefined) {
      step.decision = "stubbed";
      await stub(this.exchange.request, this.exchange.response);
      return;
    }
    const run = findPolicy(step.name);
    if (run === undefined) {
      const reason = NOT_EXECUTED_POLICIES.get(step.name);
      throw new CannotExecute(
        `the local gateway cannot execute <${step.name}>${reason === undefined ? "" : `: ${reason}`}; give a stub for it, or leave the policy out`,
      );
    }
    checkStatement(step.element);
    await run(step);
  }

  private remember(
    { reason, message, status, text }: PolicyFailure,
    source: string,
    place: RunPosition,
    policyId?: string,
  ): void {
    const { exchange } = this;
    const scope = String(exchange.documents[place.document]?.scope ?? "global");
    const { section } = exchange;
    exchange.lastError = { source, reason, message, scope, section, path: place.path, policyId };
    exchange.response = errorResponse(status, text);
  }

  private trace(
    policy: string,
    path: string,
    decision: string,
    reason: string | undefined,
    startedAt: number,
    depth: number,
    scope: string,
    index = this.exchange.trace.length,
  ): void {
    const { trace, section } = this.exchange;
    const durationMilliseconds = this.services.clock.now() - startedAt;
    const entry = { policy, path, section, scope, decision, durationMilliseconds, depth };
    // Policies that ran inside of this one come after it.
    trace.splice(index, 0, reason === undefined ? entry : { ...entry, reason });
  }
}

/** What the caller gets if `on-error` does not say otherwise. */
export function errorResponse(status: number, message: string): ReturnType<typeof newResponse> {
  const response = newResponse(status);
  response.headers.set("Content-Type", ["application/json"]);
  response.body = new MessageBody(JSON.stringify({ statusCode: status, message }));
  return response;
}
