import type { IApiSchema } from "./i-api-schema";

/** An example of a value. */
export interface ApiExample {
  /** The name, unique among the examples of one value. */
  readonly name: string;
  /**
   * The example itself: text, or JSON.
   *
   * @default - none
   */
  readonly value?: string;
  /**
   * The http(s) URL of an example that cannot be part of the configuration.
   *
   * @default - none
   */
  readonly externalValue?: string;
  /**
   * A title.
   *
   * @default - none
   */
  readonly summary?: string;
  /**
   * What the example shows.
   *
   * @default - no description
   */
  readonly description?: string;
}

/** A parameter in a URL, a header or a form. It is documentation: only `validate-parameters` and `validate-content` enforce it. */
export interface ApiParameter {
  /** The name, as requests have it. */
  readonly name: string;
  /**
   * The JSON schema type, such as `string` or `integer`.
   *
   * @default "string"
   */
  readonly schemaType?: string;
  /**
   * Whether it must be there.
   *
   * @default - true in a URL template, false elsewhere
   */
  readonly required?: boolean;
  /**
   * What the parameter is for.
   *
   * @default - no description
   */
  readonly description?: string;
  /**
   * The value that the test console fills in: one of `values`, if there are any.
   *
   * @default - none
   */
  readonly defaultValue?: string;
  /**
   * The allowed values.
   *
   * @default - any
   */
  readonly values?: string[];
  /**
   * Examples of its value.
   *
   * @default - none
   */
  readonly examples?: ApiExample[];
  /**
   * The schema with the type that `typeName` names.
   *
   * @default - none
   */
  readonly schema?: IApiSchema;
  /**
   * The name of a type in `schema`.
   *
   * @default - none
   */
  readonly typeName?: string;
}

/** A body in one media type. */
export interface ApiRepresentation {
  /** The media type, such as `application/json`. */
  readonly contentType: string;
  /**
   * The fields of a form. Only for `multipart/form-data` and `application/x-www-form-urlencoded`.
   *
   * @default - none
   */
  readonly formParameters?: ApiParameter[];
  /**
   * Examples of the body.
   *
   * @default - none
   */
  readonly examples?: ApiExample[];
  /**
   * The schema with the type that `typeName` names. Not for forms.
   *
   * @default - none
   */
  readonly schema?: IApiSchema;
  /**
   * The name of a type in `schema`.
   *
   * @default - none
   */
  readonly typeName?: string;
}

/** What a request holds beside its URL template. */
export interface ApiRequest {
  /**
   * What the request is about.
   *
   * @default - no description
   */
  readonly description?: string;
  /**
   * The parameters after `?`.
   *
   * @default - none
   */
  readonly queryParameters?: ApiParameter[];
  /**
   * The headers.
   *
   * @default - none
   */
  readonly headers?: ApiParameter[];
  /**
   * The bodies, one for each media type.
   *
   * @default - none
   */
  readonly representations?: ApiRepresentation[];
}

/** A response. */
export interface ApiResponse {
  /** The HTTP status, from 100 to 599. */
  readonly statusCode: number;
  /**
   * When it is sent.
   *
   * @default - no description
   */
  readonly description?: string;
  /**
   * The headers.
   *
   * @default - none
   */
  readonly headers?: ApiParameter[];
  /**
   * The bodies, one for each media type.
   *
   * @default - none
   */
  readonly representations?: ApiRepresentation[];
}
