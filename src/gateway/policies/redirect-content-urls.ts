import { MessageBody } from "../message";
import type { Step } from "../step";

/** Rewrites the links in a body: those of the backend into those of the gateway in a response, and the reverse in a request. */
export function redirectContentUrls(step: Step): void {
  const { message, exchange } = step;
  if (message.body.isEmpty) return;
  const gateway = `${exchange.originalUrl.origin}/${exchange.facts.api.path.replace(/^\/|\/$/g, "")}`.replace(
    /\/$/,
    "",
  );
  const backend = exchange.backend.base.replace(/\/$/, "");
  const [from, to] = step.isResponse ? [backend, gateway] : [gateway, backend];
  const parts = message.body.text.split(from);
  // `https://host/api` is no part of `https://host/api2`.
  const text = parts.reduce((before, after) => `${before}${/^[\w.:-]/.test(after) ? from : to}${after}`);
  message.body = new MessageBody(text);
  step.decision = `${from} becomes ${to}`;
}
