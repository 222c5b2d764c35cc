import { RegistryOfMany } from "../../core/registry";
import type { IPolicyTarget } from "../policy-target";

/** The products that an API is in, by the key of the API. Their documents run between those of the API and of the service. */
export const PRODUCTS_OF_API = new RegistryOfMany<IPolicyTarget>();
