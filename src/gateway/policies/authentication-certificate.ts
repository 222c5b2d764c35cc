import { CannotExecute } from "../failure";
import type { Step } from "../step";

/** Chooses the certificate of the gateway for the connection to the backend. Locally, the trace says which. */
export function authenticationCertificate(step: Step): void {
  const certificate = step.tryText("certificate-id") ?? step.tryText("thumbprint");
  if (certificate === undefined && step.tryText("body") === undefined) {
    throw new CannotExecute("<authentication-certificate> names no certificate; the service refuses such a document");
  }
  if (certificate !== undefined && !step.services.hasCertificate(certificate, step.workspace)) {
    throw new CannotExecute(`the certificate ${certificate} is not in the deployment`);
  }
  step.exchange.backend.certificate = certificate ?? "body";
  step.decision = `with the certificate ${certificate ?? "in the policy"}`;
}
