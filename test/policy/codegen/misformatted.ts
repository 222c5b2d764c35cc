import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The modules that prettier would change. It runs in a process of its own, because jest cannot load it. */
export function misformatted(sources: readonly string[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), "policy-"));
  try {
    sources.forEach((source, index) => writeFileSync(join(folder, `${index}.ts`), source));
    const prettier = require.resolve("prettier/bin/prettier.cjs");
    try {
      execFileSync(process.execPath, [prettier, "--list-different", "--print-width=120", folder], {
        stdio: "pipe",
        timeout: 300_000,
      });
      return [];
    } catch (error) {
      const { stdout, stderr } = error as { stdout: Buffer; stderr: Buffer };
      const changed = stdout.toString().match(/\d+(?=\.ts$)/gm) ?? [];
      return changed.length === 0 ? [stderr.toString()] : changed.map((index) => sources[Number(index)]!);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}
