import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** What one process used. */
export interface Usage {
  /** Seconds on the wall clock. */
  readonly seconds: number;
  /** Peak memory of the whole process, in MiB. */
  readonly megabytes: number;
}

/** The end of a program that times `work(count)` alone. All modules are loaded by then. */
export const TIME_WORK = `
  work(1);
  const start = process.hrtime.bigint();
  work(count);
  usage.seconds = Number(process.hrtime.bigint() - start) / 1e9;`;

// On Linux a process inherits the peak that `resourceUsage` has from its parent, but not the one in its status.
const REPORT = `
  const usage = {};
  process.on("exit", () => {
    const { existsSync, readFileSync, writeSync } = require("node:fs");
    const status = "/proc/self/status";
    const kilobytes = existsSync(status) ? /VmHWM:\\s+(\\d+)/.exec(readFileSync(status, "utf8"))[1] : process.resourceUsage().maxRSS;
    usage.megabytes = kilobytes / 1024;
    writeSync(3, JSON.stringify(usage));
  });`;

/**
 * Runs JavaScript in a separate process. The time is that of the whole process, from its start to its exit.
 *
 * @param look takes the folder of what was synthesized
 */
export function run(code: string, look: (outdir: string) => void = () => undefined): Usage {
  const outdir = mkdtempSync(join(tmpdir(), "bench-"));
  try {
    const start = process.hrtime.bigint();
    const result = spawnSync(process.execPath, ["-e", REPORT + code], {
      cwd: resolve(__dirname, ".."),
      env: { ...process.env, CDKTF_OUTDIR: outdir },
      encoding: "utf8",
      stdio: ["ignore", "ignore", "pipe", "pipe"],
    });
    const seconds = Number(process.hrtime.bigint() - start) / 1e9;
    if (result.status !== 0) throw new Error(`a measured process failed: ${result.stderr}`);
    look(outdir);
    return { seconds, ...(JSON.parse(result.output[3]!) as Partial<Usage> & Pick<Usage, "megabytes">) };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)]!;
}

/** Runs two programs in turns, so that a busy machine slows both, and gives the median of the ratios of each turn. */
export function compare(runs: number, ours: () => Usage, theirs: () => Usage): { time: number; memory: number } {
  ours();
  theirs();
  const pairs = Array.from({ length: runs }, () => [ours(), theirs()] as const);
  return {
    time: median(pairs.map(([left, right]) => left.seconds / right.seconds)),
    memory: median(pairs.map(([left, right]) => left.megabytes / right.megabytes)),
  };
}
