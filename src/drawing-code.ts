/**
 * A hash over all code that draws charts, with the chart and font libraries in it. Empty here; the bundle of the program puts
 * its own in. Without one nothing may be kept between runs: code that changed would be answered with charts of before.
 */
export const drawingCode: string = "";
