/** A kind of secret that is recognized by its shape. */
export interface SecretPattern {
  /** What it is, for a message. */
  readonly kind: string;
  /** The secret is the first group, or the whole match. */
  readonly pattern: RegExp;
  /** Whether nothing else has this shape. */
  readonly isCertain: boolean;
}

/** What every text with such a secret contains. Testing for it first saves the other tests. */
export const SECRET_HINT =
  /PRIVATE KEY|eyJ|Q~|[Kk]ey\s*=|KEY\s*=|sig=|[Pp]assword|PASSWORD|[Pp]wd|PWD|client_secret|CLIENT_SECRET|^Basic\s|code=|hooks\.slack|webhookb2/;

/** Secrets with a distinctive shape. */
export const SECRET_PATTERNS: readonly SecretPattern[] = [
  {
    kind: "a private key",
    pattern: /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/,
    isCertain: true,
  },
  {
    kind: "a token (JWT)",
    pattern: /\beyJ[\w-]{15,500}\.eyJ[\w-]{15,8000}\.[\w-]{20}/,
    isCertain: true,
  },
  {
    kind: "a client secret of Entra ID",
    pattern: /(?<![\w.~-])[\w.~-]{3}\dQ~[\w.~-]{31,34}(?![\w.~-])/,
    isCertain: true,
  },
  {
    kind: "the key in a connection string",
    pattern: /\b(?:AccountKey|SharedAccessKey)\s*=\s*([A-Za-z0-9+/]{30,90}={0,2})/i,
    isCertain: true,
  },
  {
    kind: "a shared access signature",
    pattern: /[?&](?:amp;)?sig=([A-Za-z0-9%_-]{40,})/,
    isCertain: true,
  },
  {
    kind: "the password in a connection string",
    pattern:
      /\b(?:Server|Data Source|Host|User ID|Uid)\s*=[^;{}]{1,200};[^{}]{0,200}?\b(?:Password|Pwd)\s*=\s*([^;{}"'\s]{4,})/i,
    isCertain: false,
  },
  {
    kind: "a client secret",
    pattern: /\bclient_secret=([^&\s"'{}<>]{8,})/i,
    isCertain: false,
  },
  {
    kind: "a password",
    pattern: /(?:^|[?&"'])password=([^&\s"'{}<>()+]{6,})/i,
    isCertain: false,
  },
  {
    kind: "the URL of a webhook, which anyone who knows it can call",
    pattern: /https:\/\/(?:hooks\.slack\.com\/services\/|[\w.-]+\/webhookb2\/)[\w/@-]{40,}/,
    isCertain: false,
  },
  {
    kind: "a user name and a password",
    pattern: /^Basic\s+([A-Za-z0-9+/]{8,}={0,2})$/i,
    isCertain: false,
  },
  {
    kind: "a function key",
    pattern: /[?&](?:amp;)?code=([A-Za-z0-9+/_%-]{40,}={0,2})/,
    isCertain: false,
  },
];

/** Whether a text is a placeholder for a secret. */
export function isPlaceholder(text: string): boolean {
  return /[{}<>[\]$]|^(?:x+|\*+|\.+)$|your|secret|password|passwd|example|placeholder|change|todo|dummy|sample|insert|replace/i.test(
    text,
  );
}

/** Whether a text looks generated: long, and of letters and digits in no order. */
export function looksGenerated(text: string): boolean {
  if (!/^[A-Za-z0-9+/_=.-]{20,}$/.test(text)) return false;
  if (!/\d/.test(text) || !/[A-Za-z]/.test(text)) return false;
  const counts = new Map<string, number>();
  for (const char of text) counts.set(char, (counts.get(char) ?? 0) + 1);
  let entropy = 0;
  for (const count of counts.values()) entropy -= (count / text.length) * Math.log2(count / text.length);
  return entropy > 3.2;
}
