import { authorizationValue, responseValue } from "../policy/csharp/evaluate/context/context";
import type { ContextDescription, ResponseDescription } from "../policy/csharp/evaluate/context/description";
import { jwtValue } from "../policy/csharp/evaluate/context/jwt";
import { NetObject, type NetValue } from "../policy/csharp/evaluate/contract/values";
import { NetCertificate } from "../policy/csharp/evaluate/dotnet/crypto/values";
import { type CompiledExpression, compileExpression, evaluateText } from "../policy/csharp/evaluate/evaluate";
import type { EvaluationResult } from "../policy/csharp/evaluate/result";
import { textOf } from "../policy/csharp/evaluate/text/text-of";
import { parseCsharp } from "../policy/csharp/parse";
import type { PolicyValue } from "../policy/model/value";
import type { GatewayClock } from "./clock";
import type { Evaluator } from "./evaluator";
import type { Exchange, ServiceFacts } from "./exchange";
import { CannotExecute, expressionFailure } from "./failure";
import type { ResponseMessage } from "./message";
import { isResponse } from "./policies/return-response";
import type { CredentialToken } from "./services";
import { Jwt } from "./token/jwt";

/** Runs the C# of policies with the interpreter. An expression is compiled once. */
export class CsharpEvaluator implements Evaluator {
  private readonly compiled = new Map<string, CompiledExpression>();

  public constructor(
    private readonly clock: GatewayClock,
    private readonly random: () => number,
    /** The certificates of the service, by their names; read when an expression asks for them. */
    private readonly certificates: () => ReadonlyMap<string, NetCertificate> = () => new Map(),
  ) {}

  public evaluate({ source }: PolicyValue, exchange: Exchange): NetValue {
    const result = this.compile(source.trim()).evaluate(this.describe(exchange), {
      now: () => this.clock.now(),
      random: this.random,
    });
    return valueOf(result, source);
  }

  public toText(result: unknown): string {
    const value = toNet(result);
    return typeof value === "string" ? value : textOf(valueOf(evaluateText(value), ""));
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
        headers: request.headers,
        matchedParameters: facts.matchedParameters,
        // Null for a request without one.
        ...(!request.body.isAbsent && { body: request.body }),
        certificate:
          facts.certificate && new NetCertificate(facts.certificate.certificate, undefined, facts.certificate),
      },
      response: response && describeResponse(response),
      variables: variablesOf(exchange),
      api,
      operation,
      product,
      subscription: subscription && { ...subscription, primaryKey: subscription.key },
      user,
      deployment: deploymentOf(service, this.certificates),
      workspace: facts.workspace,
      lastError,
    };
  }
}

/** @param source the expression, of which the result may name a part */
function valueOf(result: EvaluationResult, source: string): NetValue {
  switch (result.kind) {
    case "value":
      return result.value;
    case "exception":
      throw expressionFailure(`${result.type}: ${result.message}`);
    case "limit":
      throw expressionFailure(result.message);
    case "unsupported": {
      const part = source.slice(result.start, result.end);
      throw new CannotExecute(
        `the local gateway cannot evaluate ${result.feature}${part === "" ? "" : ` in ${JSON.stringify(part)}`}`,
      );
    }
  }
}

function deploymentOf(
  { id, name, region }: ServiceFacts,
  certificates: () => ReadonlyMap<string, NetCertificate>,
): ContextDescription["deployment"] {
  return {
    region,
    serviceId: id,
    serviceName: name,
    gatewayId: "managed",
    certificates,
  };
}

function describeResponse({ status, reason, headers, body }: ResponseMessage): ResponseDescription {
  return { statusCode: status, statusReason: reason, headers, body };
}

/** Each token as expressions see it: always the same object, as the variable that holds it. */
const tokens = new WeakMap<Jwt, NetObject>();

function tokenValue(jwt: Jwt): NetValue {
  let value = tokens.get(jwt);
  if (value === undefined) tokens.set(jwt, (value = jwtValue(new Map([["alg", jwt.algorithm]]), jwt.payload)));
  return value;
}

function variablesOf({ variables }: Exchange): ReadonlyMap<string, NetValue> {
  const values = new Map<string, NetValue>();
  for (const [name, value] of variables) values.set(name, toNet(value));
  return values;
}

/** A variable as expressions see it. */
function toNet(value: unknown): NetValue {
  if (value === null || value === undefined) return null;
  if (typeof value === "string" || typeof value === "boolean" || typeof value === "number") return value;
  if (value instanceof NetObject) return value;
  if (value instanceof Jwt) return tokenValue(value);
  if (isResponse(value)) return responseValue(describeResponse(value));
  if (isCredential(value)) {
    return authorizationValue(
      value.accessToken,
      new Map([...value.claims].map(([name, claim]) => [name, toNet(claim)])),
    );
  }
  throw new CannotExecute("a variable holds what no expression can read");
}

/** Whether a variable holds a token of `get-authorization-context`. */
function isCredential(value: unknown): value is CredentialToken {
  return typeof value === "object" && value !== null && "accessToken" in value && "claims" in value;
}
