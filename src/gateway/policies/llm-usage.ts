import type { Exchange } from "../exchange";
import { CHARACTERS_PER_TOKEN } from "../inferred";

/** How many tokens a call of a model took. */
export interface TokenUsage {
  readonly prompt: number;
  readonly completion: number;
  readonly total: number;
}

/** What the response of a model says that it took; undefined if it does not. */
export function readUsage({ response, forwarded }: Exchange): TokenUsage | undefined {
  if (response === undefined || forwarded === undefined) return undefined;
  const usage = memberOf(parsed(response.body.text), "usage");
  const prompt = countIn(usage, "prompt_tokens") ?? countIn(usage, "input_tokens");
  const completion = countIn(usage, "completion_tokens") ?? countIn(usage, "output_tokens") ?? 0;
  return prompt === undefined
    ? undefined
    : { prompt, completion, total: countIn(usage, "total_tokens") ?? prompt + completion };
}

/** About how many tokens the prompt of a request has: its texts, without the names around them. */
export function estimatePrompt({ request }: Exchange): number {
  const body = parsed(request.body.text);
  const prompts = ["messages", "prompt", "input"].map((name) => memberOf(body, name));
  return Math.ceil(prompts.reduce<number>((sum, prompt) => sum + charactersIn(prompt, 0), 0) / CHARACTERS_PER_TOKEN);
}

function charactersIn(value: unknown, depth: number): number {
  if (typeof value === "string") return value.length;
  if (typeof value !== "object" || value === null || depth > 20) return 0;
  return Object.values(value).reduce<number>((sum, item) => sum + charactersIn(item, depth + 1), 0);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  return Object.entries(value).find(([key]) => key === name)?.[1];
}

function countIn(value: unknown, name: string): number | undefined {
  const count = memberOf(value, name);
  return typeof count === "number" && count >= 0 ? count : undefined;
}
