import type { AzureCloud } from "../../oauth/azure-cloud";
import { tokenExchangeAudience } from "../../oauth/token-exchange";
import { csharpString } from "../../policy/csharp/literal";
import type { PolicyElement } from "../../policy/model/node";
import { AuthenticationManagedIdentity, SetVariable } from "../../policy/statements";
import { IDENTITY, NAMED_VALUE } from "../kinds";
import { ApimIdentity } from "../service/apim-identity";
import type { INamedValue } from "../values/named-value";

const CREDENTIAL = "obo-credential";
const VALUE = `Uri.EscapeDataString((string)context.Variables["${CREDENTIAL}"])`;
const ASSERTION_PARAMETERS =
  "&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion=";

/** The credential of a client in a token request. */
interface Credential {
  /** The statement that puts the credential into variable `obo-credential`. */
  readonly statement: (cloud: AzureCloud) => PolicyElement;
  /** C# of the parameters, after the client id. */
  readonly parameters: string;
}

/** How the gateway proves to Entra ID that it is the client. */
export class ClientAuthentication {
  /**
   * The service's identity, without a secret: the registration needs a federated identity credential for the identity.
   *
   * @param identity the identity; by default that of the service itself
   * @see https://learn.microsoft.com/entra/workload-id/workload-identity-federation-config-app-trust-managed-identity
   */
  public static managedIdentity(identity: ApimIdentity = ApimIdentity.systemAssigned()): ClientAuthentication {
    IDENTITY.require("ClientAuthentication.managedIdentity", "identity", identity);
    return new ClientAuthentication({
      statement: (cloud) =>
        new AuthenticationManagedIdentity({
          resource: tokenExchangeAudience(cloud),
          clientId: identity.clientId,
          outputTokenVariableName: CREDENTIAL,
        }),
      parameters: `${csharpString(ASSERTION_PARAMETERS)} + ${VALUE}`,
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
