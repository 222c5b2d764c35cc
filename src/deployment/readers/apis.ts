import type { Api, VersionSet } from "../model";
import type { Block } from "../terraform/block";
import { Unresolved } from "../terraform/value";
import { ApiReader } from "./api-reader";
import { propertiesOf } from "./azapi";
import { azapiBlocks, type Reading, readAll } from "./context";
import { type Field, type Nested, optionalText, text } from "./fields";
import { makeOperations, operationsOf } from "./operations";
import { apiPlace, containerPlace, nameInId } from "./places";
import { keyOf } from "./placement";
import { policyOf } from "./policies";
import { Revisions } from "./revisions";
import { schemasOf } from "./schemas";

const API = "azurerm_api_management_api";

/** The APIs of a service, with all revisions. */
export function apisOf(reading: Reading, container: string): readonly Api[] | Unresolved {
  const blocks = readAll(reading, API, containerPlace, [container], (block) => block);
  if (blocks instanceof Unresolved) return blocks;
  const others = azapiBlocks(reading, "apis", container);
  if (others instanceof Unresolved) return others;
  const revisions = new Revisions(reading, container, blocks);
  const read = new ApiReader(reading, revisions);
  return [
    ...revisions.all.map((revision) => read.api(revision)),
    ...others.map((block) => azapiApi(reading, block, container)),
  ];
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
    otherOperations: undefined,
    operations: cause ?? makeOperations(reading, operationsOf(reading, keys)),
    schemas: cause ?? schemasOf(reading, keys),
    policy: cause ?? policyOf(reading, "azurerm_api_management_api_policy", apiPlace, keys),
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
