import { X509Certificate } from "node:crypto";
import { Token } from "cdktf";
import type { Construct } from "constructs";
import { wrongKind } from "./errors";
import { STRING } from "./kinds";

/** A certificate as Terraform gets it. */
export interface CertificateData {
  /** The certificate, in its encoding. */
  readonly value: string;
  /** How the certificate is written, as azuread names it. */
  readonly encoding: "pem" | "base64" | "hex";
  /** When the certificate expires, in UTC; undefined if only Entra ID can read it. */
  readonly endDate?: string;
}

const ONE = "the text of one certificate, without its private key";
const BLOCK = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g;

/**
 * The public part of a certificate. Its private key never enters the program: it stays with the client, or in Key Vault.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/certificate-credentials
 */
export class PublicCertificate {
  /**
   * A certificate in PEM, such as the content of a `.pem` or `.crt` file.
   *
   * @param pem the text with `-----BEGIN CERTIFICATE-----`
   * @throws when the text holds a private key, no certificate or several of them
   */
  public static fromPem(pem: string): PublicCertificate {
    const place = "PublicCertificate.fromPem";
    requireText(place, "pem", pem);
    if (Token.isUnresolved(pem)) return new PublicCertificate(() => ({ value: pem, encoding: "pem" }));
    if (/PRIVATE KEY/.test(pem)) throw privateKey(place, "pem");
    const blocks = pem.match(BLOCK) ?? [];
    if (blocks.length !== 1) throw notOne(place, "pem", `a text with ${blocks.length} certificates`);
    return read(place, "pem", blocks[0], "pem", blocks[0]);
  }

  /**
   * A certificate as DER in base64, such as the attribute `certificate_data_base64` of a Key Vault certificate.
   *
   * @param base64 the text, with or without line breaks
   * @throws when the text is no certificate, such as a private key or a PFX file
   */
  public static fromBase64(base64: string): PublicCertificate {
    const place = "PublicCertificate.fromBase64";
    requireText(place, "base64", base64);
    if (Token.isUnresolved(base64)) return new PublicCertificate(() => ({ value: base64, encoding: "base64" }));
    const text = base64.replace(/\s/g, "");
    const der = /^[A-Za-z0-9+/]+={0,2}$/.test(text) ? text : "";
    return read(place, "base64", text, "base64", Buffer.from(der, "base64"));
  }

  /**
   * A certificate as DER in hexadecimal digits, such as the attribute `certificate_data` of a Key Vault certificate.
   *
   * @param hex the digits
   * @throws when the text is no certificate, such as a private key or a PFX file
   */
  public static fromHex(hex: string): PublicCertificate {
    const place = "PublicCertificate.fromHex";
    requireText(place, "hex", hex);
    if (Token.isUnresolved(hex)) return new PublicCertificate(() => ({ value: hex, encoding: "hex" }));
    const text = hex.trim();
    const der = /^(?:[0-9a-f]{2})+$/i.test(text) ? text : "";
    return read(place, "hex", text, "hex", Buffer.from(der, "hex"));
  }

  /**
   * A certificate as the stack that uses it gets it.
   *
   * @param bind makes the Terraform expressions, if there are any, in that stack
   * @internal
   */
  public static _of(bind: (consumer: Construct) => CertificateData): PublicCertificate {
    return new PublicCertificate(bind);
  }

  private constructor(private readonly bind: (consumer: Construct) => CertificateData) {}

  /** @internal */
  public _data(consumer: Construct): CertificateData {
    return this.bind(consumer);
  }
}

/** A text in the place of a certificate may be a private key, so no message shows it. */
function requireText(place: string, what: string, value: unknown): void {
  STRING.require(place, what, value);
  if ((value as string).trim() === "") throw notOne(place, what, "empty");
}

function read(
  place: string,
  what: string,
  value: string,
  encoding: CertificateData["encoding"],
  certificate: string | Buffer,
): PublicCertificate {
  let parsed: X509Certificate;
  try {
    parsed = new X509Certificate(certificate);
  } catch {
    // The reason may quote the text.
    throw notOne(place, what, "no certificate");
  }
  const endDate = new Date(parsed.validTo).toISOString().replace(/\.\d+Z$/, "Z");
  return PublicCertificate._of(() => ({ value, encoding, endDate }));
}

function notOne(place: string, what: string, got: string): Error {
  return wrongKind(place, what, got, ONE, "export the certificate alone, without its key, such as openssl x509 does");
}

function privateKey(place: string, what: string): Error {
  return wrongKind(
    place,
    what,
    "a text with a private key",
    ONE,
    "keep the key where the client runs, replace it if the text has been stored, and give the certificate alone",
  );
}
