import { type NetValue, stringArray } from "../contract/values";
import { dateTime, NetRecord, textLists } from "./record";

/** Reads a signed token without checking it. Undefined for what is none. */
export function readJwt(text: string): NetRecord | undefined {
  const token = text.replace(/^Bearer +/i, "");
  const parts = token.split(".");
  if (parts.length !== 3) return undefined;
  const header = readPart(parts[0]);
  const payload = readPart(parts[1]);
  if (header === undefined || payload === undefined) return undefined;
  return jwtValue(header, payload);
}

/** A `Jwt` of the header and the claims of a token. */
export function jwtValue(header: ReadonlyMap<string, unknown>, payload: ReadonlyMap<string, unknown>): NetRecord {
  const textsAt = (name: string): string[] => (payload.has(name) ? textsOf(payload.get(name)) : []);
  const text = (name: string) => (): NetValue => (payload.has(name) ? textsAt(name).join(",") : null);
  const date = (name: string) => (): NetValue => {
    const seconds = payload.get(name);
    return typeof seconds === "number" ? dateTime(seconds * 1000) : null;
  };
  return new NetRecord("Jwt", {
    Algorithm: textOrNull(header.get("alg")),
    Type: textOrNull(header.get("typ")),
    Audiences: () => stringArray(textsAt("aud")),
    Claims: () => textLists(Array.from(payload, ([name, value]) => [name, textsOf(value)] as const)),
    Id: text("jti"),
    Issuer: text("iss"),
    Subject: text("sub"),
    ExpirationTime: date("exp"),
    IssuedAt: date("iat"),
    NotBefore: date("nbf"),
  });
}

function readPart(part = ""): ReadonlyMap<string, unknown> | undefined {
  if (!/^[\w-]+$/.test(part)) return undefined;
  try {
    const value: unknown = JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? new Map(Object.entries(value))
      : undefined;
  } catch {
    return undefined;
  }
}

/** The values of a claim as texts: those of an array each by itself, objects as JSON. */
function textsOf(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).map((item: unknown) =>
    typeof item === "string" ? item : (JSON.stringify(item) ?? ""),
  );
}

function textOrNull(value: unknown): NetValue {
  return typeof value === "string" ? value : null;
}
