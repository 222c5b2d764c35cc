import { CannotExecute } from "../../gateway/failure";
import type { GatewayResult } from "../../gateway/gateway-result";
import { newResponse } from "../../gateway/message";
import { EntraError } from "../../issuer/entra-error";
import { LocalGateway } from "../../testing/local-gateway";
import { backendOption, backendsIn } from "../backends";
import type { Command } from "../command";
import { CommandError, missingArgument, unknown, UsageError, wrongValue } from "../errors";
import { type CommandIo, EXIT, type ExitCode } from "../io";
import { DEPLOYMENT_OPTIONS, type OpenDeployment, openDeployment, userNamed } from "../open-deployment";
import { ISSUER_OPTIONS, issuerTokenFor } from "../issuer-token";
import type { ParsedArguments } from "../parsed-arguments";
import { describeToken } from "../token-text";
import { apiFor, applicationNamed, applicationToken, userToken } from "../tokens";
import { claimsIn } from "../token-form";
import { describeRefusal, FORMATS, jsonAnswer, textAnswer } from "./answer";

export const REQUEST: Command = {
  name: "request",
  summary: "Sends one request with the token of a client, and prints what each policy did.",
  usage: "[options] <method> <path>",
  description:
    "Gets a token for a client of the deployment from the local issuer, or from another issuer that the policies trust, sends one request with it through the local gateway, and prints the answer and what each policy did. Nothing leaves this machine without --backend.\n\nThe exit code is 0 if the answer is below 400, 1 if the issuer or the gateway refuses, and 2 if the request cannot be made.",
  positionals: [
    { name: "method", description: "The method, such as GET." },
    { name: "path", description: "The path and the query, with the path of the API, such as /orders/1." },
  ],
  options: [
    ...DEPLOYMENT_OPTIONS,
    { name: "client", value: "name", description: "Who calls: a display name or a client id. No token without it." },
    {
      name: "user",
      value: "name",
      description: "Who is signed in: a name, or the object id of a user of the deployment.",
    },
    {
      name: "scope",
      value: "scope",
      isRepeated: true,
      description: "A scope to ask for, with a user; all that were consented to if none is given.",
    },
    {
      name: "api",
      value: "name",
      description:
        "The API that the token is for; the one that the client was granted something of if it is not given.",
    },
    ...ISSUER_OPTIONS,
    {
      name: "subscription",
      value: "name",
      description: "The subscription of the deployment whose key is sent, by its display name or id.",
    },
    { name: "header", value: "name: value", isRepeated: true, description: "A header of the request." },
    { name: "body", value: "text", description: "The body of the request." },
    backendOption("Without it, the request goes nowhere."),
    { name: "format", value: FORMATS.join("|"), description: "How the answer is printed; text if it is not given." },
  ],
  examples: [
    'apim-oauth request GET /orders/1 --client "Web shop"',
    'apim-oauth request POST /orders --client Portal --user ada@contoso.com --scope Orders.Write --body "{}"',
    "apim-oauth request GET /orders/1 --format json",
    "apim-oauth request GET /orders/1 --issuer https://contoso.eu.auth0.com/ --claim sub=ada --claim scope=read",
  ],
  run,
};

async function run(given: ParsedArguments, io: CommandIo): Promise<ExitCode> {
  const [method, path, ...others] = given.positionals;
  if (method === undefined) throw missingArgument("method");
  if (path === undefined) throw missingArgument("path");
  if (others.length > 0)
    throw new UsageError(`there are ${given.positionals.length} arguments; expected a method and a path`);
  if (!/^[A-Z]+$/.test(method))
    throw new UsageError(`the method is ${JSON.stringify(method)}; expected capitals, such as GET`);
  if (!path.startsWith("/"))
    throw new UsageError(`the path is ${JSON.stringify(path)}; expected one that starts with /`);
  const format = given.choice("format", FORMATS, "text");
  const backend = backendsIn(given);
  const headers = headersOf(given.texts("header"));
  const opened = openDeployment(given, io);
  const gateway = new LocalGateway(opened.deployment, {
    service: opened.service.name,
    clock: io.clock,
    keys: io.newKeys(),
    backend: backend ?? (() => newResponse(200)),
  });
  let token: string | undefined;
  try {
    token = (await issuerTokenFor(given, gateway)) ?? (await tokenFor(given, gateway));
  } catch (error) {
    if (!(error instanceof EntraError)) throw error;
    io.stdout.write(describeRefusal(error, format, io));
    return EXIT.FINDINGS;
  }
  const key = subscriptionKey(given.text("subscription"), opened);
  const result = await sent(gateway, method, `${new URL(opened.service.gatewayUrl).origin}${path}`, {
    headers,
    ...(token !== undefined && { token }),
    ...(key !== undefined && { subscriptionKey: key }),
    ...(given.has("body") && { body: given.text("body") }),
  });
  const caller =
    token === undefined ? "no token" : describeToken(claimsIn(token), gateway.entra.context.directory, io.clock.now());
  io.stdout.write(format === "json" ? jsonAnswer(result) : textAnswer(result, caller, io, backend !== undefined));
  return result.status < 400 ? EXIT.CLEAN : EXIT.FINDINGS;
}

async function sent(gateway: LocalGateway, ...request: Parameters<LocalGateway["request"]>): Promise<GatewayResult> {
  try {
    return await gateway.request(...request);
  } catch (error) {
    throw error instanceof CannotExecute ? new CommandError(error.message) : error;
  }
}

async function tokenFor(given: ParsedArguments, { entra: { context } }: LocalGateway): Promise<string | undefined> {
  const { directory } = context;
  const name = given.text("client");
  const scopes = given.texts("scope");
  const user = given.has("user") ? userNamed(given.text("user") ?? "") : undefined;
  if (name === undefined) {
    for (const option of ["user", "scope", "api"]) {
      if (given.has(option)) throw new UsageError(`--${option} is for a token; give its client with --client`);
    }
    return undefined;
  }
  if (user === undefined && scopes.length > 0) {
    throw new UsageError(
      "--scope is for the token of a user; give one with --user, or leave it out: an application gets its roles",
    );
  }
  const client = applicationNamed(directory, name);
  const apiName = given.text("api");
  const api = apiName === undefined ? apiFor(directory, client, user) : applicationNamed(directory, apiName);
  return user === undefined ? applicationToken(context, client, api) : userToken(context, client, api, user, scopes);
}

function headersOf(texts: readonly string[]): Record<string, string[]> {
  const headers = Object.create(null) as Record<string, string[]>;
  for (const text of texts) {
    const [, name, value] = /^([!#$%&'*+.^_`|~\w-]+):\s*([^\r\n]*)$/.exec(text) ?? [];
    if (name === undefined || value === undefined)
      throw wrongValue("header", text.split(":", 1)[0] ?? "", 'a name and a value, such as "Accept: text/plain"');
    (headers[name] ??= []).push(value);
  }
  return headers;
}

function subscriptionKey(name: string | undefined, { service }: OpenDeployment): string | undefined {
  if (name === undefined) return undefined;
  const found = service.subscriptions.find((each) => each.displayName === name || each.subscriptionId === name);
  if (found !== undefined) return found.primaryKey.reveal();
  throw unknown(
    "subscription",
    name,
    service.subscriptions.map(({ displayName, subscriptionId }) => displayName ?? subscriptionId),
  );
}
