import { type BinaryLike, createHash, createHmac, type KeyObject, type X509Certificate } from "node:crypto";
import { UnsupportedError } from "../../contract/errors";
import { chargeParts } from "../../contract/meter";
import { type NetType, typeNamed } from "../../contract/type";
import { NetObject, type NetValue } from "../../contract/values";

const NAMESPACE = "System.Security.Cryptography";

/** What a hash takes however short its data is. */
const STEPS_OF_A_HASH = 80;

/** A hash algorithm, with a key for an HMAC. */
export class NetHash extends NetObject {
  public hash: Uint8Array | undefined;

  /** @param algorithm the name of Node.js */
  public constructor(
    private readonly typeName: string,
    public readonly algorithm: string,
    public secret: Uint8Array | undefined,
  ) {
    super();
  }

  public get type(): NetType {
    return typeNamed(`${NAMESPACE}.${this.typeName}`);
  }

  public compute(data: BinaryLike): Uint8Array {
    chargeParts(STEPS_OF_A_HASH);
    const hash = this.secret === undefined ? createHash(this.algorithm) : createHmac(this.algorithm, this.secret);
    this.hash = hash.update(data).digest();
    return this.hash;
  }
}

/** An `RSA` key. */
export class NetRsa extends NetObject {
  public constructor(
    public publicKey: KeyObject | undefined,
    public privateKey: KeyObject | undefined,
  ) {
    super();
  }

  public get type(): NetType {
    return typeNamed(`${NAMESPACE}.RSA`);
  }
}

/** A `HashAlgorithmName`. */
export class NetHashName extends NetObject {
  public constructor(public readonly name: string) {
    super();
  }

  public get type(): NetType {
    return typeNamed(`${NAMESPACE}.HashAlgorithmName`);
  }

  public override toText(): string {
    return this.name;
  }

  public override equals(other: NetValue): boolean {
    return other instanceof NetHashName && other.name === this.name;
  }

  public override get key(): string {
    return `HashAlgorithmName:${this.name}`;
  }
}

/** An `RSASignaturePadding` or an `RSAEncryptionPadding`. */
export class NetPadding extends NetObject {
  public constructor(
    private readonly typeName: "RSASignaturePadding" | "RSAEncryptionPadding",
    public readonly name: string,
    /** The hash of OAEP. */
    public readonly hash = "",
  ) {
    super();
  }

  public get type(): NetType {
    return typeNamed(`${NAMESPACE}.${this.typeName}`);
  }

  public override toText(): string {
    return this.name;
  }

  public override equals(other: NetValue): boolean {
    return other instanceof NetPadding && other.typeName === this.typeName && other.name === this.name;
  }
}

/** An `RNGCryptoServiceProvider`. */
export class NetRandomBytes extends NetObject {
  public get type(): NetType {
    return typeNamed(`${NAMESPACE}.RNGCryptoServiceProvider`);
  }
}

/** An `X509Certificate2`. */
export class NetCertificate extends NetObject {
  public constructor(
    public readonly certificate: X509Certificate,
    public readonly privateKey?: KeyObject,
    /** What only its gateway knows of it. */
    private readonly standing?: CertificateStanding,
  ) {
    super();
  }

  public get type(): NetType {
    return typeNamed(`${NAMESPACE}.X509Certificates.X509Certificate2`);
  }

  /**
   * Whether it is valid at a time, trusted and, if that is asked, not revoked.
   *
   * @param now milliseconds since 1970
   */
  public isValidAt(now: number, asksForRevocation: boolean): boolean {
    const { validFrom, validTo } = this.certificate;
    if (now < Date.parse(validFrom) || now > Date.parse(validTo)) return false;
    if (this.standing === undefined) {
      throw new UnsupportedError("Verify of a certificate of which it is not known whether it is trusted");
    }
    return this.standing.isTrusted && !(asksForRevocation && this.standing.isRevoked === true);
  }

  public override equals(other: NetValue): boolean {
    return other instanceof NetCertificate && other.certificate.fingerprint === this.certificate.fingerprint;
  }
}

/** What nobody can see in a certificate. */
export interface CertificateStanding {
  /** Whether its chain ends at a root that is trusted. */
  readonly isTrusted: boolean;
  readonly isRevoked?: boolean;
}

/** An `X500DistinguishedName`. */
export class NetName extends NetObject {
  public constructor(public readonly text: string) {
    super();
  }

  public get type(): NetType {
    return typeNamed(`${NAMESPACE}.X509Certificates.X500DistinguishedName`);
  }
}
