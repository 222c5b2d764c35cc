import type { IDependable } from "constructs";
import { checkProps, type Kinds, optional } from "../../core/kinds";
import { check, RULES } from "../../core/rules";
import type { IAppRegistration } from "../../entra/i-app-registration";
import { APP_REGISTRATION } from "../../entra/kinds";
import { DEPENDABLE, IDENTITY, NAMED_VALUE } from "../kinds";
import { APIM_RULES } from "../rules";
import type { ApimIdentity } from "../service/apim-identity";
import type { INamedValue } from "../values/named-value";
import { authorizationAsHeader } from "./errors";

/** Options of `BackendCredential.managedIdentity`. */
export interface ManagedIdentityOptions {
  /** The registration of the backend, for which the identity gets a token. */
  readonly resource: IAppRegistration;
  /**
   * The identity of the service.
   *
   * @default ApimIdentity.systemAssigned()
   */
  readonly identity?: ApimIdentity;
  /**
   * What gives the identity its role on the backend: the backend, and policies that use it, are created after it.
   *
   * @default - the identity has its role already, or needs none
   */
  readonly grant?: IDependable;
}

const MANAGED_IDENTITY: Kinds<ManagedIdentityOptions> = {
  resource: APP_REGISTRATION,
  identity: optional(IDENTITY),
  grant: optional(DEPENDABLE),
};

/** What a credential is, for the resource and for the policies. */
interface Parts {
  readonly header?: string;
  readonly query?: string;
  readonly scheme?: string;
  readonly thumbprint?: string;
  readonly value?: INamedValue;
  readonly managedIdentity?: ManagedIdentityOptions;
}

/** How the gateway proves to a backend who it is. What the caller sent in the same place is removed. */
export class BackendCredential {
  /** A token of Entra ID for an identity of the service: no secret at all. It replaces the token of the caller. */
  public static managedIdentity(options: ManagedIdentityOptions): BackendCredential {
    checkProps("BackendCredential.managedIdentity", options, MANAGED_IDENTITY);
    return new BackendCredential({ managedIdentity: options });
  }

  /** The key of a function app, in the header `x-functions-key`. */
  public static functionKey(key: INamedValue): BackendCredential {
    NAMED_VALUE.require("BackendCredential.functionKey", "key", key);
    return new BackendCredential({ header: "x-functions-key", value: key });
  }

  /** A header. */
  public static header(name: string, value: INamedValue): BackendCredential {
    const place = "BackendCredential.header";
    check(place, "name", name, RULES.httpToken);
    NAMED_VALUE.require(place, "value", value);
    if (name.toLowerCase() === "authorization") throw authorizationAsHeader();
    return new BackendCredential({ header: name, value });
  }

  /** A query parameter. Logs of the backend may keep it. */
  public static queryParameter(name: string, value: INamedValue): BackendCredential {
    const place = "BackendCredential.queryParameter";
    check(place, "name", name, RULES.httpToken);
    NAMED_VALUE.require(place, "value", value);
    return new BackendCredential({ query: name, value });
  }

  /** The header `Authorization`, such as with the scheme `Basic`. It replaces the token of the caller. */
  public static authorization(scheme: string, parameter: INamedValue): BackendCredential {
    const place = "BackendCredential.authorization";
    check(place, "scheme", scheme, RULES.httpToken);
    NAMED_VALUE.require(place, "parameter", parameter);
    return new BackendCredential({ scheme, value: parameter });
  }

  /** A certificate of the service, by its thumbprint. */
  public static certificate(thumbprint: string): BackendCredential {
    check("BackendCredential.certificate", "thumbprint", thumbprint, APIM_RULES.thumbprint);
    return new BackendCredential({ thumbprint });
  }

  /** @internal */
  public readonly _parts: Parts;

  private constructor(parts: Parts) {
    this._parts = parts;
  }
}
