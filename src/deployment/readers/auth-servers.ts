import type { AuthorizationServer, OpenIdProvider } from "../model";
import type { Block } from "../terraform/block";
import { type Secret, Unresolved } from "../terraform/value";
import { propertiesOf } from "./azapi";
import { azapiBlocks, type Reading, readAll } from "./context";
import { type Field, type Nested, optionalSecret, optionalText, text, texts } from "./fields";
import { containerPlace } from "./places";

/** The authorization servers of a service. */
export function authorizationServersOf(
  reading: Reading,
  container: string,
): readonly AuthorizationServer[] | Unresolved {
  const type = "azurerm_api_management_authorization_server";
  const made = readAll(reading, type, containerPlace, [container], (block) => server(reading, block));
  const others = azapiBlocks(reading, "authorizationServers", container);
  if (made instanceof Unresolved) return made;
  return others instanceof Unresolved ? others : [...made, ...others.map((block) => azapiServer(reading, block))];
}

function server(reading: Reading, block: Block): AuthorizationServer {
  return reading.items.make<AuthorizationServer>(block, {
    name: text(block, "name"),
    displayName: optionalText(block, "display_name"),
    grantTypes: texts(block, "grant_types"),
    authorizationEndpoint: text(block, "authorization_endpoint"),
    tokenEndpoint: optionalText(block, "token_endpoint"),
    clientId: text(block, "client_id"),
    clientSecret: optionalSecret(block, "client_secret"),
    defaultScope: optionalText(block, "default_scope"),
  });
}

/** A server of the AzAPI provider, which alone can make one with PKCE. */
function azapiServer(reading: Reading, block: Block): AuthorizationServer {
  const properties = propertiesOf(block);
  const of = <T>(read: (known: Nested) => Field<T>): Field<T> =>
    properties instanceof Unresolved ? properties : read(properties);
  return reading.items.make<AuthorizationServer>(block, {
    name: text(block, "name"),
    displayName: of<string | undefined>((known) => known.optionalText("displayName")),
    grantTypes: of((known) => known.texts("grantTypes")),
    authorizationEndpoint: of((known) => known.text("authorizationEndpoint")),
    tokenEndpoint: of<string | undefined>((known) => known.optionalText("tokenEndpoint")),
    clientId: of((known) => known.text("clientId")),
    clientSecret: of<Secret | undefined>((known) =>
      known.get("clientSecret") === undefined
        ? undefined
        : new Unresolved(`${block.address}.body`, "a secret in the body is in the state as well; expected azurerm"),
    ),
    defaultScope: of<string | undefined>((known) => known.optionalText("defaultScope")),
  });
}

/** The OpenID Connect providers of a service. */
export function openIdProvidersOf(reading: Reading, container: string): readonly OpenIdProvider[] | Unresolved {
  return readAll(reading, "azurerm_api_management_openid_connect_provider", containerPlace, [container], (block) =>
    reading.items.make<OpenIdProvider>(block, {
      name: text(block, "name"),
      displayName: optionalText(block, "display_name"),
      metadataEndpoint: text(block, "metadata_endpoint"),
      clientId: text(block, "client_id"),
      clientSecret: optionalSecret(block, "client_secret"),
    }),
  );
}
