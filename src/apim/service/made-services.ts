import type { IConstruct } from "constructs";
import { Registry } from "../../core/registry";

/** The services that the program makes, by cloud and name: the name is the host name of the gateway, so it is unique in a cloud. */
export const MADE_SERVICES = new Registry<IConstruct>("API Management service");
