import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { bundleCommand } from "../../scripts/bundle-command";
import { CommandFolder } from "../support/command";
import { ordersDeployment } from "../support/orders-deployment";

const STACK = "cdktf.out/stacks/orders/cdk.tf.json";
const folder = new CommandFolder();
const running = new Set<ChildProcessWithoutNullStreams>();
beforeAll(() => {
  folder.write({ "package.json": { version: "1.2.3" } });
  bundleCommand(join(folder.path, "lib/cli"));
});
afterEach(() => {
  for (const child of running) child.kill("SIGKILL");
});
afterAll(() => {
  folder.remove();
});

/** The command as a process. */
class Process {
  private output = "";
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly ended: Promise<unknown[]>;

  public constructor(...argv: string[]) {
    this.child = spawn(process.execPath, [join(folder.path, "lib/cli/bin.js"), ...argv], { cwd: folder.path });
    running.add(this.child);
    for (const stream of [this.child.stdout, this.child.stderr])
      stream.on("data", (data) => (this.output += String(data)));
    this.ended = once(this.child, "close");
  }

  /** Waits until it printed a text. */
  public async said(text: string): Promise<void> {
    while (!this.output.includes(text)) await once(this.child.stdout, "data");
  }

  /** Ends it by a signal; by itself without one. The exit code or the signal, and what it printed. */
  public async end(signal?: NodeJS.Signals): Promise<readonly [unknown, string]> {
    if (signal !== undefined) this.child.kill(signal);
    const [code, killedBy] = await this.ended;
    return [code ?? killedBy, this.output];
  }
}

test("serve reads a change of the files, and a signal ends it cleanly", async () => {
  folder.write({ [STACK]: ordersDeployment() });
  const serve = (): Process => new Process("serve", "--port", "0", "--issuer-port", "0");
  const [server, other] = [serve(), serve()];
  await Promise.all([server.said("curl"), other.said("curl")]);
  folder.write({ [STACK]: ordersDeployment({ tokenVersion: 1 }) });
  await server.said(" reloaded");
  // The folder is made anew, as cdktf synth does.
  rmSync(join(folder.path, "cdktf.out/stacks"), { recursive: true });
  folder.write({ [STACK]: ordersDeployment() });
  for (const [code, output] of await Promise.all([server.end("SIGTERM"), other.end("SIGINT")])) {
    expect([code, output]).toEqual([0, expect.stringMatching(/stopped\n$/)]);
  }
});

test("the exit code says how it ended, and the user sees no stack trace", async () => {
  const [code, output] = await new Process("explain", "a.b.c", "--deployment", "nothing").end();
  expect([code, output]).toEqual([2, expect.stringContaining("error: nothing cannot be read: it does not exist\n")]);
  expect(output).not.toContain(" at ");
});
