import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";

/** A certificate that a test makes, with its key. */
export interface MadeCertificate {
  /** The certificate and the key, as a user gives them. */
  readonly pem: string;
  /** The certificate alone, as Terraform has it. */
  readonly base64: string;
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

/** A certificate with an RSA key, good from 2020 to 2040. It is signed by an authority, or by itself. */
export function makeCertificate(
  name: string,
  authority?: { readonly name: string; readonly key: KeyObject },
): MadeCertificate {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const algorithm = sequence(der(0x06, Buffer.from("2a864886f70d01010b", "hex")), der(0x05));
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1])),
    algorithm,
    nameOf(authority?.name ?? name),
    sequence(time("200101000000Z"), time("400101000000Z")),
    nameOf(name),
    publicKey.export({ type: "spki", format: "der" }),
  );
  const signature = sign("sha256", body, authority?.key ?? privateKey);
  const certificate = sequence(body, algorithm, der(0x03, Buffer.concat([Buffer.from([0]), signature])));
  const base64 = certificate.toString("base64");
  const key = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  return {
    pem: `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n${key}`,
    base64,
    publicKey,
    privateKey,
  };
}

/** A name with a common name only. */
function nameOf(commonName: string): Buffer {
  return sequence(der(0x31, sequence(der(0x06, Buffer.from("550403", "hex")), der(0x0c, Buffer.from(commonName)))));
}

function time(text: string): Buffer {
  return der(0x17, Buffer.from(text));
}

function sequence(...parts: Buffer[]): Buffer {
  return der(0x30, ...parts);
}

function der(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}
