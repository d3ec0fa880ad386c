/**
 * A hash over all code that parses YAML, with its library in it. Empty here; the bundle of the program puts its own in. Without one
 * nothing may be kept between runs: code that changed would be answered with trees of before.
 */
export const parsingCode: string = "";
