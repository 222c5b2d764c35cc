import { X509Certificate } from "node:crypto";
import { type TypeBuilder } from "../../contract/define";
import { byteArray } from "../../contract/values";
import { unsupported } from "../errors";
import { UNIX_EPOCH_TICKS } from "../time/calendar";
import { NetDateTime } from "../time/values";
import { NetCertificate, NetName } from "./values";
import { attempt, bytes } from "./arguments";

/** Reading a certificate, also what is none. */
const STEPS_OF_A_CERTIFICATE = 500;

export function certificateMembers(type: TypeBuilder<NetCertificate>): void {
  type
    .create("(byte[] rawData)", (call) => {
      call.runtime.step(STEPS_OF_A_CERTIFICATE);
      return new NetCertificate(attempt(() => new X509Certificate(bytes(call, 0))));
    })
    .property("string Thumbprint", (self) => thumbprint(self))
    .property("string SerialNumber", (self) => self.certificate.serialNumber)
    .property("DateTime NotBefore", (self) => dateOf(self.certificate.validFrom))
    .property("DateTime NotAfter", (self) => dateOf(self.certificate.validTo))
    .property("bool HasPrivateKey", (self) => self.privateKey !== undefined)
    .property("string FriendlyName", () => "")
    .property("X500DistinguishedName SubjectName", (self) => new NetName(distinguishedName(self.certificate.subject)))
    .property("X500DistinguishedName IssuerName", (self) => new NetName(distinguishedName(self.certificate.issuer)))
    .method("string GetNameInfo(X509NameType nameType, bool forIssuer)", (self, call) => {
      if (call.enum(0) !== 0) throw unsupported("X509Certificate2.GetNameInfo of this name");
      const name = call.boolean(1) ? self.certificate.issuer : self.certificate.subject;
      // Each part has a line.
      const parts = name.split("\n").map((part) => part.split("="));
      const found = ["CN", "OU", "O", "emailAddress"].map((key) => parts.find(([part]) => part === key)).find(Boolean);
      return found?.slice(1).join("=") ?? "";
    })
    .method("bool Verify()", (self, call) => self.isValidAt(call.runtime.now(), true))
    .property("byte[] RawData", (self) => byteArray(self.certificate.raw));
}

/** A name as .NET writes it: the last part first, separated by commas. */
export function distinguishedName(name: string | undefined): string {
  return (name ?? "")
    .split("\n")
    .filter((part) => part !== "")
    .reverse()
    .map((part) => {
      const [key = "", ...rest] = part.split("=");
      const value = rest.join("=");
      return `${NAME_KEYS.get(key) ?? key}=${/[,+="\n<>#;]|^\s|\s$/.test(value) ? `"${value.replace(/"/g, '""')}"` : value}`;
    })
    .join(", ");
}

const NAME_KEYS: ReadonlyMap<string, string> = new Map([
  ["ST", "S"],
  ["emailAddress", "E"],
]);

export function thumbprint({ certificate }: NetCertificate): string {
  return certificate.fingerprint.replace(/:/g, "");
}

/** The key in PKCS #1, which is what a certificate has of an RSA key. */
export function rsaPublicKey({ certificate: { publicKey } }: NetCertificate): Buffer {
  if (publicKey.asymmetricKeyType !== "rsa") throw unsupported("the bytes of a key that is not of RSA");
  return publicKey.export({ type: "pkcs1", format: "der" });
}

/** In local time, which is UTC. */
export function dateOf(text: string): NetDateTime {
  return new NetDateTime(UNIX_EPOCH_TICKS + BigInt(Date.parse(text)) * 10_000n, "local");
}
