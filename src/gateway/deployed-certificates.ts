import { createPrivateKey, type KeyObject, X509Certificate } from "node:crypto";
import type { Certificate, Container, Service } from "../deployment/model";
import { NetCertificate } from "../policy/csharp/evaluate/dotnet/crypto/values";
import { UnsupportedError } from "../policy/csharp/evaluate/contract/errors";
import { CannotExecute } from "./failure";

/** The certificates of a service and its workspaces. */
export class DeployedCertificates {
  /** @param pem certificates with their private keys in PEM, by their names: what a deployment has of them may not be readable here */
  public constructor(
    private readonly service: Service,
    private readonly pem: ReadonlyMap<string, string>,
  ) {}

  /** Whether there is one with a name or a thumbprint. */
  public has(wanted: string, workspace: string | undefined): boolean {
    return this.owner(workspace).certificates.some(
      ({ name, thumbprint }) => name === wanted || thumbprint?.toLowerCase() === wanted.toLowerCase(),
    );
  }

  /**
   * The certificate with a name.
   *
   * @throws CannotExecute when it is not there, or cannot be read
   */
  public find(name: string, workspace: string | undefined): X509Certificate {
    const certificate = this.named(name, workspace);
    const found = this.read(certificate);
    if (found === undefined) throw new CannotExecute(unreadable(certificate));
    return found;
  }

  /**
   * The private key of a certificate.
   *
   * @throws CannotExecute when the certificate is not there, or the test gives no key for it
   */
  public privateKey(name: string, workspace: string | undefined): KeyObject {
    const certificate = this.named(name, workspace);
    const key = this.readKey(certificate);
    if (key !== undefined) return key;
    throw new CannotExecute(
      `the private key of the certificate ${name} (${certificate.address}) is not known here; give the certificate with its key to the gateway as PEM in certificates`,
    );
  }

  /** Those of the service by their names, as expressions read them. */
  public forExpressions(): ReadonlyMap<string, NetCertificate> {
    return new Map(
      this.service.certificates.map((certificate) => {
        const known = this.read(certificate);
        if (known !== undefined)
          return [certificate.name, new NetCertificate(known, this.readKey(certificate))] as const;
        throw new UnsupportedError(unreadable(certificate));
      }),
    );
  }

  private named(wanted: string, workspace: string | undefined): Certificate {
    const found = this.owner(workspace).certificates.find(({ name }) => name === wanted);
    if (found === undefined) throw new CannotExecute(`the certificate ${wanted} is not in the deployment`);
    return found;
  }

  private owner(workspace: string | undefined): Container {
    return this.service.workspaces.find(({ name }) => name === workspace) ?? this.service;
  }

  /** What can be read of a certificate: PEM or DER, but no PKCS#12, which is encrypted. */
  private read({ name, data }: Certificate): X509Certificate | undefined {
    const text = this.pem.get(name);
    try {
      if (text !== undefined) return new X509Certificate(text);
      return data === undefined ? undefined : new X509Certificate(Buffer.from(data.reveal(), "base64"));
    } catch {
      return undefined;
    }
  }

  /** The private key, if the test gives one beside the certificate. */
  private readKey({ name }: Certificate): KeyObject | undefined {
    const text = this.pem.get(name);
    if (text?.includes("PRIVATE KEY-----") !== true) return undefined;
    try {
      return createPrivateKey(text);
    } catch {
      // The message of the parser may hold a part of the key.
      throw new CannotExecute(
        `the private key of the certificate ${name} cannot be read; expected PEM without a password in certificates`,
      );
    }
  }
}

function unreadable({ name, address }: Certificate): string {
  return `the certificate ${name} (${address}), whose content is not in the deployment or is PKCS#12; give it to the gateway as PEM in certificates`;
}
