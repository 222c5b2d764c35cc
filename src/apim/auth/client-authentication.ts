import { wrongKind } from "../../core/errors";
import type { IAppRegistration } from "../../entra/i-app-registration";
import { tokenExchangeAudience } from "../../oauth/token-exchange";
import { csharpString } from "../../policy/csharp/literal";
import type { PolicyElement } from "../../policy/model/node";
import { AuthenticationManagedIdentity, SetVariable } from "../../policy/statements";
import { certificateWithoutThumbprint } from "../errors";
import { IDENTITY, NAMED_VALUE, SERVICE_CERTIFICATE } from "../kinds";
import type { ApimIdentity } from "../service/apim-identity";
import type { IApimCertificate } from "../values/apim-certificate";
import type { INamedValue } from "../values/named-value";
import { ASSERTION_PARAMETERS, signedAssertion } from "./client-assertion";

const CREDENTIAL = "obo-credential";
const VALUE = `Uri.EscapeDataString((string)context.Variables["${CREDENTIAL}"])`;
const ASSERTION = `${csharpString(ASSERTION_PARAMETERS)} + ${VALUE}`;

/** The credential of a client in a token request. */
interface Credential {
  /** The statement that puts the credential into variable `obo-credential`. */
  readonly statement: (client: IAppRegistration) => PolicyElement;
  /** C# of the parameters, after the client id. */
  readonly parameters: string;
  /** What the registration of the client needs for it. */
  readonly needs?: "certificate" | "federated credential";
  /** Whom the federated credential is for. */
  readonly subject?: string | undefined;
  /** The certificate of the service that signs. */
  readonly certificate?: IApimCertificate;
}

/** How the gateway proves to Entra ID that it is the client. */
export class ClientAuthentication {
  /**
   * A user-assigned identity of the service, without a secret: the registration needs a federated identity credential for the identity.
   *
   * @param identity the identity, from `ApimIdentity.userAssigned`
   * @throws when the identity is that of the service itself, which Entra ID does not accept here
   * @see https://learn.microsoft.com/entra/workload-id/workload-identity-federation-config-app-trust-managed-identity
   */
  public static managedIdentity(identity: ApimIdentity): ClientAuthentication {
    const place = "ClientAuthentication.managedIdentity";
    IDENTITY.require(place, "identity", identity);
    if (identity.clientId === undefined) {
      throw wrongKind(
        place,
        "identity",
        "a system-assigned identity",
        "a user-assigned identity",
        "use ApimIdentity.userAssigned, and add a federated credential for it to the registration",
      );
    }
    return new ClientAuthentication({
      statement: ({ authority }) =>
        new AuthenticationManagedIdentity({
          resource: tokenExchangeAudience(authority.cloud),
          clientId: identity.clientId,
          outputTokenVariableName: CREDENTIAL,
        }),
      parameters: ASSERTION,
      needs: "federated credential",
      subject: identity._principalId,
    });
  }

  /**
   * A certificate of the service, with whose key the policy signs an assertion (PS256). The registration needs its public part: add it with
   * `addCertificate`, such as `vault.certificate(name)`. The key must be RSA.
   *
   * The policy names the certificate by the thumbprint that Terraform read last. After a renewal calls fail until the next deployment.
   *
   * @param certificate the certificate, of the service that has the policy
   * @throws when the certificate is an existing one without its thumbprint
   * @see https://learn.microsoft.com/entra/identity-platform/certificate-credentials
   */
  public static certificate(certificate: IApimCertificate): ClientAuthentication {
    SERVICE_CERTIFICATE.require("ClientAuthentication.certificate", "certificate", certificate);
    const { thumbprint } = certificate as { readonly thumbprint?: string };
    if (thumbprint === undefined) throw certificateWithoutThumbprint(certificate);
    return new ClientAuthentication({
      statement: (client) => new SetVariable({ name: CREDENTIAL, value: signedAssertion(thumbprint, client) }),
      parameters: ASSERTION,
      needs: "certificate",
      certificate,
    });
  }

  /**
   * A client secret in a named value: `secret` or `keyVault` of `NamedValueSource`.
   *
   * @param secret the named value
   */
  public static secret(secret: INamedValue): ClientAuthentication {
    NAMED_VALUE.require("ClientAuthentication.secret", "secret", secret);
    return new ClientAuthentication({
      statement: () => new SetVariable({ name: CREDENTIAL, value: secret.reference }),
      parameters: `${csharpString("&client_secret=")} + ${VALUE}`,
    });
  }

  /** @internal */
  public readonly _credential: Credential;

  private constructor(credential: Credential) {
    this._credential = credential;
  }
}
