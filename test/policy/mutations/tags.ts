import { type MutationClass } from "./mutation";
import { type Source } from "./sources";

/** Places in a text where tags and attributes are written, without what stands in expressions, comments and data. */
function changed(
  name: string,
  floor: number,
  pattern: RegExp,
  change: (found: RegExpMatchArray) => string,
): MutationClass {
  return {
    name,
    floor,
    mutants: ({ text, places }: Source) =>
      // In a body other tags are text.
      places.some(({ spec }) => spec.inside === "xml") || /<!--|<!\[CDATA/.test(text)
        ? []
        : [...text.matchAll(pattern)].map((found) => () => ({
            text: text.slice(0, found.index) + change(found) + text.slice(found.index + found[0].length),
          })),
  };
}

export const TAGS: readonly MutationClass[] = [
  changed("end tag left out", 100, /\n[ \t]*<\/[\w-]+>/g, () => ""),
  changed("end tag of another name", 100, /\n[ \t]*<\/[\w-]+>/g, ([tag]) => tag.replace(">", "s>")),
  changed("end tag twice", 100, /\n[ \t]*<\/[\w-]+>/g, ([tag]) => tag + tag.trim()),
  changed("element that does not end", 100, /\n[ \t]*<[\w-]+(?: [\w-]+="[\w ]*")* \/>/g, ([tag]) =>
    tag.replace(" />", ">"),
  ),
  changed("tag without its last bracket", 100, /\n[ \t]*<[\w-]+(?: [\w-]+="[\w ]*")+ ?\/?>(?=\n)/g, ([tag]) =>
    tag.slice(0, -1),
  ),
  changed("attribute without its first quote", 100, /(?<=\n[ \t]*<[\w-]+ [\w-]+=)"(?=[\w-]+"[ />])/g, () => ""),
  changed("attribute without its last quote", 100, /(?<=\n[ \t]*<[\w-]+ [\w-]+="[\w-]+)"(?=[ />])/g, () => ""),
  changed("attribute without its sign", 100, /(?<=\n[ \t]*<[\w-]+ [\w-]+)=(?="[\w-]+")/g, () => " "),
  changed("comment that does not end", 100, /\n[ \t]*<\/inbound>/g, ([tag]) => `<!-- to do${tag}`),
  changed("two hyphens in a comment", 100, /\n[ \t]*<\/inbound>/g, ([tag]) => `<!-- to -- do -->${tag}`),
];
