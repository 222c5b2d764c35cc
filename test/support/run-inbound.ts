import { SignJWT } from "jose";
import type { NetCertificate } from "../../src/policy/csharp/evaluate/dotnet/crypto/values";
import { TestClock } from "../../src/gateway/clock";
import { CsharpEvaluator } from "../../src/gateway/csharp-evaluator";
import { MessageBody, newResponse, type ResponseMessage } from "../../src/gateway/message";
import { GatewayStore, SlidingWindow } from "../../src/gateway/store";
import { KeySource } from "../../src/gateway/token/key-source";
import { SigningKey } from "../../src/issuer/signing-key";
import { runDocument } from "../gateway/run-policy";

/** When every request comes. */
export const NOW = Date.UTC(2026, 0, 15, 12);
const BACKEND = "backend.contoso.com";
const METADATA_PATH = "/.well-known/openid-configuration";

/** The claims of a token. It is signed with a key that its issuer publishes, and valid for an hour. */
export interface RunToken {
  readonly iss: string;
  readonly aud: string;
  readonly [claim: string]: string | readonly string[];
}

export interface RunRequest {
  readonly token?: RunToken;
  readonly headers?: Readonly<Record<string, string>>;
  readonly operationId?: string;
  readonly method?: string;
  readonly body?: string;
  /** What a service answers to `send-request`. */
  readonly answer?: { readonly status: number; readonly body: string };
  /** The values of a cache. */
  readonly cache?: GatewayStore<unknown>;
  /** The certificates of the service, by thumbprint. */
  readonly certificates?: ReadonlyMap<string, NetCertificate>;
  /** Numbers from 0 up to, but without, 1. */
  readonly random?: () => number;
}

export interface RunResult {
  /** The status of a response that the inbound section sends, or "forwarded". */
  readonly outcome: number | "forwarded";
  /** The headers of the request to the backend, or of the response, by name in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The keys of the limits. */
  readonly counters: readonly string[];
  /** The bodies of the requests to other services. */
  readonly sent: readonly string[];
  /** The reason of `context.LastError`. */
  readonly reason?: string;
}

const key = SigningKey.generate();

/** The text of a token. */
export function signed(token: RunToken): Promise<string> {
  const now = Math.floor(NOW / 1000);
  return new SignJWT({ iat: now, nbf: now, exp: now + 3600, ...token })
    .setProtectedHeader({ alg: "RS256", typ: "JWT", kid: key.kid })
    .sign(key.privateKey);
}

/** Runs a rendered policy in the gateway, as the only document of its API. */
export async function runInbound(policy: string, request: RunRequest): Promise<RunResult> {
  const { answer, operationId = "other", cache = newCache(), certificates, random = () => 0.5 } = request;
  const clock = new TestClock(NOW);
  const counters: string[] = [];
  const headers = Object.entries(request.headers ?? {});
  if (request.token !== undefined) headers.push(["Authorization", `Bearer ${await signed(request.token)}`]);
  const windows = new SlidingWindow(() => NOW);
  const add = windows.add.bind(windows);
  windows.add = (name, amount) => (counters.push(name.replace("rate-by-key ", "")), add(name, amount));
  const quotas = new GatewayStore<{ calls: number; kilobytes: number }>(() => NOW);
  const set = quotas.set.bind(quotas);
  quotas.set = (name, value, seconds) => (counters.push(name.replace("quota-by-key ", "")), set(name, value, seconds));
  const { exchange, sent, status } = await runDocument(policy, {
    method: request.method,
    headers,
    body: request.body,
    facts: {
      operation: { id: operationId, name: operationId, method: request.method ?? "GET", urlTemplate: "/" },
      ipAddress: "192.0.2.1",
    },
    backend: ({ url }): ResponseMessage => {
      if (url.hostname === BACKEND) return newResponse(200);
      const response = newResponse(answer?.status ?? 404);
      response.body = new MessageBody(answer?.body ?? "");
      return response;
    },
    services: {
      clock,
      evaluator: new CsharpEvaluator(clock, random, certificates && (() => certificates)),
      keys: new KeySource(
        (url) => Promise.resolve(documentAt(url)),
        () => NOW,
      ),
      windows,
      quotas,
      values: cache,
      identityToken: (resource) => Promise.resolve(`identity for ${resource}`),
    },
  });
  const { forwarded, lastError, response } = exchange;
  const message = forwarded ?? response;
  return {
    outcome: forwarded === undefined ? (status ?? 0) : "forwarded",
    headers: Object.fromEntries(
      [...(message?.headers ?? [])].map(([name, values]) => [name.toLowerCase(), values.join(", ")]),
    ),
    counters,
    sent: sent.filter(({ url }) => url.hostname !== BACKEND).map(({ body }) => body.text),
    ...(lastError !== undefined && { reason: lastError.reason }),
  };
}

/** A cache that several requests share. */
export function newCache(): GatewayStore<unknown> {
  return new GatewayStore(() => NOW);
}

/** The metadata and the keys of every issuer. */
function documentAt(url: string): Response {
  if (!url.endsWith(METADATA_PATH)) return Response.json({ keys: [key.toJwk()] });
  const issuer = url.slice(0, -METADATA_PATH.length);
  return Response.json({ issuer, jwks_uri: `${issuer}/keys` });
}
