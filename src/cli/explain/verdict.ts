import type { Paint } from "../style";
import { printable } from "../style";

/** One check, and what came out. */
export interface Verdict {
  readonly check: string;
  /** Undefined if nobody can know it here. */
  readonly isGood: boolean | undefined;
  readonly detail: string;
  /** What in the deployment or in the request is the reason. */
  readonly cause?: string;
  readonly fix?: string;
}

export function good(check: string, detail: string): Verdict {
  return { check, isGood: true, detail };
}

export function open(check: string, detail: string): Verdict {
  return { check, isGood: undefined, detail };
}

export function bad(check: string, detail: string, cause: string, fix: string): Verdict {
  return { check, isGood: false, detail, cause, fix };
}

/** Checks for people: a line for each, and the cause and the fix of those that fail. */
export function describeVerdicts(verdicts: readonly Verdict[], paint: Paint): string {
  return verdicts
    .map(({ check, isGood, detail, cause, fix }) => {
      const mark =
        isGood === undefined ? paint("?    ", "yellow") : isGood ? paint("ok   ", "green") : paint("fails", "red");
      const more = [...(cause === undefined ? [] : [`cause: ${cause}`]), ...(fix === undefined ? [] : [`fix: ${fix}`])];
      return [
        `  ${mark} ${check.padEnd(10)} ${printable(detail)}`,
        ...more.map((line) => `          ${printable(line)}`),
      ].join("\n");
    })
    .join("\n");
}
