/** `Environment.NewLine` of the service, which runs on Windows. */
export const NEW_LINE = "\r\n";
