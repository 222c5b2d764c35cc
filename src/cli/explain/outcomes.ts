import { messageOf } from "../errors";
import { DeploymentError } from "../../deployment/errors";
import { CannotExecute } from "../../gateway/failure";
import type { GatewayResult } from "../../gateway/gateway-result";
import { newResponse } from "../../gateway/message";
import { sign } from "../../issuer/entra-tokens";
import { LocalGateway } from "../../testing/local-gateway";
import type { CommandIo } from "../io";
import type { OpenDeployment } from "../open-deployment";
import { doorsOf } from "../../testing/access-requests";
import { type KnownRequest, operationsOf } from "../operations";
import type { Claims } from "../token-text";
import { tryObject } from "../token-form";

/** What the gateway answers to a token at one operation. */
export interface Outcome {
  readonly operation: KnownRequest;
  /** How the request came in, such as "by the product gold"; nothing where it needs no key. */
  readonly door: string;
  /** Undefined if the policies cannot be executed here. */
  readonly result: GatewayResult | undefined;
  readonly problem?: string;
}

/** What the gateway answers, and why some operations could not be asked. */
export interface Outcomes {
  readonly outcomes: readonly Outcome[];
  readonly leftOut: readonly string[];
}

/**
 * Sends the claims of a token through the gateway, signed with a key that the gateway trusts, so that all other checks can be seen. A token that its
 * issuer did not sign with a public key stays as it is.
 */
export async function outcomesOf(
  token: string,
  claims: Claims,
  opened: OpenDeployment,
  operations: readonly KnownRequest[] | undefined,
  io: CommandIo,
): Promise<Outcomes> {
  const keys = io.newKeys();
  const gateway = new LocalGateway(opened.deployment, {
    service: opened.service.name,
    clock: io.clock,
    keys,
    backend: () => newResponse(200),
  });
  const algorithm = tryObject(token.split(".")[0] ?? "")?.alg;
  const other = gateway.otherIssuers.all.find(({ issuer }) => issuer === claims.iss);
  const key = (other?.server.keys ?? keys).signingKey;
  const sent = /^(?:RS|PS|ES)\d/.test(String(algorithm)) ? await sign({ ...claims }, key) : token;
  const outcomes: Outcome[] = [];
  const leftOut: string[] = [];
  for (const operation of operations ?? operationsOf(opened.service, (reason) => leftOut.push(reason))) {
    const { method, path, headers, api } = operation;
    for (const { name: door, subscription } of doorsOf(api, new URL(path, opened.service.gatewayUrl))) {
      const given = { headers, token: sent, subscription };
      outcomes.push({ operation, door, ...(await answered(() => gateway.requestAlone(method, path, given))) });
    }
  }
  return { outcomes, leftOut };
}

async function answered(ask: () => Promise<GatewayResult>): Promise<Pick<Outcome, "result" | "problem">> {
  try {
    return { result: await ask() };
  } catch (error) {
    if (!(error instanceof CannotExecute || error instanceof DeploymentError)) throw error;
    return { result: undefined, problem: messageOf(error) };
  }
}
