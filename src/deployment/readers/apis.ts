import type { Api, ImportedDocument, VersionSet } from "../model";
import type { Block } from "../terraform/block";
import { Unresolved } from "../terraform/value";
import { propertiesOf } from "./azapi";
import { azapiBlocks, type Reading, readAll } from "./context";
import {
  asFlag,
  type Field,
  flag,
  mapText,
  type Nested,
  nested,
  optionalText,
  Sealed,
  text,
  textOr,
  texts,
  whole,
} from "./fields";
import { operationsOf } from "./operations";
import { apiPlace, containerPlace } from "./places";
import { keyOf } from "./placement";
import { policyOf } from "./policies";
import { schemasOf } from "./schemas";

const API = "azurerm_api_management_api";

/** The APIs of a service, with all revisions. */
export function apisOf(reading: Reading, container: string): readonly Api[] | Unresolved {
  const blocks = readAll(reading, API, containerPlace, [container], (block) => block);
  if (blocks instanceof Unresolved) return blocks;
  const byName = new Map<string, Block[]>();
  for (const block of blocks) {
    const { key } = keyOf([text(block, "name")]);
    byName.set(key, [...(byName.get(key) ?? []), block]);
  }
  const others = azapiBlocks(reading, "apis", container);
  if (others instanceof Unresolved) return others;
  const made = [...byName].flatMap(([name, revisions]) => {
    const current = currentOf(reading, revisions);
    return revisions.map((block) => api(reading, block, `${container}/${name}`, block === current));
  });
  return [...made, ...others.map((block) => azapiApi(reading, block, container))];
}

/** An API of the AzAPI provider, which alone can make MCP servers. */
function azapiApi(reading: Reading, block: Block, container: string): Api {
  const properties = propertiesOf(block);
  const of = <T>(read: (known: Nested) => Field<T>): Field<T> =>
    properties instanceof Unresolved ? properties : read(properties);
  const { key, cause } = keyOf([text(block, "name")]);
  const keys = [`${container}/${key}`];
  const keyName = (name: string, other: string): Field<string> =>
    of((known) => known.items("subscriptionKeyParameterNames")[0]?.optionalText(name) ?? other);
  return reading.items.make<Api>(block, {
    name: text(block, "name"),
    displayName: of<string | undefined>((known) => known.optionalText("displayName")),
    revision: "1",
    isCurrent: true,
    path: of((known) => known.optionalText("path") ?? ""),
    protocols: of((known) => (known.get("protocols") === undefined ? ["https"] : known.texts("protocols"))),
    type: of((known) => known.optionalText("type") ?? "http"),
    serviceUrl: of<string | undefined>((known) => known.optionalText("serviceUrl")),
    version: of<string | undefined>((known) => known.optionalText("apiVersion")),
    versionSet: of<string | undefined>((known) => nameInId(known.optionalText("apiVersionSetId"))),
    subscriptionRequired: of((known) => known.flag("subscriptionRequired", true)),
    subscriptionKeyHeader: keyName("header", "Ocp-Apim-Subscription-Key"),
    subscriptionKeyQuery: keyName("query", "subscription-key"),
    authorizationServer: undefined,
    openIdProvider: undefined,
    imported: undefined,
    operations: cause ?? operationsOf(reading, keys),
    schemas: cause ?? schemasOf(reading, keys),
    policy: cause ?? policyOf(reading, "azurerm_api_management_api_policy", apiPlace, keys),
  });
}

/** The revision that callers reach: the one that is released, or else the first. */
function currentOf({ stacks }: Reading, revisions: readonly Block[]): Block | undefined {
  if (revisions.length < 2) return revisions[0];
  const known = revisions.find(
    (block) => block.optional("is_current") !== undefined && asFlag(block.get("is_current")) === true,
  );
  if (known !== undefined) return known;
  const released = new Set(
    stacks
      .ofType("azurerm_api_management_api_release")
      .map((block) => text(block, "api_id"))
      .map((id) => (typeof id === "string" ? id.toLowerCase() : id)),
  );
  const idOf = (block: Block): Field<string> => mapText(text(block, "id"), (id) => id.toLowerCase());
  return (
    revisions.find((block) => released.has(idOf(block))) ??
    revisions.find((block) => block.optional("source_api_id") === undefined) ??
    revisions[0]
  );
}

function api(reading: Reading, block: Block, key: string, isCurrent: boolean): Api {
  const revision = textOr(block, "revision", "1");
  const number = revision instanceof Sealed ? revision.reveal() : revision;
  // Without a revision, a name means the current one.
  const keys = [
    ...(isCurrent ? [key] : []),
    ...(typeof number === "string" ? [`${key};rev=${number.toLowerCase()}`] : []),
  ];
  const parameterNames = first(block, "subscription_key_parameter_names");
  return reading.items.make<Api>(block, {
    name: text(block, "name"),
    displayName: optionalText(block, "display_name"),
    revision,
    isCurrent,
    path: textOr(block, "path", ""),
    protocols: block.optional("protocols") === undefined ? ["https"] : texts(block, "protocols"),
    type: textOr(block, "api_type", "http"),
    serviceUrl: optionalText(block, "service_url"),
    version: optionalText(block, "version"),
    versionSet: nameInId(optionalText(block, "version_set_id")),
    subscriptionRequired: flag(block, "subscription_required", true),
    subscriptionKeyHeader: inBlock(parameterNames, "header") ?? "Ocp-Apim-Subscription-Key",
    subscriptionKeyQuery: inBlock(parameterNames, "query") ?? "subscription-key",
    authorizationServer: inBlock(first(block, "oauth2_authorization"), "authorization_server_name"),
    openIdProvider: inBlock(first(block, "openid_authentication"), "openid_provider_name"),
    imported: importedBy(block),
    operations: operationsOf(reading, keys),
    schemas: schemasOf(reading, keys),
    policy: policyOf(reading, "azurerm_api_management_api_policy", apiPlace, keys),
  });
}

/** The version sets of a service or a workspace. */
export function versionSetsOf(reading: Reading, type: string, container: string): readonly VersionSet[] | Unresolved {
  return readAll(reading, type, containerPlace, [container], (block) =>
    reading.items.make<VersionSet>(block, {
      name: text(block, "name"),
      scheme: text(block, "versioning_scheme") as Field<VersionSet["scheme"]>,
      headerName: optionalText(block, "version_header_name"),
      queryName: optionalText(block, "version_query_name"),
    }),
  );
}

/** The name at the end of an id. */
export function nameInId(id: Field<string> | undefined): Field<string> | undefined {
  return id === undefined ? undefined : mapText(id, (known) => known.split("/").pop() ?? known);
}

function importedBy(block: Block): Field<ImportedDocument> | undefined {
  const found = first(block, "import");
  if (found === undefined || found instanceof Unresolved) return found;
  return whole<ImportedDocument>({ format: found.text("content_format"), content: found.text("content_value") });
}

function first(block: Block, name: string): Nested | Unresolved | undefined {
  const found = nested(block, name);
  return found instanceof Unresolved ? found : found[0];
}

function inBlock(block: Nested | Unresolved | undefined, name: string): Field<string> | undefined {
  return block === undefined || block instanceof Unresolved ? block : block.optionalText(name);
}
