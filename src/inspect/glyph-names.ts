/**
 * The text of a glyph by its name, as far as names of the Adobe Glyph List tell it: Latin letters with their marks, digits, signs,
 * and names that are codes themselves ("uni5143", "u1F600"). Undefined for all others.
 */
export function textOfGlyph(name: string): string | undefined {
  const base = name.split(".")[0]!;
  if (base === "") return undefined;
  const [, units, scalar] = /^(?:uni((?:[\dA-F]{4})+)|u([\dA-F]{4,6}))$/.exec(base) ?? [];
  if (units !== undefined)
    return String.fromCharCode(...units.match(/.{4}/g)!.map((unit) => Number.parseInt(unit, 16)));
  if (scalar !== undefined) {
    const code = Number.parseInt(scalar, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
  }
  if (/^[A-Za-z]$/.test(base)) return base;
  const known = signs.get(base);
  if (known !== undefined) return known;
  const [, letter, mark] =
    /^([A-Za-z])(grave|acute|circumflex|tilde|dieresis|ring|caron|cedilla|macron|breve|ogonek|dotaccent)$/.exec(
      base,
    ) ?? [];
  return letter === undefined ? undefined : (letter + marks[mark!]!).normalize("NFC");
}

const marks: Readonly<Record<string, string>> = {
  grave: "\u0300",
  acute: "\u0301",
  circumflex: "\u0302",
  tilde: "\u0303",
  macron: "\u0304",
  breve: "\u0306",
  dotaccent: "\u0307",
  dieresis: "\u0308",
  ring: "\u030a",
  caron: "\u030c",
  cedilla: "\u0327",
  ogonek: "\u0328",
};

const signs = new Map(
  (
    "space:  exclam:! quotedbl:\" numbersign:# dollar:$ percent:% ampersand:& quotesingle:' parenleft:( parenright:) asterisk:* " +
    "plus:+ comma:, hyphen:- period:. slash:/ zero:0 one:1 two:2 three:3 four:4 five:5 six:6 seven:7 eight:8 nine:9 colon:: " +
    "semicolon:; less:< equal:= greater:> question:? at:@ bracketleft:[ backslash:\\ bracketright:] asciicircum:^ underscore:_ " +
    "grave:` braceleft:{ bar:| braceright:} asciitilde:~ exclamdown:¡ cent:¢ sterling:£ currency:¤ yen:¥ brokenbar:¦ section:§ " +
    "dieresis:¨ copyright:© ordfeminine:ª guillemotleft:« logicalnot:¬ registered:® macron:¯ degree:° plusminus:± acute:´ mu:µ " +
    "paragraph:¶ periodcentered:· cedilla:¸ ordmasculine:º guillemotright:» onequarter:¼ onehalf:½ threequarters:¾ questiondown:¿ " +
    "AE:Æ ae:æ OE:Œ oe:œ Oslash:Ø oslash:ø Eth:Ð eth:ð Thorn:Þ thorn:þ germandbls:ß dotlessi:ı Lslash:Ł lslash:ł multiply:× " +
    "divide:÷ quoteleft:‘ quoteright:’ quotedblleft:“ quotedblright:” quotesinglbase:‚ quotedblbase:„ guilsinglleft:‹ " +
    "guilsinglright:› endash:– emdash:— bullet:• ellipsis:… dagger:† daggerdbl:‡ perthousand:‰ fraction:⁄ minus:− Euro:€ " +
    "trademark:™ circumflex:ˆ tilde:˜ florin:ƒ fi:ﬁ fl:ﬂ"
  )
    .split(" ")
    .map((pair) => pair.split(/:(.*)/s))
    .flatMap(([name, text]): [string, string][] => (name ? [[name, text || " "]] : [])),
);
