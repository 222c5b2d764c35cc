import { Principal, SecretValue } from "cdktf-apim-oauth";
import { TerraformVariable } from "cdktf";
import { CERTIFICATE } from "../../support/certificates";
import type { Fragment } from "../../support/pages";
import { guid, newClient, newOrders, newVault } from "../../support/synth";

/** The names that the fragments of the page use. */
export function names({ stack }: Fragment) {
  const client = newClient(stack);
  client.grantRole(newOrders(stack), "Orders.Read");
  return {
    client,
    vault: newVault(stack),
    identityObjectId: guid("d"),
    reader: Principal.fromObjectId(guid("e")),
    pem: CERTIFICATE,
    key: SecretValue.fromVariable(new TerraformVariable(stack, "key", { sensitive: true })),
  };
}
