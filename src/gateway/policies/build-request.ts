import { CannotExecute } from "../failure";
import { serverUrl } from "../http-form";
import { MessageBody, MessageHeaders, type RequestMessage } from "../message";
import type { Step } from "../step";
import { authenticationCertificate } from "./authentication-certificate";
import { authenticationManagedIdentity } from "./authentication-managed-identity";
import { proxy } from "./proxy";
import { setBody } from "./set-body";
import { setHeader } from "./set-header";
import { setMethod } from "./set-method";

const PARTS: ReadonlyMap<string, (step: Step) => Promise<void> | void> = new Map<
  string,
  (step: Step) => Promise<void> | void
>([
  ["set-header", setHeader],
  ["set-body", setBody],
  ["set-method", setMethod],
  ["authentication-certificate", authenticationCertificate],
  ["authentication-managed-identity", authenticationManagedIdentity],
  ["proxy", proxy],
]);

/** The request that `send-request` and `send-one-way-request` describe: a new one, or a copy of that of the caller. */
export async function buildRequest(step: Step): Promise<RequestMessage> {
  const { exchange } = step;
  const isCopy = step.tryText("mode") === "copy";
  const url = step.tryPart("set-url")?.content.trim();
  const request: RequestMessage = isCopy
    ? {
        ...exchange.request,
        headers: exchange.request.headers.copy(),
        url: new URL(exchange.request.url),
        // On the way out, the body of the request is gone.
        body: step.isResponse ? new MessageBody() : new MessageBody(exchange.request.body.bytes),
      }
    : { method: "GET", url: new URL("http://localhost"), headers: new MessageHeaders(), body: new MessageBody() };
  if (url !== undefined) request.url = serverUrl(url, "the request");
  else if (!isCopy) throw new CannotExecute(`<${step.name}> has no set-url; the service refuses such a document`);
  for (const part of step.parts()) {
    if (part.name === "set-url") continue;
    const run = PARTS.get(part.name);
    if (run === undefined) throw new CannotExecute(`the local gateway cannot execute <${part.name}> in <${step.name}>`);
    await run(part.on(request));
  }
  return request;
}
