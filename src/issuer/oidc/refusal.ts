import type { OAuthError } from "../entra-error";

/** A refusal in the words of RFC 6749: section 4.1.2.1 at the authorization endpoint, section 5.2 at the token endpoint. */
export class OidcRefusal extends Error {
  public constructor(
    public readonly error: OAuthError,
    description: string,
    public readonly status = 400,
  ) {
    super(description);
    this.name = "OidcRefusal";
  }
}

/** @throws OidcRefusal for a parameter that is given twice, because the two ends may read different ones */
export function checkParameters(parameters: URLSearchParams): void {
  const names = [...parameters.keys()];
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new OidcRefusal("invalid_request", `the parameter ${twice} is given twice`);
}

/** A parameter that has to be there. */
export function requiredParameter(parameters: URLSearchParams, name: string): string {
  const value = parameters.get(name);
  if (value) return value;
  throw new OidcRefusal("invalid_request", `the parameter ${name} is missing`);
}
