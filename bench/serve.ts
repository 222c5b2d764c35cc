/**
 * Sends requests of 100 clients at once through `apim-oauth serve` for some seconds, good ones and bad ones, and says how many were lost and how
 * much memory the server took. It fails if one was lost.
 *
 * @example
 * ```sh
 * npm run build && npx tsx bench/serve.ts 60
 * ```
 */
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { ordersDeployment } from "../test/support/orders-deployment";

const CLIENTS = 100;
const SECONDS = Number(process.argv[2] ?? 60);
const COMMAND = process.argv[3] ?? resolve(__dirname, "..", "lib", "cli", "bin.js");

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "serve-"));
  writeFileSync(join(folder, "cdk.tf.json"), JSON.stringify(ordersDeployment()));
  const server = spawn(process.execPath, [COMMAND, "serve", "-d", folder, "--port", "0", "--issuer-port", "0"]);
  let output = "";
  const ready = new Promise<void>((done) => {
    server.stdout.on("data", (data: Buffer) => {
      // The log of the requests is read and left.
      if (output.length < 10_000) output += data.toString();
      if (output.includes("issuer")) done();
    });
  });
  server.stderr.pipe(process.stderr);
  try {
    await ready;
    const gateway = /^gateway (\S+)/m.exec(output)?.[1] ?? "";
    const token = await tokenOf(output);
    await load(gateway, token, server.pid ?? 0);
  } finally {
    server.kill("SIGTERM");
    rmSync(folder, { recursive: true });
  }
}

async function tokenOf(output: string): Promise<string> {
  const [, url = "", words = ""] = /curl -s (\S+) (.*?) \|/.exec(output) ?? [];
  const fields = [...words.matchAll(/ '?(\w+)=([^\s']+)/g)].map(([, name = "", value = ""]) => [name, value]);
  const body = new URLSearchParams(Object.fromEntries(fields) as Record<string, string>);
  const answer = await fetch(url, { method: "POST", body });
  return ((await answer.json()) as { readonly access_token: string }).access_token;
}

async function load(gateway: string, token: string, pid: number): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS });
  const counts = new Map<string, number>();
  const memory: number[] = [];
  const end = Date.now() + SECONDS * 1000;
  const sampler = setInterval(() => memory.push(megabytesOf(pid)), 1000);
  const client = async (index: number): Promise<void> => {
    for (let round = 0; Date.now() < end; round++) {
      const kind = (index + round) % 50 === 0 ? "bytes" : (index + round) % 5 === 0 ? "none" : "good";
      const answer =
        kind === "bytes" ? await sendBytes(gateway) : await send(gateway, agent, kind === "good" ? token : undefined);
      const key = `${kind} ${answer}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, (_, index) => client(index)));
  clearInterval(sampler);
  agent.destroy();
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const expected = ["good 200", "none 401", "bytes 400"];
  const lost = [...counts].filter(([key]) => !expected.includes(key));
  const median = (from: number, to: number): string => {
    const part = memory
      .slice(Math.floor(memory.length * from), Math.ceil(memory.length * to))
      .sort((left, right) => left - right);
    return (part[Math.floor(part.length / 2)] ?? 0).toFixed(0);
  };
  console.log(
    `${all} requests of ${CLIENTS} clients in ${SECONDS} s: ${[...counts].map(([key, count]) => `${key}: ${count}`).join(", ")}`,
  );
  console.log(
    `resident memory in MB, by quarters: ${[0, 0.25, 0.5, 0.75].map((from) => median(from, from + 0.25)).join(", ")}`,
  );
  if (lost.length > 0) throw new Error(`lost: ${lost.map(([key, count]) => `${key}: ${count}`).join(", ")}`);
}

function send(gateway: string, agent: Agent, token: string | undefined): Promise<string> {
  return new Promise((done) => {
    const headers = token === undefined ? {} : { Authorization: `Bearer ${token}` };
    request(`${gateway}/orders/1`, { agent, headers }, (response) => {
      response.resume().on("end", () => {
        done(String(response.statusCode));
      });
    })
      .on("error", (error) => {
        done(error.message);
      })
      .end();
  });
}

/** Bytes that are no request. */
function sendBytes(gateway: string): Promise<string> {
  return new Promise((done) => {
    let answer = "";
    const socket = connect(Number(new URL(gateway).port), "127.0.0.1", () => {
      socket.end("\0\u0001GET nowhere\r\n\r\n");
    });
    socket.on("data", (data) => (answer += data.toString()));
    socket.on("error", () => undefined);
    socket.on("close", () => {
      done(/^HTTP\/1.1 (\d+)/.exec(answer)?.[1] ?? "no answer");
    });
  });
}

function megabytesOf(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
