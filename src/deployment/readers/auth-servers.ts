import type { AuthorizationServer, OpenIdProvider } from "../model";
import type { Unresolved } from "../terraform/value";
import { type Reading, readAll } from "./context";
import { optionalSecret, optionalText, text, texts } from "./fields";
import { containerPlace } from "./places";

/** The authorization servers of a service. */
export function authorizationServersOf(
  reading: Reading,
  container: string,
): readonly AuthorizationServer[] | Unresolved {
  return readAll(reading, "azurerm_api_management_authorization_server", containerPlace, [container], (block) =>
    reading.items.make<AuthorizationServer>(block, {
      name: text(block, "name"),
      displayName: optionalText(block, "display_name"),
      grantTypes: texts(block, "grant_types"),
      authorizationEndpoint: text(block, "authorization_endpoint"),
      tokenEndpoint: optionalText(block, "token_endpoint"),
      clientId: text(block, "client_id"),
      clientSecret: optionalSecret(block, "client_secret"),
      defaultScope: optionalText(block, "default_scope"),
    }),
  );
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
