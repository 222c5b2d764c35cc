import { BOOLEAN, type Kinds, optional, STRING } from "../../core/kinds";
import type { SecretValue } from "../../core/secret-value";
import { SECRET } from "../../core/shared-kinds";

/** Who can create an account of the developer portal: everyone. */
export interface PortalSignUp {
  /**
   * The terms of service that the portal shows.
   *
   * @default - none
   */
  readonly termsOfService?: string;
  /**
   * Whether people must agree to the terms.
   *
   * @default - true if there are terms
   */
  readonly consentRequired?: boolean;
}

/** Where people of the developer portal sign in and subscribe: at pages of your own, which call the management API for them. */
export interface PortalDelegation {
  /** The https:// URL of the pages. The portal appends what people want to do, and a signature. */
  readonly url: string;
  /** The key of the signature: base64 of 64 bytes, such as from `openssl rand -base64 64`. It is in the Terraform state. */
  readonly validationKey: SecretValue;
  /**
   * Whether people sign in, sign up and change their profile there.
   *
   * @default true
   */
  readonly accounts?: boolean;
  /**
   * Whether people subscribe to products there.
   *
   * @default false
   */
  readonly subscriptions?: boolean;
}

export const SIGN_UP: Kinds<PortalSignUp> = { termsOfService: optional(STRING), consentRequired: optional(BOOLEAN) };

export const DELEGATION: Kinds<PortalDelegation> = {
  url: STRING,
  validationKey: SECRET,
  accounts: optional(BOOLEAN),
  subscriptions: optional(BOOLEAN),
};
