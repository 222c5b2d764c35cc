import type { IAppRegistration } from "../../entra/i-app-registration";
import { csharpString } from "../../policy/csharp/literal";
import type { PolicyValue } from "../../policy/model/value";
import { writtenBlock } from "../../policy/model/written-value";

/** The parameters of a token request that come before an assertion of the client. */
export const ASSERTION_PARAMETERS =
  "&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion=";

/** How long an assertion is good for. Each request makes another one. */
const SECONDS = 300;

/**
 * C# for an assertion that a client signs with the key of a certificate.
 *
 * @param thumbprint under which the gateway has the certificate
 * @see https://www.rfc-editor.org/rfc/rfc7523#section-3
 * @see https://learn.microsoft.com/entra/identity-platform/certificate-credentials
 */
export function signedAssertion(thumbprint: string, client: IAppRegistration): PolicyValue {
  const [tokenEndpoint, clientId] = [csharpString(client.tokenEndpoint!), csharpString(client.clientId)];
  return writtenBlock(
    [
      `var certificate = context.Deployment.Certificates[${csharpString(thumbprint)}];`,
      "var hash = System.Security.Cryptography.SHA256.Create().ComputeHash(certificate.RawData);",
      // The time is not read twice, so that the assertion is not good before it is made.
      "var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();",
      `var header = ${csharpString('{"alg":"PS256","typ":"JWT","x5t#S256":"')} + ${base64Url("hash")} + ${csharpString('"}')};`,
      `var claims = ${csharpString('{"aud":"')} + ${tokenEndpoint}`,
      `+ ${csharpString('","iss":"')} + ${clientId} + ${csharpString('","sub":"')} + ${clientId}`,
      `+ ${csharpString('","jti":"')} + Guid.NewGuid().ToString()`,
      `+ ${csharpString('","iat":')} + now + ${csharpString(',"nbf":')} + now`,
      `+ ${csharpString(',"exp":')} + (now + ${SECONDS}) + ${csharpString("}")};`,
      `var signed = ${base64Url(bytes("header"))} + "." + ${base64Url(bytes("claims"))};`,
      "var key = certificate.GetRSAPrivateKey();",
      `var signature = key.SignData(${bytes("signed")}, HashAlgorithmName.SHA256, RSASignaturePadding.Pss);`,
      `return signed + "." + ${base64Url("signature")};`,
    ].join(" "),
  );
}

function bytes(text: string): string {
  return `System.Text.Encoding.UTF8.GetBytes(${text})`;
}

/**
 * Without characters of C#: an attribute with both kinds of quotes is not XML, and the provider compares it less exactly.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7515#section-2
 */
function base64Url(value: string): string {
  return `Convert.ToBase64String(${value}).Replace("=", "").Replace("+", "-").Replace("/", "_")`;
}
