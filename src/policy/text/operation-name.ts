/** As the provider takes names of operations. */
const NAME = /^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,78}[A-Za-z0-9])?$/;

/** As API Management cuts the names that it derives: four characters are left for a number. */
const DERIVED_LENGTH = 76;

/**
 * The name in Azure of an operation of a document, which policies read as `context.Operation.Id`: a text as it is where Azure takes it, and else as
 * API Management derives a name from a text.
 *
 * @see https://learn.microsoft.com/azure/api-management/api-management-api-import-restrictions
 */
export function operationNameOf(text: string): string {
  if (NAME.test(text)) return text;
  const dashed = text.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  return trimmed(trimmed(dashed).slice(0, DERIVED_LENGTH));
}

function trimmed(text: string): string {
  return text.replace(/^-|-$/g, "");
}
