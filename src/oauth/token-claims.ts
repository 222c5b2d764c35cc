/** How a claim holds several values. */
export enum ClaimForm {
  /** One string with a space between two values, as RFC 6749 writes scopes. */
  SPACE_DELIMITED = "space-delimited",
  /** A JSON array of strings, or a single string that is one value. */
  LIST = "list",
}

/**
 * A claim that holds what a caller may do: its name and its form.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7519#section-4
 */
export class TokenClaim {
  /**
   * A claim whose values are separated by spaces, such as `scope` of RFC 9068.
   *
   * @param name the name of the claim
   */
  public static spaceDelimited(name: string): TokenClaim {
    return new TokenClaim(name, ClaimForm.SPACE_DELIMITED);
  }

  /**
   * A claim that is an array of values, or a single one, such as `roles`.
   *
   * @param name the name of the claim
   */
  public static list(name: string): TokenClaim {
    return new TokenClaim(name, ClaimForm.LIST);
  }

  /** The name of the claim. */
  public readonly name: string;
  /** How the claim holds several values. */
  public readonly form: ClaimForm;

  private constructor(name: string, form: ClaimForm) {
    requireText("TokenClaim", "name", name);
    this.name = name;
    this.form = form;
  }
}

/** Programs that run without a type check can give anything. */
function requireText(place: string, what: string, value: unknown): void {
  if (typeof value === "string") return;
  throw new Error(`${place}: ${what} is ${shown(value)}; expected a string: give the text that tokens have`);
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (value === null || value === undefined) return String(value);
  if (typeof value === "number" || typeof value === "boolean") return `the ${typeof value} ${value}`;
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

/** What is true of a claim in the tokens of applications, and in no token of a user. */
export enum ClaimTest {
  /** The claim is absent. */
  ABSENT = "absent",
  /** The claim is there, whatever its value. */
  PRESENT = "present",
  /** The claim is a certain text. */
  EQUALS = "equals",
  /** The claim ends with a certain text. */
  ENDS_WITH = "ends with",
}

/**
 * How the token of an application, which calls without a user, differs from the token of a user.
 *
 * Without this distinction a client with a scope could act as a user, and a user with a role as an application.
 */
export class ApplicationTokens {
  /**
   * Tokens of applications lack a claim that every token of a user has, such as `scp` of Entra ID or `uid` of Okta.
   *
   * @param claim the name of the claim
   */
  public static withoutClaim(claim: string): ApplicationTokens {
    return new ApplicationTokens(claim, ClaimTest.ABSENT);
  }

  /**
   * Tokens of applications have a claim that no token of a user has.
   *
   * @param claim the name of the claim
   * @param value what the claim is; any value when it is not given
   */
  public static withClaim(claim: string, value?: string): ApplicationTokens {
    return new ApplicationTokens(claim, value === undefined ? ClaimTest.PRESENT : ClaimTest.EQUALS, value);
  }

  /**
   * A claim of the tokens of applications ends with a text, and that of a user's token does not, such as `sub` of Auth0.
   *
   * @param claim the name of the claim
   * @param suffix how the claim ends
   */
  public static withSuffix(claim: string, suffix: string): ApplicationTokens {
    return new ApplicationTokens(claim, ClaimTest.ENDS_WITH, suffix);
  }

  /** The name of the claim to test. */
  public readonly claim: string;
  /** What is true of the claim in the tokens of applications. */
  public readonly test: ClaimTest;
  /** The text that the claim is, or ends with. Undefined where the test asks for none. */
  public readonly text?: string;

  private constructor(claim: string, test: ClaimTest, text?: string) {
    requireText("ApplicationTokens", "claim", claim);
    if (text !== undefined || test === ClaimTest.ENDS_WITH) requireText("ApplicationTokens", "text", text);
    this.claim = claim;
    this.test = test;
    this.text = text;
  }
}

/** The claims of the access tokens of an issuer that decide who calls and what the caller may do. */
export interface TokenClaims {
  /** The scopes of a user's token. */
  readonly scopes: TokenClaim;
  /** The roles of an application's token, and of a user's if users have roles. */
  readonly roles: TokenClaim;
  /** The name of the claim with the client id of the caller, such as `azp`. */
  readonly client: string;
  /** How the tokens of applications differ from those of users. */
  readonly applications: ApplicationTokens;
}
