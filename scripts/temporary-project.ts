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

/** Runs npm or node, and shows what it prints. Windows finds npm through a shell only. */
export function run(command: "npm" | "node", args: readonly string[], folder: string): void {
  console.log(`$ ${command} ${args.join(" ")}`);
  const shell = command === "npm" && process.platform === "win32";
  execFileSync(command === "node" ? process.execPath : command, args, { cwd: folder, stdio: "inherit", shell });
}

/** Runs `npm install`. Conflicts between peers, which npm only warns of, end it. */
export function install(folder: string, packages: readonly string[] = []): void {
  run("npm", ["install", ...packages, "--strict-peer-deps", "--no-audit", "--no-fund", "--prefer-offline"], folder);
}
