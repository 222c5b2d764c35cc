import type { ApiManagementCertificate } from "@cdktf/provider-azurerm/lib/api-management";
import { Token } from "cdktf";
import { kind } from "../../core/kinds";

const PUBLIC_CERTIFICATE = kind(
  {
    expected: "an X.509 certificate in DER form, in base64, without a private key",
    fix: "give the public certificate, such as the text of a .cer file without its first and last line",
    fixOfToken: "convert it with Token.asString",
    hidesText: true,
  },
  (value) => typeof value === "string" && (Token.isUnresolved(value) || isPublicCertificate(value)),
);

/**
 * The public certificate of an authority that the gateway trusts, for backends and callers with certificates of a private authority.
 *
 * @see https://learn.microsoft.com/azure/api-management/api-management-howto-ca-certificates
 */
export class CaCertificate {
  /**
   * @param certificate a root certificate: X.509 in DER form, in base64
   * @throws when the text is none, or may hold a private key
   */
  public static root(certificate: string): CaCertificate {
    PUBLIC_CERTIFICATE.require("CaCertificate.root", "certificate", certificate);
    return new CaCertificate("Root", certificate);
  }

  /**
   * @param certificate an intermediate certificate: X.509 in DER form, in base64
   * @throws when the text is none, or may hold a private key
   */
  public static intermediate(certificate: string): CaCertificate {
    PUBLIC_CERTIFICATE.require("CaCertificate.intermediate", "certificate", certificate);
    return new CaCertificate("CertificateAuthority", certificate);
  }

  private constructor(
    private readonly storeName: string,
    private readonly encodedCertificate: string,
  ) {}

  /** @internal */
  public get _arguments(): ApiManagementCertificate {
    return { storeName: this.storeName, encodedCertificate: this.encodedCertificate };
  }
}

/** Whether a text is a certificate. A PFX starts with its version, and may hold a private key. */
function isPublicCertificate(text: string): boolean {
  if (!/^[A-Za-z0-9+/]{24,}={0,2}$/.test(text)) return false;
  const bytes = Buffer.from(text, "base64");
  const lengthBytes = bytes[1]! < 0x80 ? 0 : bytes[1]! - 0x80;
  const SEQUENCE = 0x30;
  return bytes[0] === SEQUENCE && bytes[2 + lengthBytes] === SEQUENCE;
}
