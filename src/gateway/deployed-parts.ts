import { createPrivateKey, X509Certificate } from "node:crypto";
import type { Backend, Certificate, Container, Schema, Service } from "../deployment/model";
import { UnsupportedError } from "../policy/csharp/evaluate/contract/errors";
import { NetCertificate } from "../policy/csharp/evaluate/dotnet/crypto/values";
import type { DeployedDocuments } from "./deployed-documents";
import { CannotExecute } from "./failure";
import type { BackendTarget, GatewayServices } from "./services";
import type { VerificationKey } from "./token/key-source";

/** What policies name of a service and its workspaces. */
export type DeployedParts = Pick<
  GatewayServices,
  "fragment" | "backend" | "hasCertificate" | "certificateKey" | "schema"
>;

/** @param pem certificates with their private keys in PEM, by their names: what a deployment has of them may not be readable here */
export function partsOf(
  service: Service,
  documents: DeployedDocuments,
  pem: ReadonlyMap<string, string>,
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
    hasCertificate: (wanted, workspace) =>
      owner(workspace).certificates.some(
        ({ name, thumbprint }) => name === wanted || thumbprint?.toLowerCase() === wanted.toLowerCase(),
      ),
    certificateKey: (id, use) => {
      const found = service.certificates.find(({ name }) => name === id);
      return found && keyOf(found, pem, use);
    },
    schema: (id, apiId) => {
      const schemas = [...service.apis, ...service.workspaces.flatMap(({ apis }) => apis)]
        .filter(({ name }) => name === apiId)
        .flatMap((api) => api.schemas);
      const found = [...schemas, ...service.schemas].find(({ schemaId }) => schemaId === id);
      return found && jsonOf(found);
    },
  };
}

/** The certificates of a service by their names, as expressions read them. */
export function certificatesOf(
  { certificates }: Service,
  pem: ReadonlyMap<string, string>,
): ReadonlyMap<string, NetCertificate> {
  return new Map(
    certificates.map((certificate) => {
      const known = certificateOf(certificate, pem);
      if (known !== undefined) return [certificate.name, new NetCertificate(known)] as const;
      throw new UnsupportedError(unreadable(certificate));
    }),
  );
}

function keyOf(certificate: Certificate, pem: ReadonlyMap<string, string>, use: "verify" | "decrypt"): VerificationKey {
  const text = pem.get(certificate.name);
  if (use === "decrypt" && text !== undefined) return { key: createPrivateKey(text) };
  const known = use === "decrypt" ? undefined : certificateOf(certificate, pem);
  if (known === undefined) throw new CannotExecute(unreadable(certificate));
  return { key: known.publicKey };
}

/** What can be read of a certificate: PEM or DER, but no PKCS#12, which is encrypted. */
function certificateOf({ name, data }: Certificate, pem: ReadonlyMap<string, string>): X509Certificate | undefined {
  const text = pem.get(name);
  try {
    if (text !== undefined) return new X509Certificate(text);
    return data === undefined ? undefined : new X509Certificate(Buffer.from(data.reveal(), "base64"));
  } catch {
    return undefined;
  }
}

function unreadable({ name, address }: Certificate): string {
  return `the certificate ${name} (${address}), whose content is not in the deployment or is PKCS#12; give it to the gateway as PEM in certificates`;
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
