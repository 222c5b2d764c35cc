import type { GatewayResult } from "../gateway/gateway-result";
import { formatTrace } from "../gateway/trace";
import { type AccessRow, AccessTable, callerOf, outcomeOf } from "./access-table";
import { isColoured } from "./colours";
import { noGatewayResult, noTable, unknownExceptions } from "./errors";
import type { TokenFault } from "./token-fault";

/** The result of a check, in the form that Jest and Vitest take from a matcher. */
export interface Check {
  readonly pass: boolean;
  /** Why it does not hold; for one that holds, what a negated check says. */
  readonly message: () => string;
}

/** What is allowed beside what every operation is protected from. */
export interface ProtectionOptions {
  /**
   * The operations that are open on purpose, as the table writes them: `GET /orders/health`.
   *
   * @default - none
   */
  readonly except?: readonly string[];
  /**
   * Faults that may be in a token which gets in: `other-version`, say, because `validate-azure-ad-token` takes both.
   *
   * @default - none
   */
  readonly accept?: readonly TokenFault[];
}

/** At most as many rows are in a message. */
const MAX_ROWS = 5;

/**
 * Whether the request got to the backend.
 *
 * @throws TestingError when it is no result of a gateway, such as a promise of one
 */
export function checkForwarded(result: GatewayResult): Check {
  requireResult(result);
  const pass = result.forwarded !== undefined;
  const wanted = pass ? "expected the request not to get to the backend" : "expected the request to get to the backend";
  return { pass, message: () => describe(wanted, result) };
}

/**
 * Whether the caller was refused: the backend did not get the request, and the response has the status, and the reason if one is given.
 *
 * @param reason the reason of `context.LastError`, such as `TokenExpired`
 * @throws TestingError when it is no result of a gateway, such as a promise of one
 */
export function checkRefused(result: GatewayResult, status: number, reason?: string): Check {
  requireResult(result);
  const pass =
    result.forwarded === undefined && result.status === status && (reason === undefined || result.reason === reason);
  const wanted = `expected the caller ${pass ? "not " : ""}to be refused with ${[status, reason].filter((part) => part !== undefined).join(" ")}`;
  return { pass, message: () => describe(wanted, result) };
}

/**
 * Whether every operation refuses requests without a token and with a faulty one, and accepts at least one known caller: a check that refuses every caller
 * shows nothing.
 *
 * @throws TestingError when it is no table, or an exception is no operation of the table
 */
export function checkProtected(table: AccessTable, { except = [], accept = [] }: ProtectionOptions = {}): Check {
  if (!(table instanceof AccessTable)) throw noTable(table);
  const { operations } = table;
  const unknown = except.filter((operation) => !operations.includes(operation));
  if (unknown.length > 0) throw unknownExceptions(unknown, operations);
  const problems = [...groups(table.rows)]
    .filter(([, [first]]) => first !== undefined && !except.includes(first.operation))
    .flatMap(([, rows]) => problemsOf(rows, accept));
  const unseen = table.leftOut
    .filter(({ operation, isReachable }) => isReachable && !except.includes(operation))
    .map(({ operation, reason }) => `${operation}: ${reason}`);
  const nothing =
    operations.length === 0 ? ["the deployment has no operation, so nothing shows what its checks do"] : [];
  const all = [...problems, ...unseen, ...nothing];
  const more = all.length > MAX_ROWS ? [`… and ${all.length - MAX_ROWS} more`] : [];
  return {
    pass: all.length === 0,
    message: () =>
      all.length === 0
        ? "expected an operation that is not protected; all of them are"
        : [`expected every operation to be protected`, ...all.slice(0, MAX_ROWS), ...more].join("\n\n"),
  };
}

function problemsOf(rows: readonly AccessRow[], accept: readonly TokenFault[]): string[] {
  const title = ({ operation, door }: AccessRow): string => [operation, door].filter((part) => part !== "").join(", ");
  const unknown = rows.filter(({ status }) => status === undefined);
  const wrong = rows.filter(
    ({ isIn, fault }) => isIn && fault !== undefined && (fault === "none" || !accept.includes(fault)),
  );
  const [first] = rows;
  if (first !== undefined && !rows.some(({ isIn }) => isIn) && unknown.length === 0) {
    return [
      `${title(first)}: no known caller gets in, so nothing shows what its check does; give access() a caller that may, or except the operation`,
    ];
  }
  return [...wrong, ...unknown].map((row) =>
    [`${title(row)}: ${callerOf(row)} is answered ${outcomeOf(row)}`, formatTrace(row.trace, isColoured())]
      .filter((part) => part !== "")
      .join("\n"),
  );
}

function groups(rows: readonly AccessRow[]): ReadonlyMap<string, readonly AccessRow[]> {
  const found = new Map<string, AccessRow[]>();
  for (const row of rows) {
    const key = JSON.stringify([row.operation, row.door]);
    const group = found.get(key);
    if (group === undefined) found.set(key, [row]);
    else group.push(row);
  }
  return found;
}

function describe(wanted: string, { status, reason, forwarded, trace }: GatewayResult): string {
  const place = forwarded === undefined ? "" : `, and ${forwarded.method} ${forwarded.url.href} got to the backend`;
  const answer = `the gateway answered ${[status, reason].filter((part) => part !== undefined).join(" ")}${place}`;
  return [`${wanted}; ${answer}`, formatTrace(trace, isColoured())].filter((part) => part !== "").join("\n\n");
}

function requireResult(result: unknown): void {
  if (typeof result !== "object" || result === null || !("status" in result) || !("trace" in result)) {
    throw noGatewayResult(result);
  }
}
