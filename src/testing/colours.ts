import { env, stdout } from "node:process";

/** Whether messages are coloured: on a terminal, unless the environment says otherwise. Jest sets `FORCE_COLOR` for its workers. */
export function isColoured(): boolean {
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== "") return false;
  return env.FORCE_COLOR === undefined ? stdout.isTTY : env.FORCE_COLOR !== "0";
}
