/** The hosts of Entra ID in one cloud. */
export interface EntraHosts {
  /** Where tokens and metadata come from, such as `login.microsoftonline.com`. It is also in the issuer of a version 2 token. */
  readonly loginHost: string;
  /** The host in the issuer of a version 1 token. */
  readonly securityTokenServiceHost: string;
}

/** The hosts of Entra ID, by the name that the Terraform providers use for the cloud. */
export const ENTRA_HOSTS = {
  public: { loginHost: "login.microsoftonline.com", securityTokenServiceHost: "sts.windows.net" },
  // Azure Government issues version 1 tokens in the name of the public host.
  usgovernment: { loginHost: "login.microsoftonline.us", securityTokenServiceHost: "sts.windows.net" },
  china: { loginHost: "login.partner.microsoftonline.cn", securityTokenServiceHost: "sts.chinacloudapi.cn" },
} as const satisfies Record<string, EntraHosts>;

/** Every host that answers for Entra ID, older names included. They also issue version 2 tokens. */
export const LOGIN_HOSTS: readonly string[] = [
  ...Object.values(ENTRA_HOSTS).map(({ loginHost }) => loginHost),
  "login.chinacloudapi.cn",
  "login.windows.net",
  "login.microsoft.com",
];

/** The hosts that issue version 1 tokens. */
export const V1_ISSUER_HOSTS: readonly string[] = [
  ...new Set(Object.values(ENTRA_HOSTS).map(({ securityTokenServiceHost }) => securityTokenServiceHost)),
];
