/** What every text with a secret contains. */
const SECRET_HINT =
  /PRIVATE KEY|eyJ|Q~|[Kk]ey\s*=|KEY\s*=|sig=|[Pp]assword|PASSWORD|[Pp]wd|PWD|client_secret|CLIENT_SECRET|^Basic\s|code=|hooks\.slack|webhookb2|A(?:zFu|zSe|zCa|IoT|ZEG|ZDO|CDb|PIM|St|Ba|MC|Sb|Eh|Rm|CR)|JQQJ9|dapi/;

/** Whether a text has what every text with a secret has. It saves looking closer at the others. */
export function mayHoldSecret(text: string): boolean {
  return SECRET_HINT.test(text);
}
