import type { IResourceServer } from "../../oauth/resource-server";

/** What the token check knows of the request. */
export interface CheckedRequest {
  /** The header with the caller's token. */
  readonly headerName: string;
  /** The API that the token is for. */
  readonly resource: IResourceServer;
  /** What the answer to a caller whose token cannot be exchanged says. */
  readonly challenge: string;
}
