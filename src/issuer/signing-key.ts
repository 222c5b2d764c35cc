import { createHash, generateKeyPairSync, type JsonWebKey, type KeyObject } from "node:crypto";

/** A key that an issuer signs tokens with. */
export class SigningKey {
  /** A new RSA key of 2048 bits. */
  public static generate(): SigningKey {
    const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    return new SigningKey(privateKey, publicKey);
  }

  /** The name of the key in the header of a token and in the JWKS. It follows from the key, so that a key keeps it. */
  public readonly kid: string;

  private readonly jwk: JsonWebKey;

  private constructor(
    public readonly privateKey: KeyObject,
    public readonly publicKey: KeyObject,
  ) {
    this.jwk = publicKey.export({ format: "jwk" });
    const der = publicKey.export({ format: "der", type: "spki" });
    this.kid = createHash("sha1").update(der).digest("base64url");
  }

  /** The public key as a JWKS lists it. Entra ID names no `alg`; it adds a certificate, which no validator needs. */
  public toJwk(): Record<string, unknown> {
    const { kty, n, e } = this.jwk;
    return { kty, use: "sig", kid: this.kid, x5t: this.kid, n, e };
  }
}

/** The keys of an issuer, made when they are needed. There is always more than one, as in Entra ID: a validator has to choose by `kid`. */
export class KeyRing {
  private current?: SigningKey;
  private next?: SigningKey;

  public constructor(private readonly generate: () => SigningKey = () => SigningKey.generate()) {}

  /** The key that signs. */
  public get signingKey(): SigningKey {
    return (this.current ??= this.generate());
  }

  /** What the JWKS lists. The order says nothing. */
  public get published(): readonly SigningKey[] {
    return [this.nextKey, this.signingKey];
  }

  /** Signs with the other published key from now on, and forgets the one that signed: its tokens no longer pass. */
  public rollOver(): void {
    this.current = this.nextKey;
    this.next = undefined;
  }

  private get nextKey(): SigningKey {
    return (this.next ??= this.generate());
  }
}
