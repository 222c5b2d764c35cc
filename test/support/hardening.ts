import type { Arguments, Configuration } from "./synth";

/** A rule of a hardened deployment, and whether one resource follows it. */
type Rule = readonly [id: string, type: RegExp, holds: (body: Arguments) => boolean];

const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);
const flags = (value: unknown): boolean[] => Object.values((value ?? {}) as Readonly<Record<string, boolean>>);
const isReference = (value: unknown): boolean =>
  value === undefined || (typeof value === "string" && /^\$\{.+\}$/.test(value));

/** The rules that one resource can break, without the word that gives something up. */
const RULES: readonly Rule[] = [
  [
    "T-01",
    /^azuread_application_registration$/,
    (body) => [1, 2].includes(Number(body.requested_access_token_version)),
  ],
  [
    "T-05",
    /^azuread_application_registration$/,
    (body) => body.implicit_access_token_issuance_enabled !== true && body.implicit_id_token_issuance_enabled !== true,
  ],
  [
    "T-05",
    /authorization_server$/,
    ({ grant_types: types }) => !texts(types).some((type) => /implicit|password/i.test(type)),
  ],
  [
    "T-07",
    /authorization_server$/,
    (body) => texts(body.bearer_token_sending_methods).join() === "authorizationHeader",
  ],
  ["T-07", /authorization_server$/, (body) => texts(body.authorization_methods).includes("GET")],
  [
    "T-08",
    /authorization_server$/,
    (body) => [body.authorization_endpoint, body.token_endpoint].every((url) => /^https:/.test(String(url))),
  ],
  [
    "T-09",
    /redirect_uris$/,
    (body) =>
      texts(body.redirect_uris).every(
        (uri) => !uri.includes("*") && (!/^http:/.test(uri) || /^http:\/\/localhost/.test(uri)),
      ),
  ],
  [
    "T-10",
    /^azurerm_api_management_api$/,
    (body) => texts(body.protocols).every((each) => /^(?:https|wss)$/.test(each)),
  ],
  ["T-11", /authorization_server$|identity_provider/, (body) => isReference(body.client_secret)],
  ["T-11", /^azurerm_api_management_named_value$/, (body) => body.secret !== true || isReference(body.value)],
  ["T-11", /^azurerm_key_vault_secret$/, (body) => body.value === undefined && isReference(body.value_wo)],
  ["T-12", /^azuread_application_password$/, (body) => body.end_date !== undefined],
  [
    "T-13",
    /^azurerm_api_management_named_value$/,
    (body) => body.value_from_key_vault === undefined || (body.secret === true && texts(body.depends_on).length > 0),
  ],
  ["T-16", /^azurerm_api_management$/, (body) => !flags(body.security).some(Boolean)],
  ["T-16", /^azurerm_api_management$/, (body) => String(body.min_api_version) >= "2021-08-01"],
  ["T-18", /^azuread_application_registration$/, (body) => body.mapped_claims_enabled !== true],
  ["T-19", /identifier_uri$/, (body) => !String(body.identifier_uri).endsWith("/")],
  ["TLS", /^azurerm_api_management_backend$/, ({ tls }) => !flags(tls).includes(false)],
];

/** The resources of a configuration that break a rule. */
export function hardeningFaults({ resource = {} }: Configuration): string[] {
  return Object.entries(resource).flatMap(([type, named]) =>
    RULES.filter(([, types]) => types.test(type)).flatMap(([id, , holds]) =>
      Object.entries(named).flatMap(([name, body]) => (holds(body) ? [] : `${id} ${type}.${name}`)),
    ),
  );
}
