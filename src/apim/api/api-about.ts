/** Who answers questions about an API. */
export interface ApiContact {
  /**
   * The name of a person or an organization.
   *
   * @default - none
   */
  readonly name?: string;
  /**
   * The mail address.
   *
   * @default - none
   */
  readonly email?: string;
  /**
   * The http(s) URL of a page.
   *
   * @default - none
   */
  readonly url?: string;
}

/** The license of an API. */
export interface ApiLicense {
  /**
   * The name, such as `Apache 2.0`.
   *
   * @default - none
   */
  readonly name?: string;
  /**
   * The http(s) URL of its text.
   *
   * @default - none
   */
  readonly url?: string;
}

/** What the developer portal says about an API. */
export interface ApiAboutOptions {
  /**
   * Who answers questions.
   *
   * @default - that of `openApi`
   */
  readonly contact?: ApiContact;
  /**
   * The license.
   *
   * @default - that of `openApi`
   */
  readonly license?: ApiLicense;
  /**
   * The http(s) URL of the terms of service.
   *
   * @default - that of `openApi`
   */
  readonly termsOfServiceUrl?: string;
}
