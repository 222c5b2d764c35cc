import { error, type Place, shown } from "../../core/errors";

/**
 * The error messages about MCP servers.
 *
 * Each one names the value it got, what was expected and what to do; the construct path is added. Messages never contain a secret.
 */

export function mcpOnServiceHost(place: Place, host: string): Error {
  return error(
    place,
    `the host of the MCP server is ${shown(host)}; expected a custom domain of the gateway, because Entra ID gives tokens only for an identifier URI of the API that equals the URL of the server (AADSTS9010010), and takes only verified domains of the tenant in one: give hostName`,
  );
}

export function otherIdentifierUri(resource: string, got: string, url: string): string {
  return `the identifier URI of ${resource} is ${shown(got)}; expected ${shown(url)}, because clients ask for a token for the URL of the MCP server, and Entra ID refuses any other (AADSTS9010010): set identifierUri of the registration to McpServer.urlOf`;
}

export function noTools(place: Place): Error {
  return error(
    place,
    "tools is empty; expected at least one, because the server offers nothing else: name an operation",
  );
}

export function toolOfOtherService(place: Place, tool: string, other: string): Error {
  return error(
    place,
    `the tool ${shown(tool)} is an operation of ${other}; expected one of the service of the server, because the gateway calls no other: give an operation of an API of that service`,
  );
}

export function anonymousTool(place: Place, tool: string): Error {
  return error(
    place,
    `the tool ${shown(tool)} has Callers.anonymous(); expected callers with a token, because the server checks the token of every request: leave callers out to let in all callers of the server`,
  );
}

export function checkBehindTool(tool: string, check: string): string {
  return `the tool ${shown(tool)} calls an operation whose tokens ${check} checks, and the gateway may not pass the token of the caller on to it, so that calls are answered 401; check tokens on the MCP server, and let the API in another way know that the server calls it`;
}

export function noMetadata(): string {
  return "no metadata says where clients get a token, so most of them cannot sign in; add new ProtectedResourceMetadata(this, …).describe(server.jwtPolicy), or tell each client its authorization server";
}

export function streamIsRead(target: string): string {
  return `the policy of ${target} reads context.Response.Body, and the gateway then keeps the events of an MCP server back until the response ends; read it in the policies of other APIs`;
}
