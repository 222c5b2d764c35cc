import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Runs a function in a new empty folder, which is removed afterwards. */
export function inTemporaryFolder(name: string, work: (folder: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), `${name}-`));
  try {
    work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs npm or node, and shows the output. Windows only finds npm through a shell. */
export function run(command: "npm" | "node", args: readonly string[], folder: string): void {
  console.log(`$ ${command} ${args.join(" ")}`);
  const shell = command === "npm" && process.platform === "win32";
  const options = { cwd: folder, stdio: "inherit", shell, timeout: 1_200_000 } as const;
  execFileSync(command === "node" ? process.execPath : command, args, options);
}

/** Runs `npm install`. It fails on conflicts between peers, about which npm only warns. */
export function install(folder: string, packages: readonly string[] = []): void {
  run("npm", ["install", ...packages, "--strict-peer-deps", "--no-audit", "--no-fund", "--prefer-offline"], folder);
}
