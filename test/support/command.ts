import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { CommandIo } from "../../src/cli/io";
import { main } from "../../src/cli/main";
import { TestClock } from "../../src/gateway/clock";
import { KeyRing } from "../../src/issuer/signing-key";

/** One ring for all runs, because keys take a while to make. */
export const keys = new KeyRing();

/** What the command printed, and how it ended. */
export interface CommandResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder of a user with files, and the command in it. */
export class CommandFolder {
  public readonly path = mkdtempSync(join(tmpdir(), "apim-oauth-"));

  public write(files: Readonly<Record<string, string | object>>): this {
    for (const [name, content] of Object.entries(files)) {
      const path = join(this.path, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content, undefined, 2));
    }
    return this;
  }

  public remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }

  public async run(argv: readonly string[], given: Partial<CommandIo> = {}): Promise<CommandResult> {
    const written = { stdout: "", stderr: "" };
    const code = await main(argv, {
      ...commandIo(this.path, (stream, text) => (written[stream] += text)),
      ...given,
    });
    return { code, ...written };
  }
}

/** What a command has in a test: no terminal, no input, and a clock that stands still. */
export function commandIo(cwd: string, write: (stream: "stdout" | "stderr", text: string) => void): CommandIo {
  return {
    cwd,
    env: {},
    stdout: { isTerminal: false, write: (text) => write("stdout", text) },
    stderr: { isTerminal: false, write: (text) => write("stderr", text) },
    stdin: () => Promise.resolve(""),
    clock: new TestClock(),
    newKeys: () => keys,
    stop: new AbortController().signal,
    watch: () => () => undefined,
    version: "1.2.3",
  };
}
