import type { X509Certificate } from "node:crypto";
import type { ClientCertificate } from "../exchange";
import { CannotExecute, PolicyFailure } from "../failure";
import { CERTIFICATE_REASON, CERTIFICATE_STATUS } from "../inferred";
import type { Step } from "../step";

/** Lets only callers with a certificate pass that is valid and has one of some identities. */
export function validateClientCertificate(step: Step): void {
  const given = step.exchange.facts.certificate;
  const problem = given === undefined ? "there is no client certificate" : problemOf(step, given);
  if (problem === undefined) {
    step.decision = "the certificate is valid";
    return;
  }
  step.decision = problem;
  if (!step.flag("ignore-error", false)) {
    throw new PolicyFailure(CERTIFICATE_REASON, problem, CERTIFICATE_STATUS, "Invalid client certificate");
  }
}

function problemOf(step: Step, given: ClientCertificate): string | undefined {
  const { certificate, isTrusted, isRevoked } = given;
  const now = step.services.clock.now();
  if (step.flag("validate-not-before", true) && !(Date.parse(certificate.validFrom) <= now))
    return "the certificate is not valid yet";
  if (step.flag("validate-not-after", true) && !(Date.parse(certificate.validTo) >= now))
    return "the certificate is not valid any more";
  if (step.flag("validate-trust", true) && !isTrusted) return "the certificate is not trusted";
  if (step.flag("validate-revocation", true) && isRevoked) return "the certificate is revoked";
  const identities = step.tryPart("identities")?.parts("identity") ?? [];
  if (identities.length === 0 || identities.some((identity) => isIdentity(identity, given))) return undefined;
  return "the certificate has none of the identities";
}

function isIdentity(identity: Step, { certificate, issuer }: ClientCertificate): boolean {
  return identity.element.attributes.every(({ name }) => {
    const wanted = identity.text(name).trim();
    switch (name) {
      case "thumbprint":
        return isSameHex(wanted, certificate.fingerprint);
      case "serial-number":
        return isSameHex(wanted, certificate.serialNumber);
      case "common-name":
        return commonNames(certificate).includes(wanted);
      case "subject":
        return isSameName(wanted, certificate.subject);
      case "dns-name":
        return certificate.checkHost(wanted, { subject: "never", wildcards: false }) !== undefined;
      case "issuer-subject":
        return isSameName(wanted, certificate.issuer);
      case "issuer-thumbprint":
        return issuer !== undefined && isSameHex(wanted, issuer.fingerprint);
      case "issuer-certificate-id":
        return isIssuedBy(certificate, identity.services.certificate(wanted, identity.workspace));
      default:
        throw new CannotExecute(`the local gateway cannot compare ${name} of a certificate; give a stub`);
    }
  });
}

/** Whether the key of a certificate signed another one. */
function isIssuedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
}

function isSameHex(left: string, right: string): boolean {
  const digits = (text: string): string => text.replace(/[^\da-f]/gi, "").toLowerCase();
  return digits(left) !== "" && digits(left) === digits(right);
}

function commonNames({ subject }: X509Certificate): string[] {
  return subject.split("\n").flatMap((line) => (line.startsWith("CN=") ? [line.slice(3)] : []));
}

/** Names are the same in either order of their parts: X.509 and .NET print them in opposite ones. */
function isSameName(wanted: string, name: string): boolean {
  const parts = (text: string, separator: RegExp): string =>
    text
      .split(separator)
      .map((part) => part.trim())
      .filter((part) => part !== "")
      .sort()
      .join("\n");
  return parts(wanted, /,(?=\s*[A-Za-z0-9.]+=)/) === parts(name, /\n/);
}
