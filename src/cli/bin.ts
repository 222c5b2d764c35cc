import { existsSync, readFileSync, statSync, watch } from "node:fs";
import { dirname, join } from "node:path";
import { inspect } from "node:util";
import { SYSTEM_CLOCK } from "../gateway/clock";
import { KeyRing } from "../issuer/signing-key";
import type { CommandIo, CommandOutput } from "./io";
import { main } from "./main";

/** The process as the command sees it. */
function processIo(): CommandIo {
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      stop.abort();
    });
  }
  return {
    cwd: process.cwd(),
    env: process.env,
    stdout: outputOf(process.stdout),
    stderr: outputOf(process.stderr),
    stdin: async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
      return Buffer.concat(chunks).toString("utf8");
    },
    clock: SYSTEM_CLOCK,
    newKeys: () => new KeyRing(),
    stop: stop.signal,
    watch: watchPath,
    version: versionOfPackage(),
  };
}

function outputOf(stream: NodeJS.WriteStream): CommandOutput {
  // A reader such as `head` closes the pipe early. That is no error of the command.
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit();
    throw error;
  });
  return { isTerminal: stream.isTTY, write: (text) => void stream.write(text) };
}

/** A file that is written anew is another file for the system, so the folder is what is watched. */
function watchPath(path: string, changed: () => void): () => void {
  const isFolder = existsSync(path) && statSync(path).isDirectory();
  const watcher = watch(isFolder ? path : dirname(path), { recursive: isFolder }, changed);
  // A folder that is removed while it is watched is reported when it is read.
  watcher.on("error", changed);
  return () => {
    watcher.close();
  };
}

/** The manifest is two folders up, in the sources and in what is built. */
function versionOfPackage(): string {
  const manifest = readFileSync(join(__dirname, "..", "..", "package.json"), "utf8");
  return (JSON.parse(manifest) as { readonly version: string }).version;
}

main(process.argv.slice(2), processIo()).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${inspect(error)}\n`);
    process.exitCode = 70;
  },
);
