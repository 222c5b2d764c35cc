/**
 * What stands in text for a value that is filled in after the text is written, such as `${TfToken[TOKEN.1]}`. It is the source of a pattern.
 *
 * @internal
 */
export const PLACEHOLDER = "\\$\\{TfToken\\[[\\w:.-]+\\]\\}";
