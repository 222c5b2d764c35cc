import { GUID } from "../../oauth/entra-tenant";

/** Ids that Azure gives are made up here until the deployment: name-based UUIDs, which Azure does not use. */
export function isPlaceholder(id: string): boolean {
  return GUID.test(id) && id.charAt(14) === "5";
}

/** What cannot be said before the deployment. */
export function unknownYet(detail: string, what: string): string {
  return `${detail}. In this input ${what} is made up: give the state, by terraform show -json`;
}
