/** A kind of secret that is recognized by its shape. */
export interface SecretPattern {
  /** What it is, for a message. */
  readonly kind: string;
  /** The secret is the first group, or the whole match. */
  readonly pattern: RegExp;
  /** Whether nothing else has this shape. */
  readonly isCertain: boolean;
}

/**
 * A key of a service of Azure: a number of random characters, the signature of the service, and a checksum. The signature and the exact
 * length exclude other base64.
 *
 * @see https://github.com/microsoft/security-utilities
 */
function azureKey(kind: string, shape: string, alphabet = "A-Za-z\\d+/"): SecretPattern {
  const source = shape.replace(/#/g, `[${alphabet}]`);
  // In a URL the key of a function can follow a slash. The others are base64, in which there are slashes.
  const edge = alphabet === "\\w-" ? alphabet : "A-Za-z\\d+/_-";
  return { kind, pattern: new RegExp(`(?<![${edge}])${source}(?![=${edge}])`), isCertain: true };
}

/** Secrets with a distinctive shape, first those that nothing else has. */
const SECRET_PATTERNS: readonly SecretPattern[] = [
  azureKey("a key of Azure Functions", "#{44}AzFu#{5}[AQgw]==", "\\w-"),
  azureKey("a key of Azure AI Search", "#{42}AzSe[A-D]#{5}", "A-Za-z\\d"),
  azureKey("a key of Azure Storage", "#{76}\\+ASt#{5}[AQgw]=="),
  azureKey("a key of Azure Cosmos DB", "#{76}ACDb#{5}[AQgw]=="),
  azureKey("a key of Azure API Management", "#{76}APIM#{5}[AQgw]=="),
  azureKey("a key of Azure Batch", "#{76}\\+ABa#{5}[AQgw]=="),
  azureKey("a key of Azure Machine Learning", "#{76}\\+AMC#{5}[AQgw]=="),
  azureKey("a key of Azure Service Bus", "#{33}\\+ASb[A-P]#{5}="),
  azureKey("a key of Azure Event Hubs", "#{33}\\+AEh[A-P]#{5}="),
  azureKey("a key of Azure Relay", "#{33}\\+ARm[A-P]#{5}="),
  azureKey("a key of Azure Event Grid", "#{33}AZEG[A-P]#{5}="),
  azureKey("a key of Azure IoT Hub", "#{33}AIoT[A-P]#{5}="),
  azureKey("a key of Azure Cache for Redis", "#{33}AzCa[A-P]#{5}="),
  azureKey("a key of Azure Container Registry", "#{42}\\+ACR[A-D]#{5}"),
  azureKey("a token of Azure DevOps", "#{76}AZDO#{4}", "A-Za-z\\d"),
  azureKey("a key of a service of Azure", "#{52}JQQJ9[9DH]#[A-L]#{16}[A-Za-z]#{7}(?:#{2}==)?", "A-Za-z\\d"),
  azureKey("a token of Azure Databricks", "dapi[a-f\\d]{32}(?:-\\d)?"),
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

/** The secret in a text, or undefined. A URL may hold it percent-encoded. */
export function tryFindSecret(text: string): SecretPattern | undefined {
  const decoded = text.includes("%") ? text.replace(/%(?:2B|2F|3D)/gi, (code) => decodeURIComponent(code)) : text;
  return SECRET_PATTERNS.find((candidate) => matches(candidate, text) || matches(candidate, decoded));
}

function matches({ pattern }: SecretPattern, text: string): boolean {
  const match = pattern.exec(text);
  return match !== null && (match[1] === undefined || !isPlaceholder(match[1]));
}

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
