import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Runs something in a new empty folder, which is gone afterwards. */
export function inTemporaryFolder(name: string, work: (folder: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), `${name}-`));
  try {
    work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs npm or npx, and shows what it prints. Windows finds them through a shell only. */
export function run(command: "npm" | "npx", args: readonly string[], folder: string): void {
  console.log(`$ ${command} ${args.join(" ")}`);
  execFileSync(command, args, { cwd: folder, stdio: "inherit", shell: process.platform === "win32" });
}
