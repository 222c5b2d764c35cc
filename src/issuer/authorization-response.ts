/** How a client may ask for the answer of an authorization endpoint. */
export const RESPONSE_MODES: readonly string[] = ["query", "fragment", "form_post"];

/**
 * Sends the browser from an authorization endpoint back to the client: by its address, or by a form that submits itself.
 *
 * @param parameters those of the request, of which `state` goes back
 * @param answer a code, or an error; one about the mode itself goes back in the query
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2
 * @see https://openid.net/specs/oauth-v2-form-post-response-mode-1_0.html
 */
export function authorizationResponse(
  redirectUri: string,
  parameters: URLSearchParams,
  answer: Readonly<Record<string, string>>,
): Response {
  const query = new URLSearchParams(answer);
  const state = parameters.get("state");
  if (state !== null) query.set("state", state);
  const mode = parameters.get("response_mode");
  if (mode === "form_post") return formPost(redirectUri, query);
  const url = new URL(redirectUri);
  if (mode === "fragment") url.hash = query.toString();
  else for (const [name, value] of query) url.searchParams.append(name, value);
  return Response.redirect(url, 302);
}

function formPost(redirectUri: string, fields: URLSearchParams): Response {
  const inputs = [...fields].map(
    ([name, value]) => `<input type="hidden" name="${attributeText(name)}" value="${attributeText(value)}">`,
  );
  const page = `<!DOCTYPE html>
<html><head><title>Continue</title></head><body onload="document.forms[0].submit()">
<form method="post" action="${attributeText(redirectUri)}">${inputs.join("")}<noscript><button>Continue</button></noscript></form>
</body></html>
`;
  const headers = { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" };
  return new Response(page, { headers });
}

/** The value of an attribute of HTML. */
function attributeText(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;");
}
