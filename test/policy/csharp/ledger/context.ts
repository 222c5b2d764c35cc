import { generateKeyPairSync } from "node:crypto";
import { byteArray, type NetValue } from "../../../../src/policy/csharp/evaluate/contract/values";
import { authorizationValue } from "../../../../src/policy/csharp/evaluate/context/context";
import { type ContextDescription, MessageBody } from "../../../../src/policy/csharp/evaluate/context/description";
import { callStatic } from "../../../../src/policy/csharp/evaluate/context/record";
import { Runtime } from "../../../../src/policy/csharp/evaluate/contract/runtime";

/** 2024-01-29T12:30:15.250Z. */
export const NOW = Date.UTC(2024, 0, 29, 12, 30, 15, 250);

/** A self-signed certificate of `CN=api.contoso.com`. */
const CERTIFICATE = [
  "MIICUDCCAbmgAwIBAgIUB93X0cz4YOeVgVcA32ypkaXf6RQwDQYJKoZIhvcNAQELBQAwOTELMAkGA1UEBhMCREUxEDAOBgNVBAoMB0Nv",
  "bnRvc28xGDAWBgNVBAMMD2FwaS5jb250b3NvLmNvbTAgFw0yNjExMjgyMjEwMTdaGA8yMTI2MTEwNDIyMTAxN1owOTELMAkGA1UEBhMC",
  "REUxEDAOBgNVBAoMB0NvbnRvc28xGDAWBgNVBAMMD2FwaS5jb250b3NvLmNvbTCBnzANBgkqhkiG9w0BAQEFAAOBjQAwgYkCgYEA2tBs",
  "d01A/QjZmbPUXhn+eAAoyNAHARxl/QCGaBTl0O8Qcc7dPcsEJwbQ8dWw2tvUdK6IcKyFdM/FyMvLcKYBVp9bzgieQ53xiUBRsEcY2JLD",
  "NgQYWOYiYqDYkrFW+RsijqFwFq/kKxxLN8f5KYre+q48Y2yP1Dv18pMjFWzeaxMCAwEAAaNTMFEwHQYDVR0OBBYEFKrBx9GnfoFhZB8v",
  "eWQN4HhAxBzUMB8GA1UdIwQYMBaAFKrBx9GnfoFhZB8veWQN4HhAxBzUMA8GA1UdEwEB/wQFMAMBAf8wDQYJKoZIhvcNAQELBQADgYEA",
  "v0hFRE0ZWmCCDkv9KMxDPlt3YJSQnAy9CmWV5oTvh6Lzne/WZO3DU1lnbAScuHA2L4S7Tuhwpsx2Yx9FkIBLEV9+2Ku5lE/hWALE+2Hl",
  "urSh+cGQzg9jr66j9wbRYgLuLM4oeSlcRzjtvvjBct37W5qeH9XUKbiDTjhbsKxrsuU=",
].join("");

const CLAIMS = {
  iss: "https://login.contoso.com",
  sub: "ada",
  aud: ["api://orders", "api://bills"],
  jti: "j1",
  exp: Date.UTC(2024, 0, 29, 12, 50) / 1000,
  iat: Date.UTC(2024, 0, 29, 11, 50) / 1000,
  roles: ["read", "write"],
};

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");

const TOKEN = `${encoded({ alg: "RS256", typ: "JWT" })}.${encoded(CLAIMS)}.c2ln`;

/** A call with something in each part of `context`. A body is read once, so that each expression gets its own. */
export function ledgerCall(): ContextDescription {
  made ??= call();
  const body = (): { body: MessageBody } => ({ body: new MessageBody('{"a":1}') });
  return {
    ...made,
    request: { ...made.request, ...body() },
    response: made.response && { ...made.response, ...body() },
  };
}

let made: ContextDescription | undefined;

function call(): ContextDescription {
  const certificate = callStatic(
    "X509Certificate2",
    "new",
    [byteArray(Buffer.from(CERTIFICATE, "base64"))],
    new Runtime({}),
  );
  const date = Date.UTC(2024, 0, 1);
  return {
    requestId: "6f9619ff-8b86-d011-b42d-00c04fc964ff",
    timestamp: NOW,
    elapsedMilliseconds: 1500,
    isTracing: true,
    request: {
      method: "POST",
      url: "https://api.contoso.com:8443/orders/7?tag=a&tag=b&page=3",
      originalUrl: "https://www.contoso.com/v1/orders/7",
      ipAddress: "203.0.113.9",
      headers: new Map([["X-Many", ["a", "b"]]]),
      matchedParameters: new Map([["id", "7"]]),
      certificate,
      privateEndpointConnection: { name: "office", groupId: "Gateway", memberName: "Gateway" },
    },
    response: {
      statusCode: 200,
      statusReason: "OK",
      headers: new Map([["Content-Type", ["application/json"]]]),
    },
    variables: new Map<string, NetValue>([
      ["count", 3],
      ["token", TOKEN],
      ["key", privateKey()],
      ["authorization", authorizationValue("t1", new Map([["scope", "mail"]]))],
    ]),
    api: {
      id: "orders",
      name: "Orders",
      path: "orders",
      revision: "2",
      version: "v1",
      serviceUrl: "http://backend.contoso.com/base",
      subscriptionKeyParameterNames: { header: "X-Key", query: "key" },
    },
    backend: { id: "orders-backend", type: "Single", azureRegion: "westeurope" },
    operation: { id: "get-order", method: "POST", name: "Get an order", urlTemplate: "/{id}" },
    product: {
      id: "gold",
      name: "Gold",
      subscriptionsLimit: 5,
      apis: [{ id: "orders" }],
      groups: [{ id: "developers", name: "Developers" }],
    },
    subscription: {
      id: "s1",
      name: "Ada's",
      key: "k0",
      primaryKey: "k1",
      secondaryKey: "k2",
      createdDate: date,
      startDate: date,
    },
    user: {
      id: "1",
      email: "ada@contoso.com",
      firstName: "Ada",
      lastName: "Lovelace",
      note: "first",
      groups: [{ id: "developers", name: "Developers" }],
      identities: [{ id: "ada", provider: "Azure" }],
      registrationDate: date,
    },
    deployment: {
      region: "West Europe",
      serviceId: "contoso-apim",
      serviceName: "contoso-apim.azure-api.net",
      gateway: { id: "managed", instanceId: "i-1" },
      certificates: () => new Map([["signing", certificate]]),
      carbonIntensity: "Low",
    },
    workspace: { id: "shop", name: "Shop" },
    lastError: {
      source: "validate-jwt",
      reason: "TokenNotPresent",
      message: "no token",
      scope: "api",
      section: "inbound",
      path: "validate-jwt[1]",
      policyId: "check",
    },
    graphQL: { arguments: '{"id":7}', parent: '{"name":"Ada"}' },
  };
}

/** A private key as Base64. */
function privateKey(): string {
  const { privateKey: key } = generateKeyPairSync("rsa", { modulusLength: 1024 });
  return key.export({ type: "pkcs1", format: "der" }).toString("base64");
}
