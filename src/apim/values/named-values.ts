import { Registry } from "../../core/registry";
import type { INamedValue } from "./named-value";

/** The named values that are made here, by service and display name. */
export const NAMED_VALUES = new Registry<INamedValue>("named value");

/** The named values that exist already, by service and display name. */
export const EXISTING_NAMED_VALUES = new Registry<INamedValue>("existing named value");
