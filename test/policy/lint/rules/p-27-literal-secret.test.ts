import { LITERAL_SECRET } from "../../../../src/policy/lint/rules/p-27-literal-secret";
import {
  checked,
  checkRule,
  CLIENT,
  ERROR,
  inbound,
  setAuthorization,
  TENANT,
  WARNING,
  when,
} from "../../../support/policy/lint";
import { testRule } from "../../../support/policy/rule-tests";

const CLIENT_SECRET = "Zx98Q~hJ3kLmN0pQrS7tUvWxYz1aBcDeFgHiJkL";

/** Random characters, as in a key. */
const RANDOM = "q7d1kZxY2pLm9RtVbNc4WsEaUjHgF6i8oPqTz3XvKyMlD5nBrQw0SfGhJk1Ae7Ui9Op2Lz4Xc6Vb";

const FUNCTION_KEY = `${RANDOM.slice(0, 42)}-_AzFuD5n_-Q==`;
const BUS_KEY = `${RANDOM.slice(0, 33)}+ASbCd5/+r=`;

/** A key of each service, in the shape that Microsoft publishes. */
const AZURE_KEYS = [
  ["Azure Functions", FUNCTION_KEY],
  ["Azure AI Search", `${RANDOM.slice(0, 42)}AzSeBd5nBr`],
  ["Azure Storage", `${RANDOM}+AStd5nBrQ==`],
  ["Azure Cosmos DB", `${RANDOM}ACDbd5nBrg==`],
  ["Azure API Management", `${RANDOM}APIMd5nBrw==`],
  ["Azure Batch", `${RANDOM}+ABad5nBrA==`],
  ["Azure Machine Learning", `${RANDOM}+AMCd5nBrQ==`],
  ["Azure Service Bus", BUS_KEY],
  ["Azure Event Hubs", `${RANDOM.slice(0, 33)}+AEhPd5nBr=`],
  ["Azure Relay", `${RANDOM.slice(0, 33)}+ARmAd5nBr=`],
  ["Azure Event Grid", `${RANDOM.slice(0, 33)}AZEGAd5nBr=`],
  ["Azure IoT Hub", `${RANDOM.slice(0, 33)}AIoTAd5nBr=`],
  ["Azure Cache for Redis", `${RANDOM.slice(0, 33)}AzCaAd5nBr=`],
  ["Azure Container Registry", `${RANDOM.slice(0, 42)}+ACRDd5nBr`],
  ["Azure DevOps", `${RANDOM}AZDOd5nB`],
  ["a service of Azure", `${RANDOM.slice(0, 52)}JQQJ99BAACYeBjFXJ3w3AAABACOGd5nB`],
  ["Azure Databricks", `dapi${"0123456789abcdef".repeat(2)}-2`],
] as const;

const JWT =
  "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJ0ZXN0IiwibmFtZSI6Im5vYm9keSJ9.4Adcj0SDHkGdPwiA1hEXp8GQfl5gKPzWgyBHqOWvQ5k";

testRule(LITERAL_SECRET, {
  good: [
    ...[
      '@(context.Request.Headers.GetValueOrDefault("X-Api-Key", "") == "{{api-key}}")',
      '@(context.Request.Headers.GetValueOrDefault("X-Api-Key", "") == "none")',
      `@(context.Request.Headers.GetValueOrDefault("X-Correlation", "") == "${RANDOM.slice(0, 40)}")`,
      '@(Convert.ToBase64String(new HMACSHA256(Encoding.UTF8.GetBytes("{{signing-key}}")).ComputeHash(new byte[1])))',
      '@("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("{{user}}:{{password}}")))',
      '@(Convert.ToBase64String(Encoding.UTF8.GetBytes("urn:orders")))',
    ].map((code) => ({ title: code, text: inbound(`<set-variable name="a" value="${code}" />`) })),
    {
      title: "named values",
      text: inbound(
        '<authentication-basic username="a" password="{{password}}" /><set-header name="api-key"><value>{{key}}</value></set-header>',
      ),
    },
    {
      title: "expressions",
      text: inbound('<authentication-basic username="a" password="@((string)context.Variables["password"])" />'),
    },
    {
      title: "words in the place of secrets",
      text: inbound(
        "<set-body>grant_type=client_credentials&amp;client_secret=YOUR-SECRET-HERE&amp;scope=a</set-body><!-- AccountKey=... -->",
      ),
    },
    {
      title: "ids and thumbprints",
      text: inbound(
        `<set-header name="x-api-key-id"><value>${CLIENT.replace(/\w/g, "0")}</value></set-header><authentication-certificate thumbprint="5BA6B1F7A7D8D8C1F7A7D8D8C1F7A7D8D8C1F7A7" />`,
      ),
    },
    {
      title: "a public key",
      text: checked({
        children:
          '<issuer-signing-keys><key n="yTeFSkMgKm8sFjH4nWbVpDq0xZ2cR7aLu5oEiB9w" e="AQAB" /></issuer-signing-keys>',
      }),
    },
    {
      title: "the beginning of a token",
      text: inbound(when('@(context.Request.Headers["Authorization"].First().StartsWith("Bearer eyJ"))')),
    },
    {
      title: "a signature that is not known yet",
      text: inbound('<set-backend-service base-url="https://a/workflows?sp=1&amp;sig={{signature}}" />'),
    },
    {
      title: "base64 of another length around the signature of a service",
      text: inbound(
        `<set-body>${RANDOM.slice(0, 40)}+ASt${RANDOM.slice(0, 5)}Q==, ${RANDOM}${RANDOM}+ASb${RANDOM}=, AzFu, APIM, ACDb</set-body>`,
      ),
    },
    {
      title: "ordinary base64 of the length of a key",
      text: inbound(`<set-variable name="a" value="${RANDOM}${RANDOM.slice(0, 2)}==" />`),
    },
    {
      title: "a key of the right shape inside of longer base64",
      text: inbound(`<set-body>${RANDOM}${RANDOM.slice(0, 33)}+ASbC${RANDOM.slice(0, 5)}=</set-body>`),
    },
    {
      title: "a symmetric key that nobody wrote yet, or that is not known yet",
      text: checked({
        children:
          "<issuer-signing-keys><key>{{key}}</key><key>${key}</key><key>YOUR-SIGNING-KEY</key><key /></issuer-signing-keys>",
      }),
    },
  ],
  bad: [
    ...(
      [
        [
          `@{ var name = "client_"; return name + "secret=" + "${CLIENT_SECRET}"; }`,
          ERROR,
          /client secret of Entra ID/,
        ],
        [`@("${BUS_KEY.slice(0, 20)}" + @"${BUS_KEY.slice(20)}")`, ERROR, /a key of Azure Service Bus/],
        [`@("eyJ\\u0068${JWT.slice(4)}")`, ERROR, /a token \(JWT\)/],
        [
          `@(context.Request.Headers.GetValueOrDefault("X-Api-Key", "") /* ours */ != "${RANDOM.slice(0, 40)}")`,
          WARNING,
          /contains a key;/,
        ],
        [
          `@{ var headers = context.Request.Headers; var key = headers.GetValueOrDefault("X-Api-Key", ""); return "${RANDOM.slice(0, 40)}".Equals(key); }`,
          WARNING,
          /contains a key;/,
        ],
        [
          '@{ var key = Encoding.UTF8.GetBytes("orders-" + "signing"); return new HMACSHA256(key).ComputeHash(new byte[1]).Length; }',
          WARNING,
          /contains a key;/,
        ],
        [
          `@(new byte[16].Encrypt("Aes", Convert.FromBase64String("${RANDOM.slice(0, 43)}="), new byte[16]).Length)`,
          WARNING,
          /contains a key;/,
        ],
        [
          '@("Basic " + Convert.ToBase64String(Encoding.ASCII.GetBytes("gateway:tr0ub4dor")))',
          WARNING,
          /contains a user name and a password;/,
        ],
      ] as const
    ).map(([code, severity, message]) => ({
      title: code,
      text: inbound(`<set-variable name="a" value="${code}" />`),
      severity,
      message,
    })),
    {
      title: "a token",
      text: inbound(`<set-header name="X"><value>Bearer ${JWT}</value></set-header>`),
      severity: ERROR,
      message: /^the text of <value> contains a token \(JWT\); expected a named value/,
      path: "inbound/set-header/value",
    },
    {
      title: "a client secret of Entra ID in code",
      text: inbound(`<set-body>@{ return "client_secret=${CLIENT_SECRET}"; }</set-body>`),
      severity: ERROR,
      message: /^the text of <set-body> contains a client secret of Entra ID;/,
    },
    {
      title: "a private key in a comment",
      text: inbound("<set-variable name='a' value='b'><!-- -----BEGIN RSA PRIVATE KEY----- --></set-variable>"),
      severity: ERROR,
      message: /^a comment contains a private key;/,
    },
    {
      title: "a connection string",
      text: inbound(
        '<set-variable name="a" value="DefaultEndpointsProtocol=https;AccountName=a;AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==" />',
      ),
      severity: ERROR,
      message: /^attribute "value" contains the key in a connection string;/,
    },
    {
      title: "a shared access signature",
      text: inbound(
        '<set-backend-service base-url="https://a/workflows/1?sp=%2Ftriggers&amp;sv=1.0&amp;sig=Xk9Qm2pLr7Tz4Vb1Nc8Wd5Hf3Jg6Ys0Aq-e_RuToIlP" />',
      ),
      severity: ERROR,
      message: /contains a shared access signature;/,
    },
    {
      title: "a password",
      text: inbound('<authentication-basic username="a" password="b" />'),
      severity: WARNING,
      message: /^attribute "password" contains a password;/,
    },
    {
      title: "a password in a connection string",
      text: inbound(
        "<set-variable name='a' value='Server=tcp:a.database.windows.net;User ID=b;Password=c0mplic4ted!;' />",
      ),
      severity: WARNING,
      message: /contains the password in a connection string;/,
    },
    {
      title: "a client secret of another issuer",
      text: inbound("<set-body>client_id=a&amp;client_secret=8f1e0b7c2d9a</set-body>"),
      severity: WARNING,
      message: /contains a client secret;/,
    },
    {
      title: "a password in a form, in a comment",
      text: inbound("<!-- <set-body>grant_type=password&username=a&password=hunter2hunter2</set-body> -->"),
      severity: WARNING,
      message: /^a comment contains a password;/,
    },
    {
      title: "the URL of a webhook",
      text: inbound(
        `<send-request mode="new" response-variable-name="a"><set-url>https://contoso.webhook.office.com/webhookb2/${TENANT}@${CLIENT}/IncomingWebhook/0123456789abcdef</set-url></send-request>`,
      ),
      severity: WARNING,
      message: /^the text of <set-url> contains the URL of a webhook, which anyone who knows it can call;/,
    },
    {
      title: "credentials in base64",
      text: inbound(setAuthorization("Basic dXNlcjpwYXNz")),
      severity: WARNING,
      message: /contains a user name and a password;/,
    },
    {
      title: "a key in a header",
      text: inbound(
        '<set-header name="Ocp-Apim-Subscription-Key"><value>4f1d8c0be7a94c6f9d2e3b5a70618c2d</value></set-header>',
      ),
      severity: WARNING,
      message: /^the text of <value> contains a key;/,
    },
    {
      title: "a function key in a URL",
      text: inbound(
        '<set-backend-service base-url="https://a/api?code=Xk9Qm2pLr7Tz4Vb1Nc8Wd5Hf3Jg6Ys0AqeRuToIlPvCw4Bn==" />',
      ),
      severity: WARNING,
      message: /contains a function key;/,
    },
    {
      title: "a symmetric key",
      text: checked({
        children: "<issuer-signing-keys><key>c2lnbmluZy1rZXktb2YtdGhlLXNob3AtMTIzNDU2Nzg5</key></issuer-signing-keys>",
      }),
      severity: WARNING,
      message: /^the text of <key> contains a symmetric key;/,
    },
    ...AZURE_KEYS.map(([kind, key]) => ({
      title: `a key of ${kind}`,
      text: inbound(`<set-header name="X"><value>${key}</value></set-header>`),
      severity: ERROR,
      message: new RegExp(`^the text of <value> contains a (?:key|token) of ${kind}; expected a named value`),
    })),
    {
      title: "a key of Azure Functions in a header",
      text: inbound(`<set-header name="x-functions-key"><value>${FUNCTION_KEY}</value></set-header>`),
      severity: ERROR,
      message: /contains a key of Azure Functions;/,
    },
    {
      title: "a key of Azure Functions in a URL",
      text: inbound(
        `<set-backend-service base-url="https://a/api?code=${encodeURIComponent(FUNCTION_KEY)}&amp;b=c" />`,
      ),
      severity: ERROR,
      message: /^attribute "base-url" contains a key of Azure Functions;/,
    },
    {
      title: "a key in a string of C#",
      text: inbound(
        `<set-variable name="a" value="@(context.Request.Headers.GetValueOrDefault("k", "${BUS_KEY}"))" />`,
      ),
      severity: ERROR,
      message: /^attribute "value" contains a key of Azure Service Bus;/,
    },
    {
      title: "a key in a URL, encoded for it",
      text: inbound(`<set-url>https://a?key=${encodeURIComponent(BUS_KEY)}</set-url>`),
      severity: ERROR,
      message: /contains a key of Azure Service Bus;/,
    },
    {
      title: "a key in a comment",
      text: inbound(`<!-- old: ${FUNCTION_KEY} -->`),
      severity: ERROR,
      message: /^a comment contains a key of Azure Functions;/,
    },
    {
      title: "a key in a connection string",
      text: inbound(
        `<set-variable name="a" value="Endpoint=sb://contoso.servicebus.windows.net/;SharedAccessKeyName=a;SharedAccessKey=${BUS_KEY}" />`,
      ),
      severity: ERROR,
      message: /contains a key of Azure Service Bus;/,
    },
    {
      title: "a symmetric key of words",
      text: checked({
        children: "<issuer-signing-keys><key>my very own signing key!</key></issuer-signing-keys>",
      }),
      severity: WARNING,
      message: /^the text of <key> contains a symmetric key;/,
    },
    {
      title: "a short symmetric key to decrypt with",
      text: checked({ children: "<decryption-keys><key>YWJj</key></decryption-keys>" }),
      severity: WARNING,
      message: /^the text of <key> contains a symmetric key;/,
    },
  ],
});

test("never shows a secret, whatever it is", () => {
  const secrets = [...AZURE_KEYS.map(([, key]) => key), CLIENT_SECRET, JWT];
  for (const secret of secrets) {
    const findings = checkRule("P-27", inbound(`<set-header name="api-key"><value>${secret}</value></set-header>`));

    expect(findings).toHaveLength(1);
    expect(JSON.stringify(findings)).not.toContain(secret.slice(0, 12));
  }
});
