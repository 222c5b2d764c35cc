import { CannotExecute, PolicyFailure } from "../failure";
import type { Step } from "../step";
import { estimatePrompt, readUsage } from "./llm-usage";
import { periodEnd } from "./use-quota";

const MINUTE = 60;
const PERIODS: ReadonlyMap<string, number> = new Map([
  ["Hourly", 3600],
  ["Daily", 86_400],
  ["Weekly", 604_800],
  ["Monthly", 2_592_000],
  ["Yearly", 31_536_000],
  ["Indefinite", 0],
]);

/** Limits the tokens that calls of models with the same key take in a minute, or in a longer period. */
export function llmTokenLimit(step: Step): void {
  const key = `tokens ${step.text("counter-key")}`;
  const prompt = step.flag("estimate-prompt-tokens", false) ? estimatePrompt(step.exchange) : 0;
  const report = new Map<string, number>();
  limitRate(step, key, prompt, report);
  limitQuota(step, key, prompt, report);
  step.exchange.atEnd.push(() => countAtEnd(step, key, prompt, report));
  for (const [name, value] of report) setVariable(step, name, value);
  step.decision = [...report].map(([name, value]) => `${name} ${value}`).join(", ");
}

function limitRate(step: Step, key: string, prompt: number, report: Map<string, number>): void {
  const limit = tryNumber(step, "tokens-per-minute");
  if (limit === undefined) return;
  const { calls: tokens, secondsLeft } = step.services.windows.count(key, MINUTE);
  if (tokens >= limit || tokens + prompt > limit) throw refused(step, "TokenLimitExceeded", 429, secondsLeft);
  report.set("remaining-tokens", limit - tokens - prompt);
}

function limitQuota(step: Step, key: string, prompt: number, report: Map<string, number>): void {
  const limit = tryNumber(step, "token-quota");
  if (limit === undefined) return;
  const tokens = step.services.quotas.get(quotaKey(step, key))?.calls ?? 0;
  if (tokens >= limit || tokens + prompt > limit) throw refused(step, "TokenQuotaExceeded", 403, secondsOfPeriod(step));
  report.set("remaining-quota-tokens", limit - tokens - prompt);
}

/** What the model took counts when its response is there; without a count in it, what the prompt takes. */
function countAtEnd(step: Step, key: string, prompt: number, report: Map<string, number>): void {
  const { exchange, services } = step;
  const consumed = readUsage(exchange)?.total ?? prompt;
  if (report.has("remaining-tokens")) services.windows.add(key, consumed);
  if (report.has("remaining-quota-tokens")) {
    const name = quotaKey(step, key);
    const calls = (services.quotas.get(name)?.calls ?? 0) + consumed;
    services.quotas.set(name, { calls, kilobytes: 0 }, secondsOfPeriod(step));
  }
  for (const [name, value] of report) setHeader(step, name, Math.max(0, value - consumed + prompt));
  setHeader(step, "tokens-consumed", consumed);
  setVariable(step, "tokens-consumed", consumed);
}

function quotaKey(step: Step, key: string): string {
  return `${key} ${step.tryText("token-quota-period") ?? "Indefinite"}`;
}

function secondsOfPeriod(step: Step): number {
  const period = step.tryText("token-quota-period") ?? "Indefinite";
  const seconds = PERIODS.get(period);
  if (seconds === undefined) {
    throw new CannotExecute(
      `token-quota-period is ${JSON.stringify(period)}; expected ${[...PERIODS.keys()].join(", ")}`,
    );
  }
  const now = step.services.clock.now();
  return Math.max(1, Math.ceil((periodEnd(now, seconds, undefined) - now) / 1000));
}

function refused(step: Step, reason: string, status: number, seconds: number): PolicyFailure {
  const { exchange } = step;
  const header = step.tryText("retry-after-header-name") ?? "Retry-After";
  exchange.atEnd.push(() => exchange.response?.headers.set(header, [String(Math.max(1, seconds))]));
  const variable = step.tryText("retry-after-variable-name");
  if (variable !== undefined) exchange.variables.set(variable, Math.max(1, seconds));
  const what = status === 429 ? "Token limit" : "Token quota";
  return new PolicyFailure(reason, `${what} is exceeded. Try again in ${Math.max(1, seconds)} seconds.`, status);
}

function setHeader(step: Step, name: string, value: number): void {
  const header = step.tryText(`${name}-header-name`);
  if (header !== undefined) step.exchange.response?.headers.set(header, [String(value)]);
}

function setVariable(step: Step, name: string, value: number): void {
  const variable = step.tryText(`${name}-variable-name`);
  if (variable !== undefined) step.exchange.variables.set(variable, value);
}

function tryNumber(step: Step, name: string): number | undefined {
  return step.tryText(name) === undefined ? undefined : step.number(name, 0);
}
