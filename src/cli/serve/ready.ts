import { CannotExecute } from "../../gateway/failure";
import { metadataBase } from "../../oauth/metadata-issuer";
import type { OperationRequest } from "../../testing/access-requests";
import { LocalGateway } from "../../testing/local-gateway";
import type { KeyRing } from "../../issuer/signing-key";
import { entraTokenEndpoint } from "../../oauth/entra-tenant";
import type { OpenDeployment } from "../open-deployment";
import { operationsOf } from "../operations";
import { localPathOf } from "./issuer-endpoint";
import { apisForApplications, type ApplicationGrant, resourceOf } from "../tokens";

/** Operations that are tried before the first one stands for all. */
const MAX_TRIED = 50;
/** Takes the token out of the answer, without a tool that need not be there. */
const TAKE_TOKEN = `node -pe 'JSON.parse(require("fs").readFileSync(0)).access_token'`;

/** Where both servers are, and the secret that every client has. */
export interface ServedAddresses {
  readonly gateway: string;
  readonly issuer: string;
  readonly secret: string;
}

/** What to type for a token and for a call, with a client and an operation that let each other in. */
export async function readyCommands(opened: OpenDeployment, keys: KeyRing, served: ServedAddresses): Promise<string> {
  const gateway = new LocalGateway(opened.deployment, { service: opened.service.name, keys });
  const { directory } = gateway.entra.context;
  const grants = apisForApplications(directory);
  const paths = operationsOf(opened.service).slice(0, MAX_TRIED);
  for (const grant of grants) {
    const token = await gateway.applicationToken(grant.client.clientId, grant.api.clientId);
    for (const operation of paths) {
      if (!(await isIn(gateway, operation, token))) continue;
      const endpoint = entraTokenEndpoint(directory.hosts.loginHost, directory.tenantId);
      const entra = commands(grant, operation, served, new URL(endpoint).pathname);
      return entra + otherIssuers(gateway, served);
    }
  }
  const others = otherIssuers(gateway, served);
  if (grants.length === 0 && others !== "") return others;
  const why = grants.length === 0 ? "no application was granted a role" : "no operation lets an application in";
  return `There is no call to show: ${why}. For a user's token, send the browser to the authorization endpoint.\n${others}`;
}

/** What to type for a token of each issuer other than Entra ID. The claims are those that a policy may ask for. */
function otherIssuers({ otherIssuers: { all } }: LocalGateway, { issuer, secret }: ServedAddresses): string {
  return all
    .map((known) => {
      const address = `${issuer}${localPathOf(`${metadataBase(known.metadataUrl)}/token`)}`;
      const [audience] = known.audiences;
      const body = `-d grant_type=client_credentials -d client_id=any -d client_secret=${secret}${audience === undefined ? "" : ` --data-urlencode ${shellWord(`audience=${audience}`)}`}`;
      return `A token of ${known.issuer}, with the claims that you write:\n  TOKEN=$(curl -s ${shellWord(address)} ${body} --data-urlencode 'claims={"sub":"any"}' | ${TAKE_TOKEN})\n`;
    })
    .join("");
}

/** Whether a token is let in, as far as it can be known here. */
async function isIn(
  gateway: LocalGateway,
  { method, path, headers }: OperationRequest,
  token: string,
): Promise<boolean> {
  try {
    const { forwarded, status } = await gateway.request(method, path, { headers, token });
    return forwarded !== undefined || status === 200;
  } catch (error) {
    if (!(error instanceof CannotExecute)) throw error;
    return false;
  }
}

function commands(
  { client, api }: ApplicationGrant,
  { method, path, headers }: OperationRequest,
  { gateway, issuer, secret }: ServedAddresses,
  tokenPath: string,
): string {
  const scope = `${resourceOf(api)}/.default`;
  const body = `-d grant_type=client_credentials -d client_id=${client.clientId} -d client_secret=${secret} --data-urlencode ${shellWord(`scope=${scope}`)}`;
  const given = Object.entries(headers).map(([name, value]) => `-H ${shellWord(`${name}: ${value}`)} `);
  const verb = method === "GET" ? "" : `-X ${method} `;
  return [
    `A token for ${client.displayName}, and a call with it:`,
    `  TOKEN=$(curl -s ${issuer}${tokenPath} ${body} | ${TAKE_TOKEN})`,
    `  curl -i ${verb}${shellWord(`${gateway}${path}`)} ${given.join("")}-H "Authorization: Bearer $TOKEN"`,
    "",
  ].join("\n");
}

/** A word for a shell. */
function shellWord(text: string): string {
  return /^[\w:/.=@%+-]+$/.test(text) ? text : `'${text.replace(/'/g, `'\\''`)}'`;
}
