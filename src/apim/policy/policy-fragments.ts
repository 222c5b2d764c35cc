import { Registry } from "../../core/registry";
import type { IPolicyFragment } from "./policy-fragment";

/** The fragments that are made here, by service and name. */
export const FRAGMENTS = new Registry<IPolicyFragment>("policy fragment");

/** The fragments that exist already, by service and name. */
export const EXISTING_FRAGMENTS = new Registry<IPolicyFragment>("existing policy fragment");
