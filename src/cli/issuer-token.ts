import type { LocalGateway } from "../testing/local-gateway";
import type { CommandOption } from "./command";
import { unknown, UsageError, wrongValue } from "./errors";
import type { ParsedArguments } from "./parsed-arguments";

/** Which token of an issuer other than Entra ID is sent. */
export const ISSUER_OPTIONS: readonly CommandOption[] = [
  {
    name: "issuer",
    value: "address",
    description: "The issuer of the token if it is none of Entra ID: one that the policies trust, by its claim iss.",
  },
  {
    name: "claim",
    value: "name=value",
    isRepeated: true,
    description:
      'A claim of that token: a text, or JSON after :=, such as roles:=["read"]. It is for the audience of the policy if that is one, and good for an hour.',
  },
];

/** Options that are about tokens of Entra ID. */
const OF_ENTRA_ID: readonly string[] = ["client", "user", "scope", "api"];

/** The token that the user asks for, or undefined if it is one of Entra ID or none. */
export async function issuerTokenFor(given: ParsedArguments, gateway: LocalGateway): Promise<string | undefined> {
  const issuer = given.text("issuer");
  if (issuer === undefined) {
    if (given.has("claim")) throw new UsageError("--claim is for a token of another issuer; give it with --issuer");
    return undefined;
  }
  const wrong = OF_ENTRA_ID.find((option) => given.has(option));
  if (wrong !== undefined) throw new UsageError(`--${wrong} is for a token of Entra ID; leave it or --issuer out`);
  const known = gateway.otherIssuers.all.find((each) => each.issuer === issuer || each.metadataUrl === issuer);
  if (known === undefined) {
    const names = [...new Set(gateway.otherIssuers.all.map((each) => each.issuer))];
    if (names.length > 0) throw unknown("issuer", issuer, names);
    throw new UsageError("the policies trust no issuer but Entra ID; leave --issuer out, and name a client");
  }
  const claims = claimsIn(given.texts("claim"));
  if (claims.aud === undefined && known.audiences.length !== 1) {
    const names = known.audiences.join(", ") || "any";
    throw new UsageError(`a token of ${known.issuer} has to name its audience; give it as --claim aud=…: ${names}`);
  }
  return gateway.tokenFrom(known.issuer, claims);
}

function claimsIn(texts: readonly string[]): Record<string, unknown> {
  const claims = new Map<string, unknown>();
  for (const text of texts) {
    const [, name = "", kind, value = ""] = /^([^=]*?)(:?=)(.*)$/s.exec(text) ?? [];
    if (name === "") throw wrongValue("claim", text, 'a name and a value, such as scp=read or roles:=["read"]');
    if (claims.has(name)) throw new UsageError(`--claim has ${name} twice; give a list as ${name}:=["a", "b"]`);
    claims.set(name, kind === "=" ? value : jsonIn(text, value));
  }
  return Object.fromEntries(claims);
}

function jsonIn(text: string, value: string): unknown {
  try {
    return JSON.parse(value) as unknown;
  } catch {
    throw wrongValue("claim", text, 'JSON after :=, such as roles:=["read"]');
  }
}
