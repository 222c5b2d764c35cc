import { responseValue } from "../policy/csharp/evaluate/context/context";
import type { ContextDescription, ResponseDescription } from "../policy/csharp/evaluate/context/description";
import { jwtValue } from "../policy/csharp/evaluate/context/jwt";
import { NetObject, type NetValue } from "../policy/csharp/evaluate/contract/values";
import { type CompiledExpression, compileExpression } from "../policy/csharp/evaluate/evaluate";
import { textOf } from "../policy/csharp/evaluate/text/text-of";
import { parseCsharp } from "../policy/csharp/parse";
import type { PolicyValue } from "../policy/model/value";
import type { GatewayClock } from "./clock";
import type { Evaluator } from "./evaluator";
import type { Exchange } from "./exchange";
import { CannotExecute, expressionFailure } from "./failure";
import type { MessageHeaders, ResponseMessage } from "./message";
import { isResponse } from "./policies/return-response";
import { Jwt } from "./token/jwt";

/** Runs the C# of policies with the interpreter. An expression is compiled once. */
export class CsharpEvaluator implements Evaluator {
  private readonly compiled = new Map<string, CompiledExpression>();

  public constructor(
    private readonly clock: GatewayClock,
    private readonly random: () => number,
  ) {}

  public evaluate({ source }: PolicyValue, exchange: Exchange): NetValue {
    const result = this.compile(source.trim()).evaluate(this.describe(exchange), {
      now: () => this.clock.now(),
      random: this.random,
    });
    switch (result.kind) {
      case "value":
        return result.value;
      case "exception":
        throw expressionFailure(`${result.type}: ${result.message}`);
      case "limit":
        throw expressionFailure(result.message);
      case "unsupported":
        throw new CannotExecute(
          `the local gateway cannot evaluate ${result.feature} in ${JSON.stringify(source.slice(result.start, result.end))}`,
        );
    }
  }

  public toText(result: unknown): string {
    return textOf(toNet(result));
  }

  private compile(source: string): CompiledExpression {
    let expression = this.compiled.get(source);
    if (expression === undefined) this.compiled.set(source, (expression = compileExpression(parseCsharp(source))));
    return expression;
  }

  /** What `context` says of the request. */
  private describe(exchange: Exchange): ContextDescription {
    const { facts, request, originalUrl, response, lastError, startedAt } = exchange;
    const { api, operation, product, subscription, user, service } = facts;
    return {
      requestId: facts.requestId,
      timestamp: startedAt,
      elapsedMilliseconds: this.clock.now() - startedAt,
      request: {
        method: request.method,
        url: request.url.href,
        originalUrl: originalUrl.href,
        ipAddress: facts.ipAddress,
        headers: valuesOf(request.headers),
        matchedParameters: facts.matchedParameters,
        body: request.body,
      },
      response: response && describeResponse(response),
      variables: new Map([...exchange.variables].map(([name, value]) => [name, toNet(value)] as const)),
      api: { ...api, isCurrentRevision: true },
      operation,
      product: product && { ...product, isPublished: true },
      subscription: subscription && { ...subscription, primaryKey: subscription.key },
      user,
      deployment: { region: service.region, serviceId: service.id, serviceName: service.name, gatewayId: "managed" },
      lastError,
    };
  }
}

function describeResponse({ status, reason, headers, body }: ResponseMessage): ResponseDescription {
  return { statusCode: status, statusReason: reason, headers: valuesOf(headers), body };
}

function valuesOf(headers: MessageHeaders): ReadonlyMap<string, readonly string[]> {
  return new Map(headers);
}

/** A variable as expressions see it. */
function toNet(value: unknown): NetValue {
  if (value === null || value === undefined) return null;
  if (typeof value === "string" || typeof value === "boolean" || typeof value === "number") return value;
  if (value instanceof NetObject) return value;
  if (value instanceof Jwt) return jwtValue(new Map([["alg", value.algorithm]]), value.payload);
  if (isResponse(value)) return responseValue(describeResponse(value));
  throw new CannotExecute("a variable holds what no expression can read");
}
