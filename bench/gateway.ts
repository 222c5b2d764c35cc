import { createLocalJWKSet, jwtVerify } from "jose";
import { App, TerraformStack } from "cdktf";
import { AzureadProvider } from "@cdktf/provider-azuread/lib/provider";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Api, ApiManagement, ApimPolicy, AppRegistration, AppRole, Callers, JwtPolicy } from "../src";
import { MockResponse } from "../src/policy";
import type { LocalGateway } from "../src/testing";
import { median } from "./measure";

/** What the gateway costs. */
export interface GatewayFigures {
  /** How many requests with a token pass in the time in which jose verifies the token of one after another. */
  readonly requests: number;
  /** Seconds until a gateway for 100 APIs is there, from the synthesized files. */
  readonly start: number;
}

/** The gateway as users run it: built. */
// eslint-disable-next-line @typescript-eslint/no-require-imports -- what is built has no types here
const built = require("../lib/testing") as { LocalGateway: typeof LocalGateway };

const ROUNDS = 5;
/** How many callers wait for an answer at the same time. */
const CALLERS = 8;
const TOKENS = 50;
/** How often a client sends a token. One of Entra ID lives for an hour and longer, and a client keeps it. */
const USES = 10;
const APIS = 100;

export async function measureGateway(): Promise<GatewayFigures> {
  const folder = mkdtempSync(join(tmpdir(), "bench-gateway-"));
  try {
    synthesize(folder);
    const started = process.hrtime.bigint();
    const gateway = built.LocalGateway.fromSynth(folder);
    const start = secondsSince(started);
    return { start, requests: await compareRequests(gateway) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A service with APIs that one application may call, each answering by itself. */
function synthesize(outdir: string): void {
  const app = new App({ outdir });
  const stack = new TerraformStack(app, "orders");
  new AzurermProvider(stack, "azurerm", { features: [{}] });
  new AzureadProvider(stack, "azuread");
  const apim = ApiManagement.fromName(stack, "Apim", { name: "apim-contoso", resourceGroupName: "rg-apim" });
  const orders = new AppRegistration(stack, "Orders", {
    displayName: "Orders API",
    roles: [AppRole.forApplications("Orders.Read")],
  });
  const shop = new AppRegistration(stack, "Shop", { displayName: "Web shop" });
  shop.grantRole(orders, "Orders.Read");
  for (let index = 0; index < APIS; index++) {
    const api = new Api(stack, `Api${index}`, { apim, path: `orders-${index}`, subscriptionRequired: false });
    api.addOperation("get-order", { method: "GET", urlTemplate: "/{id}" });
    const callers = Callers.applications("Orders.Read");
    new JwtPolicy(stack, `Jwt${index}`, { target: api, resource: orders, callers });
    ApimPolicy.of(api).addInbound(new MockResponse({ statusCode: 200, contentType: "application/json" }));
  }
  app.synth();
}

/** The same tokens, new to both at first: through the gateway by several callers at the same time, and verified by jose one after another. */
async function compareRequests(gateway: LocalGateway): Promise<number> {
  const { directory, keys } = gateway.entra.context;
  const jwks = createLocalJWKSet({ keys: keys.published.map((key) => key.toJwk() as { kty: string }) });
  const issuer = `https://${directory.hosts.loginHost}/${directory.tenantId}/v2.0`;
  const [api] = directory.applications.filter(({ displayName }) => displayName === "Orders API");
  const audience = api?.clientId ?? "";
  const ratios: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const tokens = await Promise.all(
      Array.from({ length: TOKENS }, (_, index) =>
        gateway.applicationToken("Web shop", "Orders API", { claims: { uti: `${round}/${index}` } }),
      ),
    );
    const sent = Array.from({ length: USES }, () => tokens).flat();
    const byGateway = process.hrtime.bigint();
    await Promise.all(Array.from({ length: CALLERS }, (_, caller) => callAll(gateway, sent, caller)));
    const gatewayTime = secondsSince(byGateway);
    const byJose = process.hrtime.bigint();
    for (const token of sent) await jwtVerify(token, jwks, { issuer, audience });
    // The first round warms both.
    if (round > 0) ratios.push(secondsSince(byJose) / gatewayTime);
  }
  return median(ratios);
}

/** One caller: every eighth token, each sent when the one before is answered. */
async function callAll(gateway: LocalGateway, tokens: readonly string[], caller: number): Promise<void> {
  for (const token of tokens.filter((_, index) => index % CALLERS === caller)) {
    const { status } = await gateway.get("/orders-1/1", { token });
    if (status !== 200) throw new Error("the gateway refused a good token");
  }
}

function secondsSince(start: bigint): number {
  return Number(process.hrtime.bigint() - start) / 1e9;
}
