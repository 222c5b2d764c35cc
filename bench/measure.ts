import { spawnSync } from "node:child_process";

/** What one process used. */
export interface Usage {
  /** Seconds on the wall clock, for the work alone. */
  readonly seconds: number;
  /** Peak memory of the whole process, in MiB. */
  readonly megabytes: number;
}

/** Runs JavaScript in a process of its own. The code defines `work()`, which is what is timed. */
export function runAlone(code: string, args: readonly string[] = []): Usage {
  const script = `${code}
    const start = process.hrtime.bigint();
    work();
    const seconds = Number(process.hrtime.bigint() - start) / 1e9;
    process.stdout.write("\\n" + JSON.stringify({ seconds, megabytes: process.resourceUsage().maxRSS / 1024 }));`;
  const result = spawnSync(process.execPath, ["-e", script, ...args], { encoding: "utf8", maxBuffer: 1 << 26 });
  if (result.status !== 0) throw new Error(`a measured process failed: ${result.stderr}`);
  return JSON.parse(result.stdout.slice(result.stdout.lastIndexOf("\n") + 1)) as Usage;
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
