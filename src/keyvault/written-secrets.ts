import type { Construct } from "constructs";
import { Registry } from "../core/registry";

/** The secrets that the program writes, by the URL of their vault and their name. */
export const WRITTEN_SECRETS = new Registry<Construct>("key vault secret");
