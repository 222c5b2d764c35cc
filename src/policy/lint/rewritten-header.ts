import { PolicyElement, type PolicyNode } from "../model/node";
import { MAX_FLOW_DEPTH } from "../text/bounds";
import type { RequestFacts } from "./authentication";
import { type CsharpCode, csharpOf } from "./csharp-code";
import { literalOf } from "./node-path";
import { holdsForOperation } from "./operation-condition";
import { endsRequest, runsAll } from "./statements";

/** The header of the request that a statement writes, in lower case, if it may contain a token. */
export function tryRewrittenHeader(statement: PolicyElement): string | undefined {
  switch (statement.name) {
    case "set-header":
      return literalOf(statement.tryAttribute("name"))?.toLowerCase();
    case "authentication-basic":
      return "authorization";
    case "authentication-managed-identity":
      return statement.tryAttribute("output-token-variable-name") === undefined ? "authorization" : undefined;
    default:
      return undefined;
  }
}

/** Whether a statement that writes a header takes it out. */
export function removesHeader(statement: PolicyElement): boolean {
  return statement.name === "set-header" && literalOf(statement.tryAttribute("exists-action")) === "delete";
}

/** A statement after which a header no longer holds what the caller sent. */
export interface RewrittenHeader {
  readonly statement: PolicyElement;
  /** Whether it runs for each request. */
  readonly isCertain: boolean;
}

/**
 * The statement of an inbound section that writes a header, and not with what the caller sent, or undefined if there is none.
 * A value from a variable counts as the caller's, unless the variable holds a token that the gateway got for itself.
 *
 * @param header the name of the header, in lower case
 */
export function rewriterOf(
  header: string,
  inbound: readonly PolicyNode[],
  facts: RequestFacts,
): RewrittenHeader | undefined {
  return new HeaderSearch(header, facts).first(inbound, MAX_FLOW_DEPTH);
}

class HeaderSearch {
  /** The variables that hold a token that the gateway got for itself. */
  private readonly gatewayTokens = new Set<string>();

  public constructor(
    private readonly header: string,
    private readonly facts: RequestFacts,
  ) {}

  public first(statements: readonly PolicyNode[], depth: number): RewrittenHeader | undefined {
    let possible: RewrittenHeader | undefined;
    if (depth === 0) return undefined;
    for (const node of statements) {
      if (!(node instanceof PolicyElement)) continue;
      const found = this.within(node, depth - 1);
      if (found?.isCertain === true) return found;
      possible ??= found;
      if (endsRequest(node)) break;
    }
    return possible;
  }

  private within(statement: PolicyElement, depth: number): RewrittenHeader | undefined {
    if (tryRewrittenHeader(statement) === this.header) {
      return this.keepsToken(statement) ? undefined : { statement, isCertain: true };
    }
    const variable = this.tryGatewayToken(statement);
    if (variable !== undefined) this.gatewayTokens.add(variable);
    switch (statement.name) {
      case "choose":
        return this.inBranches(statement, depth);
      case "include-fragment":
        return this.first(this.facts.fragment(statement.tryAttribute("fragment-id")?.source ?? "") ?? [], depth);
      default: {
        if (statement.name !== "wait" && !runsAll(statement)) return undefined;
        const found = this.first(statement.children, depth);
        return found && { ...found, isCertain: found.isCertain && runsAll(statement) };
      }
    }
  }

  /** A request runs the first branch whose condition holds. */
  private inBranches(choose: PolicyElement, depth: number): RewrittenHeader | undefined {
    const branches: (RewrittenHeader | undefined)[] = [];
    let isComplete = false;
    for (const branch of choose.elements) {
      const code = branch.name === "when" ? csharpOf(branch.tryAttribute("condition")) : undefined;
      const holds = branch.name !== "when" || (code && holdsForOperation(code, this.facts.operationId));
      if (holds === false) continue;
      // No check runs after a branch that ends the request.
      if (!branch.elements.some(endsRequest)) branches.push(this.first(branch.children, depth));
      isComplete = holds === true;
      if (isComplete) break;
    }
    const found = branches.find((branch) => branch !== undefined);
    return found && { ...found, isCertain: isComplete && branches.every((branch) => branch?.isCertain === true) };
  }

  /** The variable that a statement writes a token into that the gateway got for itself, also as a part of a response. */
  private tryGatewayToken(statement: PolicyElement): string | undefined {
    switch (statement.name) {
      case "authentication-managed-identity":
        return literalOf(statement.tryAttribute("output-token-variable-name"));
      case "get-authorization-context":
        return literalOf(statement.tryAttribute("context-variable-name"));
      case "send-request":
        // Any other response may be about the caller's token, or one that is given for it.
        return asksForItself(statement) ? literalOf(statement.tryAttribute("response-variable-name")) : undefined;
      case "set-variable":
        return this.isGatewayToken(csharpOf(statement.tryAttribute("value")))
          ? literalOf(statement.tryAttribute("name"))
          : undefined;
      default:
        return undefined;
    }
  }

  private isGatewayToken(code: CsharpCode | undefined): boolean {
    return code?.names("Variables") === true && !code.readsRequest && code.variableIn(this.gatewayTokens) !== undefined;
  }

  /** Whether a request with a token still has the caller's in the header. */
  private keepsToken(statement: PolicyElement): boolean {
    if (statement.name !== "set-header" || removesHeader(statement)) return false;
    if (literalOf(statement.tryAttribute("exists-action")) === "skip") return true;
    const values = statement.elements.filter(({ name }) => name === "value");
    return values.some(({ text }) => {
      const code = csharpOf(text);
      if (code === undefined) return false;
      return code.readsRequest || (code.names("Variables") && !this.isGatewayToken(code));
    });
  }
}

/** Whether a request asks for a token by client credentials. */
function asksForItself(sendRequest: PolicyElement): boolean {
  const body = sendRequest.elements.find(({ name }) => name === "set-body")?.text?.source;
  return body?.includes("client_credentials") === true;
}
