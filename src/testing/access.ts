import { DeploymentError } from "../deployment/errors";
import type { Service } from "../deployment/model";
import type { DeployedApi } from "../gateway/deployed-service";
import { CannotExecute } from "../gateway/failure";
import type { GatewayResult } from "../gateway/gateway-result";
import type { GatewayRequest } from "../gateway/local-gateway";
import { FAULTS_OF_NOBODY, type KnownCaller } from "./access-callers";
import {
  addressOf,
  type AskedOperation,
  type Door,
  doorsOf,
  type OperationRequest,
  tryRequestFor,
} from "./access-requests";
import { type AccessRow, AccessTable, type OperationLeftOut } from "./access-table";
import type { TokenFault } from "./token-fault";

/** What a table of access is made from. */
export interface AccessSources {
  readonly service: Service;
  readonly apis: readonly DeployedApi[];
  /** Those who may get in at an operation. */
  readonly callersOf: (api: DeployedApi, operation: AskedOperation) => readonly KnownCaller[];
  /** Sends a request, as the first one that the gateway gets. */
  readonly send: (method: string, path: string, request: GatewayRequest) => Promise<GatewayResult>;
}

/**
 * What opens the stream of an MCP server. It is for every caller of the server; a tool may be for fewer, which a test sees by its messages.
 */
const MCP_STREAM: AskedOperation = {
  operationId: "mcp",
  method: "GET",
  urlTemplate: "/mcp",
  templateParameters: [],
  queryParameters: [],
  headers: [],
  policy: undefined,
};

/** As many operations are asked at once, because signatures are made and checked by other threads. */
const AT_ONCE = 16;

/** Sends requests to every operation: without a token, with those of all callers, and with faulty ones. */
export async function accessTable(sources: AccessSources): Promise<AccessTable> {
  const { service, apis } = sources;
  const work: (() => Promise<readonly AccessRow[]>)[] = [];
  const leftOut: OperationLeftOut[] = [];
  for (const deployed of apis) {
    const { api } = deployed;
    if (api.otherOperations !== undefined) {
      const reason = `it may have operations that are not in the deployment: ${api.otherOperations}`;
      leftOut.push({ operation: `the API ${api.name}`, reason, isReachable: true });
    }
    for (const operation of api.type === "mcp" ? [MCP_STREAM] : api.operations) {
      const address = addressOf(deployed, operation);
      const request = tryRequestFor(apis, deployed, operation, service.gatewayUrl);
      if (request === undefined) {
        leftOut.push({ operation: address, reason: "another operation gets its requests", isReachable: false });
        continue;
      }
      try {
        const callers = sources.callersOf(deployed, operation);
        for (const door of doorsOf(deployed, new URL(request.path, service.gatewayUrl))) {
          work.push(() => new OperationAccess(sources, address, request, door).rows(callers));
        }
      } catch (error) {
        // What cannot be resolved is only of the operations that need it.
        if (!(error instanceof DeploymentError)) throw error;
        leftOut.push({ operation: address, reason: error.message, isReachable: true });
      }
    }
  }
  return new AccessTable((await allOf(work)).flat(), leftOut);
}

/** The results of all work, in its order. */
async function allOf<T>(work: readonly (() => Promise<T>)[]): Promise<T[]> {
  const results: T[] = [];
  const waiting = work.entries();
  const worker = async (): Promise<void> => {
    for (const [index, run] of waiting) results[index] = await run();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}

/** Who gets in at one operation in one way. */
class OperationAccess {
  public constructor(
    private readonly sources: AccessSources,
    private readonly operation: string,
    private readonly request: OperationRequest,
    private readonly door: Door,
  ) {}

  public async rows(callers: readonly KnownCaller[]): Promise<AccessRow[]> {
    const anonymous = await this.row("", undefined, "none");
    // Whoever may come without a token may come with any.
    if (anonymous.isIn) return [anonymous];
    const known: { readonly caller: KnownCaller; readonly row: AccessRow }[] = [];
    for (const caller of callers) known.push({ caller, row: await this.row(caller.name, await caller.token()) });
    return [...known.map(({ row }) => row), anonymous, ...(await this.faulty(known))];
  }

  /** Each fault is of a token that would get in without it: of the first caller of its kind that does, or the first that does not if none does. */
  private async faulty(
    known: readonly { readonly caller: KnownCaller; readonly row: AccessRow }[],
  ): Promise<AccessRow[]> {
    const bases = new Map<string, KnownCaller>();
    const sorted = [...known.filter(({ row }) => row.isIn), ...known.filter(({ row }) => !row.isIn)];
    const isAnyIn = known.some(({ row }) => row.isIn);
    for (const { caller, row } of sorted) {
      if ((row.isIn || !isAnyIn) && !bases.has(caller.kind)) bases.set(caller.kind, caller);
    }
    const rows: AccessRow[] = [];
    const sent = new Set<string>();
    for (const caller of bases.values()) {
      const [api = ""] = caller.kind.split(" ");
      for (const fault of caller.faults) {
        const isOfNobody = FAULTS_OF_NOBODY.includes(fault);
        if (isOfNobody && sent.has(`${api} ${fault}`)) continue;
        sent.add(`${api} ${fault}`);
        rows.push(await this.row(isOfNobody ? "" : caller.name, await caller.token(fault), fault));
      }
    }
    return rows;
  }

  private async row(caller: string, token?: string, fault?: TokenFault | "none"): Promise<AccessRow> {
    const { operation, door } = this;
    const asked = { operation, door: door.name, caller, ...(fault !== undefined && { fault }) };
    const { method, path, headers } = this.request;
    try {
      const given = { headers, token, subscription: door.subscription };
      const { status, reason, forwarded, trace } = await this.sources.send(method, path, given);
      const isIn = forwarded !== undefined || (status >= 200 && status < 300);
      return { ...asked, isIn, status, ...(reason !== undefined && { reason }), trace };
    } catch (error) {
      // It is not known whether the service would let the caller in.
      if (!(error instanceof CannotExecute) && !(error instanceof DeploymentError)) throw error;
      return { ...asked, isIn: false, reason: error.message, trace: [] };
    }
  }
}
