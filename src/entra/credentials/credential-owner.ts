import type { Construct } from "constructs";
import type { Authority } from "../authority";
import type { SignInAudience } from "../sign-in-audience";

/** What a credential needs to know of the registration that it belongs to. */
export interface CredentialOwner extends Construct {
  /** The id that the parts of a registration refer to, `/applications/<object id>`. */
  readonly applicationId: string;
  readonly clientId: string;
  readonly authority: Authority;
  readonly signInAudience?: SignInAudience;
}
