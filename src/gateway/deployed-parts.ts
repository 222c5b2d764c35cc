import type { Backend, Container, Schema, Service } from "../deployment/model";
import type { DeployedCertificates } from "./deployed-certificates";
import type { DeployedDocuments } from "./deployed-documents";
import { CannotExecute } from "./failure";
import type { BackendTarget, GatewayServices } from "./services";

/** What policies name of a service and its workspaces. */
export type DeployedParts = Pick<
  GatewayServices,
  "fragment" | "backend" | "hasCertificate" | "certificate" | "privateKey" | "schema"
>;

export function partsOf(
  service: Service,
  documents: DeployedDocuments,
  certificates: DeployedCertificates,
): DeployedParts {
  const owner = (workspace: string | undefined): Container =>
    service.workspaces.find(({ name }) => name === workspace) ?? service;
  return {
    fragment: (id, workspace) => {
      const { fragments, namedValues } = owner(workspace);
      const found = fragments.find(({ name }) => name === id);
      return found && documents.read(found.text, namedValues, "fragment").root.elements;
    },
    backend: (id, workspace) => {
      const { backends, namedValues } = owner(workspace);
      const found = backends.find(({ name }) => name === id);
      return found && targetOf(found, (text) => documents.fill(text, namedValues));
    },
    hasCertificate: (wanted, workspace) => certificates.has(wanted, workspace),
    certificate: (id, workspace) => certificates.find(id, workspace),
    privateKey: (id, workspace) => certificates.privateKey(id, workspace),
    schema: (id, apiId) => {
      const schemas = [...service.apis, ...service.workspaces.flatMap(({ apis }) => apis)]
        .filter(({ name }) => name === apiId)
        .flatMap((api) => api.schemas);
      const found = [...schemas, ...service.schemas].find(({ schemaId }) => schemaId === id);
      return found && jsonOf(found);
    },
  };
}

/** The JSON of a schema. Definitions and components are where references in them look. */
function jsonOf({ schemaId, address, contentType, text }: Schema): unknown {
  let json: unknown;
  try {
    json = JSON.parse(text ?? "");
  } catch {
    throw new CannotExecute(`the schema ${schemaId} (${address}) is no JSON`);
  }
  if (contentType.includes("openapi.components")) return { components: json };
  return contentType.includes("swagger.definitions") ? { definitions: json } : json;
}

/** @param fill puts the named values into a credential */
function targetOf(
  { url, credentials, circuitBreaker, members }: Backend,
  fill: (text: string) => string,
): BackendTarget {
  const known: unknown = credentials === undefined ? {} : JSON.parse(credentials.reveal());
  const [authorization] = [memberOf(known, "authorization")].flat();
  const headers = valuesOf(memberOf(known, "header"), fill);
  const [scheme, parameter] = ["scheme", "parameter"].map((name) => memberOf(authorization, name));
  if (typeof scheme === "string") {
    headers.set("Authorization", [typeof parameter === "string" ? fill(`${scheme} ${parameter}`) : scheme]);
  }
  return {
    ...(url !== undefined && { url }),
    headers,
    query: valuesOf(memberOf(known, "query"), fill),
    certificates: [memberOf(known, "certificate") ?? []].flat().map(String),
    ...(circuitBreaker !== undefined && { circuitBreaker }),
    members,
  };
}

/** Names with a value, or with several. */
function valuesOf(object: unknown, fill: (text: string) => string): Map<string, readonly string[]> {
  if (typeof object !== "object" || object === null) return new Map();
  return new Map(
    Object.entries(object).map(([name, value]) => [name, [value].flat().map((text) => fill(String(text)))]),
  );
}

function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  return Object.entries(value).find(([key]) => key === name)?.[1] ?? undefined;
}
