/** The names of the parameters in a URL template, such as `/orders/{id}` and `/files/{*path}`. */
export function pathParametersIn(template: string): string[] {
  return [...template.matchAll(PARAMETER)].map(([, name]) => name!);
}

const PARAMETER = /\{\*?([^{}]+)\}/g;
