import { directoryOf } from "../../gateway/deployed-directory";
import type { EntraDirectory } from "../../issuer/directory";
import type { Command } from "../command";
import { UsageError } from "../errors";
import { type CommandIo, EXIT, type ExitCode } from "../io";
import { DEPLOYMENT_OPTIONS, type OpenDeployment, openDeployment } from "../open-deployment";
import { type KnownRequest, requestsAt } from "../operations";
import type { ParsedArguments } from "../parsed-arguments";
import { type Paint, paintFor, printable } from "../style";
import { tryClaims } from "../token-form";
import { type Claims, describeToken, textsOf } from "../token-text";
import { checksOf, type DeployedCheck } from "./deployed-checks";
import { readExplained } from "./input";
import { type Outcome, outcomesOf } from "./outcomes";
import { checkClaims, missingRole } from "./policy-checks";
import { explainRefusal, registrationsIn } from "./refusals";
import { explainResponse } from "./responses";
import { checkToken } from "./token-checks";
import { describeVerdicts, type Verdict } from "./verdict";

export const EXPLAIN: Command = {
  name: "explain",
  summary: "Explains why a token or a request is refused, and what to change.",
  usage: "[options] [<token>|<file>|-]",
  description:
    "Goes through what a deployment asks of a token, check by check, and says for each that fails what in the deployment is the cause and how to mend it. It takes a token, the answer of the issuer with a token or an error, or a failing response as curl -i prints it; from the standard input if there is no argument. It asks no server, and never prints the token.\n\nThe ids that Azure gives are known from a state only: give what terraform show -json writes.\n\nThe exit code is 0 if the token gets in, 1 if it does not, and 2 if there is nothing to explain.",
  positionals: [
    {
      name: "token",
      description:
        "A token or a response, or a file with it. A token in an argument stays in the history of the shell.",
    },
  ],
  options: [
    ...DEPLOYMENT_OPTIONS,
    {
      name: "request",
      short: "r",
      value: "method path",
      description: 'Only this operation, such as "GET /orders/1"; all if it is not given.',
    },
  ],
  examples: [
    "apim-oauth explain --deployment state.json token.txt",
    'pbpaste | apim-oauth explain --request "GET /orders/1"',
    'curl -si "$URL" -H "Authorization: Bearer $TOKEN" | apim-oauth explain',
  ],
  run,
};

async function run(given: ParsedArguments, io: CommandIo): Promise<ExitCode> {
  if (given.positionals.length > 1)
    throw new UsageError(`there are ${given.positionals.length} arguments; expected one`);
  const explained = await readExplained(given.positionals[0], io);
  const opened = openDeployment(given, io);
  const directory = directoryOf(opened.deployment, [], opened.deployment.cloud);
  const paint = paintFor(io, io.stdout);
  const print = (verdict: Verdict, more: readonly string[] = []): ExitCode => {
    io.stdout.write(
      `${[describeVerdicts([verdict], paint), ...more.map((line) => `          ${printable(line)}`)].join("\n")}\n`,
    );
    return verdict.isGood === true ? EXIT.CLEAN : EXIT.FINDINGS;
  };
  switch (explained.kind) {
    case "refusal":
      return print(explainRefusal(explained.code, explained.message), registrationsIn(explained.message, opened));
    case "response":
      return print(explainResponse(explained.response, opened, directory));
    case "token":
      return explainToken(explained.token, operationsAsked(given.text("request"), opened), opened, directory, io);
  }
}

async function explainToken(
  token: string,
  operations: readonly KnownRequest[] | undefined,
  opened: OpenDeployment,
  directory: EntraDirectory,
  io: CommandIo,
): Promise<ExitCode> {
  const paint = paintFor(io, io.stdout);
  const now = io.clock.now();
  const claims = tryClaims(token);
  const checks = checksFor(claims, opened);
  const skew = Math.max(0, ...checks.map(({ clockSkewSeconds }) => clockSkewSeconds));
  const verdicts = checkToken(token, claims, directory, now, skew);
  const lines = [
    ...(claims === undefined ? [] : [printable(describeToken(claims, directory, now))]),
    describeVerdicts(verdicts, paint),
  ];
  if (claims === undefined) {
    io.stdout.write(`${lines.join("\n")}\n`);
    return EXIT.FINDINGS;
  }
  for (const check of checks) {
    lines.push(
      "",
      `${check.policy} in ${check.addresses.join(", ")}`,
      describeVerdicts(checkClaims(claims, check, directory), paint),
    );
  }
  const { outcomes, leftOut } = await outcomesOf(token, claims, opened, operations, io);
  lines.push(
    "",
    paint("what the gateway answers, if the signature is good", "bold"),
    ...outcomes.map((outcome) => outcomeLine(outcome, paint)),
    ...leftOut.map((reason) => `  ${paint("not asked", "yellow")}: ${printable(reason)}`),
  );
  const isForbidden = outcomes.some(({ result }) => result?.status === 403);
  const isPassed = checks.some((check) => checkClaims(claims, check, directory).every(({ isGood }) => isGood === true));
  if (isForbidden && isPassed) lines.push("", describeVerdicts([permission(claims, directory)], paint));
  io.stdout.write(`${lines.join("\n")}\n`);
  return outcomes.length > 0 &&
    leftOut.length === 0 &&
    outcomes.every(({ result }) => result !== undefined && result.status < 400)
    ? EXIT.CLEAN
    : EXIT.FINDINGS;
}

/** The checks that the token is meant for, or all of them if it is meant for none. */
function checksFor(claims: Claims | undefined, { service }: OpenDeployment): DeployedCheck[] {
  const all = checksOf(service);
  const meant = all.filter(
    ({ audiences }) => audiences?.some((audience) => textsOf(claims?.aud).includes(audience)) === true,
  );
  return meant.length > 0 ? meant : all;
}

function outcomeLine({ operation, door, result, problem }: Outcome, paint: Paint): string {
  const { method, path, headers } = operation;
  const more = [...Object.entries(headers).map(([name, value]) => `${name}: ${value}`), door].filter(Boolean);
  const place = `  ${method.padEnd(6)} ${path}${more.length === 0 ? "" : ` (${more.join(", ")})`}`;
  if (result === undefined) return `${place}: ${paint("not known", "yellow")}, ${printable(problem ?? "")}`;
  const { status, reason, forwarded } = result;
  if (forwarded !== undefined && status < 400) return `${place}: ${paint("gets in", "green")}`;
  return `${place}: ${paint(String(status), status < 400 ? "green" : "red")}${reason === undefined ? "" : ` ${reason}`}`;
}

/** A token that passes its check, and is refused by a policy after it. */
function permission(claims: Claims, directory: EntraDirectory): Verdict {
  const detail = "403: the token is valid, and a policy after the check refuses what it may do";
  return missingRole(claims, detail, [], { audiences: undefined }, directory);
}

function operationsAsked(text: string | undefined, { service }: OpenDeployment): KnownRequest[] | undefined {
  if (text === undefined) return undefined;
  const [, method = "GET", path] = /^\s*(?:([A-Za-z]+)\s+)?(\/\S*)\s*$/.exec(text) ?? [];
  if (path === undefined)
    throw new UsageError(`--request is ${JSON.stringify(text)}; expected a method and a path, such as "GET /orders/1"`);
  const requests = requestsAt(service, method.toUpperCase(), path);
  if (requests.length > 0) return requests;
  throw new UsageError(`no operation of the deployment is for ${method.toUpperCase()} ${path}`);
}
