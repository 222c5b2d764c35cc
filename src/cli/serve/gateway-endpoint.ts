import { DeploymentError } from "../../deployment/errors";
import { CannotExecute } from "../../gateway/failure";
import type { GatewayResult } from "../../gateway/gateway-result";
import { isHopByHop } from "../../gateway/http-client";
import type { LocalGateway } from "../../gateway/local-gateway";
import { messageOf } from "../errors";
import type { HttpAnswer, HttpRequest } from "./http-server";

/** What the gateway answers a request of HTTP, and what it did. */
export interface GatewayAnswer extends HttpAnswer {
  /** What happened, if the gateway could execute the policies. */
  readonly result?: GatewayResult;
  /** Why it could not. */
  readonly problem?: string;
}

/**
 * Sends a request of HTTP through the gateway. What cannot be executed is answered with 501, and anything unforeseen with 500: the server goes on.
 *
 * @param origin the address of the service: policies see it, and not that of this machine
 */
export async function askGateway(gateway: LocalGateway, origin: string, request: HttpRequest): Promise<GatewayAnswer> {
  // Without a prototype, because a header may be called "constructor".
  const headers = Object.create(null) as Record<string, string[]>;
  for (const [name, value] of request.headers) (headers[name] ??= []).push(value);
  try {
    const result = await gateway.request(request.method, `${origin}${request.target}`, {
      headers,
      body: request.body,
      ipAddress: request.remoteAddress,
    });
    return {
      status: result.status,
      headers: [...result.headers].flatMap(([name, values]) =>
        isHopByHop(name) || name.toLowerCase() === "content-length"
          ? []
          : values.map((value) => [name, value] as const),
      ),
      body: result.content,
      result,
    };
  } catch (error) {
    const problem = messageOf(error);
    const status = error instanceof CannotExecute || error instanceof DeploymentError ? 501 : 500;
    // Of an error of the program, the caller learns nothing.
    const message = status === 501 ? problem : "the local gateway failed; its log says why";
    const body = JSON.stringify({ statusCode: status, message });
    return { status, headers: [["Content-Type", "application/json"]], body, problem };
  }
}
