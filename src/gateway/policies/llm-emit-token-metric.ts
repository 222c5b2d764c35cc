import type { Step } from "../step";
import { sendMetric } from "./emit-metric";
import { readUsage } from "./llm-usage";

/** Counts the tokens that a model used, when its response is there. */
export function llmEmitTokenMetric(step: Step): void {
  step.exchange.atEnd.push(async () => {
    const usage = readUsage(step.exchange);
    if (usage === undefined) return;
    await sendMetric(step, "Prompt Tokens", usage.prompt);
    await sendMetric(step, "Completion Tokens", usage.completion);
    await sendMetric(step, "Total Tokens", usage.total);
  });
  step.decision = "counts at the end";
}
