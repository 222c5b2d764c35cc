import { backendOption } from "../backends";
import type { Command } from "../command";
import { type CommandIo, EXIT, type ExitCode } from "../io";
import { DEPLOYMENT_OPTIONS } from "../open-deployment";
import type { ParsedArguments } from "../parsed-arguments";
import { DevelopmentServer } from "./development-server";

export const SERVE: Command = {
  name: "serve",
  summary: "Runs the gateway and the issuer of a deployment on this machine.",
  usage: "[options]",
  description:
    "Serves the APIs of a deployment, a local Entra ID and the other issuers that its policies trust by HTTP, prints how to get a token and how to call, and logs each request. When the files of the deployment change, it reads them again; while they cannot be read, the former state answers. It ends with SIGINT or SIGTERM.\n\nTokens of the issuer are good for this gateway only. Only programs on this machine reach it, unless --host says otherwise.",
  positionals: [],
  options: [
    ...DEPLOYMENT_OPTIONS,
    {
      name: "port",
      value: "number",
      description: "The port of the gateway; 8080 if it is not given, 0 for a free one.",
    },
    {
      name: "issuer-port",
      value: "number",
      description: "The port of the issuer; 8081 if it is not given, 0 for a free one.",
    },
    { name: "host", value: "address", description: "The address to listen on; 127.0.0.1 if it is not given." },
    backendOption("Without it, each is answered with what the backend would have got."),
    {
      name: "user",
      value: "name",
      isRepeated: true,
      description: "A user who can sign in; user@example.com if none is given.",
    },
    {
      name: "client-secret",
      value: "secret",
      description:
        "A secret that every client has beside its own, and every client of another issuer; a random one if it is not given.",
    },
    { name: "trace", description: "Logs what the policies did in each request." },
  ],
  examples: [
    "apim-oauth serve",
    "apim-oauth serve --deployment plan.json --port 0 --issuer-port 0",
    "apim-oauth serve --backend http://127.0.0.1:7071 --trace",
  ],
  run,
};

async function run(given: ParsedArguments, io: CommandIo): Promise<ExitCode> {
  const server = new DevelopmentServer(given, io);
  await server.start();
  await new Promise<void>((resolve) => {
    if (io.stop.aborted) resolve();
    else io.stop.addEventListener("abort", () => resolve(), { once: true });
  });
  await server.stop();
  return EXIT.CLEAN;
}
