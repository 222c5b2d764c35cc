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
    step.decision = `goes to ${base}`;
    return;
  }
  const backend = services.backend(id);
  if (backend === undefined) throw new CannotExecute(`the backend ${id} is not in the deployment`);
  exchange.backend.backendId = id;
  withBase(exchange, backend.url);
  step.decision = `goes to the backend ${id}`;
}
