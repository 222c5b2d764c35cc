import { Token } from "cdktf";

/**
 * An id or a host in the letters in which Azure gives it back: otherwise Terraform sees a difference in every plan, and a token whose issuer or
 * audience has other letters is refused. A value that only Terraform knows stays as it is.
 */
export function lowerCase(value: string): string {
  return Token.isUnresolved(value) ? value : value.toLowerCase();
}
