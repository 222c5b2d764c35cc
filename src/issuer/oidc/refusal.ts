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

/**
 * The parameters that have a value: one without is as one that is not there.
 *
 * @throws OidcRefusal for a parameter that is given twice, because the two ends may read different ones
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-3.1
 */
export function checkedParameters(parameters: URLSearchParams): URLSearchParams {
  const names = [...parameters.keys()];
  const twice = names.find((name, index) => !REPEATABLE.includes(name) && names.indexOf(name) !== index);
  if (twice !== undefined) throw new OidcRefusal("invalid_request", `the parameter ${twice} is given twice`);
  return new URLSearchParams([...parameters].filter(([, value]) => value !== ""));
}

/** @see https://www.rfc-editor.org/rfc/rfc8707#section-2 */
const REPEATABLE: readonly string[] = ["resource"];

/** A parameter that has to be there. */
export function requiredParameter(parameters: URLSearchParams, name: string): string {
  const value = parameters.get(name);
  if (value !== null) return value;
  throw new OidcRefusal("invalid_request", `the parameter ${name} is missing`);
}
