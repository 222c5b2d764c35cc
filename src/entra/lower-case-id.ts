import { Token } from "cdktf";

/** Entra ID writes ids in lower case, and issuers and audiences are compared letter by letter. An id that only Terraform knows stays as it is. */
export function lowerCaseId(id: string): string {
  return Token.isUnresolved(id) ? id : id.toLowerCase();
}
