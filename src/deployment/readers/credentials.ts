import type { CertificateCredential, Credential, FederatedCredential, SecretCredential } from "../model";
import type { Block } from "../terraform/block";
import { Unresolved } from "../terraform/value";
import { type Reading, readAll } from "./context";
import { optionalText, secret, text, textOr, texts } from "./fields";
import type { ItemPlace } from "./placement";

/** How credentials of a kind of owner are called, and how they name it. */
export interface CredentialTypes {
  readonly placeOf: (block: Block) => ItemPlace;
  readonly secret?: string;
  readonly certificate?: string;
  readonly federated: readonly string[];
}

/** The credentials of a registration, a service principal or a managed identity. */
export function credentialsOf(
  reading: Reading,
  { placeOf, ...types }: CredentialTypes,
  key: string,
): readonly Credential[] | Unresolved {
  const all: Credential[] = [];
  for (const [type, read] of readersOf(reading, types)) {
    const found = readAll(reading, type, placeOf, [key], read);
    if (found instanceof Unresolved) return found;
    for (const credential of found) all.push(credential);
  }
  return all;
}

function readersOf(
  { items }: Reading,
  types: Omit<CredentialTypes, "placeOf">,
): (readonly [string, (block: Block) => Credential])[] {
  const secretOf = (block: Block): Credential =>
    items.make<SecretCredential>(block, {
      kind: "secret",
      keyId: text(block, "key_id"),
      displayName: optionalText(block, "display_name"),
      endDate: optionalText(block, "end_date"),
      secret: secret(block, "value"),
    });
  const certificateOf = (block: Block): Credential =>
    items.make<CertificateCredential>(block, {
      kind: "certificate",
      keyId: text(block, "key_id"),
      encoding: textOr(block, "encoding", "pem"),
      value: text(block, "value"),
      endDate: optionalText(block, "end_date"),
    });
  const federatedOf = (block: Block): Credential =>
    items.make<FederatedCredential>(block, {
      kind: "federated",
      issuer: text(block, "issuer"),
      subject: optionalText(block, "subject"),
      claimsMatchingExpression: optionalText(block, "claims_matching_expression"),
      audiences: block.optional("audiences") === undefined ? texts(block, "audience") : texts(block, "audiences"),
    });
  return [
    ...(types.secret === undefined ? [] : [[types.secret, secretOf] as const]),
    ...(types.certificate === undefined ? [] : [[types.certificate, certificateOf] as const]),
    ...types.federated.map((type) => [type, federatedOf] as const),
  ];
}
