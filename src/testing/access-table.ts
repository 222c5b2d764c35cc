import type { TraceEntry } from "../gateway/trace";
import { TOKEN_FAULTS, type TokenFault } from "./token-fault";

/** What one caller gets at one operation. */
export interface AccessRow {
  /** The operation as callers see it, such as `GET /orders/{id}`. */
  readonly operation: string;
  /** How the request comes in beside its token: "" without a key, `with a key`, or by a product. */
  readonly door: string;
  /** Who calls, such as `Nightly job with Orders.Sync`; for a faulty token, whose it would be without the fault. */
  readonly caller: string;
  /** What is wrong with the token; `none` if there is none. */
  readonly fault?: TokenFault | "none";
  /** Whether the caller gets to the backend, or to an answer of the policy that is no refusal. */
  readonly isIn: boolean;
  /** The status of the response. Undefined if the gateway cannot execute the policy. */
  readonly status?: number;
  /** The reason of the refusal, such as `TokenExpired`, or why the gateway cannot execute the policy. */
  readonly reason?: string;
  readonly trace: readonly TraceEntry[];
}

/** An operation that is not in the table. */
export interface OperationLeftOut {
  readonly operation: string;
  readonly reason: string;
  /** Whether requests may reach it all the same. */
  readonly isReachable: boolean;
}

/** Who gets in at each operation of a service, and who does not. */
export class AccessTable {
  public constructor(
    public readonly rows: readonly AccessRow[],
    public readonly leftOut: readonly OperationLeftOut[],
  ) {}

  /** The operations, each once, as they are in {@link AccessRow.operation}. */
  public get operations(): readonly string[] {
    return [...new Set([...this.rows, ...this.leftOut].map(({ operation }) => operation))];
  }

  /** The table for people and for snapshots: the operations, and below each one what every caller gets. */
  public toString(): string {
    const lines: string[] = [];
    let heading = "";
    for (const row of this.rows) {
      const current = [row.operation, row.door].filter((part) => part !== "").join(", ");
      if (current !== heading) lines.push(...(lines.length === 0 ? [] : [""]), current);
      heading = current;
      lines.push(`  ${outcomeOf(row).padEnd(30)} ${callerOf(row)}`);
    }
    for (const { operation, reason } of this.leftOut) lines.push("", operation, `  ${reason}`);
    return lines.join("\n");
  }

  /** The rows without traces. */
  public toJSON(): object {
    return { rows: this.rows.map((row) => ({ ...row, trace: undefined })), leftOut: this.leftOut };
  }
}

/** What a row says of the answer. */
export function outcomeOf({ isIn, status, reason }: AccessRow): string {
  if (status === undefined) return `unknown: ${reason ?? ""}`;
  return isIn ? `in (${status})` : [status, reason].filter((part) => part !== undefined).join(" ");
}

/** Who calls, with what is wrong with the token. */
export function callerOf({ caller, fault }: AccessRow): string {
  if (fault === undefined) return caller;
  if (fault === "none") return "no token";
  return caller === "" ? TOKEN_FAULTS[fault] : `${TOKEN_FAULTS[fault]}: ${caller}`;
}
