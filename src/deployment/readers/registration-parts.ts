import type { Registration } from "../model";
import type { Fields } from "./item";

/** What a registration has besides itself. */
export type RegistrationParts = Pick<
  Fields<Registration>,
  | "identifierUris"
  | "scopes"
  | "roles"
  | "redirectUris"
  | "optionalClaims"
  | "preAuthorized"
  | "requestedPermissions"
  | "knownClientIds"
>;
