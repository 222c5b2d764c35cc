import type { OpenDeployment } from "../open-deployment";
import { bad, open, type Verdict } from "./verdict";

/** Why Entra ID refuses a token, and what to do in the deployment. By the number after `AADSTS`. */
const REFUSALS: ReadonlyMap<number, readonly [cause: string, fix: string]> = new Map([
  [
    50011,
    [
      "the redirect URI of the request is not one of the registration",
      "add exactly this URI to the client, for the platform that it is: web, single page or public client",
    ],
  ],
  [50034, ["the user does not exist in the tenant", "sign in with a user of the tenant, or invite the user"]],
  [
    50105,
    [
      "the API asks for an assignment, and the user has none",
      "assign a role of the API to the user or to a group of the user, or set app_role_assignment_required of its service principal to false",
    ],
  ],
  [
    65001,
    [
      "nobody consented to the scope",
      "consent for all users with an azuread_service_principal_delegated_permission_grant, or let the user consent at the sign-in",
    ],
  ],
  [70011, ["the scope is not written as Entra ID wants it", "ask for scopes of one API, or for .default alone"]],
  [90002, ["the tenant does not exist in this cloud", "use the id of the tenant, at the login host of its cloud"]],
  [90009, ["the application asks for a token for itself by its URI", "name it by its client id: <client id>/.default"]],
  [
    500011,
    [
      "the tenant has no service principal for the API, or its URI is misspelt",
      "make an azuread_service_principal for the API, and ask for its client id or one of its identifier URIs",
    ],
  ],
  [
    501051,
    [
      "the API asks for an assignment, and the application has no role",
      "give it a role with an azuread_app_role_assignment",
    ],
  ],
  [650053, ["the API has no such scope", "ask for a scope of the registration, or add it there"]],
  [
    700016,
    [
      "the tenant has no service principal for the client, or the client id is wrong",
      "make an azuread_service_principal for the client, and ask in its tenant",
    ],
  ],
  [
    700213,
    [
      "no federated credential of the client has the issuer, the subject and the audience of the assertion",
      "add a federated credential with exactly these values; letters in another case are another subject",
    ],
  ],
  [
    1002012,
    [
      "an application cannot ask for single scopes",
      "ask for <identifier URI of the API>/.default: the token gets all roles that the client was given",
    ],
  ],
  [
    7000215,
    [
      "the secret is wrong; people often take the id of the secret for its value",
      "use the value of the azuread_application_password, or a federated credential in its place",
    ],
  ],
  [
    7000218,
    [
      "the request has no secret and no assertion, and the client is none that a user holds in the hand",
      "send the credential of the client, or make the redirect URI one of a public client",
    ],
  ],
  [7000222, ["the secret has expired", "make a new one, with an end date that something renews in time"]],
  [
    9010010,
    [
      "the parameter resource names another API than the scope",
      "leave resource out: version 2 takes the API from the scope",
    ],
  ],
]);

export function explainRefusal(code: number, message: string): Verdict {
  const known = REFUSALS.get(code);
  const detail = `AADSTS${code}${message === "" ? "" : `: ${message.slice(0, 300)}`}`;
  return known === undefined
    ? open("issuer", `${detail}; see https://login.microsoftonline.com/error?code=${code}`)
    : bad("issuer", detail, ...known);
}

/** What of the deployment the ids in the message of a refusal are. */
export function registrationsIn(message: string, { deployment: { registrations } }: OpenDeployment): string[] {
  return registrations
    .filter(({ clientId, identifierUris }) => [clientId, ...identifierUris].some((id) => message.includes(id)))
    .map(({ clientId, displayName, address }) => `${clientId} is ${displayName ?? "an application"}, ${address}`);
}
