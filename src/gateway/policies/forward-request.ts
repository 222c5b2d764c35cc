import { withBase } from "../backend-url";
import { type ChosenBackend, chooseBackend, countOutcome } from "../choose-backend";
import { TimeoutError } from "../clock";
import { CannotExecute, PolicyFailure } from "../failure";
import { MessageBody, type RequestMessage, type ResponseMessage } from "../message";
import type { Step } from "../step";

const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];
const MAX_REDIRECTS = 20;
const DEFAULT_TIMEOUT_SECONDS = 300;

/** Sends the request to the backend, and takes its response. */
export async function forwardRequest(step: Step): Promise<void> {
  const { exchange } = step;
  if (exchange.isBodyGone === true) {
    throw new CannotExecute(
      'the body of the request went to the backend already; expected buffer-request-body="true" on <forward-request>, which keeps it',
    );
  }
  exchange.isBodyGone = !exchange.request.body.isEmpty && !step.flag("buffer-request-body", false);
  const timeout = step.number("timeout-ms", step.number("timeout", DEFAULT_TIMEOUT_SECONDS) * 1000);
  exchange.response = await sendTo(step, timeout);
  const { status } = exchange.response;
  step.decision = `the backend answers ${status}`;
  if (status >= 400 && step.flag("fail-on-error-status-code", false)) {
    throw new PolicyFailure("BackendStatusCode", `The backend answered ${status}.`, status);
  }
}

async function sendTo(step: Step, timeout: number): Promise<ResponseMessage> {
  const { services, exchange } = step;
  const { backendId, workspace } = exchange.backend;
  const backend = backendId === undefined ? undefined : chooseBackend(services, backendId, workspace);
  if (backend?.url !== undefined) withBase(exchange, backend.url);
  let request = requestTo(exchange.request, backend);
  try {
    for (let redirects = 0; ; redirects++) {
      const response = await deliver(step, timeout, request, backend?.id);
      exchange.forwarded ??= request;
      const location = response.headers.get("Location");
      const follows =
        step.flag("follow-redirects", false) && REDIRECTS.includes(response.status) && location !== undefined;
      if (!follows || redirects >= MAX_REDIRECTS) {
        if (backend !== undefined) countOutcome(services, backend, response);
        return response;
      }
      request = redirected(request, response.status, location, backend);
    }
  } catch (error) {
    if (backend !== undefined && error instanceof PolicyFailure) countOutcome(services, backend, error);
    throw error;
  }
}

/** The request with what the backend has of headers and parameters. They replace those of the caller. */
function requestTo(request: RequestMessage, backend: ChosenBackend | undefined): RequestMessage {
  const headers = request.headers.copy();
  const url = new URL(request.url);
  for (const [name, values] of backend?.headers ?? []) headers.set(name, values);
  for (const [name, values] of backend?.query ?? []) {
    url.searchParams.delete(name);
    for (const value of values) url.searchParams.append(name, value);
  }
  return { ...request, headers, url };
}

/** What follows a redirect: most change the method to GET, and credentials stay with the server that they were for. */
function redirected(
  request: RequestMessage,
  status: number,
  location: string,
  backend: ChosenBackend | undefined,
): RequestMessage {
  const url = new URL(location, request.url);
  const headers = request.headers.copy();
  if (url.origin !== request.url.origin)
    for (const name of ["Authorization", ...(backend?.headers.keys() ?? [])]) headers.delete(name);
  const keepsMethod = status === 307 || status === 308 || (status === 303 && request.method === "HEAD");
  const isChanged = !keepsMethod && (status === 303 || request.method === "POST");
  return isChanged
    ? { url, headers, method: "GET", body: new MessageBody() }
    : { url, headers, method: request.method, body: request.body };
}

async function deliver(
  step: Step,
  timeout: number,
  request: RequestMessage,
  backendId: string | undefined,
): Promise<ResponseMessage> {
  const { clock, send } = step.services;
  try {
    return await clock.within(timeout, (signal) => send(request, signal, { isBackend: true, backendId }));
  } catch (error) {
    if (error instanceof TimeoutError)
      throw new PolicyFailure("Timeout", "The backend did not answer in time.", 504, "Gateway timeout");
    if (error instanceof PolicyFailure || error instanceof CannotExecute) throw error;
    const message = error instanceof Error ? error.message : String(error);
    throw new PolicyFailure(
      "BackendConnectionFailure",
      `The backend cannot be reached: ${message}`,
      500,
      "Internal server error",
    );
  }
}
