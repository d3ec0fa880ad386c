import { months as germanMonths } from "../../locales/de.ts";
import { months as englishMonths } from "../../locales/en.ts";
import { marks } from "./said.ts";

const { figure: F, term: T } = marks;

/** What the rules listen for in one language. Typed words hold a mark for every figure and term. */
export interface Language {
  /** A character that no text of the language has. */
  readonly foreign: RegExp;
  /** Whether it is written in letters other than Latin ones, so that a run of Latin words was left behind. */
  readonly latin: boolean;
  /** Words that somebody meant to replace. */
  readonly placeholders: readonly RegExp[];
  /** Words for spans of the year, without a digit. `within`: the quarters that may speak of them as their own. */
  readonly spans: readonly {
    readonly words: RegExp;
    readonly within: readonly number[];
    readonly last: number;
  }[];
  /** What makes a span another one than the document's own: "from the", "of last year". */
  readonly elsewhere: Around;
  /** A text with these words speaks of what is to come. */
  readonly outlook: RegExp;
  /** Other words that name a period and stay where they are: "July to September". The two months are groups. */
  readonly months?: { readonly range: RegExp; readonly names: readonly string[] };
  /** A year in words. */
  readonly year?: RegExp;
  /** What stands between the two ends of a range. */
  readonly range: RegExp;
  /** Words around a period that make it a base, and others that do so beside a figure that is measured against it. */
  readonly compared: Around;
  readonly measured: Around;
  /** A figure that is said to be of a period: one mark of each sort. */
  readonly paired: RegExp;
  /** Words that name the base of a comparison. */
  readonly bases: Readonly<Record<"year" | "quarter" | "opening" | "scenario", RegExp>>;
  /** All that may stand between a name and its figure: "revenues of the half {base} rose by {figure}". */
  readonly between: RegExp;
  /** What ties the words after a figure to it: "811 million of operating income". */
  readonly belongs: RegExp;
  /** A comparison with the same base as in the sentence before; stands before the figure. */
  readonly ditto?: RegExp;
  /** A percent sign or word at the edge of a figure. */
  readonly percent: Around;
  /** The word for points at the edge of a figure that has it already. */
  readonly points: { readonly of: RegExp; readonly after: RegExp };
  /** A direction beside one figure, with groups `up` and `down`. */
  readonly directions: readonly RegExp[];
  /** What turns the sense of words before a direction. */
  readonly negation: RegExp;
  /** Directions that judge: they say the opposite of an account that is bad when it rises. */
  readonly judging: RegExp;
  /** What accounts of that sort are called. */
  readonly adverse: RegExp;
  /** Directions at the end of a figure itself. */
  readonly signed: { readonly up: RegExp; readonly down: RegExp };
  /** Words that say of a number without a sign that it is below zero. */
  readonly fewer: RegExp;
  /** A word that makes the figure after it negative. */
  readonly minus: RegExp;
  /** Whether such a word also says that something fell: "minus 3,6 %". */
  readonly minusOfMoves?: boolean;
  /** The unit of money that a heading or caption gives the numbers below it, with groups `scale` and `currency`. */
  readonly caption: RegExp;
  /** Numbers in words. */
  readonly numbers: RegExp;
}

/** What stands right before something, or right after it. */
interface Around {
  readonly before: RegExp;
  readonly after: RegExp;
}

const kanaOrKanji = "\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Han}";
const otherScripts =
  "\\p{sc=Hangul}\\p{sc=Cyrillic}\\p{sc=Thai}\\p{sc=Arabic}\\p{sc=Hebrew}\\p{sc=Devanagari}\\p{sc=Bopomofo}";

/** What no language in Latin letters has. */
const notLatin = new RegExp(`[${kanaOrKanji}${otherScripts}\u3000-\u303f・ー\uff00-\uffef]`, "gu");

/** Placeholders of every language: initials, rows of signs, brackets around an instruction. */
const placeholders: readonly RegExp[] = [
  /\b(?:TB[ACDU]|FIXME|TODO)\b/,
  /(?<![\p{L}\p{N}])(?:[Xx]{2,}|[Ｘｘ]{2,})\+?(?![\p{L}\p{N}])/u,
  /(?<![一二三四五六七八九〇])[●○〇◯■□▲△▼▽◆◇★☆※＊]{2,}|_{3,}|\?{2,}|？{2,}/,
  /\blorem ipsum\b/i,
  /\[[^\]]*\b(?:date|name|number|amount|quarter|period|company|insert|text|quote|figure|source|placeholder|xx+|here)\b[^\]]*\]/i,
  /\{[\w .-]+\}|<[A-Za-z][\w .-]*>/,
  /^\s*(?:…|\.{3}|・{3})\s*$/,
];

const englishUp =
  "up|rise|rises|risen|rose|rising|increase[ds]?|increasing|grew|grow|grows|grown|growing|growth(?= of)|higher|raised|gained|climbed|jumped|surged|expanded|improved|improvement|improving";
const englishDown =
  "down|fall|falls|fallen|fell|falling|decrease[ds]?|decreasing|declined?|declines|declining|lower|lowered|reduced|reduction|dropped|drop|shrank|slipped|narrowed|narrower|deteriorated|deterioration|worsened";
const anyEnglish = `(?:(?<up>${englishUp})|(?<down>${englishDown}))`;
/** Up to three words of the same clause, none of which is a direction itself. */
const fewWords = `(?:(?!(?:${englishUp}|${englishDown}|to|at|from)\\b)[A-Za-z’'-]+ ){0,3}`;

const en: Language = {
  foreign: notLatin,
  latin: true,
  placeholders: [
    ...placeholders,
    /\b(?:quote|text|chart|comments?|numbers?|date|name|title) (?:goes |to go |comes )?here\b/i,
    /\binsert (?:here|an?|the|quote|text|chart|number|figure|date|name|title|comment)\b(?: here\b)?/i,
    /(?<!\b(?:expected|scheduled|planned|due|likely) )\bto be (?:added|updated|confirmed|inserted|supplied|filled in|determined|advised)\b(?= *(?:$|[.,;:)\]]))/i,
    /\b(?:dummy|sample|placeholder) (?:text|figure|number|title)s?\b|\bclick to (?:add|edit)\b/i,
  ],
  spans: [
    ...["first", "second", "third", "fourth"].map((ordinal, index) => ({
      words: new RegExp(`\\b${ordinal}[ -](?:fiscal )?quarter\\b`, "gi"),
      within: [index + 1],
      last: index + 1,
    })),
    { words: /\bfirst[ -]half\b|\bsix[ -]months? (?:period|ended|ending)\b/gi, within: [1, 2], last: 2 },
    { words: /\bsecond[ -]half\b/gi, within: [3, 4], last: 4 },
    { words: /\b(?:first nine months|nine[ -]months? (?:period|ended|ending))\b/gi, within: [3], last: 3 },
    { words: /\btwelve[ -]months? (?:period|ended|ending)\b/gi, within: [4], last: 4 },
  ],
  elsewhere: {
    before:
      /\b(?:than|from|over|against|versus|vs\.?|compared (?:with|to)|on|since|after|following|follows|last|previous|prior|preceding|next|coming)(?: in| that of)?(?: the| a| its)? $/i,
    after:
      /^(?: of)?(?: the| a)? (?:last|previous|prior|preceding|next|coming) |^ (?:a year )?(?:ago|before|earlier)\b/i,
  },
  outlook:
    /\b(?:will|expect\w*|forecast\w*|outlook|target\w*|plan\w*|guidance|intend\w*|aim\w*|project(?:ed|ion|ions)|anticipat\w*|scheduled|toward|towards|ahead)\b/i,
  months: {
    range: new RegExp(
      `\\b(${englishMonths.join("|")}) ?(?:–|-|—|to|through) ?(${englishMonths.join("|")})\\b`,
      "g",
    ),
    names: englishMonths,
  },
  range: /^ ?(?:–|—|-|to|through|until) ?$/,
  compared: {
    before: /\b(?:than(?: in)?|against|versus|vs\.?|compared (?:with|to))(?: the)? $/i,
    after: /(?!)/,
  },
  measured: { before: /\b(?:from|over|on|after|since)(?: the)? $/i, after: /(?!)/ },
  paired: new RegExp(`${F} in ${T}`, "g"),
  bases: {
    year: /\byear[ -](?:on|over|to)[ -]year\b|\bYoY\b|\by\/y\b|\ba year (?:ago|earlier|before)\b|\byear[ -]earlier\b|\b(?:previous|prior|last|preceding) (?:fiscal )?year\b|\bsame (?:quarter|period|half) (?:of|a year|last)\b/i,
    quarter:
      /\bquarter[ -](?:on|over|to)[ -]quarter\b|\bQoQ\b|\bq\/q\b|\bsequential(?:ly)?\b|\b(?:previous|prior|last|preceding) quarter\b|\b(?:a|one) quarter (?:ago|earlier|before)\b/i,
    opening:
      /\byear[ -]end\b|\bend of (?:the )?(?:previous|prior|last|preceding) (?:fiscal )?year\b|\b(?:start|beginning) of (?:the|this) (?:fiscal )?year\b/i,
    scenario: /\b(?:targets?|forecasts?|plans?|guidance|outlook|projections?|budget)\b/i,
  },
  between: new RegExp(
    `^(?:[\\s,:(–—${T}]|\\b(?:${englishUp}|${englishDown}|was|were|is|are|by|of|to|at|on|in|for|and|came|stood|reached|amounted|totall?ed|kept|also)\\b)*$`,
    "i",
  ),
  belongs: /^ (?:of|in|for|from|as) (?:the |its |our )?/i,
  percent: { before: /(?:%|\bpercent)\s*$/i, after: /^ ?(?:%|％|percent\b|per cent\b)/i },
  points: { of: /points?\s*$/, after: /^ ?(?:percentage )?points?\b|^ ?(?:pts?|pp)\b/i },
  directions: [
    new RegExp(`(?<![\\w-])${anyEnglish} ${fewWords}(?:${T} )?(?:by )?${F}`, "gi"),
    new RegExp(`(?<![\\w-])${anyEnglish}(?: [a-z]+ly)? ?\\((?:${T} )?${F}`, "gi"),
    new RegExp(
      `${F}[ -](?:year[ -]on[ -]year |YoY |quarter[ -]on[ -]quarter |QoQ )?(?:(?<up>${englishUp}|growth)|(?<down>${englishDown}))\\b`,
      "gi",
    ),
  ],
  negation: /\b(?:not|no|never|neither|nor|without|cannot|n['’]t)\b(?: [A-Za-z’'-]+){0,3} $/i,
  judging: /^(?:improv|deteriorat|worsen|narrow)/i,
  adverse: /cost|expens|loss|debt|borrowing|deficit|sga|liabilit|tax/i,
  signed: { up: /^\+/, down: /^[−-]|^\(/ },
  fewer: new RegExp(
    `\\b(?:${englishDown}|loss(?:es)?|losing|lost|deficit|outflows?|used|spent|spending|paid|repaid|repayments?|cut|below|less|fewer|short(?:fall)?|under|weaker|negative|minus|decline)\\b`,
    "i",
  ),
  minus: /\b(?:minus|negative) $/i,
  caption:
    /(?<![A-Za-z])(?<currency>JPY|USD|EUR|GBP|CNY|KRW|[¥$€£]|yen)(?: in)? ?(?<scale>thousand|million|billion|trillion)s?\b/i,
  numbers:
    /\b(?:doubled|doubling|tripled|tripling|quadrupled|halved|halving|(?:two|three|four|five|six|seven|eight|nine|ten)[ -]?fold|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred)(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))? (?:percent|per cent|percentage points?|million|billion|trillion|yen))\b/gi,
};

const japaneseUp = "増加|増収|増益|増額|増(?![資員設税殖])|上昇|改善|伸び(?!悩)|伸長|向上|拡大|上振れ";
const japaneseDown = "減少|減収|減益|減額|減(?![価損税])|低下|下落|悪化|縮小|下振れ";
const anyJapanese = `(?:(?<up>${japaneseUp})|(?<down>${japaneseDown}))`;

const ja: Language = {
  foreign: new RegExp(`[${otherScripts}\uff61-\uff9f]`, "gu"),
  latin: false,
  placeholders: [
    ...placeholders,
    /^\s*(?:仮|未記入|未入力|空欄)\s*$|[（(【[]\s*仮\s*[)）】\]]|仮置き|仮の(?:数値|値|数字|文|文章|タイトル|図|表)/,
    /(?<![必主重需概])要(?:確認|更新|修正|記入|差し?替え?|追記)|[（(【]確認中[)）】]|未記入|記入(?:欄|例|予定|のこと|ください|してください|願います|$)/,
    /ここに(?:.{0,12})(?:記入|入力|挿入|記載)|(?:追記|差し?替え?|後日記入|後日記載)(?:予定|$)|ダミー|サンプルテキスト/,
  ],
  spans: [
    ...["[一１1]", "[二２2]", "[三３3]", "[四４4]"].map((numeral, index) => ({
      words: new RegExp(`第[ 　]?${numeral}[ 　]?四半期`, "g"),
      within: [index + 1],
      last: index + 1,
    })),
    {
      words: /(?<![売以])上期(?![待間限])|上半期|(?<![年])前半期|中間(?:期|決算|連結会計)/g,
      within: [1, 2],
      last: 2,
    },
    { words: /(?<![以])下期(?![待間限])|下半期|後半期/g, within: [3, 4], last: 4 },
    { words: /九[かカヶケ箇]月/g, within: [3], last: 3 },
  ],
  elsewhere: {
    before: /(?:前年度?|前期|昨年度?|昨|翌年度?|翌|来|次|当該|対)(?:の|同)?$/,
    after: /^(?:比|に(?:比べ|比し|対し)|と(?:比べ|比較)|より|から|を(?:上回|下回)|対比)/,
  },
  outlook: /見込|予想|予測|計画|見通|目標|予定|想定|期待|目指|向け/,
  year: /(?:明治|大正|昭和|平成|令和)[元〇一二三四五六七八九十]{1,4}年(?:度|[一二三四五六七八九十]{1,2}月期)?|[一二][〇一二三四五六七八九]{3}年(?:度|[一二三四五六七八九十]{1,2}月期)?/g,
  range: /^ ?(?:～|〜|－|–|—|-|から|より|及び|と) ?$/,
  compared: {
    before: /対$/,
    after: /^(?:の[\p{L}ー・]{0,8})?(?:比|に(?:比べ|比し|対し)|と(?:比べ|比較)|を(?:上回|下回)|対比)/u,
  },
  measured: { before: /(?!)/, after: /^(?:の[\p{L}ー・]{0,8})?(?:より|から)/u },
  paired: new RegExp(`${T}(?:の|は)[\\p{sc=Han}\\p{sc=Katakana}ーA-Za-z・（）の]{0,14}?は?${F}`, "gu"),
  bases: {
    year: /前年|昨年|対前年|YoY/,
    quarter: /前四半期|前期(?!末)|直前四半期|QoQ/,
    opening: /前期末|前年度末|期首|年初/,
    scenario: /予想|計画|目標|見込|見通/,
  },
  ditto: new RegExp(`同(?:じく)?[^、。]{0,4}${F}`),
  between: new RegExp(
    `^(?:[\\s、：:（(はがもをで${T}]|同(?:じく)?|前(?:年同)?(?:四半)?期比|${japaneseUp}|${japaneseDown})*$`,
  ),
  belongs: /^の/,
  percent: { before: /(?:%|％)\s*$/, after: /^ ?(?:%|％|パーセント(?!ポイント)|ﾊﾟｰｾﾝﾄ)/ },
  points: { of: /ポイント/, after: /^ ?(?:%|％|パーセント)?ポイント|^ ?pt/ },
  directions: [
    new RegExp(
      `${F}(?:の|と|もの|という)?(?:大幅な|大幅に|小幅な|小幅に|大きく|若干の?|やや)?${anyJapanese}`,
      "g",
    ),
    new RegExp(
      `${anyJapanese}(?:した|し|して|となり)?(?:額|率|幅)?(?:[（(：:はが]){1,2}(?:(?:${T}|[^、。（）()]{2,10}比)(?:で|では|は)?)?${F}`,
      "g",
    ),
  ],
  negation: /(?:非|未|不)$/,
  judging: /^(?:改善|悪化|縮小|拡大|向上)/,
  adverse: /cost|expens|loss|debt|borrowing|deficit|sga|liabilit|tax|原価|費|損失|負債|借入|欠損|赤字/i,
  signed: { up: /^\+|増|上昇/, down: /^[△▲−-]|減|低下/ },
  fewer: /減|赤字|損失|欠損|支出|流出|使用|返済|下回|低下|下落|悪化|縮小|割れ|不足|未達|マイナス|負の/,
  minus: /マイナス$|負の$/,
  caption:
    /(?:単位[：: は]*|[（(])(?<scale>千億|百億|十億|百万|千万|[千万億兆])?(?<currency>円|米ドル|ドル|ユーロ)(?=[）)、。 ]|$)/,
  numbers:
    /倍増|倍々|半減|(?:[一二三四五六七八九][十百千]?|[十百千][一二三四五六七八九十百千])[一二三四五六七八九十百千]*(?:(?:万|億|兆)円?|円)|(?:[一二三四五六七八九十]|数)+(?:割(?![合引り高安当])|倍|パーセント|％|ポイント)|[二三四五]桁(?=の?[増減成])/g,
};

const germanUp =
  "stieg(?:en)?|steig(?:t|en)|gestiegen(?:e[mnrs]?)?|steigerten?|Steigerung(?:en)?|Anstieg(?:e?s)?|wuchs(?:en)?|wächst|wachsen|gewachsen|Wachstums?|Zuw[aä]chs(?:e[ns]?)?|erhöht(?:en?)?|erhöhen|Erhöhung(?:en)?|Zunahmen?|zunahm(?:en)?|plus|höher(?:e[mnrs]?)?|verbessert(?:en?)?|Verbesserung(?:en)?|kletterten?";
const germanDown =
  "sank(?:en)?|sink(?:t|en)|gesunken(?:e[mnrs]?)?|fiel(?:en)?|fällt|fallen|gefallen(?:e[mnrs]?)?|Rückg[aä]ng(?:e?s|en?)?|zurückging(?:en)?|zurückgegangen|verringert(?:en?)?|Verringerung(?:en)?|reduziert(?:en?)?|Reduzierung(?:en)?|vermindert(?:en?)?|Minderung(?:en)?|Abnahmen?|abnahm(?:en)?|minus|niedriger(?:e[mnrs]?)?|geringer(?:e[mnrs]?)?|verschlechtert(?:en?)?|Verschlechterung(?:en)?|schrumpften?";
const anyGerman = `(?:(?<up>${germanUp})|(?<down>${germanDown}))(?!\\p{L})`;
/** Up to three words of the same clause, none of which is a direction itself. */
const fewGermanWords = `(?:(?!(?:${germanUp}|${germanDown}|auf|bei)(?!\\p{L}))[\\p{L}’'-]+ ){0,3}`;
const earlierOrNext = "letzte|vergangene|vorige|vorherige|vorangegangene|folgende|nächste|kommende";

const de: Language = {
  foreign: notLatin,
  latin: true,
  placeholders: [
    ...placeholders,
    /\[[^\]]*\b(?:Datum|Zahl|Betrag|Quartal|Zeitraum|Firma|Zitat|Quelle|Platzhalter|hier)\b[^\]]*\]/i,
    /(?<!\p{L})hier(?: \p{L}+){0,3} (?:einfügen|einsetzen|eintragen|ergänzen)(?!\p{L})/iu,
    /(?<!\p{L})(?:bitte|noch) (?:zu )?(?:ergänzen|einzufügen|einfügen|eintragen|einzutragen|prüfen|aktualisieren|bestätigen|klären)(?!\p{L})/iu,
    /(?<!\p{L})(?:wird|werden) (?:noch )?(?:ergänzt|nachgereicht|nachgetragen|eingefügt)(?!\p{L})|(?<!\p{L})(?:Text|Zitat|Zahlen?|Datum|Name|Titel) folgt(?!\p{L})/iu,
    /(?<!\p{L})(?:Platzhalter|Blindtext|Mustertext|Beispieltext)(?!\p{L})/iu,
  ],
  spans: [
    ...["erst|Auftakt", "zweit", "dritt", "viert|Schluss"].map((names, index) => {
      const [ordinal, compound] = names.split("|");
      const alone = compound === undefined ? "" : `|${compound}quartal(?:e?s)?`;
      return {
        words: new RegExp(`(?<!\\p{L})(?:${ordinal}e[mnrs]? Quartal(?:e?s)?${alone})(?!\\p{L})`, "giu"),
        within: [index + 1],
        last: index + 1,
      };
    }),
    {
      words:
        /(?<!\p{L})erste[mnrs]? (?:Halbjahr(?:e?s)?|Jahreshälfte|sechs Monaten?)(?!\p{L})|(?<!\p{L})Sechsmonats\p{L}+/giu,
      within: [1, 2],
      last: 2,
    },
    {
      words: /(?<!\p{L})zweite[mnrs]? (?:Halbjahr(?:e?s)?|Jahreshälfte)(?!\p{L})/giu,
      within: [3, 4],
      last: 4,
    },
    {
      words: /(?<!\p{L})erste[mnrs]? neun Monaten?(?!\p{L})|(?<!\p{L})Neunmonats\p{L}+/giu,
      within: [3],
      last: 3,
    },
  ],
  elsewhere: {
    before: new RegExp(
      `(?<!\\p{L})(?:als|gegenüber|ggü\\.?|seit|nach|von|vom|aus|zu|zum|über|verglichen mit|(?:${earlierOrNext})[mnrs]?)(?: im| in| zum)?(?: de[mnrs]| das| die| eine[mnrs]?)? $`,
      "iu",
    ),
    after: new RegExp(`^(?: de[mnrs]| im)? (?:Vorjahr|Folgejahr|(?:${earlierOrNext})[mnrs]? )`, "iu"),
  },
  outlook:
    /(?<!\p{L})(?:wird|werden|würden?|soll(?:en)?|rechne[nt]|erwart|prognos|ausblick|ziel|plan|geplant|voraussichtlich|beabsichtig|anstreb|angestrebt|strebt|streben|künftig)|prognose|ausblick/iu,
  months: {
    range: new RegExp(
      `(?<!\\p{L})(${germanMonths.join("|")}) ?(?:–|-|—|bis) ?(${germanMonths.join("|")})(?!\\p{L})`,
      "gu",
    ),
    names: germanMonths,
  },
  range: /^ ?(?:–|—|-|bis(?: zum| einschließlich)?) ?$/,
  compared: {
    before:
      /(?<!\p{L})(?:als(?: im| in| zum)?|gegenüber|ggü\.|Vergleich (?:zu|zum|mit)|verglichen mit)(?: de[mnr]| das| die)? $/iu,
    after: /(?!)/,
  },
  measured: { before: /(?<!\p{L})(?:von|vom|aus|nach|seit)(?: de[mnr])? $/iu, after: /(?!)/ },
  paired: new RegExp(`${F} (?:in|im|für)(?: de[mnr]| das)? ${T}`, "g"),
  bases: {
    year: /(?<!\p{L})(?:Vorjahr|Jahresvergleich|Jahressicht|ein Jahr zuvor|ein Jahr früher|vor einem Jahr|(?:letzte|vergangene|vorige|vorangegangene)[mnrs]? (?:Geschäfts)?jahr)|\b(?:YoY|y\/y)\b/iu,
    quarter:
      /(?<!\p{L})(?:Vorquartal|Quartalsvergleich|sequen[tz]iell|(?:letzte|vergangene|vorige|vorangegangene)[mnrs]? Quartal)|\b(?:QoQ|q\/q)\b/iu,
    opening:
      /(?<!\p{L})(?:(?:Vor)?jahresende|Jahresultimo|Jahresanfang|Jahresbeginn|(?:Ende|Schluss) des (?:Vorjahr|(?:letzten|vergangenen|vorigen|vorangegangenen) (?:Geschäfts)?jahr)|(?:Anfang|Beginn) des (?:laufenden )?(?:Geschäfts)?jahr)/iu,
    scenario:
      /(?<!er)ziel(?:en?|e?s|wert\p{L}*|vorgaben?)?(?!\p{L})|prognosen?(?!\p{L})|(?<!\p{L})(?:Plan(?:s|es|ung|wert\p{L}*)?|Guidance)(?!\p{L})|budget|ausblick|erwartung|vorgaben?(?!\p{L})/iu,
  },
  between: new RegExp(
    `^(?:[\\s,:(–—${T}]|(?<!\\p{L})(?:${germanUp}|${germanDown}|war|waren|ist|sind|wurde|wurden|betrug|betrugen|belief|beliefen|sich|lag|lagen|kam|kamen|erreichten?|blieb|blieben|auf|bei|um|von|vom|in|im|für|und|zu|zum|auch|mit|de[mnrs]|die|das)(?!\\p{L}))*$`,
    "iu",
  ),
  // "811 Mio. EUR Umsatz"
  belongs: /^ (?:an |von |vom |in |im |für |aus |bei |beim )?(?:de[mnrs] |die |das |unsere[mnrs]? )?/i,
  percent: { before: /(?:%|(?<!\p{L})Prozent)\s*$/iu, after: /^ ?(?:%|％|Prozent(?!\p{L}))/iu },
  points: {
    of: /punkte?n?\s*$/i,
    after: /^ ?(?:Prozent-?)?punkte?n?(?!\p{L})|^ ?%-punkte?n?(?!\p{L})|^ ?pp(?!\p{L})/iu,
  },
  directions: [
    new RegExp(`(?<![\\p{L}-])${anyGerman} ${fewGermanWords}(?:${T} )?(?:um |von |in Höhe von )?${F}`, "giu"),
    new RegExp(`(?<![\\p{L}-])${anyGerman}(?: \\p{L}+)? ?\\((?:${T} )?${F}`, "giu"),
    new RegExp(
      `${F}(?: ${T})? (?:(?<up>gestiegen|gewachsen|erhöht|höher(?:e[mnrs]?)?|mehr|über|Wachstum|Zuwachs|Anstieg|Plus)|(?<down>gesunken|gefallen|zurückgegangen|verringert|niedriger(?:e[mnrs]?)?|geringer(?:e[mnrs]?)?|weniger|unter|Rückgang|Minus))(?!\\p{L})`,
      "giu",
    ),
    // "nahm um 5 % zu", "ging um 5 % zurück"
    new RegExp(
      `(?<!\\p{L})(?:nahm|nahmen|legten?|ging|gingen|gaben?) ${fewGermanWords}(?:${T} )?(?:um )?${F}(?: ${T})? (?:(?<up>zu)|(?<down>ab|nach|zurück))(?!\\p{L})`,
      "giu",
    ),
  ],
  negation: /(?<!\p{L})(?:nicht|kein(?:e[mnrs]?)?|nie|weder|ohne)(?: [\p{L}’'-]+){0,3} $/iu,
  judging: /^(?:verbesser|verschlechter)/i,
  adverse:
    /cost|expens|loss|debt|borrowing|deficit|sga|liabilit|tax|kosten|aufwand|aufwendung|verlust|schuld|verbindlichkeit|fehlbetrag|steuer/i,
  signed: { up: /^\+/, down: /^[−-]/ },
  fewer: new RegExp(
    `(?<!\\p{L})(?:${germanDown}|weniger|unter|schwächer|belastet|belasteten|verloren|verlor|gezahlt|getilgt)(?!\\p{L})|verlust|fehlbetrag|defizit|abfl[uü]ss|auszahlung|ausgaben|rückzahlung|tilgung|mittelverwendung|negativ`,
    "iu",
  ),
  minus: /(?<!\p{L})(?:minus|negativ(?:e[mnrs]?)?) $/iu,
  minusOfMoves: true,
  caption:
    // After a figure it is the unit of that figure
    new RegExp(
      `(?<!\\p{L}|${F} ?)(?<scale>Tsd\\.?|Mio\\.?|Mrd\\.?|Bio\\.|Tausend|Millionen|Milliarden|T(?=EUR|€)) ?(?<currency>JPY|USD|EUR|GBP|CHF|CNY|KRW|[¥$€£]|Euro)(?!\\p{L})`,
      "iu",
    ),
  numbers:
    /(?<!\p{L})(?:ver(?:doppel|dreifach|vierfach|fünffach|zehnfach)\p{L}*|doppelt so|halbier\p{L}*|(?:zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn)fach\p{L}*|(?:ein|eine|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|(?:fünf|sech|sieb|acht|neun)zehn|(?:\p{L}+und)?(?:zwanzig|dreißig|vierzig|fünfzig|sechzig|siebzig|achtzig|neunzig)|(?:\p{L}+)?hundert) (?:Prozent(?:punkte?n?)?|Tausend|Million(?:en)?|Milliarden?|Billion(?:en)?|Euro))(?!\p{L})/giu,
};

/** A language more is one entry more. */
const languages: Readonly<Record<string, Language>> = { en, ja, de };

/** What the rules listen for in a language; undefined where nobody has said yet. */
export function findLanguage(lang: string): Language | undefined {
  return Object.hasOwn(languages, lang) ? languages[lang] : undefined;
}
