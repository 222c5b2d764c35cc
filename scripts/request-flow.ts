/** The request flow of the walk-through on this machine: client, token issuer, gateway, backend. */
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { Deployment } from "../src/deployment";
import type { AuthorizationServer } from "../src/deployment/model";
import { LocalGateway } from "../src/gateway/local-gateway";
import type { TokenChanges } from "../src/issuer/token-mint";

/** What one step of the flow gave. */
export interface FlowStep {
  readonly step: string;
  readonly result: string;
}

const BAD_TOKENS: readonly (readonly [string, TokenChanges])[] = [
  ["with a token for another API", { claims: { aud: "00000000-0000-0000-0000-0000000000aa" } }],
  ["with a token that has expired", { ageSeconds: 7200 }],
  ["with a token without the role", { claims: { roles: undefined } }],
];

/** Asks the issuer for tokens as the client does, calls the API with good and bad ones, and lets a server on loopback answer. */
export async function requestFlow(
  deployment: Deployment,
  serverName: string,
  path: string,
): Promise<readonly FlowStep[]> {
  const server = deployment.services
    .flatMap((each) => each.authorizationServers)
    .find(({ name }) => name === serverName);
  if (server === undefined) throw new Error(`the deployment has no authorization server ${serverName}`);
  const received: IncomingMessage[] = [];
  const backend = createServer((request, response) => {
    received.push(request);
    response.end('[{ "id": 1 }]');
  });
  await new Promise<void>((resolve) => backend.listen(0, "127.0.0.1", resolve));
  const { port } = backend.address() as AddressInfo;
  try {
    const gateway = new LocalGateway(deployment, { backend: `http://127.0.0.1:${port}` });
    const refused = await askForToken(gateway, server, "a secret that it is not");
    const granted = await askForToken(gateway, server, server.clientSecret?.reveal() ?? "");
    const call = async (label: string, token?: string): Promise<FlowStep> => {
      const { status, reason } = await gateway.get(path, token === undefined ? {} : { token });
      return { step: `GET ${path} ${label}`, result: [status, reason].filter(Boolean).join(" ") };
    };
    const steps = [
      { step: "ask for a token with a wrong secret", result: errorOf(refused) },
      { step: "ask for a token", result: `a token, for ${String(granted.expires_in)} s` },
      await call("without a token"),
    ];
    const [api] = deployment.registrations;
    for (const [label, changes] of BAD_TOKENS) {
      steps.push(await call(label, await gateway.applicationToken(server.clientId, api?.clientId ?? "", changes)));
    }
    steps.push(await call("with the token", String(granted.access_token)));
    const reached = received.map(
      ({ method, url, headers }) => `${method ?? ""} ${url ?? ""}${withToken(headers.authorization)}`,
    );
    return [...steps, { step: "the backend got", result: reached.join(", ") }];
  } finally {
    backend.close();
  }
}

type TokenResponse = Readonly<Record<string, unknown>>;

/** The request of the client credentials grant. */
async function askForToken(
  { entra }: LocalGateway,
  { tokenEndpoint = "", clientId, defaultScope = "" }: AuthorizationServer,
  secret: string,
): Promise<TokenResponse> {
  const body = new URLSearchParams({
    grant_type: "client_credentials",
    client_id: clientId,
    client_secret: secret,
    scope: defaultScope,
  });
  const response = await entra.handle(new Request(tokenEndpoint, { method: "POST", body }));
  return (await response.json()) as TokenResponse;
}

/** The token is left out of what is printed. */
function withToken(authorization = ""): string {
  return authorization.startsWith("Bearer ") ? ", Authorization: Bearer …" : "";
}

/** `invalid_client: AADSTS7000215: …`, up to the end of its first sentence. */
function errorOf({ error, error_description }: TokenResponse): string {
  return `${String(error)}, ${String(error_description).replace(/\. .*/s, "")}`;
}
