/** The parameters of a request: the form of a POST, the query otherwise. */
export async function parametersOf(request: Request): Promise<URLSearchParams> {
  return request.method === "POST" ? new URLSearchParams(await request.text()) : new URL(request.url).searchParams;
}
