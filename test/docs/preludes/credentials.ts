import { Principal, SecretValue } from "cdktf-apim-oauth";
import { TerraformVariable } from "cdktf";
import { CERTIFICATE } from "../../support/certificates";
import type { Fragment } from "../../support/pages";
import { guid, importedApi, newClient, newOrders, newService, newVault } from "../../support/synth";

/** The names that the fragments of the page use. */
export function names({ stack }: Fragment) {
  const [client, orders] = [newClient(stack), newOrders(stack)];
  client.grantRole(orders, "Orders.Read");
  return {
    client,
    orders,
    apim: newService(stack),
    backend: importedApi(stack, "Backend", { clientId: guid("b") }),
    vault: newVault(stack),
    applicationObjectId: guid("c"),
    identityObjectId: guid("d"),
    reader: Principal.fromObjectId(guid("e")),
    pem: CERTIFICATE,
    key: SecretValue.fromVariable(new TerraformVariable(stack, "key", { sensitive: true })),
  };
}
