/** The placeholder in policy text for a value that is known only at deployment, such as `${TfToken[TOKEN.1]}`. The source of a regular expression. */
export const PLACEHOLDER = "\\$\\{TfToken\\[[\\w:.-]+\\]\\}";

/**
 * A number that is known only at deployment is a number that is otherwise unused: its highest 16 bits are 0xFDFF. This is the source of a pattern.
 */
export const NUMBER_PLACEHOLDER = "-8\\.\\d+e\\+298";

/**
 * A list that is known only at deployment has one element, however many there will be: such a text, or a number whose highest 16 bits are 0xFBFF.
 */
export const LIST_PLACEHOLDER = /#\{TfToken\[|-1\.\d+e\+289/;
