import { CannotExecute } from "../failure";
import type { Step } from "../step";
import { withBase } from "../backend-url";

/** Sends the request to another backend. */
export function setBackendService(step: Step): void {
  const { exchange, services } = step;
  const id = step.tryText("backend-id");
  if (id === undefined) {
    const base = step.text("base-url").trim();
    withBase(exchange, base);
    exchange.backend.backendId = undefined;
    step.decision = `goes to ${base}`;
    return;
  }
  const backend = services.backend(id, step.workspace);
  if (backend === undefined) throw new CannotExecute(`the backend ${id} is not in the deployment`);
  exchange.backend.backendId = id;
  exchange.backend.workspace = step.workspace;
  // Which one of a pool it is turns out when the request is sent.
  if (backend.url !== undefined) withBase(exchange, backend.url);
  step.decision = `goes to the backend ${id}`;
}
