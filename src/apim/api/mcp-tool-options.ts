import type { Callers } from "../auth/callers";
import type { IApiOperation } from "./i-api";

/** Options of a tool of an MCP server: the operation behind it, and who may call it. */
export interface McpToolOptions {
  /** The operation that the tool calls, of an API of the same service. */
  readonly operation: IApiOperation;
  /** What the tool does, for the model that decides whether to call it. */
  readonly description: string;
  /**
   * The name of the tool.
   *
   * @default - the name of the operation
   */
  readonly name?: string;
  /**
   * Who may call the tool, in place of the callers of the server.
   *
   * @default - those of the server
   */
  readonly callers?: Callers;
}
