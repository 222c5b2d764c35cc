import { changed, CHECK, isOfEntra, withAttributes } from "./security";
import { type MutationClass } from "./mutation";

const withClaim = (check: string, claim: string): string | undefined => {
  if (!isOfEntra(check) || check.endsWith("/>")) return undefined;
  const rest = check.replace(/<required-claims>[^]*?<\/required-claims>/, "");
  return rest.replace(/(?=<\/validate-[\w-]+>$)/, `<required-claims>${claim}</required-claims>`);
};

/** A claim that no token of Entra ID satisfies, in the place of those that are required. */
const claim = (name: string, text: string): MutationClass =>
  changed(name, 95, CHECK, ([check]) => withClaim(check, text));

/** Mistakes in what a token has to hold. */
export const TOKENS: readonly MutationClass[] = [
  claim(
    "claim of another name for scopes",
    '<claim name="scope" match="any" separator=" "><value>Orders.Read</value></claim>',
  ),
  claim("claim of another name for roles", '<claim name="role" match="any"><value>Orders.Read</value></claim>'),
  claim(
    "two values in one, with a comma",
    '<claim name="roles" match="any"><value>Orders.Read,Orders.Write</value></claim>',
  ),
  claim(
    "two values in one, with a space",
    '<claim name="scp" match="any" separator=" "><value>Orders.Read Orders.Write</value></claim>',
  ),
  claim("scopes split at commas", '<claim name="scp" match="any" separator=","><value>Orders.Read</value></claim>'),
  claim("all permissions as a role", '<claim name="roles" match="any"><value>.default</value></claim>'),
  claim("claim without a name", '<claim match="any"><value>Orders.Read</value></claim>'),
  claim("claim with an empty value", '<claim name="roles" match="any"><value></value></claim>'),
  claim("client by its name", '<claim name="preferred_username" match="any"><value>admin@contoso.com</value></claim>'),
  changed("audience of every API", 95, CHECK, ([check]) =>
    isOfEntra(check) ? check.replace(/<audience>[^<]*<\/audience>/, "<audience>*</audience>") : undefined,
  ),
  changed("audience of Azure Resource Manager", 95, CHECK, ([check]) =>
    // Which clients may call decides as well.
    isOfEntra(check) && !/client-application-ids|name="(?:azp|appid)"/.test(check)
      ? check.replace(
          /<audiences>[^]*?<\/audiences>/,
          "<audiences><audience>https://management.azure.com</audience></audiences>",
        )
      : undefined,
  ),
  changed(
    "issuer of version 1 without its last slash",
    95,
    /<issuer>https:\/\/sts\.windows\.net\/[^/<]*\/(?=<)/g,
    ([text]) => text.slice(0, -1),
  ),
  changed(
    "issuer of version 2 with a slash after it",
    95,
    /<issuer>https:\/\/login\.microsoftonline\.com\/[^/<]*\/v2\.0(?=<)/g,
    ([text]) => `${text}/`,
  ),
  changed(
    "issuer without https",
    95,
    /<issuer>https:(?=\/\/(?:sts\.windows|login\.microsoft))/g,
    () => "<issuer>http:",
  ),
  changed(
    "keys in the place of metadata",
    95,
    /(login\.microsoftonline\.com\/[^/"]+)\/[^"]*openid-configuration/g,
    ([, start]) => `${start!}/discovery/v2.0/keys`,
  ),
  changed(
    "endpoint for clients in the place of metadata",
    95,
    /(login\.microsoftonline\.com\/[^/"]+)\/[^"]*openid-configuration/g,
    ([, start]) => `${start!}/oauth2/v2.0/authorize`,
  ),
  changed(
    "tenant that nobody filled in",
    95,
    /(login\.microsoftonline\.com)\/[^/"]+(?=\/[^"]*openid-configuration)/g,
    ([, host]) => `${host!}/YOUR-TENANT-ID`,
  ),
  changed("place of a template", 95, /<audience>[^<]*<\/audience>/g, () => "<audience>${audience}</audience>"),
  changed("tenant that is no tenant", 95, /tenant-id="[^"]*"/g, () => 'tenant-id="{tenant}"'),
  changed("symmetric key in words", 95, CHECK, ([check]) =>
    check.startsWith("<validate-jwt") && !/signing-keys/.test(check)
      ? check
          .replace(/<openid-config[^>]*\/>/g, "")
          .replace(/(?=<audiences>)/, "<issuer-signing-keys><key>not so secret words</key></issuer-signing-keys>")
      : undefined,
  ),
  changed("refusal with the status of an error", 95, CHECK, ([check]) =>
    withAttributes(check, ["failed-validation-httpcode", "500"]),
  ),
  changed("token under the name of no variable", 95, CHECK, ([check]) =>
    withAttributes(check, ["output-token-variable-name", ""]),
  ),
];
