/** One decision of the gateway about a request. */
export interface TraceEntry {
  /** The policy, or a step of the gateway such as `authorization`. */
  readonly policy: string;
  /** Where it is in its document, such as `choose[3]/when[2]`. */
  readonly path: string;
  readonly section: string;
  readonly scope: string;
  /** What it did, in a few words. */
  readonly decision: string;
  /** Why it failed: the reason of `context.LastError`. */
  readonly reason?: string;
  /** In milliseconds of the gateway's clock. */
  readonly durationMilliseconds: number;
  /** How deep it is nested. */
  readonly depth: number;
}

const COLOURS = { red: "\u001b[31m", dim: "\u001b[2m", end: "\u001b[0m" } as const;

/** The trace for people: a line for each decision, indented as the policies are nested. */
export function formatTrace(entries: readonly TraceEntry[], isColoured = false): string {
  const colour = (text: string, name: "red" | "dim"): string =>
    isColoured ? `${COLOURS[name]}${text}${COLOURS.end}` : text;
  const lines: string[] = [];
  let section = "";
  for (const { policy, path, section: current, scope, decision, reason, depth } of entries) {
    if (current !== section) lines.push(colour(current, "dim"));
    section = current;
    const place = path === "" || path === policy ? "" : ` ${colour(path, "dim")}`;
    const said = reason === undefined ? decision : colour(`${reason}: ${decision}`, "red");
    lines.push(`${"  ".repeat(depth + 1)}${policy} ${colour(`(${scope})`, "dim")}${place}: ${said}`);
  }
  return lines.join("\n");
}
