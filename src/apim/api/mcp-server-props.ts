import { type Kinds, listOf, OBJECT, optional, STRING } from "../../core/kinds";
import { CLIENT, RESOURCE_SERVER } from "../../core/shared-kinds";
import type { IOAuthClient, IResourceServer } from "../../oauth/resource-server";
import type { Callers } from "../auth/callers";
import { CALLERS, SERVICE } from "../kinds";
import type { IApiManagement } from "../service/api-management";
import type { McpToolOptions } from "./mcp-tool-options";

/** Properties of `McpServer`. */
export interface McpServerProps {
  /** The service whose gateway serves the tools. */
  readonly apim: IApiManagement;
  /** The part of the URL between the gateway's host and `/mcp`, such as `orders-mcp`. */
  readonly path: string;
  /** The tools, at least one. */
  readonly tools: McpToolOptions[];
  /**
   * The API that the tokens are for. The identifier URI of a registration is the URL of the server, which `McpServer.urlOf` gives, and is used by
   * no other API.
   */
  readonly resource: IResourceServer;
  /** Who may use the server. */
  readonly callers: Callers;
  /**
   * The host name of the gateway that clients use, such as `api.contoso.com`: for a registration of Entra ID a custom domain.
   *
   * @default - the host of the service
   */
  readonly hostName?: string;
  /**
   * The client applications that may call.
   *
   * @default - every client with a matching role or scope
   */
  readonly allowedClients?: IOAuthClient[];
  /**
   * The name of the server in Azure.
   *
   * @default - the path, with "-" in place of every "/"
   */
  readonly name?: string;
  /**
   * The name shown in the Azure portal.
   *
   * @default - the name
   */
  readonly displayName?: string;
  /**
   * What the server is for.
   *
   * @default - no description
   */
  readonly description?: string;
}

export const MCP_SERVER_PROPS: Kinds<McpServerProps> = {
  apim: SERVICE,
  path: STRING,
  tools: listOf(OBJECT, "tools"),
  resource: RESOURCE_SERVER,
  callers: CALLERS,
  hostName: optional(STRING),
  allowedClients: optional(listOf(CLIENT, "clients")),
  name: optional(STRING),
  displayName: optional(STRING),
  description: optional(STRING),
};
